/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-copy.h"
#include "vault/kk-vault-private.h"

#define RUN 64 /* pages read at once */

/* Whatever is in the log would be missing from the copy, so all of it has to go. */
static gboolean
empty_log (KkVault *vault, GError **error)
{
  int in_log = 0;
  int moved = 0;
  int status =
      sqlite3_wal_checkpoint_v2 (vault->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &in_log, &moved);

  if (status == SQLITE_OK && in_log == moved)
    return TRUE;
  return kk_vault_fail (vault->db, status == SQLITE_OK ? SQLITE_BUSY : status,
                        "move the log into the vault", error);
}

/* Through the library's own file: opening it once more and closing that would drop the locks that this process has on it. */
static gboolean
read_pages (sqlite3_file *file, guint8 *pages, guint64 first, gsize n_pages, GError **error)
{
  int status = file->pMethods->xRead (file, pages, (int) (n_pages * KK_VAULT_PAGE_SIZE),
                                      (sqlite3_int64) ((first - 1) * KK_VAULT_PAGE_SIZE));

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
  *n_pages = (guint64) size / KK_VAULT_PAGE_SIZE;
  return status == SQLITE_OK || kk_vault_fail (vault->db, status, "measure the vault", error);
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
  if (!empty_log (vault, error))
    return NULL;
  transaction = kk_vault_begin (vault, error);
  if (transaction == NULL || !find_file (vault, &file, n_pages, error))
    return NULL;
  return g_steal_pointer (&transaction);
}

gboolean
kk_vault_copy_pages (KkVault *vault, KkVaultTakePages take, gpointer data, GError **error)
{
  g_autofree guint8 *pages = g_malloc (RUN * KK_VAULT_PAGE_SIZE);
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

gboolean
kk_vault_copy_count (KkVault *vault, GPtrArray *counts, GError **error)
{
  static const char *const tables[] = { "document", "entry",  "inbox", "object",
                                        "op",       "packet", "record" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!count_rows (vault, tables[i], counts, error))
      return FALSE;
  return TRUE;
}
