/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-records.h"

#include <string.h>

#define OP_COLUMNS                                                                               \
  "idx, record, log, n, kind, field, element, basis, cats, time, contexts, state, flags, live, " \
  "value_kind, value"
#define VALUE_KIND_COLUMN 14
#define DOT_SIZE          (KK_ID_SIZE + 4)

void
kk_stored_op_free (KkStoredOp *stored)
{
  if (stored == NULL)
    return;
  g_clear_pointer (&stored->op, kk_op_unref);
  g_free (stored);
}

gboolean
kk_vault_read_context (KkVault *vault, gint64 idx, KkOp *op, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT log, n FROM context WHERE op = ?1 ORDER BY log");

  kk_query_bind_number (&query, idx);
  while (kk_query_next (&query, error)) {
    KkDot entry = { .n = (guint32) kk_query_number (&query, 1) };

    kk_query_id (&query, 0, &entry.log);
    kk_op_add_context (op, entry);
  }
  return kk_query_is_fine (&query);
}

static KkValue *
unpack_dots (const guint8 *data, gsize size)
{
  gsize n_dots = size / DOT_SIZE;
  g_autofree KkDot *dots = g_new0 (KkDot, MAX (n_dots, 1));

  for (gsize i = 0; i < n_dots; i++) {
    memcpy (dots[i].log.bytes, data + i * DOT_SIZE, KK_ID_SIZE);
    dots[i].n = kk_le32_get (data + i * DOT_SIZE + KK_ID_SIZE);
  }
  return kk_value_new_dots (dots, n_dots);
}

KkValue *
kk_vault_read_value (const KkQuery *query, int kind_column)
{
  int column = kind_column + 1;
  gsize size;

  switch (kk_query_number (query, kind_column)) {
  case KK_VALUE_TEXT:
    size = (gsize) sqlite3_column_bytes (query->statement, column);
    return kk_value_new_text_length (kk_query_text (query, column), size);
  case KK_VALUE_INTEGER:
    return kk_value_new_integer (kk_query_number (query, column));
  case KK_VALUE_BOOLEAN:
    return kk_value_new_boolean (kk_query_number (query, column) != 0);
  case KK_VALUE_BYTES:
    size = (gsize) sqlite3_column_bytes (query->statement, column);
    return kk_value_new_bytes (sqlite3_column_blob (query->statement, column), size);
  case KK_VALUE_DOTS:
    size = (gsize) sqlite3_column_bytes (query->statement, column);
    return unpack_dots (sqlite3_column_blob (query->statement, column), size);
  default:
    return NULL;
  }
}

static KkOp *
read_op (KkVault *vault, const KkQuery *query, const KkId *log, GError **error)
{
  KkDot dot = { *log, (guint32) kk_query_number (query, 3) };
  g_autoptr (KkOp) op =
      kk_op_new (dot, (KkOpKind) kk_query_number (query, 4), (guint32) kk_query_number (query, 5));

  op->element = kk_query_dup_text_or_null (query, 6);
  op->basis = KK_NO_BASIS;
  op->extra = (KkCategories) kk_query_number (query, 8);
  op->time = kk_query_number (query, 9);
  op->value = kk_vault_read_value (query, VALUE_KIND_COLUMN);
  if (kk_query_number (query, 10) > 0 &&
      !kk_vault_read_context (vault, kk_query_number (query, 0), op, error))
    return NULL;
  return g_steal_pointer (&op);
}

static KkStoredOp *
read_stored (KkVault *vault, const KkQuery *query, GError **error)
{
  g_autoptr (KkStoredOp) stored = g_new0 (KkStoredOp, 1);
  const KkId *log;

  stored->idx = kk_query_number (query, 0);
  stored->record = kk_query_number (query, 1);
  stored->log = kk_query_number (query, 2);
  stored->basis = kk_query_number (query, 7);
  stored->state = (KkOpState) kk_query_number (query, 11);
  stored->flags = (guint) kk_query_number (query, 12);
  stored->live = kk_query_number (query, 13) != 0;
  log = kk_vault_log_get_id (vault, stored->log);
  if (log == NULL) {
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED, "operation: its log is not known");
    return NULL;
  }
  stored->desk = *kk_vault_log_get_desk (vault, stored->log);
  stored->op = read_op (vault, query, log, error);
  return stored->op != NULL ? g_steal_pointer (&stored) : NULL;
}

