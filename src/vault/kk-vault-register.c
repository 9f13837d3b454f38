/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-register.h"

#include "vault/kk-vault-private.h"

#define ENTRY_COLUMNS "log, n, leaf, chain, salt, text"

KkVaultEntry *
kk_vault_entry_new (void)
{
  return g_new0 (KkVaultEntry, 1);
}

void
kk_vault_entry_free (KkVaultEntry *entry)
{
  if (entry == NULL)
    return;
  g_clear_pointer (&entry->text, g_bytes_unref);
  g_free (entry);
}

static gboolean
check_is_next (KkVault *vault, const KkVaultEntry *entry, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT max (n) FROM entry WHERE log = ?1");
  gint64 last = 0;

  kk_query_bind_number (&query, entry->log);
  if (!kk_query_get_number (&query, 0, &last, error))
    return FALSE;
  if (entry->n == (guint64) last + 1)
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT, "register: not the next number");
  return FALSE;
}

gboolean
kk_vault_entry_append (KkVault *vault, const KkVaultEntry *entry, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO entry (" ENTRY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)");

  if (!check_is_next (vault, entry, error))
    return FALSE;
  kk_query_bind_number (&query, entry->log);
  kk_query_bind_count (&query, entry->n);
  kk_query_bind_hash (&query, &entry->leaf);
  kk_query_bind_hash (&query, &entry->chain);
  if (entry->erased)
    kk_query_bind_null (&query);
  else
    kk_query_bind_blob (&query, entry->salt, sizeof entry->salt);
  kk_query_bind_bytes (&query, entry->erased ? NULL : entry->text);
  return kk_query_run (&query, error);
}

static KkVaultEntry *
read_entry (const KkQuery *query)
{
  KkVaultEntry *entry = kk_vault_entry_new ();

  entry->log = kk_query_number (query, 0);
  entry->n = kk_query_count (query, 1);
  kk_query_hash (query, 2, &entry->leaf);
  kk_query_hash (query, 3, &entry->chain);
  entry->erased = !kk_query_fixed (query, 4, entry->salt, sizeof entry->salt);
  entry->text = kk_query_dup_bytes (query, 5);
  return entry;
}

KkVaultEntry *
kk_vault_entry_last (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " ENTRY_COLUMNS
                                            " FROM entry WHERE log = ?1 ORDER BY n DESC LIMIT 1");

  kk_query_bind_number (&query, log);
  return kk_query_next (&query, error) ? read_entry (&query) : NULL;
}

GPtrArray *
kk_vault_entry_list (KkVault *vault, gint64 log, guint64 from, guint64 to, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " ENTRY_COLUMNS " FROM entry WHERE log = ?1 AND n >= ?2 "
                       "AND (?3 = 0 OR n <= ?3) ORDER BY n");
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_entry_free);

  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, from);
  kk_query_bind_count (&query, to);
  while (kk_query_next (&query, error))
    g_ptr_array_add (entries, read_entry (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&entries) : NULL;
}

gboolean
kk_vault_entry_erase (KkVault *vault, gint64 log, guint64 n, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE entry SET salt = NULL, text = NULL WHERE log = ?1 AND n = ?2");

  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, n);
  return kk_query_run (&query, error);
}
