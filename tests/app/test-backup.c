/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Backups of a vault: made, proved, and refused when something is not right; the vault is never touched. */

#include "app/kk-app-private.h"
#include "app/kk-problem.h"
#include "app/vault/kk-app-backup.h"
#include "backup/kk-backup-error.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <string.h>

static const char phrase[] = "vier losse woorden hier";

typedef struct {
  char *folder;
  char *vault;
  char *backups;
  char *code;
  KkApp *app;
} Room;

static KkSecret *
secret_of (const char *text)
{
  return kk_secret_new_copy (text, strlen (text));
}

static char *
make_folder (const char *parent, const char *name)
{
  char *path = g_build_filename (parent, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  return path;
}

static void
open_room (Room *room)
{
  g_autoptr (KkSecret) passphrase = secret_of (phrase);
  g_autoptr (GError) error = NULL;

  room->folder = g_dir_make_tmp ("kk-app-backup-XXXXXX", NULL);
  room->vault = make_folder (room->folder, "vault");
  room->backups = make_folder (room->folder, "backups");
  room->app = kk_app_create (room->vault, passphrase, TRUE, &room->code, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

static void
clear_room (Room *room)
{
  g_clear_pointer (&room->app, kk_app_close);
  remove_folder (room->folder);
  g_free (room->folder);
  g_free (room->vault);
  g_free (room->backups);
  g_free (room->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, clear_room)

static KkBackupInfo *
back_up (Room *room)
{
  g_autoptr (GError) error = NULL;
  KkBackupInfo *info =
      kk_app_backup_create (room->app, &(KkBackupPlan){ .folder = room->backups }, &error);

  g_assert_no_error (error);
  g_assert_true (info->verified);
  return info;
}

static void
write_setting (Room *room, gint64 value)
{
  g_assert_true (kk_vault_setting_set_number (room->app->vault, "test", value, NULL));
}

static KkBackupInfo *
restore (const Room *room, const char *file, const char *typed, GError **error)
{
  g_autoptr (KkSecret) secret = secret_of (typed);
  g_autofree char *folder = g_build_filename (room->folder, "restored", NULL);

  return kk_backup_restore (
      &(KkRestorePlan){ .file = file, .typed = secret, .folder = folder, .older = TRUE }, error);
}

static gint64
read_restored (const Room *room)
{
  g_autofree char *folder = g_build_filename (room->folder, "restored", NULL);
  g_autoptr (KkSecret) passphrase = secret_of (phrase);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkApp) app = kk_app_open (folder, passphrase, &error);
  gint64 value;

  g_assert_no_error (error);
  g_assert_true (kk_vault_setting_get_number (app->vault, "test", -1, &value, NULL));
  g_clear_pointer (&app, kk_app_close);
  remove_folder (folder);
  return value;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
test_each_can_be_restored (void)
{
  g_auto (Room) room = { 0 };
  gint64 proved;

  open_room (&room);
  for (gint64 value = 1; value <= 4; value++) {
    g_autoptr (KkBackupInfo) info = NULL;

    write_setting (&room, value);
    info = back_up (&room);
    g_assert_cmpuint (info->number, ==, value);
    g_assert_true (info->full == (value == 1));
    g_assert_cmpuint (info->needs, ==, 1);
  }
  for (gint64 value = 1; value <= 4; value++) {
    g_autofree char *file =
        g_strdup_printf ("%s/kluis-%06" G_GINT64_FORMAT ".kkb.age", room.backups, value);
    g_autoptr (GError) error = NULL;
    G_GNUC_UNUSED g_autoptr (KkBackupInfo) info = restore (&room, file, room.code, &error);

    g_assert_no_error (error);
    g_assert_cmpint (read_restored (&room), ==, value);
  }
  g_assert_true (kk_app_backup_get_proved (room.app, &proved, NULL));
  g_assert_cmpint (proved, >, 0);
  g_assert_cmpuint (count_files (room.vault), <=, 6);
}

static void
test_key_of_age_opens_too (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupInfo) info = NULL;
  g_autoptr (KkBackupInfo) restored = NULL;
  g_autoptr (KkSecret) code = NULL;
  g_autoptr (KkSecret) key = NULL;
  g_autoptr (GError) error = NULL;

  open_room (&room);
  write_setting (&room, 7);
  info = back_up (&room);
  code = secret_of (room.code);
  key = kk_backup_key_from_code (code, &error);
  g_assert_no_error (error);
  restored = restore (&room, info->file, (const char *) kk_secret_get_data (key), &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_restored (&room), ==, 7);
}

/* Refused, with a sentence, and nothing of a vault in the folder. */
static void
assert_refused (const Room *room, const char *file, const char *typed, KkAppError code)
{
  g_autofree char *folder = g_build_filename (room->folder, "restored", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkProblem) problem = NULL;

  g_assert_null (restore (room, file, typed, &error));
  problem = kk_problem_new (error);
  g_assert_cmpint (problem->code, ==, code);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_wrong_code (void)
{
  g_auto (Room) room = { 0 };
  g_auto (Room) other = { 0 };
  g_autoptr (KkBackupInfo) info = NULL;

  open_room (&room);
  open_room (&other);
  info = back_up (&room);
  assert_refused (&room, info->file, phrase, KK_APP_ERROR_LOCKED);
  assert_refused (&room, info->file, other.code, KK_APP_ERROR_LOCKED);
  assert_refused (&room, "/nowhere/kluis-000001.kkb.age", room.code, KK_APP_ERROR_USAGE);
  assert_refused (&room, room.folder, room.code, KK_APP_ERROR_USAGE);
}

static void
test_damaged (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupInfo) info = NULL;
  g_autofree char *data = NULL;
  gsize size;

  open_room (&room);
  info = back_up (&room);
  g_assert_true (g_file_get_contents (info->file, &data, &size, NULL));
  for (gsize at = 30; at < size; at += size / 13) {
    data[at] ^= 1;
    g_assert_true (g_file_set_contents (info->file, data, (gssize) size, NULL));
    data[at] ^= 1;
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kk_app_backup_verify (room.app, info->file, &error));
      g_assert_nonnull (error);
      g_assert_null (restore (&room, info->file, room.code, NULL));
    }
  }
  write_setting (&room, 1);
}

static void
test_renamed_or_missing (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupInfo) first = NULL;
  g_autoptr (KkBackupInfo) second = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *renamed_signature = NULL;

  open_room (&room);
  first = back_up (&room);
  second = back_up (&room);
  renamed = g_build_filename (room.backups, "kluis-000009.kkb.age", NULL);
  signature = g_strconcat (first->file, ".minisig", NULL);
  renamed_signature = g_strconcat (renamed, ".minisig", NULL);
  g_assert_cmpint (g_rename (first->file, renamed), ==, 0);
  g_assert_cmpint (g_rename (signature, renamed_signature), ==, 0);
  assert_refused (&room, renamed, room.code, KK_APP_ERROR_FAILED);
  assert_refused (&room, second->file, room.code, KK_APP_ERROR_USAGE);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) size, NULL));
}