static GPtrArray *
read_list (KkVault *vault, KkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_stored_op_free);

  while (kk_query_next (query, error)) {
    KkStoredOp *stored = read_stored (vault, query, error);

    if (stored == NULL)
      return NULL;
    g_ptr_array_add (list, stored);
  }
  return kk_query_is_fine (query) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
kk_vault_op_list (KkVault *vault, gint64 record, KkOpsWhich which, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE record = ?1 AND live >= ?2 "
                       "ORDER BY field, element, idx");

  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, which == KK_OPS_LIVE ? 1 : 0);
  return read_list (vault, &query, error);
}

GPtrArray *
kk_vault_op_list_register (KkVault *vault,
                           gint64 record,
                           guint32 field,
                           const char *element,
                           KkOpsWhich which,
                           GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE record = ?1 AND field = ?2 "
                       "AND element = ?3 AND live >= ?4 ORDER BY idx");

  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, field);
  kk_query_bind_text (&query, element);
  kk_query_bind_number (&query, which == KK_OPS_LIVE ? 1 : 0);
  return read_list (vault, &query, error);
}

GPtrArray *
kk_vault_op_list_field (KkVault *vault,
                        gint64 record,
                        guint32 field,
                        KkOpsWhich which,
                        GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE record = ?1 AND field = ?2 "
                       "AND live >= ?3 ORDER BY element, idx");

  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, field);
  kk_query_bind_number (&query, which == KK_OPS_LIVE ? 1 : 0);
  return read_list (vault, &query, error);
}

KkStoredOp *
kk_vault_op_get (KkVault *vault, gint64 record, const KkDot *dot, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE record = ?1 AND log = ?2 AND n = ?3");
  gint64 log;

  if (!kk_vault_log_find (vault, &dot->log, &log))
    return NULL;
  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, log);
  kk_query_bind_number (&query, dot->n);
  return kk_query_next (&query, error) ? read_stored (vault, &query, error) : NULL;
}

gboolean
kk_vault_op_is_live (KkVault *vault,
                     gint64 record,
                     const KkDot *dot,
                     gboolean *live,
                     GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT live FROM op WHERE record = ?1 AND log = ?2 AND n = ?3");
  gint64 log;
  gint64 found = 0;

  *live = FALSE;
  if (!kk_vault_log_find (vault, &dot->log, &log))
    return TRUE;
  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, log);
  kk_query_bind_number (&query, dot->n);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *live = found != 0;
  return TRUE;
}

GPtrArray *
kk_vault_op_list_flagged (KkVault *vault, guint flags, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE flags <> 0 AND flags & ?1 <> 0 "
                       "ORDER BY record, field, element, idx");

  kk_query_bind_number (&query, flags);
  return read_list (vault, &query, error);
}

GPtrArray *
kk_vault_op_list_recalls (KkVault *vault, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      record == 0
          ? kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE kind >= 5 ORDER BY record, idx")
          : kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE kind >= 5 AND record = ?1 "
                             "ORDER BY idx");

  if (record != 0)
    kk_query_bind_number (&query, record);
  return read_list (vault, &query, error);
}

