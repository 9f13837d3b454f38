/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-problem.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "kk-test-cutter.h"
#include "kk-test-httpd.h"
#include "kk-test-server.h"
#include "sync/kk-transport.h"

#include <glib/gstdio.h>
#include <string.h>

/* The main exchange through the sorts of server that organisations have, and what those do to it: each time a sentence, nothing
 * lost, and the next sync completes. */

static KkSyncReport *
sync_as (KkTestRegion *region, const char *name, const KkSyncPlan *plan)
{
  g_autoptr (GError) error = NULL;
  KkSyncReport *report = kk_app_sync (kk_test_region_get_app (region, name), plan, &error);

  g_assert_no_error (error);
  return report;
}

/* It fails with this code, one sentence for a person, and nothing of a case in the details. */
static void
fail_as (KkTestRegion *region, const char *name, const KkSyncPlan *plan, KkSyncError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report =
      kk_app_sync (kk_test_region_get_app (region, name), plan, &error);
  g_autoptr (KkProblem) problem = NULL;

  g_assert_null (report);
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, (int) code);
  g_assert_null (strstr (error->message, HOSTILE_MARKER));
  problem = kk_problem_new (error);
  g_assert_cmpint (problem->code, ==, KK_APP_ERROR_FAILED);
  g_assert_cmpuint (strlen (problem->sentence), >, 30);
}

static void
rename_person (KkTestRegion *region, const char *name)
{
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", name);
}

/* --- https --- */

static void
test_https (void)
{
  g_autoptr (KkTestHttpd) web = kk_test_httpd_start ();
  g_autoptr (KkTestRegion) region = NULL;
  g_autoptr (KkSecret) wrong = kk_test_secret_new ("wrong");
  g_autoptr (KkSecret) right = kk_test_secret_new (KK_TEST_HTTPD_PASSWORD);
  g_autofree char *url = NULL;
  KkSyncPlan plan = { 0 };
  KkHash pin, other = { { 1 } };

  if (web == NULL) {
    g_test_skip ("Apache, openssl or git is not installed");
    return;
  }
  region = hostile_open_region (NULL);
  url = kk_test_httpd_url (web, region->remote);
  pin = kk_test_httpd_key (web);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  plan.remote = url;
  fail_as (region, "deventer", &plan, KK_SYNC_ERROR_HOST_KEY);
  plan.host_key = &other;
  fail_as (region, "deventer", &plan, KK_SYNC_ERROR_HOST_KEY);
  plan.host_key = &pin;
  fail_as (region, "deventer", &plan, KK_SYNC_ERROR_AUTHENTICATION);
  plan.user = KK_TEST_HTTPD_USER;
  plan.password = wrong;
  fail_as (region, "deventer", &plan, KK_SYNC_ERROR_AUTHENTICATION);
  plan.user = NULL; /* what the server did not take was not kept */
  plan.password = NULL;
  fail_as (region, "deventer", &plan, KK_SYNC_ERROR_AUTHENTICATION);

  plan.user = KK_TEST_HTTPD_USER;
  plan.password = right;
  kk_sync_report_free (sync_as (region, "deventer", &plan));
  kk_sync_report_free (sync_as (region, "veilig-thuis", &plan));
  hostile_assert_name (region, "Mira");

  plan.user = NULL; /* what it took was, in the vault */
  plan.password = NULL;
  kk_test_region_reopen (region, "deventer");
  rename_person (region, "Mirte");
  kk_sync_report_free (sync_as (region, "deventer", &plan));
  kk_sync_report_free (sync_as (region, "veilig-thuis", &plan));
  hostile_assert_name (region, "Mirte");
}

/* --- gitolite: each key may write one branch --- */

typedef struct {
  KkTestSshd *sshd;
  char *home;
} Gitolite;

static void
run_in (const Gitolite *gitolite, const char *script, const char *a, const char *b)
{
  kk_test_server_run ((const char *[]){ "sh", "-ec", script, "sh", gitolite->home, a, b, NULL });
}