static void
reopen (Room *room)
{
  g_autoptr (KkSecret) passphrase = secret_of (phrase);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&room->app, kk_app_close);
  room->app = kk_app_open (room->vault, passphrase, &error);
  g_assert_no_error (error);
}

/* The same number was given twice, because the vault was put back in between: the two do not fit on one another. */
static void
test_exchanged (void)
{
  g_auto (Room) room = { 0 };
  g_autofree char *database = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_second = NULL;
  g_autoptr (KkBackupInfo) info = NULL;

  open_room (&room);
  info = back_up (&room);
  database = g_build_filename (room.vault, KK_VAULT_DATABASE, NULL);
  kept = g_build_filename (room.folder, "kept", NULL);
  kept_second = g_build_filename (room.folder, "kept-second", NULL);
  reopen (&room);
  g_clear_pointer (&room.app, kk_app_close);
  copy_file (database, kept);
  reopen (&room);
  write_setting (&room, 1);
  kk_backup_info_free (g_steal_pointer (&info));
  info = back_up (&room);
  g_assert_cmpint (g_rename (info->file, kept_second), ==, 0);
  g_clear_pointer (&room.app, kk_app_close);
  copy_file (kept, database);
  reopen (&room);
  for (gint64 value = 2; value <= 3; value++) {
    write_setting (&room, value);
    kk_backup_info_free (g_steal_pointer (&info));
    info = back_up (&room);
  }
  g_assert_false (info->full);
  {
    g_autofree char *second = g_build_filename (room.backups, "kluis-000002.kkb.age", NULL);

    copy_file (kept_second, second);
  }
  g_assert_null (kk_app_backup_verify (room.app, info->file, NULL));
}

