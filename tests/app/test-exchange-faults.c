/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "case-stage.h"
#include "hostile-stage.h"
#include "sync/kk-transport.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <glib/gstdio.h>
#include <string.h>

/* What goes wrong between a vault and its server: nothing is lost, nothing is said twice, and it is told. */

static char *
point_at (KkTestRegion *region, const char *branch)
{
  char *oid = hostile_git (region, "git rev-parse \"$1\"", branch, NULL, NULL);

  g_assert_nonnull (oid);
  return g_strchomp (oid);
}

static void
move_branch (KkTestRegion *region, const char *branch, const char *oid)
{
  g_autofree char *done =
      hostile_git (region, "git update-ref \"$1\" \"$2\"; echo done", branch, oid, NULL);

  g_assert_nonnull (done);
}

static const char *
status_of (const KkSyncReport *report, const char *organisation)
{
  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    if (g_str_equal (log->organisation, organisation))
      return log->status;
  }
  return "none";
}

static gint64
own_log (KkApp *app)
{
  gint64 idx;

  g_assert_true (
      kk_vault_log_find (app->vault, &g_array_index (app->seats, KkOwnSeat, 0).log, &idx));
  return idx;
}

/* (transfer full): the state of the newest push, its number and hash: what must not change once it is sealed. */
static char *
describe_push (KkApp *app, KkPushState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultPush) push = kk_vault_push_last (app->vault, own_log (app), &error);
  g_autoptr (GPtrArray) packets = kk_vault_packet_list_in_tree (app->vault, own_log (app), &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpint (push->state, ==, state);
  g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s", push->push_no,
                          kk_hash_text (&push->hash).text);
  for (guint i = 0; i < packets->len; i++)
    g_string_append_printf (text, " %s",
                            kk_hash_text (&((const KkVaultPacket *) packets->pdata[i])->hash).text);
  return g_string_free (text, FALSE);
}

/* (nullable): git's own server, for what the local transport does not do: hooks and refusals. */
static KkTestSshd *
serve (void)
{
  KkTestSshd *server = kk_test_sshd_start ();

  hostile_serve (server);
  if (server == NULL)
    g_test_skip ("OpenSSH is not installed");
  return server;
}

/* A push that the server does not take while @break_it holds. */
static void
break_and_mend (void (*break_it) (KkTestRegion *region, gboolean broken))
{
  g_autoptr (KkTestSshd) server = serve ();
  g_autoptr (KkTestRegion) region = server != NULL ? hostile_open_region (NULL) : NULL;
  KkApp *owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autofree char *pending = NULL;
  g_autofree char *still = NULL;
  g_autofree char *confirmed = NULL;

  if (region == NULL)
    return;
  owner = kk_test_region_get_app (region, "deventer");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  break_it (region, TRUE);
  error = hostile_sync_fails (region, "deventer");
  g_test_message ("%s", error->message);
  pending = describe_push (owner, KK_PUSH_PENDING);
  g_clear_error (&error);
  error = hostile_sync_fails (region, "deventer");
  still = describe_push (owner, KK_PUSH_PENDING);
  g_assert_cmpstr (still, ==, pending);
  hostile_assert_whole (region, "deventer");

  break_it (region, FALSE);
  owner = kk_test_region_reopen (region, "deventer");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  confirmed = describe_push (owner, KK_PUSH_CONFIRMED);
  g_assert_cmpstr (confirmed, ==, pending);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  hostile_assert_name (region, "Mira");
  hostile_serve (NULL);
}

static void
refuse_by_hook (KkTestRegion *region, gboolean broken)
{
  hostile_hook (region, "pre-receive",
                broken ? "#!/bin/sh\necho 'the disk is full' >&2\nexit 1\n" : NULL);
}

