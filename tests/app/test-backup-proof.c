/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What restoring for proof finds: each thing that it compares is wrong once, and all else is right. */

#include "app/kk-app-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-place-private.h"
#include "base/kk-limits.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <string.h>

#define FILLING (64 * KK_PAGE_SIZE)

/* A database put together from a backup, as a proof has it. */
typedef struct {
  char *folder;
  char *path;
  KkBackupManifest *manifest;
} Rebuilt;

static void
remove_tree (const char *path)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", path);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
rebuilt_clear (Rebuilt *rebuilt)
{
  remove_tree (rebuilt->folder);
  g_free (rebuilt->folder);
  g_free (rebuilt->path);
  kk_backup_manifest_free (rebuilt->manifest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rebuilt, rebuilt_clear)

/* Leaves pages behind that are free. */
static void
fill_and_empty (KkApp *app)
{
  g_autofree guint8 *filling = g_malloc0 (FILLING);
  g_autoptr (GBytes) value = g_bytes_new (filling, FILLING);

  g_assert_true (kk_vault_setting_set_bytes (app->vault, "filling", value, NULL));
  g_assert_true (kk_vault_setting_unset (app->vault, "filling", NULL));
}

static void
rebuild (Rebuilt *rebuilt, KkApp *app, const char *backups)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  g_auto (KkOpenBackup) last = { 0 };
  g_autoptr (KkBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  KkRebuild plan = { .folder = backups, .identity = &identity };

  info = kk_app_backup_create (app, &(KkBackupPlan){ .folder = backups }, &error);
  g_assert_no_error (error);
  g_assert_true (kk_backup_keys_get_own (app, &identity, NULL));
  plan.number = info->number;
  plan.path = rebuilt->path;
  g_assert_true (kk_backup_rebuild (&plan, &last, &error));
  rebuilt->manifest = g_steal_pointer (&last.manifest);
}

static void
make_rebuilt (Rebuilt *rebuilt)
{
  g_autoptr (KkSecret) passphrase = kk_secret_new_copy ("vier losse woorden hier", 23);
  g_autofree char *room = g_dir_make_tmp ("kk-proof-room-XXXXXX", NULL);
  g_autofree char *vault = g_build_filename (room, "vault", NULL);
  g_autofree char *backups = g_build_filename (room, "backups", NULL);
  g_autofree char *code = NULL;
  g_autoptr (KkApp) app = kk_app_create (vault, passphrase, TRUE, &code, NULL);

  g_assert_cmpint (g_mkdir (backups, 0700), ==, 0);
  rebuilt->folder = g_dir_make_tmp ("kk-proof-XXXXXX", NULL);
  rebuilt->path = g_build_filename (rebuilt->folder, KK_VAULT_DATABASE, NULL);
  fill_and_empty (app);
  rebuild (rebuilt, app, backups);
  g_clear_pointer (&app, kk_app_close);
  remove_tree (room);
}

static void
assert_refused (const Rebuilt *rebuilt, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kk_backup_prove (rebuilt->folder, rebuilt->manifest, &error));
  g_assert_error (error, domain, code);
}

static void
assert_proved (const Rebuilt *rebuilt)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_backup_prove (rebuilt->folder, rebuilt->manifest, &error));
  g_assert_no_error (error);
}

static void
test_manifest (void)
{
  g_auto (Rebuilt) rebuilt = { 0 };
  KkBackupCount *count;
  KkBackupHead head = { .n = 1 };

  make_rebuilt (&rebuilt);
  assert_proved (&rebuilt);
  rebuilt.manifest->digest[0] ^= 1;
  assert_refused (&rebuilt, KK_APP_ERROR, KK_APP_ERROR_FAILED);
  rebuilt.manifest->digest[0] ^= 1;
  count = rebuilt.manifest->counts->pdata[0];
  count->rows++;
  assert_refused (&rebuilt, KK_APP_ERROR, KK_APP_ERROR_FAILED);
  count->rows--;
  g_array_append_val (rebuilt.manifest->heads, head);
  assert_refused (&rebuilt, KK_APP_ERROR, KK_APP_ERROR_FAILED);
  g_array_set_size (rebuilt.manifest->heads, rebuilt.manifest->heads->len - 1);
  assert_proved (&rebuilt);
}

/* Changes one byte of a page from the end, and lets the manifest say that it was so. */
static void
damage_page (Rebuilt *rebuilt, guint from_end)
{
  g_autofree char *bytes = NULL;
  gsize size;
  KkFileHash digest;

  g_assert_true (g_file_get_contents (rebuilt->path, &bytes, &size, NULL));
  bytes[size - from_end * KK_PAGE_SIZE + 100] ^= 1;
  g_assert_true (g_file_set_contents (rebuilt->path, bytes, (gssize) size, NULL));
  g_assert_true (kk_backup_hash_file (rebuilt->path, &digest, NULL, NULL));
  memcpy (rebuilt->manifest->digest, digest.bytes, sizeof digest.bytes);
}

/* A free page is read by nothing but the check of the cipher. */
static void
test_free_page (void)
{
  g_auto (Rebuilt) rebuilt = { 0 };
  g_autoptr (KkSecret) key = NULL;
  g_autoptr (KkVault) vault = NULL;

  make_rebuilt (&rebuilt);
  damage_page (&rebuilt, 2);
  key = kk_secret_new_copy (rebuilt.manifest->key, sizeof rebuilt.manifest->key);
  vault = kk_vault_open (rebuilt.folder, key, NULL);
  g_assert_true (kk_vault_check_rules (vault, NULL));
  g_clear_pointer (&vault, kk_vault_close);
  assert_refused (&rebuilt, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup-proof/manifest", test_manifest);
  g_test_add_func ("/backup-proof/free-page", test_free_page);
  return g_test_run ();
}
