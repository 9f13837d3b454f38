/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "fault-work.h"

#include "app/kk-app-private.h"
#include "app/vault/kk-app-backup-run.h"
#include "vault/kk-vault.h"

#include <glib/gstdio.h>
#include <string.h>

/* Backing up. */

void
fault_add_stick (FaultRoom *room, KkApp *app)
{
  g_autofree char *stick = g_build_filename (room->region->folder, "stick", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkBackupTargetInfo) target = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  target = kk_app_backup_target_add (app, stick, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
back_up (FaultRoom *room, GError **error)
{
  g_autoptr (GPtrArray) outcomes =
      kk_app_backup_run (fault_app (room), KK_BACKUP_WHEN_ASKED, error);

  const KkBackupOutcome *outcome = outcomes != NULL ? outcomes->pdata[0] : NULL;

  if (outcome == NULL || g_str_equal (outcome->outcome, "made"))
    return outcome != NULL;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       outcome->sentence != NULL ? outcome->sentence : outcome->outcome);
  return FALSE;
}

/* One backup is there, and then a value changed. */
static void
build_backed_up (FaultRoom *room)
{
  fault_build_alone (room);
  fault_add_stick (room, fault_app (room));
  g_assert_true (back_up (room, NULL));
  stage_set (fault_app (room), FAULT_CASE, "prs_FirstName", FAULT_AFTER);
}

static void
assert_no_remains (const char *folder, const char *const *parts)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    for (gsize i = 0; parts[i] != NULL; i++)
      if (strstr (name, parts[i]) != NULL)
        g_error ("%s stays in %s", name, folder);
}

static gboolean
was_there (const FaultRoom *room, const char *file)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *path = g_build_filename (room->copy, "stick", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Every file with the name of a backup is a whole one; those from before were so then. */
static void
verify_new (const FaultRoom *room, KkApp *app, const char *stick)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kk_app_backup_list (app, stick, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 2);
  for (guint i = 0; i < list->len; i++) {
    const KkBackupInfo *info = list->pdata[i];
    g_autoptr (KkBackupInfo) proved = NULL;

    if (was_there (room, info->file))
      continue;
    proved = kk_app_backup_verify (app, info->file, &error);
    g_assert_no_error (error);
    g_assert_nonnull (proved);
  }
}

static void
check_backed_up (FaultRoom *room, FaultEnd end)
{
  static const char *const parts[] = { "proef-", NULL };
  static const char *const unfinished[] = { ".nieuw", NULL };
  g_autofree char *stick = fault_path (room, "stick");
  KkApp *app = fault_open_own (room);

  (void) end;
  fault_assert_name (app, TRUE);
  g_assert_true (back_up (room, NULL));
  verify_new (room, app, stick);
  assert_no_remains (app->folder, parts);
  assert_no_remains (stick, unfinished);
}

/* Putting a backup back. */

static gboolean
restore (FaultRoom *room, GError **error)
{
  g_autofree char *file = fault_path (room, "stick/kluis-000001.kkb.age");
  g_autofree char *folder = fault_path (room, "again");
  g_autoptr (KkSecret) code = kk_test_secret_new (room->code);
  const KkRestorePlan plan = { .file = file, .typed = code, .folder = folder, .older = TRUE };
  g_autoptr (KkBackupInfo) info = kk_backup_restore (&plan, error);

  return info != NULL;
}

static void
assert_restored (FaultRoom *room)
{
  g_autofree char *folder = fault_path (room, "again");
  g_autoptr (KkApp) app = fault_open_whole (folder, room->code);

  g_assert_cmpuint (stage_count (app, NULL), ==, 2);
  stage_assert_value (app, FAULT_CASE, "person", "prs_FirstName", FAULT_BEFORE);
}

static void
check_restored (FaultRoom *room, FaultEnd end)
{
  g_autofree char *slots = fault_path (room, "again/" KK_VAULT_KEY_SLOTS_FILE);
  g_autofree char *folder = fault_path (room, "again");

  if (fault_is_done (end) || g_file_test (slots, G_FILE_TEST_EXISTS))
    assert_restored (room);
  /* Without key slots it is no vault, and can be begun again. */
  kk_test_folder_remove (folder);
  g_assert_true (restore (room, NULL));
  assert_restored (room);
  (void) fault_open_own (room);
}

const FaultWork fault_work_backup = {
  "backup", FAULT_OWN, build_backed_up, back_up, check_backed_up, TRUE, FALSE,
};

const FaultWork fault_work_restore = {
  "restore", NULL, build_backed_up, restore, check_restored, FALSE, FALSE,
};
