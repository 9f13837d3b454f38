/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-rekey.h"

#include "vault/kk-vault-private.h"

#include <glib/gstdio.h>

#define RUN 256 /* pages between two reports of progress */

static const char *const tails[] = { "-wal", "-shm", "-journal" };

static char *
dup_copy_path (const char *path)
{
  return g_strconcat (path, ".nieuw", NULL);
}

static void
remove_tails (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++) {
    g_autofree char *tail = g_strconcat (path, tails[i], NULL);

    (void) g_unlink (tail);
  }
}

static void
remove_copy (const char *path)
{
  (void) g_unlink (path);
  remove_tails (path);
}

/* Copying. */

static gboolean
step_through (KkVault *vault, sqlite3_backup *backup, const KkVaultRekey *rekey, GError **error)
{
  int status = SQLITE_OK;

  while (status == SQLITE_OK) {
    status = sqlite3_backup_step (backup, RUN);
    if (status == SQLITE_OK && rekey->progress != NULL) {
      guint64 total = (guint64) sqlite3_backup_pagecount (backup);
      guint64 left = (guint64) sqlite3_backup_remaining (backup);

      if (!rekey->progress (total - left, total, rekey->data, error))
        return FALSE;
    }
  }
  return status == SQLITE_DONE ||
         kk_vault_fail (vault->db, status, "copy under another key", error);
}

/* The old file, which those may read from whom the vault moves away, never holds it. */
static gboolean
set_setting (sqlite3 *copy, const KkVaultRekey *rekey, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)";
  static const char none[] = "DELETE FROM meta WHERE name = ?1";
  const KkSecret *value = rekey->value;
  sqlite3_stmt *statement = NULL;
  int status;

  if (rekey->setting == NULL)
    return TRUE;
  status = sqlite3_prepare_v2 (copy, value != NULL ? sql : none, -1, &statement, NULL);
  if (status == SQLITE_OK)
    status = sqlite3_bind_text (statement, 1, rekey->setting, -1, SQLITE_STATIC);
  if (status == SQLITE_OK && value != NULL)
    status = sqlite3_bind_blob (statement, 2, kk_secret_get_data (value),
                                (int) kk_secret_get_size (value), SQLITE_STATIC);
  if (status == SQLITE_OK)
    status = sqlite3_step (statement);
  sqlite3_finalize (statement);
  return status == SQLITE_DONE ||
         kk_vault_fail (copy, status, "write into the copy under another key", error);
}

static gboolean
fill_copy (KkVault *vault, sqlite3 *copy, const KkVaultRekey *rekey, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", vault->db, "main");
  gboolean fine;

  if (backup == NULL)
    return kk_vault_fail (copy, sqlite3_errcode (copy), "begin to copy under another key", error);
  fine = step_through (vault, backup, rekey, error);
  return (sqlite3_backup_finish (backup) == SQLITE_OK ||
          (fine && kk_vault_fail (copy, SQLITE_IOERR, "end to copy under another key", error))) &&
         fine && set_setting (copy, rekey, error) && kk_vault_empty_log (copy, error) &&
         kk_vault_check_copy (copy, error);
}

static gboolean
make_copy (KkVault *vault, const char *path, const KkVaultRekey *rekey, GError **error)
{
  sqlite3 *copy;
  gboolean fine;

  remove_copy (path);
  copy = kk_vault_connect (path, rekey->key, TRUE, error);
  if (copy == NULL)
    return FALSE;
  fine = fill_copy (vault, copy, rekey, error);
  if (sqlite3_close (copy) != SQLITE_OK && fine)
    fine = kk_vault_fail (vault->db, SQLITE_IOERR, "close the copy", error);
  return fine && g_chmod (path, 0600) == 0 && kk_vault_sync_path (path, error) &&
         kk_vault_sync_path (vault->folder, error);
}

/* Changing places. */

/* The log of the old database must be gone before the new one has its name, or it would be read into that. */
static gboolean
change_places (const char *folder, const char *path, const char *copy, GError **error)
{
  int old = kk_vault_hold_file (path);
  gboolean fine;

  remove_tails (path);
  fine = kk_vault_sync_path (folder, error);
  if (fine && g_rename (copy, path) != 0) {
    g_set_error_literal (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO,
                         "the database under the new key cannot get its name");
    fine = FALSE;
  }
  fine = fine && kk_vault_sync_path (folder, error);
  kk_vault_let_go (old, fine);
  return fine;
}

static gboolean
opens (const char *path, const KkSecret *key)
{
  sqlite3 *db = kk_vault_connect (path, key, FALSE, NULL);
  gboolean fine = db != NULL;

  sqlite3_close (db);
  return fine;
}

gboolean
kk_vault_finish_rekey (const char *folder, const char *path, const KkSecret *key, GError **error)
{
  g_autofree char *copy = dup_copy_path (path);

  if (!g_file_test (copy, G_FILE_TEST_EXISTS))
    return TRUE;
  if (opens (path, key)) {
    remove_copy (copy);
    return TRUE;
  }
  /* With neither of them nothing is touched, and opening says what is wrong. */
  return !opens (copy, key) || change_places (folder, path, copy, error);
}

/* What came of replacing the slots, when it says that it failed: that may be about what comes after the new name. */
static gboolean
has_slots (KkVault *vault, GBytes *slots)
{
  g_autoptr (GBytes) found = kk_vault_read_key_slots (vault->folder, NULL);

  return found != NULL && g_bytes_equal (found, slots);
}

static gboolean
reconnect (KkVault *vault, const char *path, const char *copy, const KkSecret *key, GError **error)
{
  gboolean fine;

  g_hash_table_remove_all (vault->statements);
  sqlite3_close (vault->db);
  fine = change_places (vault->folder, path, copy, error);
  vault->db = fine ? kk_vault_connect (path, key, FALSE, error) : NULL;
  if (vault->db != NULL)
    return TRUE;
  /* Whoever still asks something gets an error, and no crash. */
  (void) sqlite3_open_v2 (":memory:", &vault->db, SQLITE_OPEN_READWRITE, NULL);
  return FALSE;
}

gboolean
kk_vault_rekey (KkVault *vault, const KkVaultRekey *rekey, gboolean *is_moved, GError **error)
{
  g_autofree char *path = g_build_filename (vault->folder, KK_VAULT_DATABASE, NULL);
  g_autofree char *copy = dup_copy_path (path);
  g_autoptr (GError) failure = NULL;

  *is_moved = FALSE;
  if (kk_vault_is_in_transaction (vault)) {
    g_set_error_literal (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY,
                         "another key: something is being written");
    return FALSE;
  }
  if (!make_copy (vault, copy, rekey, error)) {
    remove_copy (copy);
    return FALSE;
  }
  if (!kk_vault_write_key_slots (vault->folder, rekey->slots, &failure) &&
      !has_slots (vault, rekey->slots)) {
    remove_copy (copy);
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  *is_moved = TRUE;
  return reconnect (vault, path, copy, rekey->key, error);
}
