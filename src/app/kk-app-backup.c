/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-backup.h"

#include "app/kk-backup-erased-private.h"
#include "app/kk-backup-keys-private.h"
#include "app/kk-backup-make-private.h"
#include "app/kk-backup-place-private.h"
#include "app/kk-restored-private.h"
#include "app/kk-settings-private.h"
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
  static const char *const names[] = { KK_VAULT_DATABASE, KK_VAULT_DATABASE "-wal",
                                       KK_VAULT_DATABASE "-shm", KK_VAULT_LOCK };

  if (folder->path == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder->path, names[i], NULL);

    (void) g_unlink (path);
  }
  (void) g_rmdir (folder->path);
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

static gboolean
parse_file (const char *file, char **folder, guint64 *number, GError **error)
{
  g_autofree char *name = g_path_get_basename (file);

  if (!kk_backup_parse_name (name, number) || !g_file_test (file, G_FILE_TEST_EXISTS)) {
    /* Translators: %s is the path of a file. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        _ ("“%s” is not a backup of Ketenkluis. Choose a file such as kluis-000001.kkb.age."),
        file);
    return FALSE;
  }
  *folder = g_path_get_dirname (file);
  return TRUE;
}

KkBackupInfo *
kk_app_backup_verify (KkApp *app, const char *file, GError **error)
{
  g_auto (KkOpenBackup) last = { 0 };
  g_autofree char *folder = NULL;
  guint64 number;
  KkBackupInfo *info;

  if (!parse_file (file, &folder, &number, error) || !prove (app, folder, number, &last, error) ||
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

/* Restoring. */

/* The newest backup of the same vault that is known: from what lies beside it, and from the list of what was erased. */
static guint64
find_newest (const KkRebuild *rebuild, const KkBackupManifest *manifest, const KkErasedList *list)
{
  g_autoptr (GArray) numbers = kk_backup_numbers (rebuild->folder, NULL);
  guint64 newest = list != NULL ? MAX (rebuild->number, list->newest) : rebuild->number;

  for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
    guint64 number = g_array_index (numbers, guint64, i);
    g_autofree char *path = kk_backup_path (rebuild->folder, number);
    g_autoptr (KkBackupManifest) other =
        number > newest ? kk_backup_peek (path, rebuild->identity) : NULL;

    if (other != NULL && kk_id_equal (&other->vault, &manifest->vault))
      newest = number;
  }
  return newest;
}

static gboolean
check_newest (const KkRestorePlan *plan, guint64 number, guint64 newest, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, newest);

  if (newest == number || plan->older)
    return TRUE;
  /* Translators: %s is the number of a backup. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
               _ ("There is a newer one: number %s. Put that back, or say that you mean this older "
                  "one, with --older: what came after it is then missing here."),
               text);
  return FALSE;
}

static gboolean
note_restored (const KkRestorePlan *plan,
               const KkOpenBackup *last,
               KkRestored *restored,
               GError **error)
{
  g_autoptr (KkSecret) key = kk_secret_new_copy (last->manifest->key, sizeof last->manifest->key);
  g_autoptr (KkVault) vault = kk_vault_open (plan->folder, key, error);

  return vault != NULL && kk_restored_note (vault, restored, error);
}

/* The key slots come last: without them there is no vault, so a restore that was cut off can only be begun again. */
static KkBackupInfo *
restore_into (const KkRestorePlan *plan,
              const KkRebuild *rebuild,
              KkRestored *restored,
              GError **error)
{
  g_auto (KkOpenBackup) last = { 0 };
  KkBackupInfo *info;

  if (!kk_backup_rebuild (rebuild, &last, error) ||
      !kk_backup_prove (plan->folder, last.manifest, error) ||
      !note_restored (plan, &last, restored, error) ||
      !kk_vault_write_key_slots (plan->folder, last.slots, error))
    return NULL;
  info = kk_backup_info_new (plan->file, last.manifest);
  info->verified = TRUE;
  info->newest = restored->newest;
  info->erased = restored->erased;
  info->has_list = restored->list != NULL;
  return info;
}

/* A new folder goes again when nothing came into it. */
static KkBackupInfo *
restore_or_clean (const KkRestorePlan *plan,
                  const KkRebuild *rebuild,
                  KkRestored *restored,
                  GError **error)
{
  gboolean was_there = g_file_test (plan->folder, G_FILE_TEST_EXISTS);
  KkBackupInfo *info;

  if (g_mkdir_with_parents (plan->folder, 0700) != 0) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The folder to restore into cannot be made. Choose another one."));
    return NULL;
  }
  info = restore_into (plan, rebuild, restored, error);
  if (info == NULL) {
    ProofFolder remains = { g_strdup (plan->folder) };

    proof_folder_clear (&remains);
    if (was_there)
      (void) g_mkdir_with_parents (plan->folder, 0700);
  }
  return info;
}

KkBackupInfo *
kk_backup_restore (const KkRestorePlan *plan, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *path = g_build_filename (plan->folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkErasedList) list = NULL;
  g_autoptr (KkBackupManifest) manifest = NULL;
  KkRebuild rebuild = { .path = path, .identity = &identity, .cancellable = plan->cancellable };
  KkRestored restored = { .number = 0 };

  rebuild.progress = plan->progress;
  rebuild.progress_data = plan->progress_data;
  if (!parse_file (plan->file, &folder, &rebuild.number, error) ||
      !kk_backup_keys_from_typed (plan->typed, &identity, error) ||
      !kk_app_check_free_folder (plan->folder, error))
    return NULL;
  rebuild.folder = folder;
  restored.number = restored.newest = rebuild.number;
  manifest = kk_backup_peek (plan->file, &identity);
  if (manifest != NULL) {
    list = kk_backup_erased_read (folder, &identity, manifest);
    restored.newest = find_newest (&rebuild, manifest, list);
  }
  restored.list = list;
  return check_newest (plan, rebuild.number, restored.newest, error)
             ? restore_or_clean (plan, &rebuild, &restored, error)
             : NULL;
}
