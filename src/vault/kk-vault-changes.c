/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-changes.h"

#include "vault/kk-vault-private.h"

static gboolean
find_last (KkVault *vault, gint64 *last, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT max (idx) FROM op");

  return kk_query_get_number (&query, 0, last, error);
}

GArray *
kk_vault_thread_list_changed (KkVault *vault,
                              const KkId *desk,
                              gint64 after,
                              gint64 *last,
                              GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT DISTINCT r.thread FROM op o JOIN record r ON r.idx = o.record "
             "WHERE o.idx > ?1 AND r.desk = ?2 AND r.owner = ?2 AND r.thread IS NOT NULL");
  g_autoptr (GArray) threads = g_array_new (FALSE, FALSE, sizeof (KkId));

  if (!find_last (vault, last, error))
    return NULL;
  kk_query_bind_number (&query, after);
  kk_query_bind_id (&query, desk);
  while (kk_query_next (&query, error)) {
    KkId thread;

    if (kk_query_id (&query, 0, &thread))
      g_array_append_val (threads, thread);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&threads) : NULL;
}

gboolean
kk_vault_sibling_get (KkVault *vault, const KkId *seat, KkVaultSibling *sibling, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT op, line FROM sibling WHERE seat = ?1");

  *sibling = (KkVaultSibling){ 0 };
  kk_query_bind_id (&query, seat);
  if (kk_query_next (&query, error)) {
    sibling->op = kk_query_number (&query, 0);
    sibling->line = kk_query_count (&query, 1);
  }
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_sibling_set (KkVault *vault,
                      const KkId *seat,
                      const KkVaultSibling *sibling,
                      GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO sibling (seat, op, line) VALUES (?, ?, ?) "
                       "ON CONFLICT DO UPDATE SET op = excluded.op, line = excluded.line");

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, sibling->op);
  kk_query_bind_count (&query, sibling->line);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_sibling_add_due (KkVault *vault, const KkId *seat, gint64 op, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO sibling_due (seat, op) VALUES (?, ?) ON CONFLICT DO NOTHING");

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, op);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_sibling_clear_due (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM sibling_due WHERE seat = ?1");

  kk_query_bind_id (&query, seat);
  return kk_query_run (&query, error);
}
