/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-backup.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-make-private.h"
#include "app/vault/kk-backup-place-private.h"
#include "backup/kk-backup-error.h"
#include "backup/kk-backup-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define PROOF_PREFIX "proef-"

/* A folder for a proof, in that of the vault: the disk that may hold what is in it. */
typedef struct {
  char *path;
} ProofFolder;

static void
proof_folder_clear (ProofFolder *folder)
{
  if (folder->path != NULL)
    kk_backup_remove_remains (folder->path);
  g_free (folder->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProofFolder, proof_folder_clear)

/* A proof that was cut off left its copy, which is encrypted; nobody else uses this vault now. */
static void
remove_stale (KkApp *app)
{
  g_autoptr (GDir) dir = g_dir_open (app->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_auto (ProofFolder) stale = { 0 };

    if (g_str_has_prefix (name, PROOF_PREFIX))
      stale.path = g_build_filename (app->folder, name, NULL);
  }
}

static gboolean
proof_folder_make (ProofFolder *folder, KkApp *app, GError **error)
{
  g_autofree char *template = g_build_filename (app->folder, PROOF_PREFIX "XXXXXX", NULL);

  remove_stale (app);
  if (g_mkdtemp_full (template, 0700) == NULL) {
    g_set_error_literal (
        error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
        _ ("The backup cannot be tried out: nothing can be written beside the vault. Is "
           "the disk full?"));
    return FALSE;
  }
  folder->path = g_steal_pointer (&template);
  return TRUE;
}

/* Restores into a folder of its own and looks at what came out. */
static gboolean
try_out (KkApp *app, const char *folder, guint64 number, KkOpenBackup *last, GError **error)
{
  g_auto (ProofFolder) proof = { 0 };
  g_auto (KkKxSecretKey) identity = { 0 };
  g_autofree char *path = NULL;
  KkRebuild rebuild = {
    .folder = folder, .number = number, .identity = &identity, .cancellable = app->cancellable
  };

  kk_app_report_progress (app, _ ("Trying the backup out"), 0, 0);
  if (!kk_backup_keys_get_own (app, &identity, error) || !proof_folder_make (&proof, app, error))
    return FALSE;
  path = g_build_filename (proof.path, KK_VAULT_DATABASE, NULL);
  rebuild.path = path;
  rebuild.progress = app->progress;
  rebuild.progress_data = app->progress_data;
  return kk_backup_rebuild (&rebuild, last, error) &&
         kk_backup_prove (proof.path, last->manifest, error);
}

static gboolean
prove (KkApp *app, const char *folder, guint64 number, KkOpenBackup *last, GError **error)
{
  g_autofree char *name = kk_setting_backup_unproved (folder);
  g_autoptr (GError) failure = NULL;

  if (try_out (app, folder, number, last, &failure))
    return kk_vault_setting_set_number (app->vault, name, 0, error);
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !kk_vault_setting_set_number (app->vault, name, kk_app_now (app), NULL))
    g_debug ("a proof that failed could not be noted");
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
remove_backup (const char *path)
{
  g_autofree char *signature = kk_backup_signature_path (path);

  (void) g_unlink (path);
  (void) g_unlink (signature);
}

static KkBackupInfo *
make_and_prove (KkApp *app, const KkBackupPlan *plan, gboolean *was_full, GError **error)
{
  g_auto (KkMadeBackup) made = { 0 };
  g_auto (KkOpenBackup) last = { 0 };
  KkBackupInfo *info;

  *was_full = TRUE;
  if (!kk_backup_make (app, plan, &made, error))
    return NULL;
  *was_full = made.manifest->kind == KK_BACKUP_FULL;
  if (!prove (app, plan->folder, made.manifest->number, &last, error) ||
      !kk_backup_remember (app, &made, error)) {
    remove_backup (made.path);
    return NULL;
  }
  info = kk_backup_info_new (made.path, made.manifest);
  info->verified = TRUE;
  return info;
}

/* What an increment stands on may be damaged or exchanged, or the index of pages wrong: a full one needs none of them. */
KkBackupInfo *
kk_app_backup_create (KkApp *app, const KkBackupPlan *plan, GError **error)
{
  g_autoptr (GError) failure = NULL;
  KkBackupPlan full = *plan;
  gboolean was_full;
  KkBackupInfo *info = make_and_prove (app, plan, &was_full, &failure);

  if (info != NULL)
    return info;
  if (was_full || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  full.full = TRUE;
  return make_and_prove (app, &full, &was_full, error);
}

/* Listing. */

static gboolean
is_of_vault (KkApp *app, const KkBackupManifest *manifest)
{
  return g_str_equal (kk_id_text (&manifest->vault).text, app->vault_id);
}

/* One that cannot be opened is of another vault, or damaged: it is left out of the list and verifying says why. */
static void
add_backup (KkApp *app, const char *path, const KkKxSecretKey *identity, GPtrArray *list)
{
  g_auto (KkOpenBackup) backup = { 0 };

  if (kk_backup_open (&backup, path, identity, app->cancellable, NULL) &&
      is_of_vault (app, backup.manifest))
    g_ptr_array_insert (list, 0, kk_backup_info_new (path, backup.manifest));
}

GPtrArray *
kk_app_backup_list (KkApp *app, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_backup_info_free);
  g_autoptr (GArray) numbers = kk_backup_numbers (folder, error);
  g_auto (KkKxSecretKey) identity = { 0 };

  if (numbers == NULL || !kk_backup_keys_get_own (app, &identity, error))
    return NULL;
  for (guint i = 0; i < numbers->len; i++) {
    g_autofree char *path = kk_backup_path (folder, g_array_index (numbers, guint64, i));

    kk_app_report_progress (app, _ ("Looking at the backups"), i, numbers->len);
    add_backup (app, path, &identity, list);
    if (!kk_app_check_cancelled (app, error))
      return NULL;
  }
  return g_steal_pointer (&list);
}

/* Verifying. */

KkBackupInfo *
kk_app_backup_verify (KkApp *app, const char *file, GError **error)
{
  g_auto (KkOpenBackup) last = { 0 };
  g_autofree char *folder = NULL;
  guint64 number;
  KkBackupInfo *info;

  if (!kk_backup_parse_file (file, &folder, &number, error) ||
      !prove (app, folder, number, &last, error) ||
      !kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_PROVED, kk_app_now (app), error))
    return NULL;
  info = kk_backup_info_new (file, last.manifest);
  info->verified = TRUE;
  return info;
}

gboolean
kk_app_backup_get_proved (KkApp *app, gint64 *when, GError **error)
{
  return kk_vault_setting_get_number (app->vault, KK_SETTING_BACKUP_PROVED, 0, when, error);
}
