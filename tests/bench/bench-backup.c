/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A vault of 100 MB, backed up whole and again after some pages changed, beside what restic and borg do with the same file. Prints what
 * it measured; a program that is not installed is left out by name. Our times include restoring for proof, theirs do not. */

#include "app/kk-app-private.h"
#include "app/vault/kk-app-backup.h"
#include "base/kk-limits.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <string.h>

#define VALUES     12000
#define VALUE_SIZE 7600
#define CHANGED    100

static char *folder;
static char *backups;
static char *data;

static void
check (gboolean fine, const GError *error)
{
  if (!fine)
    g_error ("bench: %s", error != NULL ? error->message : "failed");
}

static char *
below (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
set_value (KkApp *app, guint number, guint8 version)
{
  g_autofree char *name = g_strdup_printf ("bench/%u", number);
  g_autofree guint8 *bytes = g_malloc (VALUE_SIZE);
  g_autoptr (GBytes) value = NULL;
  g_autoptr (GError) error = NULL;

  memset (bytes, version, VALUE_SIZE);
  value = g_bytes_new (bytes, VALUE_SIZE);
  check (kk_vault_setting_set_bytes (app->vault, name, value, &error), error);
}

static void
set_values (KkApp *app, guint step, guint8 version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, &error);

  check (transaction != NULL, error);
  for (guint i = 0; i < VALUES; i += step)
    set_value (app, i, version);
  check (kk_vault_commit (g_steal_pointer (&transaction), &error), error);
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* (transfer full): path of the file. */
static char *
back_up (KkApp *app, const char *what)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkBackupInfo) made =
      kk_app_backup_create (app, &(KkBackupPlan){ .folder = backups }, &error);
  g_autoptr (KkBackupInfo) verified = NULL;
  double created;

  check (made != NULL, error);
  created = seconds_since (start);
  start = g_get_monotonic_time ();
  verified = kk_app_backup_verify (app, made->file, &error);
  check (verified != NULL, error);
  g_print ("ketenkluis %s: %.2f s with its proof, %.1f MB; the proof alone %.2f s\n", what, created,
           (double) made->size / 1e6, seconds_since (start));
  return g_strdup (made->file);
}

/* The file as it lies there, for the others. */
static guint
copy_database (KkApp *app)
{
  g_autofree char *from = g_build_filename (app->folder, KK_VAULT_DATABASE, NULL);
  g_autofree char *to = g_build_filename (data, KK_VAULT_DATABASE, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before = 0;
  gsize size;
  guint changed = 0;

  (void) g_file_get_contents (to, &before, &size_before, NULL);
  check (g_file_get_contents (from, &after, &size, NULL), NULL);
  for (gsize at = 0; at < size; at += KK_PAGE_SIZE)
    changed += at >= size_before || memcmp (after + at, before + at, KK_PAGE_SIZE) != 0 ? 1 : 0;
  check (g_file_set_contents (to, after, (gssize) size, NULL), NULL);
  return changed;
}

static guint64
measure_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 size = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    GStatBuf status;

    if (g_lstat (child, &status) == 0)
      size += S_ISDIR (status.st_mode) ? measure_folder (child) : (guint64) status.st_size;
  }
  return size;
}

static void
run (const char *command, const char *who, const char *what)
{
  g_autofree char *place = below (who);
  guint64 before = measure_folder (place);
  gint64 start = g_get_monotonic_time ();
  const char *const words[] = { "sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  int status = 1;

  check (
      g_spawn_sync (folder, (char **) (gintptr) words, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, &status, &error),
      error);
  check (status == 0, NULL);
  g_print ("%s %s: %.2f s, %.1f MB\n", who, what, seconds_since (start),
           (double) (measure_folder (place) - before) / 1e6);
}

static gboolean
has (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path == NULL)
    g_print ("%s: not installed, left out\n", program);
  return path != NULL;
}

static void
run_others (const char *what)
{
  if (has ("restic"))
    run ("test -d restic || restic -q -r restic init && restic -q -r restic backup data", "restic",
         what);
  if (has ("borg"))
    run ("test -d borg || borg init -e repokey-blake2 borg && borg create borg::$(date +%s%N) data",
         "borg", what);
}

static void
verify_others (void)
{
  if (has ("restic"))
    run ("restic -q -r restic check --read-data", "restic", "verify");
  if (has ("borg"))
    run ("borg check --verify-data borg", "borg", "verify");
}

static void
measure (KkApp *app)
{
  g_autofree char *full = NULL;
  g_autofree char *increment = NULL;

  set_values (app, 1, 1);
  full = back_up (app, "full");
  g_print ("vault: %u pages\n", copy_database (app));
  run_others ("full");
  set_values (app, VALUES / CHANGED, 2);
  increment = back_up (app, "increment");
  g_print ("changed: %u pages\n", copy_database (app));
  run_others ("increment");
  verify_others ();
}

int
main (void)
{
  g_autoptr (KkSecret) passphrase = kk_secret_new_copy ("vier losse woorden hier", 23);
  g_autofree char *vault = NULL;
  g_autofree char *code = NULL;
  g_autofree char *clean = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app;

  g_setenv ("RESTIC_PASSWORD", "proef", TRUE);
  g_setenv ("BORG_PASSPHRASE", "proef", TRUE);
  folder = g_dir_make_tmp ("kk-bench-XXXXXX", &error);
  check (folder != NULL, error);
  vault = below ("vault");
  backups = below ("backups");
  data = below ("data");
  check (g_mkdir (backups, 0700) == 0 && g_mkdir (data, 0700) == 0, NULL);
  app = kk_app_create (vault, passphrase, TRUE, &code, &error);
  check (app != NULL, error);
  measure (app);
  kk_app_close (app);
  clean = g_strdup_printf ("rm -rf '%s'", folder);
  check (g_spawn_command_line_sync (clean, NULL, NULL, NULL, &error), error);
  g_free (folder);
  g_free (backups);
  g_free (data);
  return 0;
}