/* Says that it took the push, and puts the branch back. */
static void
pretend_by_hook (KkTestRegion *region, gboolean broken)
{
  hostile_hook (region, "post-receive",
                broken
                    ? "#!/bin/sh\nwhile read old new name; do git update-ref \"$name\" \"$old\"; "
                      "done\n"
                    : NULL);
}

static void
test_refused_by_hook (void)
{
  break_and_mend (refuse_by_hook);
}

static void
test_pretended (void)
{
  break_and_mend (pretend_by_hook);
}

static void
test_unreachable (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *away = g_strconcat (region->remote, ".away", NULL);
  g_autoptr (GError) error = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_assert_cmpint (g_rename (region->remote, away), ==, 0);
  error = hostile_sync_fails (region, "deventer");
  g_assert_cmpuint (error->domain, ==, KK_SYNC_ERROR);
  g_assert_cmpint (error->code, ==, KK_SYNC_ERROR_UNREACHABLE);
  hostile_assert_whole (region, "deventer");
  g_assert_false (g_file_test (region->remote, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rename (away, region->remote), ==, 0);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_name (region, "Mira");
}

/* The branches are gone: nothing is deleted here, everybody puts the own messages back. */
static void
test_emptied (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkSyncReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *branch = hostile_branch (region, "deventer");

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  before = point_at (region, branch);
  g_free (hostile_git (region,
                       "git for-each-ref --format='delete %(refname)' | git update-ref --stdin",
                       NULL, NULL, NULL));
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->notices->len, ==, 1);
  after = hostile_git (region, "git merge-base --is-ancestor \"$2\" \"$1\" && echo done", branch,
                       before, NULL);
  g_assert_cmpstr (after, ==, "done\n");
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_name (region, "Mira");
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Mirte");
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mirte");
}

/* Another repository is no emptied one: it gets everything, and nobody is told that something was put back. */
static void
test_second_remote (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkSyncReport) report = NULL;
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *made = NULL;
  g_autofree char *oid = NULL;

  g_free (region->remote);
  region->remote = g_build_filename (region->folder, "second.git", NULL);
  made = hostile_git (region, "git init -q --bare; echo done", NULL, NULL, NULL);
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->notices->len, ==, 1); /* that it is empty */
  oid = point_at (region, branch);
  g_assert_cmpuint (strlen (oid), ==, 40);
}

static void
roll_back (gboolean strict)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *before = point_at (region, branch);
  g_autofree char *newest = NULL;
  g_autofree char *after = NULL;
  g_autoptr (KkSyncReport) report = NULL;

  if (strict)
    g_free (hostile_git (region, "git config receive.denyNonFastForwards true", NULL, NULL, NULL));
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  newest = point_at (region, branch);
  hostile_assert_name (region, "Mira");
  move_branch (region, branch, before);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "behind");
  hostile_assert_name (region, "Mira");
  hostile_assert_whole (region, "veilig-thuis");

  g_clear_pointer (&report, kk_sync_report_free);
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->notices->len, ==, 1);
  after = hostile_git (region, "git merge-base --is-ancestor \"$2\" \"$1\" && echo done", branch,
                       newest, NULL);
  g_assert_cmpstr (after, ==, "done\n");
  g_clear_pointer (&report, kk_sync_report_free);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "ok");
}

static void
test_rolled_back (void)
{
  roll_back (FALSE);
}

static void
test_rolled_back_strict (void)
{
  g_autoptr (KkTestSshd) server = serve ();

  if (server != NULL)
    roll_back (TRUE);
  hostile_serve (NULL);
}

/* A push waits while the server is put back further than what it builds on. */
static void
test_rolled_back_while_pending (void)
{
  g_autoptr (KkTestSshd) server = serve ();
  g_autoptr (KkTestRegion) region = server != NULL ? hostile_open_region (NULL) : NULL;
  g_autofree char *branch = region != NULL ? hostile_branch (region, "deventer") : NULL;
  g_autofree char *before = region != NULL ? point_at (region, branch) : NULL;
  g_autoptr (GError) error = NULL;

  if (region == NULL)
    return;
  g_free (hostile_git (region, "git config receive.denyNonFastForwards true", NULL, NULL, NULL));
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Mirte");
  refuse_by_hook (region, TRUE);
  error = hostile_sync_fails (region, "deventer");
  refuse_by_hook (region, FALSE);
  move_branch (region, branch, before);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_name (region, "Mirte");
  hostile_serve (NULL);
}

