/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-changes.h"

#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-private.h"

gboolean
kk_vault_sibling_get (KkVault *vault, const KkId *seat, KkVaultSibling *sibling, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT op, line, gone FROM sibling WHERE seat = ?1");

  *sibling = (KkVaultSibling){ 0 };
  kk_query_bind_id (&query, seat);
  if (kk_query_next (&query, error)) {
    sibling->known = TRUE;
    sibling->op = kk_query_number (&query, 0);
    sibling->line = kk_query_count (&query, 1);
    sibling->gone = kk_query_number (&query, 2);
  }
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_sibling_set (KkVault *vault,
                      const KkId *seat,
                      const KkVaultSibling *sibling,
                      GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO sibling (seat, op, line, gone) VALUES (?, ?, ?, ?) ON CONFLICT DO "
             "UPDATE SET op = excluded.op, line = excluded.line, gone = excluded.gone");

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, sibling->op);
  kk_query_bind_count (&query, sibling->line);
  kk_query_bind_number (&query, sibling->gone);
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

  g_auto (KkQuery) objects = kk_query (
      vault, "INSERT INTO object_due (seat, hash) SELECT ?1, hash FROM object WHERE issuer = ?2 "
             "OR thread IN (SELECT thread FROM record WHERE desk = ?2) ON CONFLICT DO NOTHING");

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&objects, seat);
  kk_query_bind_id (&objects, desk);
  return kk_query_run (&query, error) && kk_query_run (&objects, error) &&
         kk_vault_sibling_set (vault, seat, &nothing, error);
}

gboolean
kk_vault_sibling_forget (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) due = kk_query (vault, "DELETE FROM sibling_due WHERE seat = ?1");
  g_auto (KkQuery) objects = kk_query (vault, "DELETE FROM object_due WHERE seat = ?1");
  g_auto (KkQuery) row = kk_query (vault, "DELETE FROM sibling WHERE seat = ?1");

  kk_query_bind_id (&due, seat);
  kk_query_bind_id (&objects, seat);
  kk_query_bind_id (&row, seat);
  return kk_query_run (&due, error) && kk_query_run (&objects, error) && kk_query_run (&row, error);
}

/* With @before, @after and @since as ?1, ?2 and ?3. */
static gboolean
run_move (KkVault *vault, const char *sql, const gint64 numbers[3], GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, sql);

  for (guint i = 0; i < 3; i++)
    kk_query_bind_number (&query, numbers[i]);
  return kk_query_run (&query, error);
}

/* What a moved operation replaced of other moved ones is named under the new log; what is left under the old one are
 * operations that others may have seen. */
gboolean
kk_vault_op_move (KkVault *vault, gint64 before, gint64 after, gint64 since, GError **error)
{
  static const char *const steps[] = {
    "UPDATE sent SET log = ?2 WHERE log = ?1 AND EXISTS (SELECT 1 FROM op WHERE op.record = "
    "sent.record AND op.log = ?1 AND op.n = sent.n AND op.time > ?3)",
    "UPDATE op SET log = ?2 WHERE log = ?1 AND time > ?3",
    "INSERT INTO context (op, log, n) SELECT c.op, (SELECT log FROM log WHERE idx = ?2), c.n FROM "
    "context AS c JOIN op AS o ON o.idx = c.op WHERE o.log = ?2 AND ?3 = ?3 AND c.log = (SELECT "
    "log FROM log WHERE idx = ?1) AND c.n > coalesce ((SELECT max (n) FROM op WHERE record = "
    "o.record AND log = ?1), 0)",
    "UPDATE context SET n = min (n, coalesce ((SELECT max (b.n) FROM op AS b JOIN op AS o ON "
    "b.record = o.record WHERE o.idx = context.op AND b.log = ?1), 0)) WHERE ?3 = ?3 AND log = "
    "(SELECT log FROM log WHERE idx = ?1) AND op IN (SELECT idx FROM op WHERE log = ?2)",
    "DELETE FROM context WHERE n = 0 AND ?1 = ?1 AND ?3 = ?3 AND op IN (SELECT idx FROM op WHERE "
    "log = ?2)",
    "UPDATE op SET contexts = (SELECT count (*) FROM context AS c WHERE c.op = op.idx) WHERE log = ?2 "
    "AND ?1 = ?1 AND ?3 = ?3",
  };
  const gint64 numbers[3] = { before, after, since };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (!run_move (vault, steps[i], numbers, error))
      return FALSE;
  }
  return TRUE;
}

GHashTable *
kk_vault_partner_desks (KkVault *vault, const KkId *desk, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT receiver FROM share WHERE desk = ?1 UNION SELECT desk FROM sent UNION "
             "SELECT desk FROM log WHERE idx IN (SELECT log FROM inbox)");
  g_autoptr (GHashTable) desks = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);

  kk_query_bind_id (&query, desk);
  while (kk_query_next (&query, error)) {
    KkId found;

    kk_query_id (&query, 0, &found);
    g_hash_table_add (desks, kk_id_copy (&found));
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&desks) : NULL;
}
