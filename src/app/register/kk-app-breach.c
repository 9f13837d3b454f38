/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-app-breach.h"

#include "app/register/kk-breach-private.h"
#include "app/sharing/kk-share-ask-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kk_breach_note_free (KkBreachNote *note)
{
  if (note == NULL)
    return;
  g_free (note->id);
  g_free (note->sender);
  g_clear_pointer (&note->fields, g_ptr_array_unref);
  g_clear_pointer (&note->rows, g_ptr_array_unref);
  g_clear_pointer (&note->reasons, g_ptr_array_unref);
  g_free (note->refused);
  g_free (note->packet);
  g_free (note->contact);
  g_free (note->consequences);
  g_free (note->measures);
  g_free (note->reported);
  g_free (note->not_reported);
  g_free (note);
}

static char *
dup_text (const KkValue *value)
{
  return kk_value_get_kind (value) == KK_VALUE_TEXT ? g_strdup (kk_value_get_text (value, NULL))
                                                    : NULL;
}

static void
split (const KkValue *value, GPtrArray *texts)
{
  g_autofree char *text = dup_text (value);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] != '\0')
      g_ptr_array_add (texts, g_strdup (parts[i]));
  }
}

static void
read_sender (KkApp *app, KkBreachNote *note, const KkValue *value)
{
  gsize size = 0;
  const guint8 *bytes =
      kk_value_get_kind (value) == KK_VALUE_BYTES ? kk_value_get_bytes (value, &size) : NULL;
  KkId desk;

  if (size != sizeof desk.bytes)
    return;
  memcpy (desk.bytes, bytes, size);
  note->sender = kk_desk_dup_address (app->directory, &desk);
}

static void
read_hash (const KkValue *value, char **text)
{
  gsize size = 0;
  const guint8 *bytes =
      kk_value_get_kind (value) == KK_VALUE_BYTES ? kk_value_get_bytes (value, &size) : NULL;
  KkHash hash;

  if (size != sizeof hash.bytes)
    return;
  memcpy (hash.bytes, bytes, size);
  *text = g_strdup (kk_hash_text (&hash).text);
}

static void
read_field (KkApp *app, KkBreachNote *note, const char *name, const KkValue *value)
{
  const struct {
    const char *name;
    char **text;
  } texts[] = {
    { "nl_BreachContact", &note->contact },
    { "nl_BreachConsequences", &note->consequences },
    { "nl_BreachMeasures", &note->measures },
    { "nl_BreachReported", &note->reported },
    { "nl_BreachNotReported", &note->not_reported },
  };

  if (g_str_equal (name, "nl_BreachSender"))
    read_sender (app, note, value);
  else if (g_str_equal (name, "nl_BreachPacket"))
    read_hash (value, &note->packet);
  else if (g_str_equal (name, "nl_BreachRefused"))
    read_hash (value, &note->refused);
  else if (g_str_equal (name, "nl_BreachDiscovered"))
    note->discovered = kk_value_get_integer (value);
  else if (g_str_equal (name, "nl_BreachCount"))
    note->count = (guint) kk_value_get_integer (value);
  else if (g_str_equal (name, "nl_BreachFields"))
    split (value, note->fields);
  else if (g_str_equal (name, "nl_BreachRows"))
    split (value, note->rows);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (g_str_equal (name, texts[i].name) && *texts[i].text == NULL)
      *texts[i].text = dup_text (value);
  }
}

static void
add_reasons (KkApp *app, KkBreachNote *note)
{
  const KkRegister *reg = kk_directory_newest_register (app->directory, NULL);

  for (guint i = 0; reg != NULL && i < note->rows->len; i++) {
    const KkRow *row = kk_register_find_row (reg, note->rows->pdata[i], NULL);

    if (row != NULL)
      g_ptr_array_add (note->reasons, kk_row_reason (row));
  }
}

static void
set_state (KkBreachNote *note)
{
  note->state = note->reported != NULL       ? "reported"
                : note->not_reported != NULL ? "not-reported"
                                             : "draft";
}

static KkBreachNote *
read_note (KkApp *app, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  KkBreachNote *note;

  if (ops == NULL)
    return NULL;
  note = g_new0 (KkBreachNote, 1);
  note->id = g_strdup (kk_id_text (&record->id).text);
  note->fields = g_ptr_array_new_with_free_func (g_free);
  note->rows = g_ptr_array_new_with_free_func (g_free);
  note->reasons = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;
    const KkField *field = kk_schema_field (op->field);

    if (field != NULL && op->kind == KK_OP_VALUE)
      read_field (app, note, field->name, op->value);
  }
  note->due = note->discovered + KK_BREACH_TERM_MS;
  set_state (note);
  add_reasons (app, note);
  return note;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const KkBreachNote *left = *(const KkBreachNote *const *) a;
  const KkBreachNote *right = *(const KkBreachNote *const *) b;

  if (left->discovered != right->discovered)
    return left->discovered > right->discovered ? -1 : 1;
  return strcmp (left->id, right->id);
}

