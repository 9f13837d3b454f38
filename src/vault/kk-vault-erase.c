/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Taking content away for ever. */

#include "vault/kk-vault-private.h"
#include "vault/kk-vault-records.h"

void
kk_vault_erased_free (KkVaultErased *erased)
{
  if (erased == NULL)
    return;
  g_free (erased->order_ref);
  g_free (erased->day);
  g_clear_pointer (&erased->receipts, g_bytes_unref);
  g_free (erased);
}

static void
remember_erased (KkVault *vault, const KkDeskKey *key, gint64 idx)
{
  g_hash_table_replace (vault->erased, g_memdup2 (key, sizeof *key), g_memdup2 (&idx, sizeof idx));
}

gboolean
kk_vault_erased_load (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT idx, desk, id FROM erased");

  g_hash_table_remove_all (vault->erased);
  while (kk_query_next (&query, error)) {
    KkDeskKey key;

    kk_query_id (&query, 1, &key.desk);
    kk_query_id (&query, 2, &key.id);
    remember_erased (vault, &key, kk_query_number (&query, 0));
  }
  return kk_query_is_fine (&query);
}

/* Each of these has the record or the operation as its only parameter. */
static gboolean
run_for (KkVault *vault, const char *sql, gint64 idx, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, sql);

  kk_query_bind_number (&query, idx);
  return kk_query_run (&query, error);
}

/* (element-type gint64) */
static GArray *
list_bases (KkVault *vault, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT DISTINCT basis FROM op WHERE record = ?1 AND basis IS NOT NULL");
  g_autoptr (GArray) bases = g_array_new (FALSE, FALSE, sizeof (gint64));

  kk_query_bind_number (&query, record);
  while (kk_query_next (&query, error)) {
    gint64 idx = kk_query_number (&query, 0);

    g_array_append_val (bases, idx);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&bases) : NULL;
}

static gboolean
drop_basis_if_unused (KkVault *vault, gint64 basis, GError **error)
{
  return run_for (vault,
                  "DELETE FROM basis WHERE idx = ?1 "
                  "AND NOT EXISTS (SELECT 1 FROM op WHERE basis = ?1)",
                  basis, error);
}

