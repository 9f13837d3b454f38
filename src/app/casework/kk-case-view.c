/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-view-private.h"
#include "app/kk-label-private.h"

#include "domain/kk-content.h"
#include "domain/kk-merge.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-logs.h"

char *
kk_desk_dup_slug (KkApp *app, const KkId *desk)
{
  const KkOrganisation *organisation = NULL;

  if (kk_directory_find_desk (app->directory, desk, &organisation) == NULL)
    return g_strdup (kk_id_text (desk).text);
  return g_strdup (organisation->slug);
}

char *
kk_log_dup_person (KkApp *app, const KkId *log)
{
  const KkSeatInfo *info = NULL;
  const KkId *seat = NULL;
  gint64 idx;

  if (kk_vault_log_find (app->vault, log, &idx))
    seat = kk_vault_log_get_seat (app->vault, idx);
  if (seat != NULL)
    info = kk_directory_find_seat (app->directory, seat);
  return info != NULL ? g_strdup (info->device->person.name) : NULL;
}

char *
kk_field_dup_name (guint32 number)
{
  const KkField *field = kk_schema_field (number);

  if (field != NULL)
    return g_strdup (field->name);
  return number == 0 ? g_strdup ("") : g_strdup_printf ("%u", number);
}

const char *
kk_record_type_name (guint32 type)
{
  const KkRecordTypeInfo *info = kk_schema_type ((KkRecordType) type);

  return info != NULL ? info->name : "";
}

char *
kk_op_dup_value (const KkOp *op)
{
  gsize size = 0;

  if (op->kind != KK_OP_VALUE || op->value == NULL)
    return NULL;
  if (kk_value_get_kind (op->value) == KK_VALUE_BYTES)
    kk_value_get_bytes (op->value, &size);
  /* What is longer than a hash is content: nobody reads that as digits. */
  if (size > sizeof (KkHash))
    return g_format_size (size);
  return kk_value_dup_display (op->value);
}

gboolean
kk_basis_describe (KkApp *app, gint64 basis, GPtrArray *rows, char **origin, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KkBasis) read = NULL;

  if (basis == KK_VAULT_NO_BASIS)
    return TRUE;
  bytes = kk_vault_basis_get (app->vault, basis, error);
  read = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
  if (read == NULL)
    return FALSE;
  for (guint i = 0; i < read->rows->len; i++)
    g_ptr_array_add (rows, g_strdup (read->rows->pdata[i]));
  if (*origin == NULL && read->origins->len > 0) {
    const KkOriginStep *last = read->origins->pdata[read->origins->len - 1];

    *origin = kk_desk_dup_slug (app, &last->desk);
  }
  return TRUE;
}

KkCaseItem *
kk_case_item_new (KkApp *app, const KkVaultCase *case_)
{
  KkCaseItem *item = g_new0 (KkCaseItem, 1);

  item->id = g_strdup (kk_id_text (&case_->record.id).text);
  item->reference = g_strdup (case_->reference);
  item->title = g_strdup (case_->title);
  item->own = kk_id_equal (&case_->record.owner, &case_->record.desk);
  item->updated = case_->updated;
  item->stage = g_strdup (case_->stage);
  item->municipality = g_strdup (case_->municipality);
  item->owner = kk_desk_dup_slug (app, &case_->record.owner);
  item->conflicts = (guint) case_->conflicts;
  item->deleted = case_->record.deletion == KK_DELETION_DELETED;
  return item;
}

KkFieldVersion *
kk_field_version_new (KkApp *app, const KkStoredOp *stored, gboolean proposal)
{
  KkFieldVersion *version = g_new0 (KkFieldVersion, 1);

  version->value = kk_op_dup_value (stored->op);
  version->organisation = kk_desk_dup_slug (app, &stored->desk);
  version->organisation_name = kk_label_dup_organisation (app->directory, &stored->desk);
  version->person = kk_log_dup_person (app, &stored->op->dot.log);
  version->time = stored->op->time;
  version->proposal = proposal;
  return version;
}

void
kk_field_version_free (KkFieldVersion *version)
{
  g_free (version->value);
  g_free (version->organisation);
  g_free (version->organisation_name);
  g_free (version->person);
  g_free (version);
}

static void
free_live_field (gpointer data)
{
  KkLiveField *live = data;

  g_ptr_array_unref (live->current);
  g_ptr_array_unref (live->proposals);
  g_free (live);
}

/* Merging answers with the operations; a view wants to know who wrote them and under which basis they came. */
static GPtrArray *
find_stored (const GPtrArray *ops, guint from, guint to, const GPtrArray *found)
{
  GPtrArray *stored = g_ptr_array_new ();

  for (guint f = 0; f < found->len; f++) {
    for (guint i = from; i < to; i++) {
      if (((const KkStoredOp *) ops->pdata[i])->op == found->pdata[f])
        g_ptr_array_add (stored, ops->pdata[i]);
    }
  }
  return stored;
}

static KkLiveField *
fold (const GPtrArray *ops, guint from, guint to, const KkId *owner)
{
  const KkStoredOp *first = ops->pdata[from];
  g_autofree KkRegisterOp *members = g_new (KkRegisterOp, to - from);
  g_autoptr (KkFieldState) state = NULL;
  KkLiveField *live = g_new0 (KkLiveField, 1);

  for (guint i = from; i < to; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    members[i - from] = (KkRegisterOp){ stored->op, stored->desk };
  }
  state = kk_merge_fold (members, to - from, owner);
  live->field = first->op->field;
  live->element = first->op->element;
  live->current = find_stored (ops, from, to, state->current);
  live->proposals = find_stored (ops, from, to, state->proposals);
  live->conflict = state->conflict;
  return live;
}

static gboolean
same_register (const KkStoredOp *a, const KkStoredOp *b)
{
  return a->op->field == b->op->field && g_strcmp0 (a->op->element, b->op->element) == 0;
}

GPtrArray *
kk_live_fields (const GPtrArray *ops, const KkId *owner)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (free_live_field);
  guint from = 0;

  for (guint i = 1; i <= ops->len; i++) {
    if (i < ops->len && same_register (ops->pdata[from], ops->pdata[i]))
      continue;
    g_ptr_array_add (fields, fold (ops, from, i, owner));
    from = i;
  }
  return fields;
}

GPtrArray *
kk_live_field_versions (KkApp *app, const KkLiveField *live)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_field_version_free);

  for (guint i = 0; i < live->current->len; i++)
    g_ptr_array_add (versions, kk_field_version_new (app, live->current->pdata[i], FALSE));
  for (guint i = 0; i < live->proposals->len; i++)
    g_ptr_array_add (versions, kk_field_version_new (app, live->proposals->pdata[i], TRUE));
  return versions;
}