/* What a person wrote in the other draft of one breach counts too. */
static void
take_texts (KkBreachNote *note, const KkBreachNote *other)
{
  char **texts[] = { &note->contact, &note->consequences, &note->measures, &note->reported,
                     &note->not_reported };
  char *const others[] = { other->contact, other->consequences, other->measures, other->reported,
                           other->not_reported };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    if (*texts[i] == NULL)
      *texts[i] = g_strdup (others[i]);
  }
  set_state (note);
}

/* Two seats that were sent the same may each have drafted a note before they heard of the other: the first one counts,
 * for the term runs from it. @notes: newest first. */
static void
join_same (GPtrArray *notes)
{
  for (guint i = notes->len; i > 0; i--) {
    for (guint newer = i - 1; newer > 0; newer--) {
      KkBreachNote *first = notes->pdata[i - 1];
      const KkBreachNote *other = notes->pdata[newer - 1];

      if (first->refused == NULL || g_strcmp0 (first->refused, other->refused) != 0)
        continue;
      take_texts (first, other);
      g_ptr_array_remove_index (notes, newer - 1);
      i--;
    }
  }
}

GPtrArray *
kk_app_breach_list (KkApp *app, GError **error)
{
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, KK_RECORD_BREACH, 0, G_MAXUINT, error);
  g_autoptr (GPtrArray) notes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_breach_note_free);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    KkBreachNote *note = read_note (app, &g_array_index (records, KkVaultRecord, i), error);

    if (note == NULL)
      return NULL;
    g_ptr_array_add (notes, note);
  }
  if (records == NULL)
    return NULL;
  g_ptr_array_sort (notes, compare_notes);
  join_same (notes);
  return g_steal_pointer (&notes);
}

/* The id, or as much of its beginning as makes it the only one. */
static gboolean
find_note (KkApp *app, const char *id, KkVaultRecord *record, GError **error)
{
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, KK_RECORD_BREACH, 0, G_MAXUINT, error);
  g_autofree char *wanted = g_ascii_strdown (id, -1);
  guint found = 0;

  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *one = &g_array_index (records, KkVaultRecord, i);

    if (*wanted == '\0' || !g_str_has_prefix (kk_id_text (&one->id).text, wanted))
      continue;
    *record = *one;
    found++;
  }
  if (records == NULL || found == 1)
    return records != NULL;
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
      _ ("There is no breach note with this id. “breach list” shows those that there are."));
  return FALSE;
}

KkBreachNote *
kk_app_breach_get (KkApp *app, const char *id, GError **error)
{
  g_autoptr (GPtrArray) notes = kk_app_breach_list (app, error);
  KkVaultRecord record;
  KkBreachNote *note;

  if (notes == NULL || !find_note (app, id, &record, error))
    return NULL;
  note = read_note (app, &record, error);
  for (guint i = 0; note != NULL && i < notes->len; i++) {
    const KkBreachNote *listed = notes->pdata[i];

    if (g_str_equal (listed->id, note->id))
      take_texts (note, listed);
  }
  return note;
}

static gboolean
set_text (KkRecordWriter *writer,
          const KkVaultRecord *record,
          const char *name,
          const char *text,
          GError **error)
{
  g_autoptr (KkValue) value = text != NULL ? kk_value_new_text (text) : NULL;
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };

  if (text == NULL)
    return TRUE;
  own.field = kk_schema_field_by_name (KK_RECORD_BREACH, name)->number;
  return kk_record_writer_add (writer, record, &own, error);
}

static gboolean
check_edit (const KkBreachEdit *edit, GError **error)
{
  if (edit->reported == NULL || kk_day_is_valid (edit->reported))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("The day of the report has to be written as YYYY-MM-DD."));
  return FALSE;
}

gboolean
kk_app_breach_set (KkApp *app, const char *id, const KkBreachEdit *edit, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkRecordWriter writer;
  KkVaultRecord record;

  if (!check_edit (edit, error) || !find_note (app, id, &record, error) ||
      !kk_record_writer_start (&writer, app, &record.desk, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         set_text (&writer, &record, "nl_BreachContact", edit->contact, error) &&
         set_text (&writer, &record, "nl_BreachConsequences", edit->consequences, error) &&
         set_text (&writer, &record, "nl_BreachMeasures", edit->measures, error) &&
         set_text (&writer, &record, "nl_BreachReported", edit->reported, error) &&
         set_text (&writer, &record, "nl_BreachNotReported", edit->not_reported, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