static gboolean
drop_unused_bases (KkVault *vault, const GArray *bases, GError **error)
{
  for (guint i = 0; i < bases->len; i++) {
    if (!drop_basis_if_unused (vault, g_array_index (bases, gint64, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
drop_record (KkVault *vault, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GArray) bases = list_bases (vault, record->idx, error);

  if (bases == NULL)
    return FALSE;
  g_hash_table_remove (vault->dirty, &record->idx);
  vault->last_record.idx = 0;
  if (record->has_thread)
    kk_vault_mark_thread_dirty (vault, &record->desk, &record->thread);
  return run_for (vault, "DELETE FROM search WHERE rowid = ?1", record->idx, error) &&
         run_for (vault, "DELETE FROM op WHERE record = ?1", record->idx, error) &&
         drop_unused_bases (vault, bases, error) &&
         run_for (vault, "DELETE FROM record WHERE idx = ?1", record->idx, error);
}

static gboolean
list_erased (KkVault *vault, const KkVaultErased *erased, GError **error)
{
  KkDeskKey key = { erased->desk, erased->id };
  g_auto (KkQuery) query = kk_query (
      vault,
      "INSERT INTO erased (desk, id, order_ref, day, receipts, dropped, owner, "
      "type, log, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (desk, id) DO UPDATE SET "
      "order_ref = excluded.order_ref, day = excluded.day RETURNING idx");
  gint64 idx;

  kk_query_bind_id (&query, &erased->desk);
  kk_query_bind_id (&query, &erased->id);
  kk_query_bind_text (&query, erased->order_ref);
  kk_query_bind_text (&query, erased->day);
  kk_query_bind_bytes (&query, erased->receipts);
  kk_query_bind_number (&query, erased->dropped);
  kk_query_bind_id (&query, &erased->owner);
  kk_query_bind_number (&query, erased->type);
  kk_query_bind_id (&query, &erased->dot.log);
  kk_query_bind_number (&query, erased->dot.n);
  if (!kk_query_get_number (&query, 0, &idx, error))
    return FALSE;
  remember_erased (vault, &key, idx);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_record_erase (KkVault *vault, const KkVaultErased *erased, GError **error)
{
  KkVaultRecord record;
  gboolean found;

  g_return_val_if_fail (kk_vault_is_in_transaction (vault), FALSE);

  if (!kk_vault_record_find (vault, &erased->desk, &erased->id, &record, &found, error))
    return FALSE;
  return (!found || drop_record (vault, &record, error)) && list_erased (vault, erased, error);
}

gboolean
kk_vault_op_erase (KkVault *vault, gint64 record, const KkDot *dot, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkStoredOp) stored = kk_vault_op_get (vault, record, dot, &local);

  g_return_val_if_fail (kk_vault_is_in_transaction (vault), FALSE);

  if (stored == NULL) {
    if (local == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  kk_vault_mark_dirty (vault, record);
  return run_for (vault,
                  "UPDATE op SET value = NULL, value_kind = 0, basis = NULL, cats = 0, time = 0, "
                  "state = 3, live = 0 WHERE idx = ?1",
                  stored->idx, error) &&
         (stored->basis == KK_VAULT_NO_BASIS || drop_basis_if_unused (vault, stored->basis, error));
}

#define ERASED_COLUMNS "idx, desk, id, order_ref, day, receipts, dropped, owner, type, log, n"

static GPtrArray *
read_erased (KkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_erased_free);

  while (kk_query_next (query, error)) {
    KkVaultErased *erased = g_new0 (KkVaultErased, 1);

    erased->idx = kk_query_number (query, 0);
    kk_query_id (query, 1, &erased->desk);
    kk_query_id (query, 2, &erased->id);
    erased->order_ref = kk_query_dup_text (query, 3);
    erased->day = kk_query_dup_text (query, 4);
    erased->receipts = kk_query_dup_bytes (query, 5);
    erased->dropped = kk_query_number (query, 6);
    kk_query_id (query, 7, &erased->owner);
    erased->type = (guint32) kk_query_number (query, 8);
    kk_query_id (query, 9, &erased->dot.log);
    erased->dot.n = (guint32) kk_query_number (query, 10);
    g_ptr_array_add (list, erased);
  }
  return kk_query_is_fine (query) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
kk_vault_erased_list (KkVault *vault, const KkId *desk, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " ERASED_COLUMNS " FROM erased "
                                            "WHERE ?1 IS NULL OR desk = ?1 ORDER BY day, idx");

  kk_query_bind_id (&query, desk);
  return read_erased (&query, error);
}

GPtrArray *
kk_vault_erased_list_after (KkVault *vault, const KkId *desk, gint64 idx, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " ERASED_COLUMNS " FROM erased "
                                            "WHERE idx > ?1 AND desk = ?2 ORDER BY idx");

  kk_query_bind_number (&query, idx);
  kk_query_bind_id (&query, desk);
  return read_erased (&query, error);
}

KkVaultErased *
kk_vault_erased_get (KkVault *vault, const KkId *desk, const KkId *id, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " ERASED_COLUMNS " FROM erased WHERE desk = ?1 AND id = ?2");
  g_autoptr (GPtrArray) list = NULL;

  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, id);
  list = read_erased (&query, error);
  return list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
}

gboolean
kk_vault_erased_has (KkVault *vault, const KkId *desk, const KkId *id)
{
  KkDeskKey key = { *desk, *id };

  return g_hash_table_contains (vault->erased, &key);
}

guint
kk_vault_erased_count (KkVault *vault)
{
  return g_hash_table_size (vault->erased);
}

gboolean
kk_vault_erased_set_receipts (KkVault *vault,
                              const KkId *desk,
                              const KkId *id,
                              GBytes *receipts,
                              GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE erased SET receipts = ?1 WHERE desk = ?2 AND id = ?3");

  kk_query_bind_bytes (&query, receipts);
  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, id);
  return kk_query_run (&query, error);
}
