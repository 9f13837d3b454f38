/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-app-htcds.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/kk-export-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "app/register/kk-removal-private.h"
#include "app/sharing/kk-statement-fields-private.h"
#include "domain/kk-htcds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One record of a row, read. */
typedef struct {
  KkVaultRecord record;
  GPtrArray *ops;    /* (element-type KkStoredOp) */
  GPtrArray *fields; /* (element-type KkLiveField) */
} Part;

typedef struct {
  KkApp *app;
  const char *reason;
  GPtrArray *columns; /* (element-type KkField) */
  GString *text;
  KkHtcdsReport *report;
  GArray *cases; /* (element-type KkVaultRecord): written */
} Export;

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static void
free_left_out (gpointer data)
{
  g_free (((KkLeftOut *) data)->case_);
  g_free (data);
}

void
kk_htcds_report_free (KkHtcdsReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->left_out);
  g_free (report);
}

static void
clear_export (Export *export)
{
  g_clear_pointer (&export->columns, g_ptr_array_unref);
  g_clear_pointer (&export->report, kk_htcds_report_free);
  g_clear_pointer (&export->cases, g_array_unref);
  if (export->text != NULL)
    g_string_free (export->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->fields, g_ptr_array_unref);
  g_clear_pointer (&part->ops, g_ptr_array_unref);
}

/* Values. */

static const KkOp *
peek_op (const KkLiveField *live)
{
  const KkStoredOp *stored = live->current->len > 0 ? live->current->pdata[0] : NULL;

  return stored != NULL && stored->op->kind == KK_OP_VALUE ? stored->op : NULL;
}

/* (transfer full): as the import reads it; "" for none. */
static char *
dup_cell (const Part *part, const KkField *field)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint i = 0; i < part->fields->len; i++) {
    const KkLiveField *live = part->fields->pdata[i];
    const KkOp *op = live->field == field->number ? peek_op (live) : NULL;
    g_autofree char *value = NULL;

    if (op == NULL || op->value == NULL)
      continue;
    value = field->kind == KK_FIELD_MULTI_CODE ? g_strdup (live->element)
                                               : kk_value_dup_display (op->value);
    g_string_append_printf (cell, "%s%s", cell->len > 0 ? ";" : "", value);
  }
  return g_strdup (cell->str);
}

static void
add_cell (GString *text, const char *cell)
{
  if (strpbrk (cell, ",\"\r\n") == NULL) {
    g_string_append (text, cell);
    return;
  }
  g_string_append_c (text, '"');
  for (const char *p = cell; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *p);
  }
  g_string_append_c (text, '"');
}

/* Which records. */

static char *
dup_value (const Part *part, const char *name)
{
  return dup_cell (part, kk_schema_field_by_name ((KkRecordType) part->record.type, name));
}

static gboolean
read_parts (Export *export, const KkVaultCase *case_, GArray *parts, GError **error)
{
  g_autoptr (GArray) records = kk_case_records (export->app, case_, error);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    Part part = { .record = g_array_index (records, KkVaultRecord, i) };

    if (!kk_id_equal (&part.record.owner, &part.record.desk))
      continue;
    part.ops = kk_vault_op_list (export->app->vault, part.record.idx, KK_OPS_LIVE, error);
    if (part.ops == NULL)
      return FALSE;
    part.fields = kk_live_fields (part.ops, &part.record.owner);
    g_array_append_val (parts, part);
  }
  return records != NULL;
}

/* (nullable): the first role of a victim. */
static const Part *
find_victim (const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    g_autofree char *role =
        part->record.type == KK_RECORD_PERSON_IN_CASE ? dup_value (part, "nl_Role") : NULL;

    if (g_strcmp0 (role, "victim") == 0)
      return part;
  }
  return NULL;
}

static const Part *
find_first (const GArray *parts, KkRecordType type, const char *id)
{
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);

    if (part->record.type == (guint32) type &&
        (id == NULL || strcmp (kk_id_text (&part->record.id).text, id) == 0))
      return part;
  }
  return NULL;
}

