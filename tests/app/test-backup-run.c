/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Backups that make themselves: what goes, what stays whatever the clock says, and what a person who stops it leaves behind. */

#include "app/kk-app-private.h"
#include "app/vault/kk-app-backup-run.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <string.h>

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define START  (G_GINT64_CONSTANT (20700) * DAY_MS)

typedef struct {
  char *folder;
  char *vault;
  char *stick;
  char *code;
  KkApp *app;
} Room;

static KkSecret *
secret_of (const char *text)
{
  return kk_secret_new_copy (text, strlen (text));
}

static void
open_room (Room *room)
{
  g_autoptr (KkSecret) passphrase = secret_of ("vier losse woorden hier");
  g_autoptr (KkBackupTargetInfo) target = NULL;
  g_autoptr (GError) error = NULL;

  room->folder = g_dir_make_tmp ("kk-backup-run-XXXXXX", NULL);
  room->vault = g_build_filename (room->folder, "vault", NULL);
  room->stick = g_build_filename (room->folder, "stick", NULL);
  g_assert_cmpint (g_mkdir (room->stick, 0700), ==, 0);
  room->app = kk_app_create (room->vault, passphrase, TRUE, &room->code, &error);
  g_assert_no_error (error);
  kk_app_set_clock (room->app, START);
  target = kk_app_backup_target_add (room->app, room->stick, NULL, &error);
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
  g_free (room->stick);
  g_free (room->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, clear_room)

static gboolean
has_backup (const Room *room, guint number)
{
  g_autofree char *path = g_strdup_printf ("%s/kluis-%06u.kkb.age", room->stick, number);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static GPtrArray *
run (Room *room)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes = kk_app_backup_run (room->app, KK_BACKUP_WHEN_ASKED, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 1);
  return outcomes;
}

static const KkBackupOutcome *
first (const GPtrArray *outcomes)
{
  return outcomes->pdata[0];
}

/* A full one each time, without the changes that would make one. */
static void
run_full (Room *room, gint64 passed)
{
  g_autoptr (GDir) dir = g_dir_open (room->vault, 0, NULL);
  g_autoptr (GPtrArray) outcomes = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".pages")) {
      g_autofree char *path = g_build_filename (room->vault, name, NULL);

      g_unlink (path);
    }
  kk_app_set_clock (room->app, kk_app_now (room->app) + passed);
  outcomes = run (room);
  g_assert_cmpstr (first (outcomes)->outcome, ==, "made");
}

static void
test_old_ones_go (void)
{
  g_auto (Room) room = { 0 };

  open_room (&room);
  for (guint number = 1; number <= 19; number++) {
    run_full (&room, DAY_MS);
    g_assert_true (has_backup (&room, 1));
  }
  run_full (&room, DAY_MS);
  g_assert_false (has_backup (&room, 1));
  g_assert_true (has_backup (&room, 2));
}

/* Nothing goes while the clock jumps, however often; once it is right, what is old goes as ever. */
static void
test_hostile_clock (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (GPtrArray) outcomes = NULL;

  open_room (&room);
  for (guint number = 1; number <= 21; number++)
    run_full (&room, number % 2 == 0 ? 3650 * DAY_MS : -3650 * DAY_MS + DAY_MS);
  for (guint number = 1; number <= 21; number++)
    g_assert_true (has_backup (&room, number));
  kk_app_set_clock (room.app, kk_app_now (room.app) + 100 * DAY_MS);
  outcomes = run (&room);
  g_assert_nonnull (first (outcomes)->sentence);
  g_assert_cmpuint (first (outcomes)->marked, ==, 0);
  run_full (&room, DAY_MS);
  g_assert_true (has_backup (&room, 1));
}

static void
fill (Room *room, gsize bytes)
{
  g_autofree guint8 *data = g_malloc0 (bytes);
  g_autoptr (GBytes) value = g_bytes_new (data, bytes);

  g_assert_true (kk_vault_setting_set_bytes (room->app->vault, "test", value, NULL));
}

