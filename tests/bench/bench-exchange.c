/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* B1 (design §8): 10,000 field operations in 2,000 cases from one vault to another through a bare repository, against
 * the git program moving the same records as plain files. Both vaults write with synchronous=FULL. */

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-app-sync.h"
#include "app/sharing/kk-app-share.h"
#include "kk-test-region.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define CASES  2000
#define FIELDS 5
#define BUDGET 0.5

static const char *const fields[FIELDS] = { "nl_CaseReference", "prs_FirstName", "prs_SecondName",
                                            "prs_Birthdate", "nl_Role" };

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static GBytes *
make_csv (void)
{
  GString *csv = g_string_new ("nl_CaseReference,nl_ReportKind,nl_Municipality,prs_FirstName,"
                               "prs_SecondName,prs_Birthdate\r\n");

  for (guint i = 0; i < CASES; i++)
    g_string_append_printf (csv,
                            "SYN-B-%05u,signaal,Deventer,Voornaam%u,Fictiefsma%u,%u-05-%02u\r\n", i,
                            i, i * 7, 2008 + i % 4, 1 + i % 28);
  return g_string_free_to_bytes (csv);
}

static void
sync_one (KkTestRegion *region, const char *name, KkSyncReport **report)
{
  g_autoptr (GError) error = NULL;
  KkSyncPlan plan = { .remote = region->remote };

  *report = kk_app_sync (kk_test_region_get_app (region, name), &plan, &error);
  g_assert_no_error (error);
}

static void
sync_quietly (KkTestRegion *region, const char *name)
{
  g_autoptr (KkSyncReport) report = NULL;

  sync_one (region, name, &report);
}

static void
share_all (KkTestRegion *region)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = "veilig-thuis", .purpose = KK_PURPOSE_HULP };

  plan.fields = names;
  plan.facts = "{\"HG_KM\": true, \"NOTES\": {\"NEED\": \"Nodig om hulp te kunnen geven.\"}}";
  for (guint i = 0; i < CASES; i++)
    g_ptr_array_add (cases, g_strdup_printf ("SYN-B-%05u", i));
  for (guint i = 0; i < FIELDS; i++)
    g_ptr_array_add (names, g_strdup (fields[i]));
  preview = kk_app_share_send (kk_test_region_get_app (region, "deventer"), &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->sent, ==, CASES * FIELDS);
}

static double
measure_exchange (double *send, double *take, guint64 *bytes)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  g_autoptr (GBytes) csv = make_csv ();
  g_autoptr (KkImportReport) imported = NULL;
  g_autoptr (KkSyncReport) sent = NULL;
  g_autoptr (KkSyncReport) taken = NULL;
  g_autoptr (GError) error = NULL;
  clock_t processor;
  gint64 start;

  imported = kk_app_case_import (kk_test_region_get_app (region, "deventer"), csv, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (imported->imported, ==, CASES);
  sync_quietly (region, "deventer");
  sync_quietly (region, "veilig-thuis");
  sync_quietly (region, "deventer");
  share_all (region);

  processor = clock ();
  start = g_get_monotonic_time ();
  sync_one (region, "deventer", &sent);
  *send = seconds_since (start);
  g_print ("B1 send used %.3f s of processor\n", (double) (clock () - processor) / CLOCKS_PER_SEC);
  processor = clock ();
  start = g_get_monotonic_time ();
  sync_one (region, "veilig-thuis", &taken);
  *take = seconds_since (start);
  g_print ("B1 take used %.3f s of processor\n", (double) (clock () - processor) / CLOCKS_PER_SEC);
  g_assert_cmpuint (taken->applied, ==, CASES * FIELDS);
  *bytes = sent->pushed_bytes;
  return *send + *take;
}

static void
run (const char *folder, const char *command)
{
  g_autofree char *quoted = g_shell_quote (folder);
  g_autofree char *line = g_strdup_printf ("cd %s && %s", quoted, command);
  const char *argv[] = { "sh", "-c", line, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) (void *) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* The same 10,000 records, a file for each. */
static void
write_records (const char *folder)
{
  for (guint i = 0; i < CASES; i++) {
    g_autofree char *case_ = g_strdup_printf ("%s/work/%05u", folder, i);

    g_assert_cmpint (g_mkdir_with_parents (case_, 0700), ==, 0);
    for (guint f = 0; f < FIELDS; f++) {
      g_autofree char *path = g_build_filename (case_, fields[f], NULL);
      g_autofree char *text = g_strdup_printf (
          "{\"case\":\"SYN-B-%05u\",\"field\":\"%s\",\"value\":\"Fictiefsma%u\"}\n", i, fields[f],
          i * 7 + f);

      g_assert_true (
          g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
  }
}

#define AS "git -c user.name=kk -c user.email=kk@invalid "

static double
measure_git (void)
{
  g_autofree char *folder = kk_test_folder_new ();
  gint64 start;
  double seconds;

  run (folder, "git init -q --bare remote.git && git init -q work");
  write_records (folder);
  start = g_get_monotonic_time ();
  run (folder, "cd work && " AS "add . && " AS "commit -qm records && " AS
               "push -q ../remote.git HEAD:refs/heads/main && cd .. && git clone -q -b main "
               "remote.git copy");
  seconds = seconds_since (start);
  kk_test_folder_remove (folder);
  return seconds;
}

/* Encrypts the same files for one key; only where that program is installed. -1: it is not. */
static double
measure_gcrypt (void)
{
  g_autofree char *program = g_find_program_in_path ("git-remote-gcrypt");
  g_autofree char *gpg = g_find_program_in_path ("gpg");
  g_autofree char *folder = NULL;
  gint64 start;
  double seconds;

  if (program == NULL || gpg == NULL)
    return -1;
  folder = kk_test_folder_new ();
  run (folder, "mkdir -m 700 gpg && GNUPGHOME=$PWD/gpg gpg --batch --passphrase '' "
               "--quick-generate-key kk@invalid default default never && git init -q --bare "
               "remote.git && git init -q work");
  write_records (folder);
  start = g_get_monotonic_time ();
  run (folder, "export GNUPGHOME=$PWD/gpg && cd work && " AS "add . && " AS
               "commit -qm records && " AS "-c gcrypt.participants=simple "
               "push -q gcrypt::../remote.git HEAD:refs/heads/main && cd .. && "
               "git clone -q -b main gcrypt::$PWD/remote.git copy");
  seconds = seconds_since (start);
  run (folder, "GNUPGHOME=$PWD/gpg gpgconf --kill all || true");
  kk_test_folder_remove (folder);
  return seconds;
}

int
main (void)
{
  double send;
  double take;
  guint64 bytes;
  double ours = measure_exchange (&send, &take, &bytes);
  double git = measure_git ();
  double gcrypt = measure_gcrypt ();

  g_print ("B1 send %.3f s, take %.3f s, %.1f bytes per operation sealed\n", send, take,
           (double) bytes / (CASES * FIELDS));
  g_print ("B1 plain git %.3f s\n", git);
  if (gcrypt > 0)
    g_print ("B1 git-remote-gcrypt %.3f s, ratio %.3f\n", gcrypt, ours / gcrypt);
  else
    g_print ("B1 git-remote-gcrypt is not installed: not compared\n");
  g_print ("B1 ratio %.3f (budget %.2f)\n", ours / git, BUDGET);
  return ours / git <= BUDGET ? 0 : 1;
}