/* Without an index of pages nobody knows what changed. */
static void
test_wrong_index (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupInfo) info = NULL;
  g_autofree char *index = NULL;

  open_room (&room);
  info = back_up (&room);
  index = g_build_filename (room.vault, "kluis-000001.pages", NULL);
  g_assert_true (g_file_set_contents (index, "geen index", -1, NULL));
  kk_backup_info_free (g_steal_pointer (&info));
  info = back_up (&room);
  g_assert_true (info->full);
}

/* What an increment stands on was damaged on the stick. */
static void
test_damaged_base (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupInfo) first = NULL;
  g_autoptr (KkBackupInfo) second = NULL;

  open_room (&room);
  first = back_up (&room);
  g_assert_true (g_file_set_contents (first->file, "kapot", -1, NULL));
  second = back_up (&room);
  g_assert_true (second->full);
  g_assert_cmpuint (second->number, ==, 2);
}

static void
test_cancelled (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  open_room (&room);
  g_cancellable_cancel (cancellable);
  kk_app_set_cancellable (room.app, cancellable);
  g_assert_null (
      kk_app_backup_create (room.app, &(KkBackupPlan){ .folder = room.backups }, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (room.backups), ==, 0);
}

static void
test_list (void)
{
  g_auto (Room) room = { 0 };
  g_auto (Room) other = { 0 };
  g_autofree char *stray = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  open_room (&room);
  open_room (&other);
  for (guint i = 0; i < 3; i++) {
    G_GNUC_UNUSED g_autoptr (KkBackupInfo) info = back_up (&room);
    g_autoptr (KkBackupInfo) theirs = back_up (&other);
    g_autofree char *copy = g_strdup_printf ("%s/kluis-%06u.kkb.age", room.backups, 500 - i);

    copy_file (theirs->file, copy);
  }
  stray = g_build_filename (room.backups, "vakantie.jpg", NULL);
  g_assert_true (g_file_set_contents (stray, "x", -1, NULL));
  list = kk_app_backup_list (room.app, room.backups, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpuint (((KkBackupInfo *) list->pdata[0])->number, ==, 502);
  g_assert_null (kk_app_backup_list (room.app, "/nowhere", &error));
  g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/each-can-be-restored", test_each_can_be_restored);
  g_test_add_func ("/backup/key-of-age", test_key_of_age_opens_too);
  g_test_add_func ("/backup/wrong-code", test_wrong_code);
  g_test_add_func ("/backup/damaged", test_damaged);
  g_test_add_func ("/backup/renamed-or-missing", test_renamed_or_missing);
  g_test_add_func ("/backup/exchanged", test_exchanged);
  g_test_add_func ("/backup/wrong-index", test_wrong_index);
  g_test_add_func ("/backup/damaged-base", test_damaged_base);
  g_test_add_func ("/backup/cancelled", test_cancelled);
  g_test_add_func ("/backup/list", test_list);
  return g_test_run ();
}