static char *
read_public (const char *private_key)
{
  g_autofree char *path = g_strconcat (private_key, ".pub", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* As its administrator would: two keys, one branch each, everybody reads. sshd looks the home folder up by user, so each forced
 * command is told where it is. */
static void
set_up_gitolite (Gitolite *gitolite, KkTestRegion *region)
{
  g_autofree char *deventer = hostile_branch (region, "deventer");
  g_autofree char *other = hostile_branch (region, "veilig-thuis");
  g_autofree char *rules = g_strdup_printf (
      "repo kk\n    RW+ %s$ = deventer\n    RW+ %s$ = vt\n    R = @all\n", deventer, other);
  g_autofree char *keys = g_build_filename (gitolite->home, "keys", NULL);
  g_autofree char *text = NULL;

  run_in (gitolite,
          "export HOME=\"$1\"; cp \"$2.pub\" \"$1/deventer.pub\"; "
          "gitolite setup -pk \"$1/deventer.pub\" 2>&1",
          kk_test_sshd_private_key (gitolite->sshd), NULL);
  run_in (
      gitolite,
      "export HOME=\"$1\"; cp \"$2.pub\" \"$1/.gitolite/keydir/vt.pub\"; "
      "printf '%s' \"$3\" > \"$1/.gitolite/conf/gitolite.conf\"; gitolite compile; "
      "gitolite trigger POST_COMPILE; "
      "sed \"s|command=\\\"|command=\\\"env HOME=$1 |\" \"$1/.ssh/authorized_keys\" > \"$1/keys\"",
      kk_test_sshd_strange_key (gitolite->sshd), rules);
  g_assert_true (g_file_get_contents (keys, &text, NULL, NULL));
  kk_test_sshd_authorize (gitolite->sshd, text);
}

static void
clear_gitolite (Gitolite *gitolite)
{
  g_clear_pointer (&gitolite->sshd, kk_test_sshd_free);
  if (gitolite->home != NULL)
    kk_test_server_run ((const char *[]){ "rm", "-rf", "--", gitolite->home, NULL });
  g_clear_pointer (&gitolite->home, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gitolite, clear_gitolite)

static gboolean
start_gitolite (Gitolite *gitolite)
{
  g_autofree char *program = g_find_program_in_path ("gitolite");

  gitolite->sshd = program != NULL ? kk_test_sshd_start () : NULL;
  if (gitolite->sshd == NULL) {
    g_test_skip ("gitolite3 or OpenSSH is not installed");
    return FALSE;
  }
  gitolite->home = g_dir_make_tmp ("kk-gitolite-XXXXXX", NULL);
  return TRUE;
}

static void
test_gitolite (void)
{
  g_auto (Gitolite) gitolite = { 0 };
  g_autoptr (KkTestRegion) region = NULL;
  g_autofree char *url = NULL;
  g_autofree char *only_other = NULL;
  KkSyncPlan first = { 0 }, second;
  KkHash pin;

  if (!start_gitolite (&gitolite))
    return;
  region = hostile_open_region (NULL);
  set_up_gitolite (&gitolite, region);
  url = kk_test_sshd_url (gitolite.sshd, "/kk");
  pin = kk_test_sshd_host_key (gitolite.sshd);
  first = (KkSyncPlan){ .remote = url, .host_key = &pin };
  first.private_key = kk_test_sshd_private_key (gitolite.sshd);
  second = first;
  second.private_key = kk_test_sshd_strange_key (gitolite.sshd);

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  fail_as (region, "deventer", &second, KK_SYNC_ERROR_REFUSED); /* the key of the other */
  kk_sync_report_free (sync_as (region, "deventer", &first));
  kk_sync_report_free (sync_as (region, "veilig-thuis", &second));
  hostile_assert_name (region, "Mira");
  rename_person (region, "Mirte");
  fail_as (region, "deventer", &second, KK_SYNC_ERROR_REFUSED);
  kk_sync_report_free (sync_as (region, "deventer", &first));
  kk_sync_report_free (sync_as (region, "veilig-thuis", &second));
  hostile_assert_name (region, "Mirte");
  only_other = read_public (kk_test_sshd_strange_key (gitolite.sshd));
  kk_test_sshd_authorize (gitolite.sshd, only_other);
  fail_as (region, "deventer", &first, KK_SYNC_ERROR_AUTHENTICATION);
  hostile_assert_whole (region, "deventer");
}

/* --- what an administrator can set, and a quota --- */

static KkTestSshd *
serve (void)
{
  KkTestSshd *server = kk_test_sshd_start ();

  hostile_serve (server);
  if (server == NULL)
    g_test_skip ("OpenSSH is not installed");
  return server;
}

static void
refuse_once (KkTestRegion *region, const char *name, const char *break_it, const char *mend_it)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkProblem) problem = NULL;

  rename_person (region, name);
  g_free (hostile_git (region, break_it, NULL, NULL, NULL));
  error = hostile_sync_fails (region, "deventer");
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED);
  problem = kk_problem_new (error);
  g_assert_nonnull (strstr (problem->sentence, "waits in the vault"));
  g_free (hostile_git (region, mend_it, NULL, NULL, NULL));
  hostile_sync_all (region, 1);
  hostile_assert_name (region, name);
}