/* (nullable): the first note about the case; that it was decided to export it is none. */
static const Part *
find_comment (const GArray *parts)
{
  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    g_autofree char *kind =
        part->record.type == KK_RECORD_JOURNAL_ENTRY ? dup_value (part, "nl_EntryKind") : NULL;

    if (kind != NULL && strcmp (kind, "decision") != 0)
      return part;
  }
  return NULL;
}

/* @chosen: by record type; (nullable), borrowed. Without a victim the row has no columns about a person: the import would
 * make a victim of whoever stood there. */
static void
choose (const GArray *parts, const Part **chosen)
{
  const Part *victim = find_victim (parts);
  g_autofree char *person = victim != NULL ? dup_value (victim, "nl_Person") : NULL;

  for (guint type = 1; type <= KK_RECORD_TYPE_LAST; type++) {
    if (kk_htcds_has_type ((KkRecordType) type))
      chosen[type] = find_first (parts, (KkRecordType) type, NULL);
  }
  chosen[KK_RECORD_JOURNAL_ENTRY] = find_comment (parts);
  chosen[KK_RECORD_SIGNAL] = find_first (parts, KK_RECORD_SIGNAL, NULL);
  chosen[KK_RECORD_ADVICE_REQUEST] = find_first (parts, KK_RECORD_ADVICE_REQUEST, NULL);
  chosen[KK_RECORD_PERSON_IN_CASE] = victim;
  chosen[KK_RECORD_PERSON] = person != NULL ? find_first (parts, KK_RECORD_PERSON, person) : NULL;
}

/* A signal or a request for advice only says again what its case says (the import makes it anew). */
static gboolean
is_echo (guint32 type)
{
  return type == KK_RECORD_SIGNAL || type == KK_RECORD_ADVICE_REQUEST;
}

static void
report_rest (Export *export, const char *reference, const GArray *parts, const Part *const *chosen)
{
  guint counts[KK_RECORD_TYPE_LAST + 1] = { 0 };

  for (guint i = 0; i < parts->len; i++) {
    const Part *part = &g_array_index (parts, Part, i);
    guint32 type = part->record.type;

    if (type <= KK_RECORD_TYPE_LAST && part != chosen[type] && !is_echo (type))
      counts[type]++;
  }
  for (guint type = 1; type <= KK_RECORD_TYPE_LAST; type++) {
    KkLeftOut *left;

    if (counts[type] == 0)
      continue;
    left = g_new0 (KkLeftOut, 1);
    left->case_ = g_strdup (reference);
    left->type = kk_record_type_name (type);
    left->count = counts[type];
    g_ptr_array_add (export->report->left_out, left);
  }
}

/* The form of exploitation of a case that is about nobody stands in its signal or request for advice. */
static char *
dup_form (const KkField *column, const Part *const *chosen)
{
  const KkField *signal = kk_htcds_form (column, FALSE);

  if (signal == NULL)
    return g_strdup ("");
  if (chosen[KK_RECORD_SIGNAL] != NULL)
    return dup_cell (chosen[KK_RECORD_SIGNAL], signal);
  return chosen[KK_RECORD_ADVICE_REQUEST] != NULL
             ? dup_cell (chosen[KK_RECORD_ADVICE_REQUEST], kk_htcds_form (column, TRUE))
             : g_strdup ("");
}

static void
add_row (Export *export, const Part *const *chosen)
{
  for (guint i = 0; i < export->columns->len; i++) {
    const KkField *field = export->columns->pdata[i];
    const Part *part = chosen[field->type];
    g_autofree char *cell = part != NULL ? dup_cell (part, field) : dup_form (field, chosen);

    if (i > 0)
      g_string_append_c (export->text, ',');
    add_cell (export->text, cell);
  }
  g_string_append (export->text, "\r\n");
}

