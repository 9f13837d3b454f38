/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Putting a vault back from a backup, into a folder of its own. */

#include "app/vault/kk-app-backup.h"

#include "app/exchange/kk-restored-private.h"
#include "app/kk-app-private.h"
#include "app/vault/kk-backup-erased-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-place-private.h"

#include <glib/gi18n-lib.h>

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
    kk_backup_remove_remains (plan->folder);
    if (was_there)
      (void) g_mkdir_with_parents (plan->folder, 0700);
  }
  return info;
}

/* (transfer full) (nullable): what was erased, as the vault at plan->newer knows it. */
static KkErasedList *
read_newer (const KkRestorePlan *plan, const KkBackupManifest *manifest, GError **error)
{
  g_autoptr (KkApp) app = kk_app_open (plan->newer, plan->typed, error);
  g_autoptr (KkErasedList) list = app != NULL ? kk_backup_erased_list (app, error) : NULL;

  if (list == NULL || kk_id_equal (&list->vault, &manifest->vault))
    return g_steal_pointer (&list);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This backup is not of that vault. Leave it out, or name the vault that "
                          "the backup was made of."));
  return NULL;
}

/* From beside the backup, and from the vault itself where that still opens. */
static gboolean
find_erased (const KkRestorePlan *plan,
             const KkRebuild *rebuild,
             const KkBackupManifest *manifest,
             KkErasedList **list,
             GError **error)
{
  g_autoptr (KkErasedList) newer = NULL;

  *list = kk_backup_erased_read (rebuild->folder, rebuild->identity, manifest);
  if (plan->newer == NULL)
    return TRUE;
  newer = read_newer (plan, manifest, error);
  if (newer == NULL)
    return FALSE;
  if (*list != NULL)
    kk_erased_list_join (newer, *list);
  g_clear_pointer (list, kk_erased_list_free);
  *list = g_steal_pointer (&newer);
  return TRUE;
}

KkBackupInfo *
kk_backup_restore (const KkRestorePlan *plan, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  g_autofree char *folder = NULL;
  g_autofree char *path = g_build_filename (plan->folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkErasedList) list = NULL;
  g_autoptr (KkBackupManifest) manifest = NULL;
  KkRebuild rebuild = {
    .path = path, .is_lasting = TRUE, .identity = &identity, .cancellable = plan->cancellable
  };
  KkRestored restored = { .number = 0 };

  rebuild.progress = plan->progress;
  rebuild.progress_data = plan->progress_data;
  if (!kk_backup_parse_file (plan->file, &folder, &rebuild.number, error) ||
      !kk_backup_keys_from_typed (plan->typed, &identity, error) ||
      !kk_app_check_free_folder (plan->folder, error))
    return NULL;
  rebuild.folder = folder;
  restored.number = restored.newest = rebuild.number;
  manifest = kk_backup_peek (plan->file, &identity);
  if (manifest != NULL) {
    if (!find_erased (plan, &rebuild, manifest, &list, error))
      return NULL;
    restored.newest = find_newest (&rebuild, manifest, list);
  }
  restored.list = list;
  return check_newest (plan, rebuild.number, restored.newest, error)
             ? restore_or_clean (plan, &rebuild, &restored, error)
             : NULL;
}