/* The vault is half of what it was: by an accident, or because somebody emptied it. */
static void
test_shrunk (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupState) state = NULL;
  g_autoptr (KkBackupState) after = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  open_room (&room);
  outcomes = run (&room);
  g_assert_null (first (outcomes)->sentence);
  g_assert_true (kk_vault_setting_set_number (room.app->vault, "backup-rows", 1000, NULL));
  g_clear_pointer (&outcomes, g_ptr_array_unref);
  outcomes = run (&room);
  g_assert_nonnull (first (outcomes)->sentence);
  for (guint i = 0; i < 20; i++)
    run_full (&room, DAY_MS);
  g_assert_true (has_backup (&room, 1));
  state = kk_app_backup_get_state (room.app, NULL);
  g_assert_cmpstr (state->stopped, ==, "shrunk");
  g_assert_true (kk_app_backup_resume (room.app, NULL));
  after = kk_app_backup_get_state (room.app, NULL);
  g_assert_null (after->stopped);
  for (guint i = 0; i < 8; i++)
    run_full (&room, DAY_MS);
  g_assert_false (has_backup (&room, 1));
}

/* Cut off after the file went and before its signature did, and while one was tried out. */
static void
test_remains (void)
{
  g_auto (Room) room = { 0 };
  g_autofree char *backup = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *stale = NULL;
  g_autofree char *copy = NULL;

  open_room (&room);
  for (guint number = 1; number <= 13; number++)
    run_full (&room, DAY_MS);
  backup = g_strdup_printf ("%s/kluis-000001.kkb.age", room.stick);
  signature = g_strconcat (backup, ".minisig", NULL);
  stale = g_build_filename (room.vault, "proef-abcdef", NULL);
  copy = g_build_filename (stale, KK_VAULT_DATABASE, NULL);
  g_assert_cmpint (g_unlink (backup), ==, 0);
  g_assert_cmpint (g_mkdir (stale, 0700), ==, 0);
  g_assert_true (g_file_set_contents (copy, "x", -1, NULL));
  run_full (&room, DAY_MS);
  g_assert_false (g_file_test (signature, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
}

/* Stopping at the n-th sign of progress, for each n: nothing half stays, and the next run succeeds. */
typedef struct {
  GCancellable *cancellable;
  guint left;
} Stopping;

static void
stop_later (const char *what, guint64 done, guint64 total, gpointer data)
{
  Stopping *stopping = data;

  (void) what;
  (void) done;
  (void) total;
  if (stopping->left-- == 0)
    g_cancellable_cancel (stopping->cancellable);
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

static gboolean
restore_until (const Room *room, Stopping *stopping)
{
  g_autofree char *file = g_build_filename (room->stick, "kluis-000001.kkb.age", NULL);
  g_autofree char *folder = g_build_filename (room->folder, "restored", NULL);
  g_autoptr (KkSecret) code = secret_of (room->code);
  g_autoptr (GError) error = NULL;
  KkRestorePlan plan = { .file = file, .typed = code, .folder = folder, .progress = stop_later };
  g_autoptr (KkBackupInfo) info = NULL;

  plan.cancellable = stopping->cancellable;
  plan.progress_data = stopping;
  info = kk_backup_restore (&plan, &error);
  if (info != NULL) {
    remove_folder (folder);
    return TRUE;
  }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  return FALSE;
}

static gboolean
run_until (Room *room, Stopping *stopping)
{
  guint before = count_files (room->stick);
  guint here = count_files (room->vault);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  kk_app_set_cancellable (room->app, stopping->cancellable);
  kk_app_set_progress (room->app, stop_later, stopping);
  outcomes = kk_app_backup_run (room->app, KK_BACKUP_WHEN_ASKED, &error);
  kk_app_set_progress (room->app, NULL, NULL);
  kk_app_set_cancellable (room->app, NULL);
  if (outcomes != NULL)
    return TRUE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (room->stick), ==, before);
  g_assert_cmpuint (count_files (room->vault), ==, here);
  return FALSE;
}

static void
test_stopped (void)
{
  g_auto (Room) room = { 0 };
  guint stops = 0;

  open_room (&room);
  fill (&room, 1 << 20);
  for (gboolean done = FALSE; !done; stops++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    done = run_until (&room, &(Stopping){ cancellable, stops });
  }
  g_assert_cmpuint (stops, >, 4);
  stops = 0;
  for (gboolean done = FALSE; !done; stops++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    done = restore_until (&room, &(Stopping){ cancellable, stops });
  }
  g_assert_cmpuint (stops, >, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup-run/old-ones-go", test_old_ones_go);
  g_test_add_func ("/backup-run/hostile-clock", test_hostile_clock);
  g_test_add_func ("/backup-run/shrunk", test_shrunk);
  g_test_add_func ("/backup-run/remains", test_remains);
  g_test_add_func ("/backup-run/stopped", test_stopped);
  return g_test_run ();
}