static void
test_refusals (void)
{
  g_autoptr (KkTestSshd) server = serve ();
  g_autoptr (KkTestRegion) region = server != NULL ? hostile_open_region (NULL) : NULL;

  if (region == NULL)
    return;
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  refuse_once (region, "Quota", "git config receive.maxInputSize 2k",
               "git config --unset receive.maxInputSize");
  refuse_once (
      region, "Update",
      "mkdir -p \"$GIT_DIR/hooks\"; printf '#!/bin/sh\\necho no >&2\\nexit 1\\n' > \"$GIT_DIR/hooks/update\"; "
      "chmod +x \"$GIT_DIR/hooks/update\"",
      "rm \"$GIT_DIR/hooks/update\"");
  hostile_assert_whole (region, "deventer");
  hostile_serve (NULL);
}

/* --- another repository at the address --- */

static void
test_recreated (void)
{
  g_autoptr (KkTestSshd) server = serve ();
  g_autoptr (KkTestRegion) region = server != NULL ? hostile_open_region (NULL) : NULL;
  g_autoptr (KkSyncReport) report = NULL;

  if (region == NULL)
    return;
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  g_free (hostile_git (region, "cd /; rm -rf \"$GIT_DIR\"; git init -q --bare", NULL, NULL, NULL));
  rename_person (region, "Mirte");
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->notices->len, ==, 1);
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mirte");
  hostile_assert_whole (region, "veilig-thuis");
  hostile_serve (NULL);
}

static void
sync_beside (KkTestRegion *region)
{
  g_autoptr (GError) error = NULL;
  KkSyncPlan plan = { .remote = region->remote, .beside = TRUE };
  g_autoptr (KkSyncReport) report G_GNUC_UNUSED =
      kk_app_sync (kk_test_region_get_app (region, "deventer"), &plan, &error);

  g_assert_no_error (error);
}

/* Somebody else's: nothing is sent there unasked, their branches stay as they are, and nothing here is deleted. */
static void
test_foreign (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *own = g_strdup (region->remote);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) refused = NULL;
  const char *theirs = "git for-each-ref --format='%(objectname) %(refname)' refs/heads/main "
                       "refs/heads/0123456789abcdef0123456789abcdef refs/tags";

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  g_free (region->remote);
  region->remote = g_build_filename (region->folder, "foreign.git", NULL);
  g_free (hostile_git (region,
                       "git init -q --bare; tree=$(git mktree </dev/null); "
                       "commit=$(git commit-tree -m theirs $tree); git update-ref refs/heads/main "
                       "$commit; git update-ref refs/tags/v1 $commit; git update-ref "
                       "refs/heads/0123456789abcdef0123456789abcdef $commit",
                       NULL, NULL, NULL));
  before = hostile_git (region, theirs, NULL, NULL, NULL);
  rename_person (region, "Mirte");
  refused = hostile_sync_fails (region, "deventer");
  g_assert_error (refused, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER);
  after = hostile_git (region, "git for-each-ref | wc -l", NULL, NULL, NULL);
  g_assert_cmpint (atoi (after), ==, 3);
  g_clear_pointer (&after, g_free);
  sync_beside (region);
  hostile_sync_all (region, 1);
  after = hostile_git (region, theirs, NULL, NULL, NULL);
  g_assert_cmpstr (after, ==, before);
  hostile_assert_name (region, "Mirte");
  g_free (region->remote);
  region->remote = g_steal_pointer (&own);
  rename_person (region, "Mirjam");
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mirjam");
}

/* --- a line that is cut after some bytes --- */

typedef struct {
  KkTestRegion *region;
  KkTestCutter *cutter;
  KkSyncPlan plan;
  guint cuts;
  guint failed;
} Line;

/* A cut behind the last byte that matters harms nothing: then the sync simply succeeds. */
static void
cut_once (Line *line, const char *who, KkTestCut direction, guint64 bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report = NULL;

  kk_test_cutter_cut_after (line->cutter, direction, bytes);
  report = kk_app_sync (kk_test_region_get_app (line->region, who), &line->plan, &error);
  kk_test_cutter_mend (line->cutter);
  line->cuts++;
  if (report != NULL)
    return;
  line->failed++;
  g_assert_cmpuint (error->domain, ==, KK_SYNC_ERROR);
  if (error->code != KK_SYNC_ERROR_UNREACHABLE && error->code != KK_SYNC_ERROR_AUTHENTICATION &&
      error->code != KK_SYNC_ERROR_CORRUPT)
    g_error ("cut after %" G_GUINT64_FORMAT " bytes: %s", bytes, error->message);
}

