/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-app-recall.h"
#include "app/register/kk-app-register.h"
#include "app/register/kk-app-removal.h"
#include "app/register/kk-erasure-private.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-settings.h"

/* Threat T30: what is erased is gone from every table, from the mirror and from the server; only the id stays. */

#define CASE   "SYN-9-00001"
#define MARKER "Blauwvoet"

static void
sync_on (KkTestRegion *region, const char *name, guint day)
{
  hostile_set_day (region, day);
  hostile_sync_one (region, name);
}

/* The case is at Veilig Thuis, with the marker for a first name, and all of it was acknowledged. */
static void
share_marked (KkTestRegion *region)
{
  stage_set (kk_test_region_get_app (region, "deventer"), CASE, "prs_FirstName", MARKER);
  hostile_share (region, "deventer", CASE, "veilig-thuis");
  sync_on (region, "deventer", 1);
  sync_on (region, "veilig-thuis", 1);
  hostile_assert_name (region, MARKER);
}

static guint
erase (KkTestRegion *region, const char *name)
{
  KkRemoval removal = { CASE, NULL, "AVG 17, besluit 12" };
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_true (
      kk_app_case_erase (kk_test_region_get_app (region, name), &removal, &count, &error));
  g_assert_no_error (error);
  return count;
}

static void
answer_erased (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_app_recall_answer (kk_test_region_get_app (region, name), CASE, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_register_holds (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof =
      kk_app_register_verify (kk_test_region_get_app (region, name), &error);

  g_assert_no_error (error);
  g_assert_true (proof->ok);
}

/* All receipts of @name say @status. */
static void
assert_receipts (KkTestRegion *region, const char *name, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_erased_list (kk_test_region_get_app (region, name), &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++) {
    const KkErasedItem *item = items->pdata[i];

    for (guint r = 0; r < item->receipts->len; r++, found++)
      g_assert_cmpstr (((const KkReceipt *) item->receipts->pdata[r])->status, ==, status);
  }
  g_assert_cmpuint (found, >, 0);
}

/* What somebody was writing about the case. */
static void
draft_marked (KkTestRegion *region, const char *name)
{
  KkApp *app = kk_test_region_get_app (region, name);
  g_autoptr (GError) error = NULL;
  const char *const places[] = { NULL, "table" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *draft = NULL;

    g_assert_true (kk_app_case_keep_draft (app, CASE, places[i], MARKER " belde", &error));
    draft = kk_app_case_dup_draft (app, CASE, places[i], &error);
    g_assert_no_error (error);
    g_assert_cmpstr (draft, ==, MARKER " belde");
  }
}

static void
test_canary (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);

  kk_test_region_add_device (region, "deventer", "deventer-2");
  hostile_sync_all (region, 2);
  share_marked (region);
  draft_marked (region, "deventer");
  draft_marked (region, "veilig-thuis");
  sync_on (region, "deventer-2", 1);
  g_assert_cmpuint (stage_count (kk_test_region_get_app (region, "deventer-2"), MARKER), ==, 1);

  g_assert_cmpuint (erase (region, "deventer"), >, 1);
  hostile_assert_absent (region, "deventer", MARKER);
  hostile_assert_whole (region, "deventer");
  assert_register_holds (region, "deventer");
  assert_receipts (region, "deventer", "open");

  sync_on (region, "deventer", 2);
  sync_on (region, "deventer-2", 2);
  hostile_assert_absent (region, "deventer-2", MARKER);
  assert_register_holds (region, "deventer-2");

  sync_on (region, "veilig-thuis", 2);
  hostile_assert_name (region, MARKER);
  answer_erased (region, "veilig-thuis");
  hostile_assert_absent (region, "veilig-thuis", MARKER);
  assert_register_holds (region, "veilig-thuis");
  sync_on (region, "veilig-thuis", 3);
  sync_on (region, "deventer", 3);
  assert_receipts (region, "deventer", "erased");
}

/* Every packet that is on the server now. */
static char *
list_packets (KkTestRegion *region, const char *branch)
{
  return hostile_git (region, "git ls-tree -r \"$1\" | grep '\tp/' | cut -d' ' -f3 | cut -f1",
                      branch, NULL, NULL);
}

static guint
count_commits (KkTestRegion *region, const char *branch)
{
  g_autofree char *text = hostile_git (region, "git rev-list --count \"$1\"", branch, NULL, NULL);

  return (guint) g_ascii_strtoull (text, NULL, 10);
}

static gboolean
is_reachable (KkTestRegion *region, const char *blob)
{
  g_autofree char *text = hostile_git (
      region, "git rev-list --objects --all | grep -c \"$1\" || true", blob, NULL, NULL);

  return g_ascii_strtoull (text, NULL, 10) > 0;
}

static gboolean
is_in_mirror (KkTestRegion *region, const char *name, const char *blob)
{
  g_autofree char *mirror =
      g_build_filename (kk_test_region_get_app (region, name)->folder, "mirror.git", NULL);
  g_autofree char *text = hostile_git (
      region, "git --git-dir=\"$1\" cat-file -e \"$2\" 2>/dev/null && echo 1 || echo 0", mirror,
      blob, NULL);

  return *text == '1';
}

static void
assert_on_server (KkTestRegion *region, char **blobs, gboolean expected)
{
  g_assert_nonnull (blobs[0]);
  for (guint i = 0; blobs[i] != NULL && *blobs[i] != '\0'; i++)
    g_assert_cmpint (is_reachable (region, blobs[i]), ==, expected);
}

static void
assert_not_in_mirror (KkTestRegion *region, const char *name, char **blobs)
{
  for (guint i = 0; blobs[i] != NULL && *blobs[i] != '\0'; i++)
    g_assert_false (is_in_mirror (region, name, blobs[i]));
}

/* Shared and read, erased, and the week is over; @report: of the sync that makes the new root. (transfer full): the packets of
 * before. */
static char **
erase_and_wait (KkTestRegion *region, KkSyncReport **report)
{
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *text = NULL;
  char **blobs;

  share_marked (region);
  text = list_packets (region, branch);
  blobs = g_strsplit (g_strchomp (text), "\n", -1);
  erase (region, "deventer");
  sync_on (region, "deventer", 2);
  for (guint i = 0; i < region->members->len; i++)
    sync_on (region, ((const KkTestMember *) region->members->pdata[i])->name, 7);
  assert_on_server (region, blobs, TRUE);
  g_assert_cmpuint (count_commits (region, branch), >, 1);
  g_assert_true (is_in_mirror (region, "veilig-thuis", blobs[0]));
  hostile_set_day (region, 9);
  *report = hostile_sync (region, "deventer");
  return blobs;
}

static gboolean
has_notice (const KkSyncReport *report, const char *words)
{
  for (guint i = 0; i < report->notices->len; i++) {
    if (strstr (report->notices->pdata[i], words) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
assert_ok (const KkSyncReport *report)
{
  for (guint i = 0; i < report->logs->len; i++)
    g_assert_cmpstr (((const KkLogReport *) report->logs->pdata[i])->status, ==, "ok");
}

/* A week after an erasure the branch has a new root. Who read it before, who missed it and who is new run the same check. */
static void
test_new_root (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region ("zvh");
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autoptr (KkSyncReport) rooted = NULL;
  g_autoptr (KkSyncReport) reader = NULL;
  g_autoptr (KkSyncReport) absent = NULL;
  g_auto (GStrv) blobs = erase_and_wait (region, &rooted);

  g_assert_cmpuint (rooted->notices->len, ==, 0);
  g_assert_cmpuint (count_commits (region, branch), ==, 1);
  assert_on_server (region, blobs, FALSE);
  assert_not_in_mirror (region, "deventer", blobs);

  reader = hostile_sync (region, "veilig-thuis");
  assert_ok (reader);
  assert_not_in_mirror (region, "veilig-thuis", blobs);
  /* It goes on from the new root, for who missed it too. */
  hostile_share (region, "deventer", "SYN-9-00002", "veilig-thuis");
  sync_on (region, "deventer", 12);
  g_assert_cmpuint (count_commits (region, branch), ==, 2);
  g_assert_true (is_in_mirror (region, "zvh", blobs[0]));
  absent = hostile_sync (region, "zvh");
  assert_ok (absent);
  assert_not_in_mirror (region, "zvh", blobs);
  kk_test_region_add_device (region, "veilig-thuis", "veilig-thuis-2");
  sync_on (region, "veilig-thuis", 13);
  sync_on (region, "veilig-thuis-2", 13);
  hostile_assert_whole (region, "veilig-thuis-2");
}

/* A server that takes no forced update gets the same tree behind what it has, and that is said. */
static void
test_new_root_refused (void)
{
  g_autoptr (KkTestSshd) server = kk_test_sshd_start ();
  g_autoptr (KkTestRegion) region = NULL;
  g_autoptr (KkSyncReport) rooted = NULL;
  g_autoptr (KkSyncReport) reader = NULL;
  g_auto (GStrv) blobs = NULL;

  if (server == NULL) {
    g_test_skip ("OpenSSH is not installed");
    return;
  }
  hostile_serve (server);
  region = hostile_open_region (NULL);
  g_free (hostile_git (region, "git config receive.denyNonFastForwards true", NULL, NULL, NULL));
  blobs = erase_and_wait (region, &rooted);
  g_assert_true (has_notice (rooted, "keeps old messages"));
  assert_on_server (region, blobs, TRUE);
  assert_not_in_mirror (region, "deventer", blobs);
  reader = hostile_sync (region, "veilig-thuis");
  assert_ok (reader);
  hostile_share (region, "deventer", "SYN-9-00002", "veilig-thuis");
  sync_on (region, "deventer", 12);
  sync_on (region, "veilig-thuis", 12);
  hostile_serve (NULL);
}

/* More was dropped than is alive: the next push that has something to say makes the new root. */
static void
test_new_root_by_weight (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autofree char *name = kk_setting_dropped_bytes (&g_array_index (app->seats, KkOwnSeat, 0).log);
  g_autoptr (GError) error = NULL;
  gint64 dropped;

  share_marked (region);
  sync_on (region, "deventer", 2);
  g_assert_true (kk_vault_setting_get_number (app->vault, name, 0, &dropped, &error));
  g_assert_cmpint (dropped, >=, 4096);
  g_assert_true (kk_vault_setting_set_number (app->vault, name, 1 << 20, &error));
  sync_on (region, "deventer", 3);
  g_assert_cmpuint (count_commits (region, branch), >, 1);
  g_assert_true (kk_vault_setting_set_number (app->vault, name, (1 << 20) + 1, &error));
  stage_set (app, CASE, "prs_FirstName", "Mira");
  sync_on (region, "deventer", 4);
  g_assert_cmpuint (count_commits (region, branch), ==, 1);
  g_assert_true (kk_vault_setting_get_number (app->vault, name, 1, &dropped, &error));
  g_assert_cmpint (dropped, ==, 0);
  sync_on (region, "veilig-thuis", 4);
  hostile_assert_name (region, "Mira");
}

/* What was erased and comes again, from whomever, is dropped and counted. */
static void
test_replayed (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) before = NULL;
  g_autoptr (GPtrArray) erased = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (HostileWriter) writer = { 0 };
  gint64 dropped = 0;

  stage_set (kk_test_region_get_app (region, "deventer"), CASE, "prs_FirstName", MARKER);
  before = hostile_body (region, "deventer", CASE, "veilig-thuis");
  share_marked (region);
  erase (region, "deventer");
  sync_on (region, "deventer", 2);
  sync_on (region, "veilig-thuis", 2);
  answer_erased (region, "veilig-thuis");
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, before);
  hostile_end (&writer);
  sync_on (region, "deventer", 3);
  sync_on (region, "veilig-thuis", 3);
  hostile_assert_absent (region, "veilig-thuis", MARKER);
  erased =
      kk_vault_erased_list (kk_test_region_get_app (region, "veilig-thuis")->vault, NULL, &error);
  for (guint i = 0; i < erased->len; i++)
    dropped += ((const KkVaultErased *) erased->pdata[i])->dropped;
  g_assert_cmpint (dropped, >, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/erase/canary", test_canary);
  g_test_add_func ("/app/erase/replayed", test_replayed);
  g_test_add_func ("/app/erase/new-root", test_new_root);
  g_test_add_func ("/app/erase/new-root-by-weight", test_new_root_by_weight);
  g_test_add_func ("/app/erase/new-root-refused", test_new_root_refused);
  return g_test_run ();
}
