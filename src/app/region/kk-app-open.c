/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Making and opening a vault: key slots, database, device keys, documents. */

#include "app/kk-app-private.h"

#include "app/exchange/kk-restored-private.h"
#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/vault/kk-backup-erased-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-targets-private.h"
#include "app/vault/kk-slots-private.h"
#include "crypto/kk-crypto-selftest.h"
#include "crypto/kk-derive.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Neither a core file nor another program of the same person gets at the keys. The limit alone would not do: a handler of
 * core files that is a program is started in spite of it. A leak checker has to look into the process, and a portal too. */
static void
forbid_looking_in (void)
{
  struct rlimit none = { 0, 0 };

  (void) setrlimit (RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__)
  if (!g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static gboolean
prepare_process (GError **error)
{
  static gsize once;

  kk_secret_init ();
  if (g_once_init_enter (&once)) {
    forbid_looking_in ();
    g_once_init_leave (&once, 1);
  }
  return kk_crypto_selftest (error);
}

static KkApp *
new_app (const char *folder)
{
  /* The struct holds keys: it lives where pages are locked and wiped. */
  KkSecret *guarded = kk_secret_new (sizeof (KkApp));
  KkApp *app = (KkApp *) (gpointer) kk_secret_edit_data (guarded);

  app->guarded = guarded;
  app->folder = g_strdup (folder);
  app->clock = -1;
  app->seats = g_array_new (FALSE, FALSE, sizeof (KkOwnSeat));
  return app;
}

static void
take_slots (KkApp *app, KkKeySlots *slots)
{
  app->key_slots = slots;
  app->vault_id = g_strdup (kk_id_text (&slots->vault).text);
}

/* Making. */

gboolean
kk_app_check_free_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       kk_vault_exists (folder)
                           ? _ ("There is a vault in this folder already. Choose another folder.")
                           : _ ("This folder is not empty. Choose an empty or a new folder for "
                                "the vault."));
  return FALSE;
}

/* What creating left behind when it failed; the folder was empty before. */
static void
remove_remains (const char *folder)
{
  static const char *const names[] = { KK_VAULT_DATABASE,        KK_VAULT_DATABASE "-wal",
                                       KK_VAULT_DATABASE "-shm", KK_VAULT_DATABASE ".new",
                                       KK_VAULT_KEY_SLOTS_FILE,  KK_VAULT_LOCK };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    (void) g_unlink (path);
  }
}

static KkKeySlots *
make_slots (KkApp *app,
            const KkSecret *passphrase,
            const KkSecret *code,
            gboolean quick,
            const KkSymmetricKey *master)
{
  KkId vault = kk_id_random ();
  g_autoptr (KkKeySlots) slots = kk_slots_new (&vault);
  g_autofree char *today = kk_app_today (app);
  KkSlotPlan plan = { .day = today, .costs = quick ? KK_ARGON_FLOOR : kk_argon_calibrate () };

  plan.type = KK_KEY_SLOT_PASSPHRASE;
  plan.secret = passphrase;
  if (!kk_slots_add (slots, &plan, master, NULL, NULL))
    return NULL;
  plan.type = KK_KEY_SLOT_RECOVERY_CODE;
  plan.secret = code;
  if (!kk_slots_add (slots, &plan, master, NULL, NULL))
    return NULL;
  return g_steal_pointer (&slots);
}

static gboolean
write_identity (KkApp *app, const KkId *vault, GError **error)
{
  g_autoptr (KkVaultIdentity) identity = kk_vault_identity_new ();
  g_autoptr (GBytes) id = g_bytes_new (vault->bytes, sizeof vault->bytes);

  identity->device = app->device;
  identity->sign_public = kk_public_key_from_sign (&app->sign_public);
  identity->kx_public = kk_public_key_from_kx (&app->kx_public);
  identity->sign_secret = kk_secret_new_copy (app->sign.bytes, sizeof app->sign.bytes);
  identity->kx_secret = kk_secret_new_copy (app->kx.bytes, sizeof app->kx.bytes);
  return kk_vault_identity_set (app->vault, identity, error) &&
         kk_vault_setting_set_bytes (app->vault, KK_SETTING_VAULT, id, error);
}

/* The key slots come last: without them there is no vault, whatever else is in the folder. */
static gboolean
write_vault (KkApp *app,
             const KkKeySlots *slots,
             const KkCode *code,
             const KkSymmetricKey *master,
             GError **error)
{
  g_autoptr (GBytes) file = kk_slots_seal (slots, master, error);

  if (file == NULL)
    return FALSE;
  app->database_key = kk_slots_derive_database_key (master);
  app->vault = kk_vault_create (app->folder, app->database_key, error);
  if (app->vault == NULL)
    return FALSE;
  kk_sign_pair_generate (&app->sign_public, &app->sign);
  kk_kx_pair_generate (&app->kx_public, &app->kx);
  app->device = kk_derive_device_id (&app->sign_public, &app->kx_public);
  app->directory = kk_directory_load (app->vault, error);
  return app->directory != NULL && write_identity (app, &slots->vault, error) &&
         kk_backup_keys_start (app, code, error) &&
         kk_vault_write_key_slots (app->folder, file, error);
}

static KkApp *
create_with (const char *folder,
             const KkSecret *passphrase,
             const KkCode *code,
             gboolean quick,
             GError **error)
{
  g_autoptr (KkApp) app = new_app (folder);
  g_autoptr (KkKeySlots) slots = NULL;
  g_autoptr (KkSecret) code_secret = kk_slots_secret_of_code (code);
  g_auto (KkSymmetricKey) master = { 0 };

  kk_symmetric_key_generate (&master);
  slots = make_slots (app, passphrase, code_secret, quick, &master);
  if (slots == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("There is not enough memory to protect the vault with a passphrase. "
                            "Close other programs and try again."));
    return NULL;
  }
  if (!write_vault (app, slots, code, &master, error)) {
    g_clear_pointer (&app->directory, kk_directory_free);
    g_clear_pointer (&app->vault, kk_vault_close);
    remove_remains (folder);
    return NULL;
  }
  take_slots (app, g_steal_pointer (&slots));
  return g_steal_pointer (&app);
}

