/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-conflict-private.h"

#include "app/casework/kk-case-find-private.h"
#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the place of a field: no field has this name, for each has an underscore. */
#define WHOLE_RECORD "record"

void
kk_conflict_place_free (KkConflictPlace *place)
{
  if (place == NULL)
    return;
  g_clear_pointer (&place->fields, g_ptr_array_unref);
  g_clear_pointer (&place->deletes, g_ptr_array_unref);
  g_clear_pointer (&place->changes, g_ptr_array_unref);
  g_clear_pointer (&place->ops, g_ptr_array_unref);
  g_free (place);
}

char *
kk_conflict_dup_id (const KkVaultConflict *conflict)
{
  g_autofree char *field = kk_field_dup_name (conflict->field);

  return g_strjoin ("/", kk_id_text (&conflict->record.id).text,
                    conflict->field != 0 ? field : WHOLE_RECORD, conflict->element, NULL);
}

static gboolean
saw (const KkStoredOp *delete_, const KkDot *dot)
{
  gsize n_dots;
  const KkDot *dots;

  if (delete_->op->value == NULL || kk_value_get_kind (delete_->op->value) != KK_VALUE_DOTS)
    return FALSE;
  dots = kk_value_get_dots (delete_->op->value, &n_dots);
  for (gsize i = 0; i < n_dots; i++) {
    if (dots[i].n == dot->n && kk_id_equal (&dots[i].log, &dot->log))
      return TRUE;
  }
  return FALSE;
}

static gboolean
was_seen (const GPtrArray *deletes, const KkDot *dot)
{
  for (guint i = 0; i < deletes->len; i++) {
    if (saw (deletes->pdata[i], dot))
      return TRUE;
  }
  return FALSE;
}

static void
sort_out_deletion (KkConflictPlace *place)
{
  for (guint i = 0; i < place->ops->len; i++) {
    KkStoredOp *stored = place->ops->pdata[i];

    if (stored->op->kind == KK_OP_DELETE && kk_id_equal (&stored->desk, &place->record.owner))
      g_ptr_array_add (place->deletes, stored);
  }
  for (guint i = 0; i < place->ops->len; i++) {
    KkStoredOp *stored = place->ops->pdata[i];

    if (stored->op->field != 0 && !was_seen (place->deletes, &stored->op->dot))
      g_ptr_array_add (place->changes, stored);
  }
}

KkConflictPlace *
kk_conflict_place_new (KkApp *app, const KkVaultConflict *conflict, GError **error)
{
  g_autoptr (KkConflictPlace) place = g_new0 (KkConflictPlace, 1);

  place->record = conflict->record;
  place->deletion = conflict->field == 0;
  place->deletes = g_ptr_array_new ();
  place->changes = g_ptr_array_new ();
  place->ops = place->deletion
                   ? kk_vault_op_list (app->vault, conflict->record.idx, KK_OPS_LIVE, error)
                   : kk_vault_op_list_register (app->vault, conflict->record.idx, conflict->field,
                                                conflict->element, KK_OPS_LIVE, error);
  if (place->ops == NULL)
    return NULL;
  place->fields = kk_live_fields (place->ops, &place->record.owner);
  if (place->deletion)
    sort_out_deletion (place);
  else if (place->fields->len > 0)
    place->live = place->fields->pdata[0];
  if (place->deletion || place->live != NULL)
    return g_steal_pointer (&place);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This field has no value to choose from."));
  return NULL;
}

static gboolean
find_record (KkApp *app, const KkId *id, KkVaultRecord *record, gboolean *found, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);

  *found = FALSE;
  for (guint i = 0; desks != NULL && !*found && i < desks->len; i++) {
    if (!kk_vault_record_find (app->vault, &g_array_index (desks, KkId, i), id, record, found,
                               error))
      return FALSE;
  }
  return desks != NULL;
}

/* A number is the name of a field that a newer version made. */
static gboolean
parse_field (const char *name, guint32 *number)
{
  const KkField *field = kk_schema_field_by_name (0, name);
  guint64 read = 0;

  *number = field != NULL ? field->number : 0;
  if (field != NULL || strcmp (name, WHOLE_RECORD) == 0)
    return TRUE;
  if (!g_ascii_string_to_unsigned (name, 10, 1, G_MAXUINT32, &read, NULL))
    return FALSE;
  *number = (guint32) read;
  return TRUE;
}

KkConflictPlace *
kk_conflict_place_find (KkApp *app, const char *id, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, "/", 3);
  KkVaultConflict named = { 0 };
  gboolean found = FALSE;
  KkId record;

  if (g_strv_length (parts) >= 2 && kk_id_parse (parts[0], &record) &&
      parse_field (parts[1], &named.field) &&
      !find_record (app, &record, &named.record, &found, error))
    return NULL;
  if (found) {
    named.element = parts[2];
    return kk_conflict_place_new (app, &named, error);
  }
  /* Translators: %s is the id of a conflict, as the person typed it. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("There is no conflict %s. “conflict list” shows those that there are."), id);
  return NULL;
}