static void
copy_folder (KkTestRegion *region, const char *from, const char *to)
{
  g_autofree char *done = hostile_git (
      region, "rm -rf \"$2\"; cp -a \"$1\" \"$2\"; rm -rf \"$2/mirror.git\"; echo done", from, to,
      NULL);

  g_assert_nonnull (done);
}

static const char *
folder_of (KkTestRegion *region, const char *name)
{
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];

    if (g_str_equal (member->name, name))
      return member->folder;
  }
  g_assert_not_reached ();
}

/* Puts the vault of deventer back to an older copy of itself; the newer one is lost. */
static void
put_back_vault (KkTestRegion *region, const char *copy)
{
  kk_test_region_close (region, "deventer");
  copy_folder (region, copy, folder_of (region, "deventer"));
  kk_test_region_reopen (region, "deventer");
}

/* A restored vault sees that the server knows more of it than it does: nothing is sealed under a number that was used. */
static void
test_restored_vault (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *newest = NULL;
  g_autofree char *after = NULL;
  g_autoptr (KkSyncReport) report = NULL;

  kk_test_region_close (region, "deventer");
  copy_folder (region, folder_of (region, "deventer"), copy);
  kk_test_region_reopen (region, "deventer");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  newest = point_at (region, branch);
  put_back_vault (region, copy);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->notices->len, ==, 1);
  after = point_at (region, branch);
  g_assert_cmpstr (after, ==, newest);
  hostile_assert_whole (region, "deventer");
  hostile_sync_all (region, 2);
  hostile_assert_name (region, "Mira");
}

/* Also when the server was put back with it: then a partner remembers. */
static void
test_restored_together (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *old = point_at (region, branch);
  g_autofree char *after = NULL;
  g_autoptr (KkSyncReport) report = NULL;

  kk_test_region_close (region, "deventer");
  copy_folder (region, folder_of (region, "deventer"), copy);
  kk_test_region_reopen (region, "deventer");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  kk_app_set_clock (kk_test_region_get_app (region, "veilig-thuis"),
                    g_get_real_time () / 1000 + G_GINT64_CONSTANT (90000000));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  put_back_vault (region, copy);
  move_branch (region, branch, old);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->notices->len, ==, 1);
  after = point_at (region, branch);
  g_assert_cmpstr (after, ==, old);
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mira");
}

/* Two stories under one number: both are kept, and nothing further of that log is taken, whichever is shown. */
static void
test_fork (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autofree char *writer_branch = hostile_branch (region, "deventer");
  g_autofree char *reader_branch = hostile_branch (region, "veilig-thuis");
  g_autofree char *writer_old = point_at (region, writer_branch);
  g_autofree char *reader_old = point_at (region, reader_branch);
  g_autofree char *first_story = NULL;
  g_autoptr (GPtrArray) forks = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GError) error = NULL;

  kk_test_region_close (region, "deventer");
  copy_folder (region, folder_of (region, "deventer"), copy);
  kk_test_region_reopen (region, "deventer");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mira");
  first_story = point_at (region, writer_branch);

  put_back_vault (region, copy);
  move_branch (region, writer_branch, writer_old);
  move_branch (region, reader_branch, reader_old);
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Anders");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));

  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "fork");
  hostile_assert_name (region, "Mira");
  forks = kk_vault_fork_list (reader->vault, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (forks->len, ==, 2);
  g_assert_cmpuint (((const KkVaultFork *) forks->pdata[0])->push_no, ==,
                    ((const KkVaultFork *) forks->pdata[1])->push_no);

  move_branch (region, writer_branch, first_story);
  g_clear_pointer (&report, kk_sync_report_free);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "fork");
  hostile_assert_name (region, "Mira");
  hostile_assert_whole (region, "veilig-thuis");
}