gboolean
kk_vault_op_set_flag (KkVault *vault, gint64 op, guint flag, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE op SET flags = flags | ?1 WHERE idx = ?2");

  kk_query_bind_number (&query, flag);
  kk_query_bind_number (&query, op);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_op_forget (KkVault *vault, const KkStoredOp *op, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM op WHERE idx = ?1");

  kk_query_bind_number (&query, op->idx);
  kk_vault_mark_dirty (vault, op->record);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_op_set_returned (KkVault *vault, gint64 op, const KkId *desk, GError **error)
{
  g_auto (KkQuery) row = kk_query (vault, "INSERT INTO returned (op, desk) VALUES (?, ?) "
                                          "ON CONFLICT DO UPDATE SET desk = excluded.desk");

  kk_query_bind_number (&row, op);
  kk_query_bind_id (&row, desk);
  return kk_query_run (&row, error) && kk_vault_op_set_flag (vault, op, KK_OP_FLAG_RETURNED, error);
}

gboolean
kk_vault_op_get_returned (KkVault *vault, gint64 op, KkId *desk, gboolean *returned, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT desk FROM returned WHERE op = ?1");

  kk_query_bind_number (&query, op);
  *returned = kk_query_next (&query, error);
  if (*returned)
    kk_query_id (&query, 0, desk);
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_op_clear_returned (KkVault *vault, gint64 record, gint64 *seen, GError **error)
{
  g_auto (KkQuery) rows =
      kk_query (vault, "DELETE FROM returned WHERE op IN (SELECT idx FROM op WHERE record = ?1)");
  g_auto (KkQuery) flags =
      kk_query (vault, "UPDATE op SET flags = flags & ~?1 WHERE record = ?2 AND flags & ?1 <> 0");

  kk_query_bind_number (&rows, record);
  kk_query_bind_number (&flags, KK_OP_FLAG_RETURNED);
  kk_query_bind_number (&flags, record);
  if (!kk_query_run (&rows, error) || !kk_query_run (&flags, error))
    return FALSE;
  *seen = sqlite3_changes64 (vault->db);
  return TRUE;
}

GPtrArray *
kk_vault_op_list_of_log (KkVault *vault,
                         const KkId *desk,
                         gint64 log,
                         gint64 after,
                         guint limit,
                         GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OP_COLUMNS " FROM op WHERE idx > ?1 AND log = ?2 AND record IN "
                       "(SELECT idx FROM record WHERE desk = ?3) ORDER BY idx LIMIT ?4");

  kk_query_bind_number (&query, after);
  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, desk);
  kk_query_bind_number (&query, limit);
  return read_list (vault, &query, error);
}

gboolean
kk_vault_op_newest (KkVault *vault, gint64 *idx, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT max (idx) FROM op");

  return kk_query_get_number (&query, 0, idx, error);
}

gboolean
kk_vault_op_set_basis (KkVault *vault, gint64 op, gint64 basis, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE op SET basis = ?1 WHERE idx = ?2");

  kk_query_bind_number (&query, basis);
  kk_query_bind_number (&query, op);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_op_set_flags (KkVault *vault, gint64 op, guint flags, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE op SET flags = ?1 WHERE idx = ?2");

  kk_query_bind_number (&query, flags);
  kk_query_bind_number (&query, op);
  return kk_query_run (&query, error);
}

static gboolean
append_list (KkVault *vault, KkQuery *query, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) more = read_list (vault, query, error);

  if (more == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (list, g_steal_pointer (&more));
  return TRUE;
}

GPtrArray *
kk_vault_sibling_list_ops (KkVault *vault,
                           const KkId *desk,
                           const KkId *seat,
                           gint64 log,
                           const KkVaultSibling *sibling,
                           guint limit,
                           GError **error)
{
  g_auto (KkQuery) newer = kk_query (
      vault, "SELECT " OP_COLUMNS " FROM op WHERE idx > ?1 AND log = ?2 "
             "AND record IN (SELECT idx FROM record WHERE desk = ?3) ORDER BY idx LIMIT ?4");
  g_auto (KkQuery) due = kk_query (
      vault, "SELECT " OP_COLUMNS " FROM op WHERE idx IN (SELECT op FROM sibling_due "
             "WHERE seat = ?1) AND record IN (SELECT idx FROM record WHERE desk = ?2) ORDER BY idx "
             "LIMIT ?3");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_stored_op_free);

  kk_query_bind_number (&newer, sibling->op);
  kk_query_bind_number (&newer, log);
  kk_query_bind_id (&newer, desk);
  kk_query_bind_number (&newer, limit);
  if (!append_list (vault, &newer, list, error))
    return NULL;
  kk_query_bind_id (&due, seat);
  kk_query_bind_id (&due, desk);
  kk_query_bind_number (&due, limit - list->len);
  return append_list (vault, &due, list, error) ? g_steal_pointer (&list) : NULL;
}
