/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault.h"

#include "vault/kk-vault-private.h"

#include <glib/gstdio.h>
#include <unistd.h>

G_DEFINE_QUARK (kk_vault_error, kk_vault_error)

static void
free_statement (gpointer data)
{
  sqlite3_finalize (*(sqlite3_stmt **) data); /* its first member */
  g_free (data);
}

static KkVault *
new_vault (const char *folder)
{
  KkVault *vault = g_new0 (KkVault, 1);

  vault->folder = g_strdup (folder);
  vault->lock = -1;
  vault->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  vault->logs_by_id = g_hash_table_new (kk_id_hash, kk_id_equal);
  vault->logs_by_idx = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  vault->erased = g_hash_table_new_full (kk_desk_key_hash, kk_desk_key_equal, g_free, g_free);
  vault->dirty = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  vault->dirty_threads = g_hash_table_new_full (kk_desk_key_hash, kk_desk_key_equal, g_free, NULL);
  return vault;
}

void
kk_vault_close (KkVault *vault)
{
  if (vault == NULL)
    return;
  if (vault->depth > 0)
    sqlite3_exec (vault->db, "ROLLBACK", NULL, NULL, NULL);
  g_hash_table_unref (vault->statements);
  sqlite3_close (vault->db);
  if (vault->lock >= 0)
    close (vault->lock);
  g_hash_table_unref (vault->logs_by_id);
  g_hash_table_unref (vault->logs_by_idx);
  g_hash_table_unref (vault->erased);
  g_hash_table_unref (vault->dirty);
  g_hash_table_unref (vault->dirty_threads);
  g_free (vault->folder);
  g_free (vault);
}

static gboolean
check_key (const KkSecret *key, GError **error)
{
  if (kk_secret_get_size (key) == KK_VAULT_KEY_SIZE)
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_KEY, "open vault: the key has a wrong size");
  return FALSE;
}

static gboolean
load_memory (KkVault *vault, GError **error)
{
  return kk_vault_logs_load (vault, error) && kk_vault_erased_load (vault, error) &&
         kk_vault_derive_start (vault, error);
}

KkVault *
kk_vault_open_as_it_is (const char *folder, const KkSecret *key, GError **error)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkVault) vault = new_vault (folder);

  if (!kk_vault_self_test (error) || !check_key (key, error) || !kk_vault_check_file (path, error))
    return NULL;
  vault->lock = kk_vault_take_lock (folder, error);
  if (vault->lock < 0 || !kk_vault_finish_rekey (folder, path, key, error))
    return NULL;
  vault->db = kk_vault_connect (path, key, FALSE, error);
  if (vault->db == NULL || !kk_vault_find_version (vault->db, &vault->version, error))
    return NULL;
  return g_steal_pointer (&vault);
}

gboolean
kk_vault_is_current (const KkVault *vault)
{
  return vault->version == KK_VAULT_VERSION;
}

gboolean
kk_vault_bring_up_to_date (KkVault *vault, GError **error)
{
  if (!kk_vault_migrate (vault->db, FALSE, error))
    return FALSE;
  vault->version = KK_VAULT_VERSION;
  return load_memory (vault, error);
}

KkVault *
kk_vault_open (const char *folder, const KkSecret *key, GError **error)
{
  g_autoptr (KkVault) vault = kk_vault_open_as_it_is (folder, key, error);

  return vault != NULL && kk_vault_bring_up_to_date (vault, error) ? g_steal_pointer (&vault)
                                                                   : NULL;
}

/* The new file has another name until it is whole: a crash leaves no half vault. */
static gboolean
make_database (const char *path, const KkSecret *key, GError **error)
{
  sqlite3 *db;
  gboolean fine;

  g_unlink (path);
  db = kk_vault_connect (path, key, TRUE, error);
  if (db == NULL)
    return FALSE;
  fine = kk_vault_migrate (db, TRUE, error) && kk_vault_empty_log (db, error);
  return sqlite3_close (db) == SQLITE_OK && fine && g_chmod (path, 0600) == 0 &&
         kk_vault_sync_path (path, error);
}

static gboolean
make_vault (const char *folder, const KkSecret *key, GError **error)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT,
                 "make vault: the folder has one");
    return FALSE;
  }
  if (!make_database (fresh, key, error)) {
    g_unlink (fresh);
    return FALSE;
  }
  if (g_rename (fresh, path) == 0)
    return kk_vault_sync_path (folder, error);
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO,
               "make vault: the file cannot get its name");
  return FALSE;
}

KkVault *
kk_vault_create (const char *folder, const KkSecret *key, GError **error)
{
  int lock;
  gboolean fine;

  if (!kk_vault_self_test (error) || !check_key (key, error) ||
      !kk_vault_make_folder (folder, error))
    return NULL;
  lock = kk_vault_take_lock (folder, error);
  if (lock < 0)
    return NULL;
  fine = make_vault (folder, key, error);
  close (lock);
  return fine ? kk_vault_open (folder, key, error) : NULL;
}

const char *
kk_vault_get_folder (const KkVault *vault)
{
  return vault->folder;
}
