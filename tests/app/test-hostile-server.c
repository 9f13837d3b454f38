/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-problem.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "sync/kk-transport.h"

#include <string.h>

/* Trees and refs that only a hostile server makes, with git's own commands. Each costs that one log its turn and nothing else: the
 * sync ends well, another organisation's message of the same moment arrives, nothing is opened outside the object database, and
 * when the server behaves again so does the log (T18). */

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

static void
set_name (KkTestRegion *region, const char *name)
{
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", name);
}

/* A region in which both municipalities share with Veilig Thuis; zwolle's own case is the message beside the hostile one. */
static KkTestRegion *
open_stage (void)
{
  KkTestRegion *region = hostile_open_region ("zwolle");

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  return region;
}

/* @script makes a hostile commit for the branch $1 out of the honest tip $2 and prints its id. */
static void
attack (const char *script, const char *expected)
{
  g_autoptr (KkTestRegion) region = open_stage ();
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *honest = NULL;
  g_autofree char *hostile = NULL;
  g_autoptr (KkSyncReport) during = NULL;
  g_autoptr (KkSyncReport) after = NULL;

  set_name (region, "Mirte");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  kk_sync_report_free (hostile_sync (region, "zwolle"));
  honest = hostile_git (region, "git rev-parse \"$1\"", branch, NULL, NULL);
  g_strchomp (honest);
  hostile = hostile_git (region, script, branch, honest, NULL);
  g_assert_nonnull (hostile);
  g_strchomp (hostile);
  g_free (hostile_git (region, "git update-ref \"$1\" \"$2\"", branch, hostile, NULL));

  during = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (during, "gemeente-deventer"), ==, expected);
  g_assert_cmpstr (status_of (during, "gemeente-zwolle"), ==, "ok");
  hostile_assert_name (region, g_str_equal (expected, "ok") ? "Mirte" : "Mira");
  hostile_assert_whole (region, "veilig-thuis");

  g_free (hostile_git (region, "git update-ref \"$1\" \"$2\"", branch, honest, NULL));
  after = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (after, "gemeente-deventer"), ==, "ok");
  hostile_assert_name (region, "Mirte");
}

#define COMMIT "git commit-tree -p \"$2\" -m x \"$tree\""

/* Names, links and submodules beside what belongs there: none of it exists for us. */
static void
test_odd_names (void)
{
  attack (
      "blob=$(echo x | git hash-object -w --stdin); link=$(printf /etc/passwd | git hash-object "
      "-w --stdin); tree=$( { git ls-tree \"$2\"; printf '120000 blob %s\\tlink\\n' $link; "
      "printf '160000 commit %s\\tmodule\\n' \"$2\"; printf '100755 blob %s\\tscript\\n' $blob; "
      "printf '100644 blob %s\\t.gitmodules\\n' $blob; printf '100644 blob %s\\t.git~1\\n' $blob; "
      "printf '100644 blob %s\\t\\303\\251 \\342\\200\\256name\\n' $blob; } | git mktree); " COMMIT,
      "ok");
}

/* A link where the checkpoint was: who had read that already needs no more than the delta after it. */
static void
test_link (void)
{
  attack ("link=$(printf /etc/passwd | git hash-object -w --stdin); tree=$( { git ls-tree \"$2\" | "
          "grep -v '\tc$'; printf '120000 blob %s\\tc\\n' $link; } | git mktree); " COMMIT,
          "ok");
}

/* Two thousand folders, each in the one before. */
static void
test_deep (void)
{
  attack (
      "tree=$(git mktree </dev/null); blob=$(echo x | git hash-object -w --stdin); "
      "path=$(awk 'BEGIN { for (i = 0; i < 2000; i++) printf \"p/\"; printf \"x\" }'); "
      "{ printf 'commit refs/heads/deep\\ncommitter k <k> 0 +0000\\ndata 0\\nfrom %s\\n' \"$2\"; "
      "printf 'M 100644 %s %s\\n' $blob \"$path\"; } | git fast-import --quiet; "
      "git rev-parse refs/heads/deep; git update-ref -d refs/heads/deep",
      "ok");
}

/* More names in one folder than a tip may have. */
static void
test_wide (void)
{
  attack (
      "blob=$(echo x | git hash-object -w --stdin); wide=$(awk -v b=$blob 'BEGIN { for (i = 0; i "
      "< 70000; i++) printf \"100644 blob %s\\t%08x\\n\", b, i }' | git mktree); tree=$( { "
      "git ls-tree \"$2\" | grep -v '\td$'; printf '040000 tree %s\\td\\n' $wide; } | git mktree); " COMMIT,
      "over-limit");
}

/* Seventy megabytes of nothing, which a pack carries in seventy kilobytes: its header says how large it is. */
static void
test_giant (void)
{
  attack ("blob=$(head -c 73400320 /dev/zero | git hash-object -w --stdin); tree=$( { git ls-tree "
          "\"$2\" | grep -v '\tc$'; printf '100644 blob %s\\tc\\n' $blob; } | git mktree); " COMMIT,
          "over-limit");
}

/* The commit itself may not be large either. */
static void
test_giant_commit (void)
{
  attack ("head -c 2000 /dev/zero | tr '\\0' x > message; git commit-tree -p \"$2\" -F message "
          "$(git rev-parse \"$2^{tree}\")",
          "over-limit");
}

static void
test_not_a_manifest (void)
{
  attack (
      "blob=$(echo x | git hash-object -w --stdin); tree=$( { git ls-tree \"$2\" | grep -v '\tc$'; "
      "printf '100644 blob %s\\tc\\n' $blob; } | git mktree); " COMMIT,
      "unreadable");
}

/* A flood of refs makes the whole listing worthless: nothing is taken, nothing is lost, and a person is told. */
static void
test_many_refs (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkProblem) problem = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_free (
      hostile_git (region,
                   "oid=$(git for-each-ref --count=1 --format='%(objectname)'); awk -v o=$oid "
                   "'BEGIN { for (i = 0; i < 10001; i++) printf \"create refs/heads/%032x %s\\n\", "
                   "i, o }' | git update-ref --stdin; git pack-refs --all",
                   NULL, NULL, NULL));
  error = hostile_sync_fails (region, "deventer");
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT);
  problem = kk_problem_new (error);
  g_assert_nonnull (strstr (problem->sentence, "more than Ketenkluis accepts"));
  g_free (hostile_git (region,
                       "git for-each-ref --format='delete %(refname)' 'refs/heads/0000*' | git "
                       "update-ref --stdin",
                       NULL, NULL, NULL));
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mira");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/hostile-server/odd-names", test_odd_names);
  g_test_add_func ("/app/hostile-server/link", test_link);
  g_test_add_func ("/app/hostile-server/deep", test_deep);
  g_test_add_func ("/app/hostile-server/wide", test_wide);
  g_test_add_func ("/app/hostile-server/giant", test_giant);
  g_test_add_func ("/app/hostile-server/giant-commit", test_giant_commit);
  g_test_add_func ("/app/hostile-server/not-a-manifest", test_not_a_manifest);
  g_test_add_func ("/app/hostile-server/many-refs", test_many_refs);
  return g_test_run ();
}
