/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-copy.h"

#include "base/kk-limits.h"
#include "vault/kk-vault-private.h"

#define RUN      64 /* pages read at once */
#define WAIT_MS  2000
#define TRIES    1000
#define PAUSE_MS 5

gboolean
kk_vault_empty_log (sqlite3 *db, GError **error)
{
  int status = sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  return status == SQLITE_OK || kk_vault_fail (db, status, "move the log into the vault", error);
}

/* The log only grows while somebody reads from before its first page, so that one that is empty now was so when the
 * transaction began: the database file is what the transaction sees, and stays so until it ends, for nobody may move
 * pages from the log into it. */
static gboolean
is_log_empty (KkVault *vault, gboolean *empty, GError **error)
{
  sqlite3_file *log = NULL;
  sqlite3_int64 size = 0;
  int status = sqlite3_file_control (vault->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);

  if (status == SQLITE_OK && log != NULL && log->pMethods != NULL)
    status = log->pMethods->xFileSize (log, &size);
  *empty = size == 0;
  return status == SQLITE_OK || kk_vault_fail (vault->db, status, "measure the log", error);
}

/* Through the library's own file: opening it once more and closing that would drop the locks that this process has on it. */
static gboolean
read_pages (sqlite3_file *file, guint8 *pages, guint64 first, gsize n_pages, GError **error)
{
  int status = file->pMethods->xRead (file, pages, (int) (n_pages * KK_PAGE_SIZE),
                                      (sqlite3_int64) ((first - 1) * KK_PAGE_SIZE));

  if (status == SQLITE_OK)
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO, "read the vault for a copy: error %d",
               status);
  return FALSE;
}

static gboolean
find_file (KkVault *vault, sqlite3_file **file, guint64 *n_pages, GError **error)
{
  sqlite3_int64 size = 0;
  int status = sqlite3_file_control (vault->db, "main", SQLITE_FCNTL_FILE_POINTER, file);

  if (status == SQLITE_OK)
    status = (*file)->pMethods->xFileSize (*file, &size);
  *n_pages = (guint64) size / KK_PAGE_SIZE;
  return status == SQLITE_OK || kk_vault_fail (vault->db, status, "measure the vault", error);
}

/* (nullable): NULL without an error when somebody wrote in between. */
static KkVaultTransaction *
begin_with_empty_log (KkVault *vault, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  gboolean empty;

  /* Whatever is in the log would be missing from the copy, so all of it has to go. */
  if (!kk_vault_empty_log (vault->db, error))
    return NULL;
  transaction = kk_vault_begin_reading (vault, error);
  return transaction != NULL && is_log_empty (vault, &empty, error) && empty
             ? g_steal_pointer (&transaction)
             : NULL;
}

static KkVaultTransaction *
begin_copy (KkVault *vault, GError **error)
{
  for (guint tries = 0; tries < TRIES; tries++) {
    g_autoptr (GError) failure = NULL;
    KkVaultTransaction *transaction = begin_with_empty_log (vault, &failure);

    if (transaction != NULL)
      return transaction;
    if (failure != NULL && !g_error_matches (failure, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
    /* Whoever moves the log at this moment does not make us wait for it. */
    sqlite3_sleep (PAUSE_MS);
  }
  g_set_error_literal (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY,
                       "copy: something is being written all the time");
  return NULL;
}

KkVaultTransaction *
kk_vault_copy_begin (KkVault *vault, guint64 *n_pages, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  sqlite3_file *file;

  if (kk_vault_is_in_transaction (vault)) {
    g_set_error_literal (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY,
                         "copy: something is being written");
    return NULL;
  }
  /* For the writer beside us, who has the log for the length of a commit. */
  sqlite3_busy_timeout (vault->db, WAIT_MS);
  transaction = kk_vault_end_remains (vault, error) ? begin_copy (vault, error) : NULL;
  sqlite3_busy_timeout (vault->db, 0);
  if (transaction == NULL || !find_file (vault, &file, n_pages, error))
    return NULL;
  return g_steal_pointer (&transaction);
}

gboolean
kk_vault_copy_pages (KkVault *vault, KkVaultTakePages take, gpointer data, GError **error)
{
  g_autofree guint8 *pages = g_malloc (RUN * KK_PAGE_SIZE);
  sqlite3_file *file;
  guint64 n_pages;

  g_return_val_if_fail (kk_vault_is_in_transaction (vault), FALSE);

  if (!find_file (vault, &file, &n_pages, error))
    return FALSE;
  for (guint64 first = 1; first <= n_pages; first += RUN) {
    gsize count = (gsize) MIN (RUN, n_pages - first + 1);

    if (!read_pages (file, pages, first, count, error) || !take (first, pages, count, data, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
count_rows (KkVault *vault, const char *table, GPtrArray *counts, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_auto (KkQuery) query = kk_query_once (vault, sql);
  gint64 rows;

  if (!kk_query_get_number (&query, 0, &rows, error))
    return FALSE;
  g_ptr_array_add (counts, kk_backup_count_new (table, (guint64) rows));
  return TRUE;
}

static gboolean
read_heads (KkVault *vault, GArray *heads, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT log.log, entry.n, entry.chain FROM log JOIN entry ON entry.log = "
                       "log.idx WHERE entry.n = (SELECT max (n) FROM entry WHERE log = log.idx) "
                       "ORDER BY log.idx");

  while (kk_query_next (&query, error)) {
    KkBackupHead head = { .n = kk_query_count (&query, 1) };

    kk_query_id (&query, 0, &head.log);
    kk_query_hash (&query, 2, &head.chain);
    g_array_append_val (heads, head);
  }
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_copy_count (KkVault *vault, KkBackupManifest *manifest, GError **error)
{
  static const char *const tables[] = { "document", "entry",  "inbox", "object",
                                        "op",       "packet", "record" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!count_rows (vault, tables[i], manifest->counts, error))
      return FALSE;
  return read_heads (vault, manifest->heads, error);
}