/* One push and one fetch, each cut once in both directions, and then finished. */
static void
exchange_over (Line *line, guint round, const guint64 most[2])
{
  g_autofree char *name = g_strdup_printf ("Naam%u", round);
  KkTestCut direction = round % 2 == 0 ? KK_TEST_CUT_UP : KK_TEST_CUT_DOWN;
  guint64 bytes = (guint64) g_test_rand_double_range (0, (double) most[direction]);

  rename_person (line->region, name);
  cut_once (line, "deventer", direction, bytes);
  kk_sync_report_free (sync_as (line->region, "deventer", &line->plan));
  cut_once (line, "veilig-thuis", direction, bytes);
  kk_sync_report_free (sync_as (line->region, "veilig-thuis", &line->plan));
  hostile_assert_name (line->region, name);
}

static void
measure_line (Line *line, guint64 most[2])
{
  rename_person (line->region, "Meting");
  kk_test_cutter_mend (line->cutter);
  kk_sync_report_free (sync_as (line->region, "deventer", &line->plan));
  most[KK_TEST_CUT_UP] = kk_test_cutter_passed (line->cutter, KK_TEST_CUT_UP);
  most[KK_TEST_CUT_DOWN] = kk_test_cutter_passed (line->cutter, KK_TEST_CUT_DOWN);
  g_assert_cmpuint (most[KK_TEST_CUT_UP], >, 4096);
}

/* KK_CUTS: how many rounds; the campaign has thousands. */
static guint
count_rounds (void)
{
  const char *text = g_getenv ("KK_CUTS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 8;
}

static void
run_line (Line *line)
{
  guint64 most[2];

  hostile_share (line->region, "deventer", "SYN-9-00001", "veilig-thuis");
  measure_line (line, most);
  for (guint round = 0; round < count_rounds (); round++)
    exchange_over (line, round, most);
  hostile_assert_whole (line->region, "deventer");
  hostile_assert_whole (line->region, "veilig-thuis");
  g_print ("# %u cuts between 0 and %" G_GUINT64_FORMAT " bytes, %u ended a sync\n", line->cuts,
           MAX (most[0], most[1]), line->failed);
  g_assert_cmpuint (line->failed, >, 0);
}

static void
test_cut_ssh (void)
{
  g_autoptr (KkTestSshd) server = serve ();
  g_autoptr (KkTestRegion) region = NULL;
  g_autoptr (KkTestCutter) cutter = NULL;
  g_autofree char *url = NULL;
  Line line = { 0 };
  KkHash pin;

  hostile_serve (NULL);
  if (server == NULL)
    return;
  region = hostile_open_region (NULL);
  cutter = kk_test_cutter_new (kk_test_sshd_port (server));
  url = g_strdup_printf ("ssh://%s@127.0.0.1:%u%s", g_get_user_name (),
                         kk_test_cutter_port (cutter), region->remote);
  pin = kk_test_sshd_host_key (server);
  line.region = region;
  line.cutter = cutter;
  line.plan = (KkSyncPlan){ .remote = url, .host_key = &pin };
  line.plan.private_key = kk_test_sshd_private_key (server);
  run_line (&line);
}

static void
test_cut_https (void)
{
  g_autoptr (KkTestHttpd) web = kk_test_httpd_start ();
  g_autoptr (KkTestRegion) region = NULL;
  g_autoptr (KkTestCutter) cutter = NULL;
  g_autoptr (KkSecret) password = kk_test_secret_new (KK_TEST_HTTPD_PASSWORD);
  g_autofree char *url = NULL;
  Line line = { 0 };
  KkHash pin;

  if (web == NULL) {
    g_test_skip ("Apache, openssl or git is not installed");
    return;
  }
  region = hostile_open_region (NULL);
  cutter = kk_test_cutter_new (kk_test_httpd_port (web));
  url = g_strdup_printf ("https://localhost:%u%s", kk_test_cutter_port (cutter), region->remote);
  pin = kk_test_httpd_key (web);
  line.region = region;
  line.cutter = cutter;
  line.plan = (KkSyncPlan){ .remote = url, .host_key = &pin, .user = KK_TEST_HTTPD_USER };
  line.plan.password = password;
  run_line (&line);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/servers/https", test_https);
  g_test_add_func ("/app/servers/gitolite", test_gitolite);
  g_test_add_func ("/app/servers/refusals", test_refusals);
  g_test_add_func ("/app/servers/recreated", test_recreated);
  g_test_add_func ("/app/servers/foreign", test_foreign);
  g_test_add_func ("/app/servers/cut-ssh", test_cut_ssh);
  g_test_add_func ("/app/servers/cut-https", test_cut_https);
  return g_test_run ();
}