static gboolean
add_case (Export *export, const KkVaultCase *case_, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const Part *chosen[KK_RECORD_TYPE_LAST + 1] = { NULL };

  g_array_set_clear_func (parts, clear_part);
  if (!read_parts (export, case_, parts, error))
    return FALSE;
  choose (parts, chosen);
  if (chosen[KK_RECORD_CASE] == NULL)
    return TRUE;
  add_row (export, chosen);
  report_rest (export, case_->reference, parts, chosen);
  g_array_append_val (export->cases, case_->record);
  export->report->cases++;
  return TRUE;
}

static void
add_heading (Export *export)
{
  for (guint i = 0; i < export->columns->len; i++)
    g_string_append_printf (export->text, "%s%s", i > 0 ? "," : "",
                            ((const KkField *) export->columns->pdata[i])->name);
  g_string_append (export->text, "\r\n");
}

/* Oldest first, so that the same cases give the same file. */
static gboolean
add_cases (Export *export, const KkCaseFilter *filter, GError **error)
{
  KkCaseFilter own = *filter;
  g_autoptr (GArray) handles = NULL;

  own.own = TRUE;
  handles = kk_app_case_order (export->app, &own, error);
  for (guint i = handles != NULL ? handles->len : 0; i > 0; i--) {
    g_autoptr (KkVaultCase) found =
        kk_vault_case_get (export->app->vault, g_array_index (handles, gint64, i - 1), error);

    if (found == NULL || !kk_app_check_cancelled (export->app, error) ||
        !add_case (export, found, error))
      return FALSE;
  }
  return handles != NULL;
}

/* An entry and a note for each case: whoever asks about one case finds it there. */
static gboolean
note_case (Export *export, const KkVaultRecord *case_, GError **error)
{
  const KkOwnSeat *seat = kk_own_seat_at (export->app, &case_->desk, error);
  g_autoptr (KkEntry) printed = kk_entry_new (KK_ENTRY_PRINTED);
  /* Translators: %s is the reason that the person gave. It is kept in the journal of the case. */
  g_autofree char *note = g_strdup_printf (_ ("The case was exported: %s"), export->reason);
  KkRecordWriter writer;

  printed->has_thread = case_->has_thread;
  printed->thread = case_->thread;
  kk_entry_add_field (printed, &case_->id, 0, NULL);
  return seat != NULL && kk_entry_chain_append_own (export->app, seat, printed, error) &&
         kk_record_writer_start (&writer, export->app, &case_->desk, error) &&
         kk_journal_note (&writer, &case_->thread, note, error) &&
         kk_statement_put_text (&writer, "nl_EntryKind", "decision", error);
}

static gboolean
write_file (Export *export, const char *path, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (export->app->vault, error);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; transaction != NULL && i < export->cases->len; i++) {
    if (!note_case (export, &g_array_index (export->cases, KkVaultRecord, i), error))
      return FALSE;
  }
  bytes = g_bytes_new (export->text->str, export->text->len);
  return transaction != NULL && kk_export_write_file (path, bytes, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

KkHtcdsReport *
kk_app_case_export (KkApp *app,
                    const KkCaseFilter *filter,
                    const char *path,
                    const char *reason,
                    GError **error)
{
  g_auto (Export) export = { .app = app, .reason = reason };

  if (reason == NULL || *reason == '\0') {
    refuse (error, _ ("Say why the cases leave the vault. The reason stays in the file of each "
                      "case."));
    return NULL;
  }
  export.columns = kk_htcds_columns ();
  export.text = g_string_new (NULL);
  export.cases = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
  export.report = g_new0 (KkHtcdsReport, 1);
  export.report->left_out = g_ptr_array_new_with_free_func (free_left_out);
  add_heading (&export);
  if (!add_cases (&export, filter, error))
    return NULL;
  if (export.report->cases == 0) {
    refuse (error, _ ("There are no own cases to export. Nothing was written."));
    return NULL;
  }
  return write_file (&export, path, error) ? g_steal_pointer (&export.report) : NULL;
}
