/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-logs.h"

#include "vault/kk-vault-private.h"

#define BY_HAND "" /* in the place of a remote */

#define LOG_COLUMNS                                                                            \
  "idx, log, seat, desk, incarnation, push_no, hash, checkpoint_no, checkpoint_hash, status, " \
  "heard, mailbox"

static void
remember_log (KkVault *vault, KkLogEntry *entry)
{
  g_hash_table_replace (vault->logs_by_idx, &entry->idx, entry);
  g_hash_table_replace (vault->logs_by_id, &entry->log, entry);
}

gboolean
kk_vault_logs_load (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT idx, log, seat, desk FROM log");

  g_hash_table_remove_all (vault->logs_by_id);
  g_hash_table_remove_all (vault->logs_by_idx);
  while (kk_query_next (&query, error)) {
    KkLogEntry *entry = g_new0 (KkLogEntry, 1);

    entry->idx = kk_query_number (&query, 0);
    kk_query_id (&query, 1, &entry->log);
    kk_query_id (&query, 2, &entry->seat);
    kk_query_id (&query, 3, &entry->desk);
    remember_log (vault, entry);
  }
  return kk_query_is_fine (&query);
}

static gboolean
add_log (KkVault *vault, const KkLogEntry *log, guint32 incarnation, gint64 *idx, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO log (log, seat, desk, incarnation) VALUES (?, ?, ?, ?)");
  KkLogEntry *entry;

  kk_query_bind_id (&query, &log->log);
  kk_query_bind_id (&query, &log->seat);
  kk_query_bind_id (&query, &log->desk);
  kk_query_bind_number (&query, incarnation);
  if (!kk_query_run (&query, error))
    return FALSE;
  entry = g_memdup2 (log, sizeof *log);
  entry->idx = *idx = sqlite3_last_insert_rowid (vault->db);
  remember_log (vault, entry);
  return TRUE;
}

gboolean
kk_vault_log_ensure (KkVault *vault,
                     const KkId *log,
                     const KkId *seat,
                     const KkId *desk,
                     guint32 incarnation,
                     gint64 *idx,
                     GError **error)
{
  const KkLogEntry *known = g_hash_table_lookup (vault->logs_by_id, log);
  KkLogEntry entry = { 0, *log, *seat, *desk };

  if (known == NULL)
    return add_log (vault, &entry, incarnation, idx, error);
  *idx = known->idx;
  if (kk_id_equal (&known->seat, seat) && kk_id_equal (&known->desk, desk))
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT, "log: known with another writer");
  return FALSE;
}

static const KkLogEntry *
find_entry (KkVault *vault, gint64 idx)
{
  return g_hash_table_lookup (vault->logs_by_idx, &idx);
}

gboolean
kk_vault_log_find (KkVault *vault, const KkId *log, gint64 *idx)
{
  const KkLogEntry *known = g_hash_table_lookup (vault->logs_by_id, log);

  *idx = known != NULL ? known->idx : 0;
  return known != NULL;
}

const KkId *
kk_vault_log_get_id (KkVault *vault, gint64 idx)
{
  const KkLogEntry *entry = find_entry (vault, idx);

  return entry != NULL ? &entry->log : NULL;
}

const KkId *
kk_vault_log_get_desk (KkVault *vault, gint64 idx)
{
  const KkLogEntry *entry = find_entry (vault, idx);

  return entry != NULL ? &entry->desk : NULL;
}

const KkId *
kk_vault_log_get_seat (KkVault *vault, gint64 idx)
{
  const KkLogEntry *entry = find_entry (vault, idx);

  return entry != NULL ? &entry->seat : NULL;
}

static void
read_log (const KkQuery *query, KkVaultLog *log)
{
  log->idx = kk_query_number (query, 0);
  kk_query_id (query, 1, &log->log);
  kk_query_id (query, 2, &log->seat);
  kk_query_id (query, 3, &log->desk);
  log->incarnation = (guint32) kk_query_number (query, 4);
  log->push_no = kk_query_count (query, 5);
  kk_query_hash (query, 6, &log->hash);
  log->checkpoint_no = kk_query_count (query, 7);
  kk_query_hash (query, 8, &log->checkpoint_hash);
  log->status = (KkLogStatus) kk_query_number (query, 9);
  log->heard = kk_query_number (query, 10);
  log->has_mailbox = kk_query_fixed (query, 11, log->mailbox.bytes, sizeof log->mailbox.bytes);
}

gboolean
kk_vault_log_get (KkVault *vault, gint64 idx, KkVaultLog *log, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " LOG_COLUMNS " FROM log WHERE idx = ?1");

  kk_query_bind_number (&query, idx);
  if (kk_query_next (&query, error)) {
    read_log (&query, log);
    return TRUE;
  }
  if (kk_query_is_fine (&query))
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT, "log: not known");
  return FALSE;
}

