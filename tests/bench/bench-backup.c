/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A vault of 100 MB, backed up whole and again after some pages changed, beside what restic and borg do with the same file. Prints what
 * it measured, on the clock and of the processor, the second of which a busy machine does not change; a program that is not
 * installed is left out by name. Our times include restoring for proof, theirs do not. */

#include "app/kk-app-private.h"
#include "app/vault/kk-app-backup.h"
#include "base/kk-limits.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

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

/* Of a piece of work that begins: µs on the clock, and of the processor, of this program and of those that it started. */
typedef struct {
  gint64 clock;
  gint64 processor;
} Start;

static Start making;

static gint64
count_processor (int who)
{
  struct rusage usage;

  check (getrusage (who, &usage) == 0, NULL);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

static Start
begin (void)
{
  return (Start){ g_get_monotonic_time (),
                  count_processor (RUSAGE_SELF) + count_processor (RUSAGE_CHILDREN) };
}

/* (transfer full) */
static char *
dup_taken (Start start)
{
  Start now = begin ();

  return g_strdup_printf ("%.2f s (processor %.2f s)",
                          (double) (now.clock - start.clock) / G_USEC_PER_SEC,
                          (double) (now.processor - start.processor) / G_USEC_PER_SEC);
}

/* Proving begins with a step of which nobody knows how long it takes. */
static void
note_made (const char *step, guint64 done, guint64 all, gpointer place)
{
  char **made = place;

  (void) step;
  if (done == 0 && all == 0 && *made == NULL)
    *made = dup_taken (making);
}

/* (transfer full): path of the file. */
static char *
back_up (KkApp *app, const char *what)
{
  g_autofree char *made_only = NULL;
  g_autofree char *created = NULL;
  g_autofree char *proved = NULL;
  g_autoptr (KkBackupInfo) made = NULL;
  g_autoptr (KkBackupInfo) verified = NULL;
  g_autoptr (GError) error = NULL;

  kk_app_set_progress (app, note_made, &made_only);
  making = begin ();
  made = kk_app_backup_create (app, &(KkBackupPlan){ .folder = backups }, &error);
  check (made != NULL, error);
  created = dup_taken (making);
  making = begin ();
  verified = kk_app_backup_verify (app, made->file, &error);
  check (verified != NULL, error);
  proved = dup_taken (making);
  kk_app_set_progress (app, NULL, NULL);
  g_print ("ketenkluis %s: %s, with its proof %s, %.1f MB; verify %s\n", what, made_only, created,
           (double) made->size / 1e6, proved);
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
  g_autofree char *taken = NULL;
  guint64 before = measure_folder (place);
  Start start = begin ();
  const char *const words[] = { "sh", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  int status = 1;

  check (
      g_spawn_sync (folder, (char **) (gintptr) words, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, &status, &error),
      error);
  check (status == 0, NULL);
  taken = dup_taken (start);
  g_print ("%s %s: %s, %.1f MB\n", who, what, taken,
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
