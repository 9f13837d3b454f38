/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Proving that a database which was put together is the one that was copied. */

#include "app/kk-app-error.h"
#include "app/vault/kk-backup-place-private.h"
#include "vault/kk-vault-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What another thread looks at meanwhile: the bytes of the file. */
typedef struct {
  const char *folder;
  const KkBackupManifest *manifest;
  const KkSecret *key;
  GThread *thread; /* (nullable): NULL when there is none, and it is done at the end */
  GError *error;
} Bytes;

static gboolean
refuse (GError **error)
{
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
      _ ("What comes out of this backup is not what went in. Use an older backup, and "
         "make a full one as soon as the vault is open."));
  return FALSE;
}

/* Closing the file gives up the locks that this process has on it, which does no harm here: nobody else knows of it yet. */
static gboolean
check_digest (const Bytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (bytes->folder, KK_VAULT_DATABASE, NULL);
  KkFileHash digest;

  if (!kk_backup_hash_file (path, &digest, NULL, error))
    return FALSE;
  return memcmp (digest.bytes, bytes->manifest->digest, sizeof digest.bytes) == 0 || refuse (error);
}

static gpointer
check_bytes (gpointer data)
{
  Bytes *bytes = data;

  return GINT_TO_POINTER (check_digest (bytes, &bytes->error) &&
                          kk_vault_check_pages (bytes->folder, bytes->key, &bytes->error));
}

static gboolean
finish_bytes (Bytes *bytes, GError **error)
{
  gpointer fine = bytes->thread != NULL ? g_thread_join (bytes->thread) : check_bytes (bytes);

  if (fine == NULL)
    g_propagate_error (error, g_steal_pointer (&bytes->error));
  return fine != NULL;
}

static gboolean
has_same_counts (const KkBackupManifest *a, const KkBackupManifest *b)
{
  if (a->counts->len != b->counts->len || a->heads->len != b->heads->len)
    return FALSE;
  for (guint i = 0; i < a->counts->len; i++) {
    const KkBackupCount *first = a->counts->pdata[i];
    const KkBackupCount *second = b->counts->pdata[i];

    if (strcmp (first->table, second->table) != 0 || first->rows != second->rows)
      return FALSE;
  }
  for (guint i = 0; i < a->heads->len; i++) {
    const KkBackupHead *first = &g_array_index (a->heads, KkBackupHead, i);
    const KkBackupHead *second = &g_array_index (b->heads, KkBackupHead, i);

    if (!kk_id_equal (&first->log, &second->log) || first->n != second->n ||
        !kk_hash_equal (&first->chain, &second->chain))
      return FALSE;
  }
  return TRUE;
}

/* Tables of an earlier version are brought up to date only after the file was compared, since that changes it. */
static gboolean
check_content (KkVault *vault, const KkBackupManifest *manifest, GError **error)
{
  g_autoptr (KkBackupManifest) found = kk_backup_manifest_new ();
  gboolean changes = !kk_vault_is_current (vault);

  return kk_vault_bring_up_to_date (vault, error) && (!changes || kk_vault_check (vault, error)) &&
         kk_vault_copy_count (vault, found, error) &&
         (has_same_counts (manifest, found) || refuse (error));
}

/* In two threads, for each reads and decrypts the whole vault. What is wrong with the bytes is said first: the rest follows from
 * it. The other thread begins when the vault is open, and it stays open longer: whoever opens or closes a database alone has
 * its log for a moment, and another connection would find it locked. */
gboolean
kk_backup_prove (const char *folder, const KkBackupManifest *manifest, GError **error)
{
  g_autoptr (KkSecret) key = kk_secret_new_copy (manifest->key, sizeof manifest->key);
  Bytes bytes = { .folder = folder, .manifest = manifest, .key = key };
  g_autoptr (KkVault) vault = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean keeps_rules;

  vault = kk_vault_open_as_it_is (folder, key, &failure);
  if (vault != NULL)
    bytes.thread = g_thread_try_new ("proof", check_bytes, &bytes, NULL);
  keeps_rules = vault != NULL && kk_vault_check_rules (vault, &failure);
  if (!finish_bytes (&bytes, error))
    return FALSE;
  if (keeps_rules)
    return check_content (vault, manifest, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
