/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-stored-body-private.h"

#include "format/kk-basis-codec.h"

void
kk_stored_body_init (KkStoredBody *stored, KkApp *app, KkScope scope)
{
  stored->app = app;
  stored->body = kk_body_new (scope);
  stored->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  stored->bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  stored->weight = 0;
}

void
kk_stored_body_clear (KkStoredBody *stored)
{
  g_clear_pointer (&stored->body, kk_body_free);
  g_clear_pointer (&stored->records, g_hash_table_unref);
  g_clear_pointer (&stored->bases, g_hash_table_unref);
}

static KkBodyRecord *
find_record (KkStoredBody *work, gint64 idx, GError **error)
{
  KkBodyRecord *record = g_hash_table_lookup (work->records, &idx);
  KkVaultRecord stored;
  gboolean found;

  if (record != NULL)
    return record;
  if (!kk_vault_record_get (work->app->vault, idx, &stored, &found, error) || !found)
    return NULL;
  record = kk_body_record_new ();
  record->id = stored.id;
  record->type = stored.type;
  record->owner = stored.owner;
  record->has_thread = stored.has_thread;
  record->thread = stored.thread;
  g_ptr_array_add (work->body->records, record);
  g_hash_table_insert (work->records, g_memdup2 (&idx, sizeof idx), record);
  return record;
}

static gboolean
find_basis (KkStoredBody *work, gint64 idx, guint32 *index, GError **error)
{
  gpointer known = g_hash_table_lookup (work->bases, &idx);
  g_autoptr (GBytes) bytes = NULL;
  KkBasis *basis;

  *index = KK_NO_BASIS;
  if (idx == KK_VAULT_NO_BASIS)
    return TRUE;
  if (known != NULL) {
    *index = GPOINTER_TO_UINT (known) - 1;
    return TRUE;
  }
  bytes = kk_vault_basis_get (work->app->vault, idx, error);
  basis = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
  if (basis == NULL)
    return FALSE;
  work->weight += g_bytes_get_size (bytes);
  *index = work->body->bases->len;
  g_ptr_array_add (work->body->bases, basis);
  g_hash_table_insert (work->bases, g_memdup2 (&idx, sizeof idx), GUINT_TO_POINTER (*index + 1));
  return TRUE;
}

static gsize
weight_of (const KkOp *op)
{
  gsize size = 0;

  if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_TEXT)
    kk_value_get_text (op->value, &size);
  else if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_BYTES)
    kk_value_get_bytes (op->value, &size);
  else if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_DOTS)
    kk_value_get_dots (op->value, &size);
  return 100 + 8 * (op->context != NULL ? op->context->len : 0) + 8 * size;
}

gboolean
kk_stored_body_add (KkStoredBody *work, const KkStoredOp *stored, GError **error)
{
  KkBodyRecord *record;
  guint32 basis;

  if (stored->state == KK_OP_STATE_ERASED)
    return TRUE;
  record = find_record (work, stored->record, error);
  if (record == NULL || !find_basis (work, stored->basis, &basis, error))
    return FALSE;
  stored->op->basis = basis;
  g_ptr_array_add (record->ops, kk_op_ref (stored->op));
  work->weight += weight_of (stored->op);
  return TRUE;
}
