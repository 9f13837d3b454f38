/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Settling a conflict: one operation that saw everything (exchange §14). */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-conflict-private.h"
#include "app/casework/kk-field-input-private.h"
#include "app/casework/kk-record-writer-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
check_choice (int choice, guint n_versions, GError **error)
{
  return (choice >= 0 && (guint) choice < n_versions) ||
         refuse (error, _ ("Choose one of the versions by its number."));
}

static const KkStoredOp *
pick (const KkLiveField *live, int choice)
{
  guint index = (guint) choice;

  return index < live->current->len ? live->current->pdata[index]
                                    : live->proposals->pdata[index - live->current->len];
}

/* Who does not own the record can only say again what it proposes, now that it saw the current value. */
static gboolean
check_owner (KkApp *app, const KkConflictPlace *place, GError **error)
{
  g_autofree char *slug = NULL;
  gboolean decides = kk_id_equal (&place->record.owner, &place->record.desk);

  if (decides || (!place->deletion && place->live->current->len < 2))
    return TRUE;
  slug = kk_desk_dup_slug (app, &place->record.owner);
  /* Translators: %s is an organisation. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("%s owns this record and decides. Ask them, or propose a value."), slug);
  return FALSE;
}

/* A value that another desk gave keeps the basis under which it came: it does not become this desk's own knowledge
 * by being chosen. */
static gboolean
write_chosen (KkRecordWriter *writer,
              const KkConflictPlace *place,
              const KkStoredOp *chosen,
              GError **error)
{
  KkOwnOp own = { .kind = chosen->op->kind,
                  .field = place->live->field,
                  .element = place->live->element,
                  .value = chosen->op->value,
                  .extra = chosen->op->extra,
                  .basis = chosen->basis };

  if (own.kind != KK_OP_VALUE && own.kind != KK_OP_ABSENT)
    return refuse (error, _ ("This version has no value that you may see. Choose another one, or "
                             "fill in a value."));
  return kk_record_writer_add (writer, &place->record, &own, error);
}

static KkCategories
join_ticks (const KkLiveField *live)
{
  KkCategories ticked = 0;

  for (guint i = 0; i < live->current->len; i++)
    ticked |= ((const KkStoredOp *) live->current->pdata[i])->op->extra;
  for (guint i = 0; i < live->proposals->len; i++)
    ticked |= ((const KkStoredOp *) live->proposals->pdata[i])->op->extra;
  return ticked;
}

/* An element of a set is in it or not. */
static gboolean
read_element (const char *text, KkOwnOp *own, KkValue **value, GError **error)
{
  if (text == NULL || g_ascii_strcasecmp (text, "false") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (text, "true") != 0)
    return refuse (error, _ ("A code is in the list or not: fill in true or false."));
  own->kind = KK_OP_VALUE;
  *value = kk_value_new_boolean (TRUE);
  return TRUE;
}

static gboolean
read_value (const KkField *field, const char *text, KkOwnOp *own, KkValue **value, GError **error)
{
  g_autoptr (GPtrArray) values = NULL;

  if (field == NULL)
    return refuse (error, _ ("This field was made by a newer version of the program. Choose one "
                             "of the versions, or update the program."));
  if (own->element != NULL)
    return read_element (text, own, value, error);
  values = kk_field_input_read (field, text, error);
  if (values == NULL)
    return FALSE;
  if (values->len > 0) {
    own->kind = KK_OP_VALUE;
    *value = kk_field_input_value (field, ((const KkHtcdsValue *) values->pdata[0])->text);
  }
  return TRUE;
}

static gboolean
write_new (KkRecordWriter *writer, const KkConflictPlace *place, const char *text, GError **error)
{
  const KkField *field = kk_schema_field (place->live->field);
  g_autoptr (KkValue) value = NULL;
  KkOwnOp own = { .kind = KK_OP_ABSENT,
                  .field = place->live->field,
                  .element = place->live->element,
                  .basis = KK_VAULT_NO_BASIS };

  if (!read_value (field, text, &own, &value, error))
    return FALSE;
  own.value = value;
  /* What was ticked protects somebody; a new value is no reason to drop it. */
  own.extra = value != NULL ? join_ticks (place->live) : 0;
  return kk_record_writer_add (writer, &place->record, &own, error);
}

static gboolean
resolve_field (KkRecordWriter *writer,
               const KkConflictPlace *place,
               int choice,
               const char *text,
               GError **error)
{
  if (!place->live->conflict && place->live->proposals->len == 0)
    return refuse (error, _ ("This field is no longer in conflict."));
  if (choice < 0)
    return write_new (writer, place, text, error);
  return check_choice (choice, place->live->current->len + place->live->proposals->len, error) &&
         write_chosen (writer, place, pick (place->live, choice), error);
}

/* Names operations by their dots. */
static KkValue *
list_dots (const GPtrArray *ops, gboolean about_record)
{
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (KkDot));

  for (guint i = 0; i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;

    if ((op->field == 0) == about_record)
      g_array_append_val (dots, op->dot);
  }
  return kk_value_new_dots ((const KkDot *) (gpointer) dots->data, dots->len);
}

/* Deleting again, now having seen every change; or recalling the deletion, so that the record stays. */
static gboolean
resolve_deletion (KkRecordWriter *writer, const KkConflictPlace *place, int choice, GError **error)
{
  gboolean again = choice >= 0 && (guint) choice < place->deletes->len;
  g_autoptr (KkValue) dots = NULL;
  KkOwnOp own = { .kind = again ? KK_OP_DELETE : KK_OP_RECALL, .basis = KK_VAULT_NO_BASIS };

  if (place->deletes->len == 0 || place->changes->len == 0)
    return refuse (error, _ ("This record is no longer in conflict."));
  if (!check_choice (choice, place->deletes->len + place->changes->len, error))
    return FALSE;
  dots = again ? list_dots (place->ops, FALSE) : list_dots (place->deletes, TRUE);
  own.value = dots;
  return kk_record_writer_add (writer, &place->record, &own, error);
}

gboolean
kk_app_conflict_resolve (KkApp *app, const char *id, int choice, const char *value, GError **error)
{
  g_autoptr (KkConflictPlace) place = kk_conflict_place_find (app, id, error);
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkRecordWriter writer;
  gboolean done;

  if (place == NULL || !check_owner (app, place, error) ||
      !kk_record_writer_start (&writer, app, &place->record.desk, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL)
    return FALSE;
  done = place->deletion ? resolve_deletion (&writer, place, choice, error)
                         : resolve_field (&writer, place, choice, value, error);
  return done && kk_vault_commit (g_steal_pointer (&transaction), error);
}
