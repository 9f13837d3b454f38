/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-changes.h"

#include "vault/kk-vault-private.h"

gboolean
kk_vault_sibling_get (KkVault *vault, const KkId *seat, KkVaultSibling *sibling, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT op, line FROM sibling WHERE seat = ?1");

  *sibling = (KkVaultSibling){ 0 };
  kk_query_bind_id (&query, seat);
  if (kk_query_next (&query, error)) {
    sibling->known = TRUE;
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
kk_vault_sibling_clear_due (KkVault *vault, const KkId *seat, gint64 op, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM sibling_due WHERE seat = ?1 AND op = ?2");

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, op);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_sibling_start (KkVault *vault,
                        const KkId *desk,
                        const KkId *seat,
                        gint64 log,
                        GError **error)
{
  KkVaultSibling nothing = { 0 };
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO sibling_due (seat, op) SELECT ?1, idx FROM op WHERE log <> ?2 "
             "AND record IN (SELECT idx FROM record WHERE desk = ?3) ON CONFLICT DO NOTHING");

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, desk);
  return kk_query_run (&query, error) && kk_vault_sibling_set (vault, seat, &nothing, error);
}

gboolean
kk_vault_sibling_forget (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) due = kk_query (vault, "DELETE FROM sibling_due WHERE seat = ?1");
  g_auto (KkQuery) row = kk_query (vault, "DELETE FROM sibling WHERE seat = ?1");

  kk_query_bind_id (&due, seat);
  kk_query_bind_id (&row, seat);
  return kk_query_run (&due, error) && kk_query_run (&row, error);
}