KkApp *
kk_app_create (const char *folder,
               const KkSecret *passphrase,
               gboolean quick,
               char **recovery,
               GError **error)
{
  g_autoptr (KkSecret) secret = NULL;
  g_autoptr (KkApp) app = NULL;
  g_auto (KkCode) code = { 0 };
  g_auto (KkCodeText) text = { 0 };

  if (!prepare_process (error) || !kk_app_check_free_folder (folder, error))
    return NULL;
  secret = kk_slots_secret_of_passphrase (passphrase, error);
  if (secret == NULL)
    return NULL;
  kk_code_generate (KK_CODE_RECOVERY, &code);
  app = create_with (folder, secret, &code, quick, error);
  if (app == NULL)
    return NULL;
  kk_code_format (&code, &text);
  *recovery = g_strdup (text.text);
  return g_steal_pointer (&app);
}

/* Opening. */

static gboolean
read_identity (KkApp *app, const KkKeySlots *slots, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KkVaultIdentity) identity = kk_vault_identity_get (app->vault, &failure);
  g_autoptr (GBytes) vault =
      failure != NULL ? NULL : kk_vault_setting_dup_bytes (app->vault, KK_SETTING_VAULT, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (identity == NULL || vault == NULL || g_bytes_get_size (vault) != KK_ID_SIZE ||
      !kk_id_equal (g_bytes_get_data (vault, NULL), &slots->vault) ||
      kk_secret_get_size (identity->kx_secret) != sizeof app->kx.bytes ||
      !kk_sign_secret_key_load (&app->sign, kk_secret_get_data (identity->sign_secret),
                                kk_secret_get_size (identity->sign_secret), NULL)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This vault is damaged: its device keys are missing or are of another "
                            "vault. Restore a backup."));
    return FALSE;
  }
  memcpy (app->kx.bytes, kk_secret_get_data (identity->kx_secret), sizeof app->kx.bytes);
  app->sign_public = kk_sign_secret_key_get_public (&app->sign);
  app->kx_public = kk_kx_secret_key_get_public (&app->kx);
  app->device = kk_derive_device_id (&app->sign_public, &app->kx_public);
  return TRUE;
}

static gboolean
check_exists (const char *folder, GError **error)
{
  if (kk_vault_exists (folder))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("There is no vault in this folder. Check the folder, or make a vault "
                          "with “vault create”."));
  return FALSE;
}

/* A key file that is gone is as good as one that holds nothing. */
static GBytes *
read_slots_file (const char *folder, GError **error)
{
  g_autofree char *keys = g_build_filename (folder, KK_VAULT_KEY_SLOTS_FILE, NULL);

  return g_file_test (keys, G_FILE_TEST_EXISTS) ? kk_vault_read_key_slots (folder, error)
                                                : g_bytes_new (NULL, 0);
}

/* What the tables of an earlier version hold lies in a backup before they change. */
static gboolean
open_tables (KkApp *app, GError **error)
{
  app->vault = kk_vault_open_as_it_is (app->folder, app->database_key, error);
  if (app->vault == NULL || !read_identity (app, app->key_slots, error))
    return FALSE;
  if (!kk_vault_is_current (app->vault))
    kk_backup_before_change (app);
  return kk_vault_bring_up_to_date (app->vault, error);
}

static gboolean
open_vault (KkApp *app, const KkSymmetricKey *master, GError **error)
{
  app->database_key = kk_slots_derive_database_key (master);
  if (!open_tables (app, error))
    return FALSE;
  app->directory = kk_directory_load (app->vault, error);
  if (app->directory == NULL || !kk_app_reload_seats (app, error) ||
      !kk_restored_settle (app, error))
    return FALSE;
  kk_backup_erased_spread (app);
  return TRUE;
}

KkApp *
kk_app_open_slots (const char *folder, const KkSlotKeys *keys, KkOpenedSlot *opened, GError **error)
{
  g_autoptr (KkApp) app = NULL;
  g_autoptr (KkKeySlots) slots = NULL;
  g_autoptr (GBytes) file = NULL;

  if (!prepare_process (error) || !check_exists (folder, error))
    return NULL;
  app = new_app (folder);
  file = read_slots_file (folder, error);
  slots = file == NULL ? NULL : kk_slots_open (file, keys, opened, error);
  if (slots == NULL)
    return NULL;
  take_slots (app, g_steal_pointer (&slots));
  return open_vault (app, &opened->master, error) ? g_steal_pointer (&app) : NULL;
}

KkApp *
kk_app_open_with (const char *folder, const KkUnlock *unlock, GError **error)
{
  g_auto (KkOpenedSlot) opened = { 0 };
  KkSlotKeys keys = { .typed = unlock->typed,
                      .has_security_key = unlock->has_security_key,
                      .pin = unlock->pin,
                      .cancellable = unlock->cancellable };
  KkApp *app;

  if (unlock->progress != NULL)
    unlock->progress (_ ("Opening the vault"), 0, 0, unlock->progress_data);
  app = kk_app_open_slots (folder, &keys, &opened, error);
  if (app != NULL)
    kk_app_set_progress (app, unlock->progress, unlock->progress_data);
  return app;
}

KkApp *
kk_app_open (const char *folder, const KkSecret *passphrase, GError **error)
{
  return kk_app_open_with (folder, &(KkUnlock){ .typed = passphrase }, error);
}
