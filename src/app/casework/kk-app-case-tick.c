/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Saying what kind of data a text holds, without typing it again. */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-field-input-private.h"
#include "app/casework/kk-record-writer-private.h"

#include <glib/gi18n-lib.h>

/* What is ticked, and where. */
typedef struct {
  KkRecordWriter writer;
  const KkField *field;
  KkCategories ticked;
  KkVaultRecord record;
  GPtrArray *live; /* (element-type KkStoredOp): its values */
} Ticking;

static void
clear_ticking (Ticking *ticking)
{
  g_clear_pointer (&ticking->live, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ticking, clear_ticking)

static gboolean
refuse (GError **error, const char *format, const char *name)
{
  GString *sentence = g_string_new (format);

  g_string_replace (sentence, "%s", name, 1);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence->str);
  g_string_free (sentence, TRUE);
  return FALSE;
}

static gboolean
check_ticks (Ticking *ticking, const char *name, GError **error)
{
  ticking->field = kk_schema_field_by_name (0, name);
  if (ticking->field == NULL)
    /* Translators: %s is the name of a field, as the person typed it. */
    return refuse (error, _ ("There is no field named %s."), name);
  if (ticking->ticked == 0)
    return refuse (error, _ ("Say with --category which kinds of data %s holds."), name);
  return kk_field_input_check_ticks (ticking->ticked, error);
}

static gboolean
is_wanted (const Ticking *ticking, const KkVaultRecord *record, const KkId *wanted)
{
  return record->type == (guint32) ticking->field->type &&
         kk_id_equal (&record->owner, &ticking->writer.desk) &&
         (wanted == NULL || kk_id_equal (&record->id, wanted));
}

static void
keep_values (GPtrArray *ops)
{
  for (guint i = ops->len; i > 0; i--) {
    if (((const KkStoredOp *) ops->pdata[i - 1])->op->kind != KK_OP_VALUE)
      g_ptr_array_remove_index (ops, i - 1);
  }
}

/* The one own record in which the field has a value; @count: (out): how many there are. */
static gboolean
look_in (Ticking *ticking, const GArray *records, const KkId *wanted, guint *count, GError **error)
{
  *count = 0;
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    g_autoptr (GPtrArray) live = NULL;

    if (!is_wanted (ticking, record, wanted))
      continue;
    live = kk_vault_op_list_field (ticking->writer.app->vault, record->idx, ticking->field->number,
                                   KK_OPS_LIVE, error);
    if (live == NULL)
      return FALSE;
    keep_values (live);
    if (live->len == 0)
      continue;
    (*count)++;
    ticking->record = *record;
    g_clear_pointer (&ticking->live, g_ptr_array_unref);
    ticking->live = g_steal_pointer (&live);
  }
  return TRUE;
}

static gboolean
find_value (Ticking *ticking, const KkVaultCase *case_, const char *record, GError **error)
{
  g_autoptr (GArray) records = kk_case_records (ticking->writer.app, case_, error);
  const char *name = ticking->field->name;
  guint count = 0;
  KkId wanted;

  if (records == NULL)
    return FALSE;
  if (record != NULL && !kk_id_parse (record, &wanted))
    /* Translators: %s is the id of a record, as the person typed it. */
    return refuse (error, _ ("There is no record %s in this case."), record);
  if (!look_in (ticking, records, record != NULL ? &wanted : NULL, &count, error))
    return FALSE;
  if (count == 1)
    return TRUE;
  if (count == 0)
    return refuse (error, _ ("%s has no value of your own in this case."), name);
  return refuse (error,
                 _ ("This case has several records with %s. Say which one: “case show” gives "
                    "their ids."),
                 name);
}

/* Ticks of free text are all that it has, so they may be chosen anew; on other fields they only protect more. The
 * value itself and the way by which it came stay as they are. */
static gboolean
write_ticks (Ticking *ticking, const KkStoredOp *stored, GError **error)
{
  gboolean free_text = (ticking->field->flags & KK_FIELD_TICKS) != 0;
  KkOwnOp own = { .kind = KK_OP_VALUE, .field = stored->op->field, .basis = stored->basis };

  own.element = stored->op->element;
  own.value = stored->op->value;
  own.extra = free_text ? ticking->ticked : stored->op->extra | ticking->ticked;
  return own.extra == stored->op->extra ||
         kk_record_writer_add (&ticking->writer, &ticking->record, &own, error);
}

gboolean
kk_app_case_tick (KkApp *app,
                  const char *case_,
                  const char *record,
                  const char *field,
                  KkCategories ticked,
                  GError **error)
{
  g_auto (Ticking) ticking = { .ticked = ticked };
  g_autoptr (KkVaultCase) found = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (!check_ticks (&ticking, field, error))
    return FALSE;
  found = kk_case_find (app, case_, error);
  if (found == NULL || !kk_record_writer_start (&ticking.writer, app, &found->record.desk, error) ||
      !find_value (&ticking, found, record, error))
    return FALSE;
  if (ticking.live->len > 1 && ticking.field->kind != KK_FIELD_MULTI_CODE)
    return refuse (error, _ ("%s has two values. Settle that first; “conflict list” shows them."),
                   ticking.field->name);
  transaction = kk_vault_begin (app->vault, error);
  for (guint i = 0; transaction != NULL && i < ticking.live->len; i++) {
    if (!write_ticks (&ticking, ticking.live->pdata[i], error))
      return FALSE;
  }
  return transaction != NULL && kk_vault_commit (g_steal_pointer (&transaction), error);
}
