/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "old-vault.h"

#include "app/kk-app-private.h"
#include "app/kk-settings-private.h"
#include "base/kk-bytes.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-rekey.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
find_fixture (guint version, const char *name)
{
  g_autofree char *folder = g_strdup_printf ("v%04u", version);

  return g_test_build_filename (G_TEST_DIST, "fixtures", "vaults", folder, name, NULL);
}

static KkSecret *
read_key (guint version)
{
  g_autofree char *path = find_fixture (version, "key.txt");
  g_autofree char *text = NULL;
  KkSecret *key = kk_secret_new (KK_VAULT_KEY_SIZE);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (kk_hex_decode (g_strchomp (text), kk_secret_edit_data (key), KK_VAULT_KEY_SIZE));
  return key;
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) size, NULL));
}

static KkVault *
open_fixture (const char *folder, guint version)
{
  g_autofree char *from = find_fixture (version, KK_VAULT_DATABASE);
  g_autofree char *to = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkSecret) key = read_key (version);
  g_autoptr (GError) error = NULL;
  KkVault *vault;

  copy_file (from, to);
  vault = kk_vault_open_as_it_is (folder, key, &error);
  g_assert_no_error (error);
  g_assert_false (kk_vault_is_current (vault));
  return vault;
}

/* What opening and backing up ask of a vault before its tables are brought up to date. */
static void
copy_own (KkVault *from, KkVault *to)
{
  static const char *const texts[] = { KK_SETTING_BACKUP_RECOVERY, KK_SETTING_BACKUP_TARGETS };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultIdentity) identity = kk_vault_identity_get (from, &error);
  g_autoptr (GBytes) id = kk_vault_setting_dup_bytes (from, KK_SETTING_VAULT, &error);
  g_autoptr (KkSecret) self = kk_vault_setting_dup_secret (from, KK_SETTING_BACKUP_SELF, &error);

  g_assert_no_error (error);
  g_assert_true (kk_vault_identity_set (to, identity, &error));
  g_assert_true (kk_vault_setting_set_bytes (to, KK_SETTING_VAULT, id, &error));
  if (self != NULL)
    g_assert_true (kk_vault_setting_set_secret (to, KK_SETTING_BACKUP_SELF, self, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = kk_vault_setting_dup_text (from, texts[i], &error);

    if (text != NULL)
      g_assert_true (kk_vault_setting_set_text (to, texts[i], text, &error));
  }
  g_assert_no_error (error);
}

void
old_vault_put (KkApp *app, guint version)
{
  g_autofree char *folder = kk_test_folder_new ();
  g_autofree char *from = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autofree char *to = g_build_filename (app->folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) slots = kk_vault_read_key_slots (app->folder, &error);
  KkVault *vault = open_fixture (folder, version);
  const KkVaultRekey rekey = { .key = app->database_key, .slots = slots };
  gboolean is_moved;

  copy_own (app->vault, vault);
  g_assert_true (kk_vault_rekey (vault, &rekey, &is_moved, &error));
  kk_vault_close (vault);
  kk_app_close (app);
  copy_file (from, to);
  kk_test_folder_remove (folder);
}

void
old_vault_assert_kept (KkVault *vault)
{
  const KkVaultCaseQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;

  g_assert_true (kk_vault_is_current (vault));
  cases = kk_vault_case_list (vault, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_cmpstr (((const KkVaultCase *) cases->pdata[0])->reference, ==, "GOUD-2026-0001");
}