/* The mirror is a cache. */
static void
test_mirror_lost (void)
{
  g_autoptr (KkTestSshd) server = serve ();
  g_autoptr (KkTestRegion) region = server != NULL ? hostile_open_region (NULL) : NULL;
  g_autofree char *done = NULL;

  if (region == NULL)
    return;
  g_free (hostile_git (region, "git config receive.denyNonFastForwards true", NULL, NULL, NULL));
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  done = hostile_git (region, "rm -rf \"$1/mirror.git\" \"$2/mirror.git\"; echo done",
                      folder_of (region, "deventer"), folder_of (region, "veilig-thuis"), NULL);
  g_assert_nonnull (done);
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mira");
  hostile_serve (NULL);
}

/* An organisation document may jump: packets that pin one in between are no fork. */
static void
test_away_for_long (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkSyncReport) report = NULL;

  (void) kk_test_region_add_device (region, "deventer", "deventer-2");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  (void) kk_test_region_add_device (region, "deventer", "deventer-3");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  report = hostile_sync (region, "veilig-thuis");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  g_assert_cmpuint (report->applied, >, 0);
  hostile_assert_name (region, "Mira");
}

/* What is on the server is plain git, and says nothing. */
static void
test_repository (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *checked = NULL;
  g_autofree char *cloned = NULL;
  g_autofree char *found = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 2);
  checked = hostile_git (
      region, "git fsck --strict --full > fsck 2>&1; grep -v '^notice: HEAD' fsck || echo done",
      NULL, NULL, NULL);
  g_assert_cmpstr (checked, ==, "done\n");
  cloned = hostile_git (region,
                        "unset GIT_DIR; git -c transfer.fsckObjects=true clone -q --mirror \"$1\" "
                        "clone.git && echo done",
                        region->remote, NULL, NULL);
  g_assert_cmpstr (cloned, ==, "done\n");
  found = hostile_git (region,
                       "git cat-file --batch-all-objects --batch > objects\n"
                       "test $(wc -c < objects) -gt 20000\n"
                       "for word in Zwartgelakt Fictiefsma SYN-9-0 deventer veilig-thuis HG_KM "
                       "prs_First WMO-5-2; do\n" /* long enough that noise does not spell them */
                       "grep -a -i -q \"$word\" objects && echo \"$word\"; done; echo done",
                       NULL, NULL, NULL);
  g_assert_cmpstr (found, ==, "done\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/exchange-faults/refused-by-hook", test_refused_by_hook);
  g_test_add_func ("/app/exchange-faults/pretended", test_pretended);
  g_test_add_func ("/app/exchange-faults/unreachable", test_unreachable);
  g_test_add_func ("/app/exchange-faults/emptied", test_emptied);
  g_test_add_func ("/app/exchange-faults/second-remote", test_second_remote);
  g_test_add_func ("/app/exchange-faults/rolled-back", test_rolled_back);
  g_test_add_func ("/app/exchange-faults/rolled-back-strict", test_rolled_back_strict);
  g_test_add_func ("/app/exchange-faults/rolled-back-while-pending",
                   test_rolled_back_while_pending);
  g_test_add_func ("/app/exchange-faults/restored-vault", test_restored_vault);
  g_test_add_func ("/app/exchange-faults/restored-together", test_restored_together);
  g_test_add_func ("/app/exchange-faults/fork", test_fork);
  g_test_add_func ("/app/exchange-faults/mirror-lost", test_mirror_lost);
  g_test_add_func ("/app/exchange-faults/away-for-long", test_away_for_long);
  g_test_add_func ("/app/exchange-faults/repository", test_repository);
  return g_test_run ();
}
