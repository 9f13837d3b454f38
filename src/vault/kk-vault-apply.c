/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Where an operation is stored. */

#include "base/kk-bytes.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-records.h"

#include <string.h>

#define DOT_SIZE (KK_ID_SIZE + 4)

static guint8 *
pack_dots (const KkValue *value, gsize *size)
{
  gsize n_dots;
  const KkDot *dots = kk_value_get_dots (value, &n_dots);
  guint8 *data = g_malloc (MAX (n_dots * DOT_SIZE, 1));

  for (gsize i = 0; i < n_dots; i++) {
    memcpy (data + i * DOT_SIZE, dots[i].log.bytes, KK_ID_SIZE);
    kk_le32_put (data + i * DOT_SIZE + KK_ID_SIZE, dots[i].n);
  }
  *size = n_dots * DOT_SIZE;
  return data;
}

/* Binds value_kind and value. @memory gets what must live as long as the query. */
static void
bind_value (KkQuery *query, const KkValue *value, guint8 **memory)
{
  const char *text;
  const guint8 *bytes;
  gsize size;

  if (value == NULL) {
    kk_query_bind_number (query, 0);
    kk_query_bind_null (query);
    return;
  }
  kk_query_bind_number (query, kk_value_get_kind (value));
  switch (kk_value_get_kind (value)) {
  case KK_VALUE_TEXT:
    text = kk_value_get_text (value, &size);
    kk_query_bind_text_length (query, text, size);
    break;
  case KK_VALUE_BYTES:
    bytes = kk_value_get_bytes (value, &size);
    kk_query_bind_blob (query, bytes, size);
    break;
  case KK_VALUE_DOTS:
    *memory = pack_dots (value, &size);
    kk_query_bind_blob (query, *memory, size);
    break;
  case KK_VALUE_INTEGER:
  case KK_VALUE_BOOLEAN:
  default:
    kk_query_bind_number (query, kk_value_get_integer (value));
    break;
  }
}

static KkOpState
state_of (const KkOp *op)
{
  return op->kind == KK_OP_NOT_SHARED ? KK_OP_STATE_NOT_SHARED : KK_OP_STATE_PRESENT;
}

static guint
count_context (const KkOp *op)
{
  return op->context != NULL ? op->context->len : 0;
}

/* @idx 0 when the dot is taken. */
static gboolean
insert_op (KkVault *vault,
           gint64 record,
           gint64 log,
           const KkOp *op,
           gint64 basis,
           gint64 *idx,
           GError **error)
{
  g_autofree guint8 *memory = NULL;
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO op (record, log, n, kind, field, element, value_kind, value, "
                       "basis, cats, time, contexts, state, live) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
                       "ON CONFLICT (record, log, n) DO NOTHING");

  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, log);
  kk_query_bind_number (&query, op->dot.n);
  kk_query_bind_number (&query, op->kind);
  kk_query_bind_number (&query, op->field);
  kk_query_bind_text (&query, op->element);
  bind_value (&query, op->value, &memory);
  kk_query_bind_number_or_null (&query, basis);
  kk_query_bind_number (&query, op->extra);
  kk_query_bind_number (&query, op->time);
  kk_query_bind_number (&query, count_context (op));
  kk_query_bind_number (&query, state_of (op));
  if (!kk_query_run (&query, error))
    return FALSE;
  *idx = sqlite3_changes64 (vault->db) > 0 ? sqlite3_last_insert_rowid (vault->db) : 0;
  return TRUE;
}