GArray *
kk_vault_log_list (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) query =
      seat == NULL
          ? kk_query (vault, "SELECT " LOG_COLUMNS " FROM log ORDER BY idx")
          : kk_query (vault, "SELECT " LOG_COLUMNS " FROM log WHERE seat = ?1 ORDER BY idx");
  g_autoptr (GArray) logs = g_array_new (FALSE, TRUE, sizeof (KkVaultLog));

  if (seat != NULL)
    kk_query_bind_id (&query, seat);
  while (kk_query_next (&query, error)) {
    KkVaultLog log = { 0 };

    read_log (&query, &log);
    g_array_append_val (logs, log);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&logs) : NULL;
}

gboolean
kk_vault_log_update (KkVault *vault, const KkVaultLog *log, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE log SET push_no = ?, hash = ?, checkpoint_no = ?, "
                       "checkpoint_hash = ?, status = ?, heard = ?, mailbox = ? WHERE idx = ?");

  kk_query_bind_count (&query, log->push_no);
  kk_query_bind_hash (&query, &log->hash);
  kk_query_bind_count (&query, log->checkpoint_no);
  kk_query_bind_hash (&query, &log->checkpoint_hash);
  kk_query_bind_number (&query, log->status);
  kk_query_bind_number (&query, log->heard);
  if (log->has_mailbox)
    kk_query_bind_blob (&query, log->mailbox.bytes, sizeof log->mailbox.bytes);
  else
    kk_query_bind_null (&query);
  kk_query_bind_number (&query, log->idx);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_remote_log_set (KkVault *vault,
                         const char *remote,
                         gint64 log,
                         guint64 push_no,
                         const char *oid,
                         GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO remote_log (remote, log, push_no, oid) VALUES (?, ?, ?, ?) "
                       "ON CONFLICT DO UPDATE SET push_no = excluded.push_no, oid = excluded.oid");

  kk_query_bind_text (&query, remote != NULL ? remote : BY_HAND);
  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, push_no);
  kk_query_bind_text (&query, oid);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_remote_log_get (KkVault *vault,
                         const char *remote,
                         gint64 log,
                         guint64 *push_no,
                         char **oid,
                         GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT push_no, oid FROM remote_log WHERE remote = ?1 AND log = ?2");

  *push_no = 0;
  *oid = NULL;
  if (remote == NULL)
    return TRUE;
  kk_query_bind_text (&query, remote);
  kk_query_bind_number (&query, log);
  if (kk_query_next (&query, error)) {
    *push_no = kk_query_count (&query, 0);
    *oid = kk_query_dup_text_or_null (&query, 1);
  }
  return kk_query_is_fine (&query);
}

char *
kk_vault_remote_log_find (KkVault *vault, gint64 log, guint64 push_no, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT oid FROM remote_log WHERE log = ?1 AND push_no = ?2 LIMIT 1");

  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, push_no);
  return kk_query_next (&query, error) ? kk_query_dup_text_or_null (&query, 0) : NULL;
}

void
kk_vault_fork_free (KkVaultFork *fork)
{
  if (fork == NULL)
    return;
  g_clear_pointer (&fork->manifest, g_bytes_unref);
  g_free (fork);
}

gboolean
kk_vault_fork_add (KkVault *vault, const KkVaultFork *fork, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO fork (log, push_no, hash, bytes, seen) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT DO NOTHING");

  kk_query_bind_number (&query, fork->log);
  kk_query_bind_count (&query, fork->push_no);
  kk_query_bind_hash (&query, &fork->hash);
  kk_query_bind_bytes (&query, fork->manifest);
  kk_query_bind_number (&query, fork->seen);
  return kk_query_run (&query, error);
}

GPtrArray *
kk_vault_fork_list (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT log, push_no, hash, bytes, seen FROM fork WHERE ?1 = 0 OR log = ?1 "
                       "ORDER BY log, push_no, hash");
  g_autoptr (GPtrArray) forks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_fork_free);

  kk_query_bind_number (&query, log);
  while (kk_query_next (&query, error)) {
    KkVaultFork *fork = g_new0 (KkVaultFork, 1);

    fork->log = kk_query_number (&query, 0);
    fork->push_no = kk_query_count (&query, 1);
    kk_query_hash (&query, 2, &fork->hash);
    fork->manifest = kk_query_dup_bytes (&query, 3);
    fork->seen = kk_query_number (&query, 4);
    g_ptr_array_add (forks, fork);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&forks) : NULL;
}
