/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Operations on their way into the body of a share, and what the receiving desk was sent before. */

#include "app/sharing/kk-share-drafting-private.h"
#include "vault/kk-vault-logs.h"

#include <string.h>

gboolean
kk_share_is_asked (const KkShareAsk *ask, const KkOp *op)
{
  return ask->fields == NULL || g_hash_table_contains (ask->fields, GUINT_TO_POINTER (op->field));
}

static KkBodyRecord *
find_body_record (KkShareDrafting *drafting, guint index)
{
  const KkVaultRecord *record = &g_array_index (drafting->gathered->records, KkVaultRecord, index);
  KkBodyRecord *added = g_hash_table_lookup (drafting->draft->records, &record->id);

  if (added != NULL)
    return added;
  added = kk_body_record_new ();
  added->id = record->id;
  added->type = record->type;
  added->owner = record->owner;
  added->has_thread = TRUE;
  added->thread = drafting->gathered->thread;
  g_ptr_array_add (drafting->body->records, added);
  g_hash_table_insert (drafting->draft->records, &added->id, added);
  drafting->weight += 48;
  return added;
}

static gint64
log_of (KkShareDrafting *drafting, const KkOp *op)
{
  gint64 log = 0;

  return kk_vault_log_find (drafting->app->vault, &op->dot.log, &log) ? log : 0;
}

/* Whether the desk has this operation, in a kind that says at least as much. */
gboolean
kk_share_had_op (KkShareDrafting *drafting, const KkGatheredField *field, KkOpKind kind)
{
  const GPtrArray *sent = drafting->sent != NULL ? drafting->sent->pdata[field->record] : NULL;
  gint64 log = sent != NULL && sent->len > 0 ? log_of (drafting, field->op) : 0;

  for (guint i = 0; sent != NULL && i < sent->len; i++) {
    const KkVaultSent *one = sent->pdata[i];

    if (one->log == log && one->n == field->op->dot.n &&
        (one->kind != KK_OP_NOT_SHARED || kind == KK_OP_NOT_SHARED))
      return TRUE;
  }
  return FALSE;
}

gboolean
kk_share_is_skipped (KkShareDrafting *drafting, const KkGatheredField *field, KkOpKind kind)
{
  if (drafting->ask->again)
    return !kk_share_had_op (drafting, field, KK_OP_NOT_SHARED);
  /* A value that a person shares goes, also when it went before under a share that was stopped. */
  if (!drafting->ask->only_new && kind == KK_OP_VALUE)
    return FALSE;
  return kk_share_had_op (drafting, field, kind);
}

/* Whether the desk was ever sent something of this field, so that a later change concerns it. */
gboolean
kk_share_had_field (KkShareDrafting *drafting, const KkGatheredField *field)
{
  const GPtrArray *sent = drafting->sent != NULL ? drafting->sent->pdata[field->record] : NULL;

  for (guint i = 0; sent != NULL && i < sent->len; i++) {
    const KkVaultSent *one = sent->pdata[i];

    if (one->field == field->op->field && g_strcmp0 (one->element, field->op->element) == 0)
      return TRUE;
  }
  return FALSE;
}

static KkOp *
copy_for_body (const KkOp *op, guint basis, KkOpKind kind)
{
  KkOp *copy = kk_op_new (op->dot, kind, op->field);

  copy->element = g_strdup (op->element);
  copy->value = kind == KK_OP_VALUE && op->value != NULL ? kk_value_ref (op->value) : NULL;
  copy->context = op->context != NULL ? g_array_ref (op->context) : NULL;
  copy->basis = basis;
  copy->extra = kind == KK_OP_VALUE ? op->extra : 0;
  copy->time = op->time;
  return copy;
}

gsize
kk_share_weigh_op (const KkOp *op)
{
  gsize size = 0;

  if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_TEXT)
    kk_value_get_text (op->value, &size);
  else if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_BYTES)
    kk_value_get_bytes (op->value, &size);
  return 40 + size + (op->element != NULL ? strlen (op->element) : 0);
}

/* Several standing shares may hold one field: the operation goes once, as a value when one of them lets it. */
static guint
find_same (const KkBodyRecord *record, const KkDot *dot)
{
  guint i = 0;

  while (i < record->ops->len) {
    const KkOp *op = record->ops->pdata[i];

    if (op->dot.n == dot->n && kk_id_equal (&op->dot.log, &dot->log))
      break;
    i++;
  }
  return i;
}

/* @op: (transfer full) */
static void
say_more (KkBodyRecord *record, guint index, KkOp *op)
{
  const KkOp *said = record->ops->pdata[index];

  if (said->kind == KK_OP_VALUE || op->kind != KK_OP_VALUE) {
    kk_op_unref (op);
    return;
  }
  kk_op_unref (record->ops->pdata[index]);
  record->ops->pdata[index] = op;
}

void
kk_share_put_in_body (KkShareDrafting *drafting,
                      const KkGatheredField *field,
                      guint basis,
                      KkOpKind kind)
{
  KkBodyRecord *record;
  guint same;

  if (basis == KK_NO_BASIS)
    (void) kk_share_make_room (drafting, kk_share_weigh_op (field->op));
  record = find_body_record (drafting, field->record);
  same = drafting->ask->only_new ? find_same (record, &field->op->dot) : record->ops->len;

  if (same < record->ops->len) {
    say_more (record, same, copy_for_body (field->op, basis, kind));
    return;
  }
  g_ptr_array_add (record->ops, copy_for_body (field->op, basis, kind));
  drafting->weight += kk_share_weigh_op (field->op);
}