static gboolean
insert_context (KkVault *vault, gint64 idx, const KkOp *op, GError **error)
{
  for (guint i = 0; i < count_context (op); i++) {
    const KkDot *entry = &g_array_index (op->context, KkDot, i);
    g_auto (KkQuery) query =
        kk_query (vault, "INSERT INTO context (op, log, n) VALUES (?1, ?2, ?3)");

    kk_query_bind_number (&query, idx);
    kk_query_bind_id (&query, &entry->log);
    kk_query_bind_number (&query, entry->n);
    if (!kk_query_run (&query, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
replace_content (KkVault *vault, gint64 idx, const KkOp *op, gint64 basis, GError **error)
{
  g_autofree guint8 *memory = NULL;
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE op SET kind = ?, value_kind = ?, value = ?, basis = ?, cats = ?, "
                       "time = ?, contexts = ?, state = ? WHERE idx = ?");
  g_auto (KkQuery) contexts = kk_query (vault, "DELETE FROM context WHERE op = ?1");

  kk_query_bind_number (&query, op->kind);
  bind_value (&query, op->value, &memory);
  kk_query_bind_number_or_null (&query, basis);
  kk_query_bind_number (&query, op->extra);
  kk_query_bind_number (&query, op->time);
  kk_query_bind_number (&query, count_context (op));
  kk_query_bind_number (&query, state_of (op));
  kk_query_bind_number (&query, idx);
  kk_query_bind_number (&contexts, idx);
  return kk_query_run (&query, error) && kk_query_run (&contexts, error) &&
         insert_context (vault, idx, op, error);
}

/* Most operations are the first of their register; those need nothing more. */
static gboolean
is_alone (KkVault *vault,
          gint64 record,
          const KkOp *op,
          gint64 idx,
          gboolean *alone,
          GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT 1 FROM op WHERE record = ?1 AND field = ?2 AND element = ?3 "
                       "AND idx <> ?4 LIMIT 1");
  gint64 found = 0;

  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, op->field);
  kk_query_bind_text (&query, op->element);
  kk_query_bind_number (&query, idx);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *alone = found == 0;
  return TRUE;
}

static gboolean
finish_new (KkVault *vault, const KkVaultRecord *record, const KkOp *op, gint64 idx, GError **error)
{
  gboolean alone;

  kk_vault_mark_dirty (vault, record->idx);
  return insert_context (vault, idx, op, error) &&
         is_alone (vault, record->idx, op, idx, &alone, error) &&
         (alone || kk_vault_merge_new (vault, record, op, idx, error));
}

static KkApplyResult
compare_with_stored (const KkStoredOp *stored, const KkOp *op)
{
  KkOpState state = state_of (op);

  if (stored->state == KK_OP_STATE_ERASED)
    return KK_APPLY_ERASED;
  if (stored->op->field != op->field || g_strcmp0 (stored->op->element, op->element) != 0)
    return KK_APPLY_EVIDENCE;
  if (state > stored->state)
    return KK_APPLY_UPGRADED;
  if (state < stored->state)
    return KK_APPLY_DUPLICATE;
  return kk_op_equal (stored->op, op) ? KK_APPLY_DUPLICATE : KK_APPLY_EVIDENCE;
}

/* The dot is taken: per dot not shared < value < erased, upward only. */
static gboolean
meet_stored (KkVault *vault,
             const KkVaultRecord *record,
             const KkOp *op,
             gint64 basis,
             KkApplyResult *result,
             GError **error)
{
  g_autoptr (KkStoredOp) stored = kk_vault_op_get (vault, record->idx, &op->dot, error);

  if (stored == NULL)
    return FALSE;
  *result = compare_with_stored (stored, op);
  if (*result != KK_APPLY_UPGRADED)
    return TRUE;
  kk_vault_mark_dirty (vault, record->idx);
  return replace_content (vault, stored->idx, op, basis, error) &&
         kk_vault_merge_register (vault, record->idx, op, &record->owner, error);
}

static gboolean
drop_erased (KkVault *vault, gint64 erased, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE erased SET dropped = dropped + 1 WHERE idx = ?1");

  kk_query_bind_number (&query, erased);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_op_apply (KkVault *vault,
                   gint64 record,
                   const KkOp *op,
                   gint64 basis,
                   KkApplyResult *result,
                   GError **error)
{
  const KkVaultRecord *stored;
  KkVaultRecord row;
  const KkLogEntry *log = g_hash_table_lookup (vault->logs_by_id, &op->dot.log);
  gint64 idx;

  g_return_val_if_fail (kk_vault_is_in_transaction (vault), FALSE);

  *result = KK_APPLY_ERASED;
  if (record < 0)
    return drop_erased (vault, -record, error);
  if (log == NULL) {
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT,
                 "operation: its log is not known");
    return FALSE;
  }
  stored = kk_vault_peek_record (vault, record, error);
  if (stored == NULL)
    return FALSE;
  row = *stored;
  if (!insert_op (vault, record, log->idx, op, basis, &idx, error))
    return FALSE;
  *result = KK_APPLY_NEW;
  return idx != 0 ? finish_new (vault, &row, op, idx, error)
                  : meet_stored (vault, &row, op, basis, result, error);
}

gboolean
kk_vault_op_next_n (KkVault *vault, gint64 record, gint64 log, guint32 *n, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT max (n) FROM op WHERE record = ?1 AND log = ?2");
  gint64 last = 0;

  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, log);
  if (!kk_query_get_number (&query, 0, &last, error))
    return FALSE;
  *n = (guint32) last + 1;
  return TRUE;
}
