/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-private.h"

void
kk_vault_conflict_free (KkVaultConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->element);
  g_free (conflict);
}

GPtrArray *
kk_vault_conflict_list (KkVault *vault, const KkId *desk, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " KK_RECORD_COLUMNS " FROM record WHERE conflicts > 0 "
                       "AND (?1 IS NULL OR desk = ?1) ORDER BY idx");
  g_autoptr (GPtrArray) conflicts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_conflict_free);

  kk_query_bind_id (&query, desk);
  while (kk_query_next (&query, error)) {
    g_auto (KkDerived) derived = { .registers = conflicts };
    KkVaultRecord record = { 0 };

    kk_vault_read_record (&query, 0, &record);
    if (!kk_vault_derive (vault, &record, &derived, error))
      return NULL;
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&conflicts) : NULL;
}

gboolean
kk_vault_conflict_count (KkVault *vault, const KkId *desk, gint64 *count, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT sum (conflicts) FROM record WHERE conflicts > 0 "
                       "AND (?1 IS NULL OR desk = ?1)");

  kk_query_bind_id (&query, desk);
  return kk_query_get_number (&query, 0, count, error);
}
