/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-resync-private.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"

#include <string.h>

/* The life of a log: what ages out is told, asked for and sent again. */

static gint64
own_log (KkApp *app)
{
  gint64 idx;

  g_assert_true (
      kk_vault_log_find (app->vault, &g_array_index (app->seats, KkOwnSeat, 0).log, &idx));
  return idx;
}

/* How many packets of each sort @name has in its tree. */
static void
assert_tree (KkTestRegion *region, const char *name, guint content, guint control)
{
  KkApp *app = kk_test_region_get_app (region, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) packets = kk_vault_packet_list_in_tree (app->vault, own_log (app), &error);
  guint found[3] = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < packets->len; i++)
    found[((const KkVaultPacket *) packets->pdata[i])->kind]++;
  g_assert_cmpuint (found[KK_STATEMENT_CONTENT], ==, content);
  g_assert_cmpuint (found[KK_STATEMENT_CONTROL], ==, control);
}

/* A region in which nobody has anything to say any more: every first push was read and acknowledged. */
static KkTestRegion *
open_quiet_region (void)
{
  KkTestRegion *region = hostile_open_region (NULL);

  for (guint day = 1; day < 4; day++) {
    hostile_set_day (region, day);
    hostile_sync_all (region, 1);
  }
  return region;
}

/* A control packet does not age, and it is told once. */
static void
test_gap_told_once (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();

  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_one (region, "deventer");
  assert_tree (region, "deventer", 1, 0);
  hostile_set_day (region, 93);
  hostile_sync_one (region, "deventer");
  assert_tree (region, "deventer", 1, 0);
  hostile_set_day (region, 95);
  hostile_sync_one (region, "deventer");
  assert_tree (region, "deventer", 0, 1);
  hostile_set_day (region, 1000);
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "deventer");
  assert_tree (region, "deventer", 0, 1);
}

static KkVaultResync
resync_of (KkTestRegion *region, const char *own, const char *other)
{
  KkApp *app = kk_test_region_get_app (region, own);
  KkApp *far = kk_test_region_get_app (region, other);
  g_autoptr (GError) error = NULL;
  KkVaultResync resync;

  g_assert_true (kk_vault_resync_get (app->vault, &g_array_index (app->seats, KkOwnSeat, 0).seat,
                                      &g_array_index (far->seats, KkOwnSeat, 0).seat, &resync,
                                      &error));
  return resync;
}

/* A partner was away for longer than the days to live: it gets all that is shared now, and ends where nothing is owed. */
static void
test_away_for_months (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();

  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_one (region, "deventer");
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Mirte");
  hostile_set_day (region, 120);
  hostile_sync_one (region, "deventer");
  hostile_set_day (region, 240);
  hostile_sync_one (region, "deventer");
  assert_tree (region, "deventer", 0, 1);
  hostile_sync_one (region, "veilig-thuis");
  assert_tree (region, "veilig-thuis", 0, 1);
  hostile_sync_one (region, "deventer");
  assert_tree (region, "deventer", 1, 0);
  hostile_sync_one (region, "veilig-thuis");
  hostile_assert_name (region, "Mirte");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  for (guint day = 241; day < 245; day++) {
    hostile_set_day (region, day);
    hostile_sync_all (region, 1);
  }
  assert_tree (region, "deventer", 0, 0);
  assert_tree (region, "veilig-thuis", 0, 0);
  g_assert_cmpint (resync_of (region, "deventer", "veilig-thuis").answer, ==, KK_RESYNC_NONE);
  g_assert_cmpint (resync_of (region, "veilig-thuis", "deventer").ask, ==, KK_RESYNC_NONE);
  hostile_assert_whole (region, "deventer");
  hostile_assert_whole (region, "veilig-thuis");
}

/* A number that no live packet has is asked for; the snapshot that answers it closes the hole. */
static void
test_hole (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  const KkId *seat = &g_array_index (reader->seats, KkOwnSeat, 0).seat;
  g_autoptr (GError) error = NULL;
  guint64 number;
  gint64 log;

  hostile_set_day (region, 4);
  g_assert_true (
      kk_vault_addressee_take_sequence (owner->vault, own_log (owner), seat, &number, &error));
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "veilig-thuis");
  assert_tree (region, "veilig-thuis", 0, 1);
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "veilig-thuis");
  g_assert_true (
      kk_vault_log_find (reader->vault, &g_array_index (owner->seats, KkOwnSeat, 0).log, &log));
  g_assert_true (kk_vault_inbox_contiguous (reader->vault, log, seat, &number, &error));
  g_assert_cmpuint (number, ==, 3); /* the hole, the share, its snapshot */
  for (guint day = 5; day < 8; day++) {
    hostile_set_day (region, day);
    hostile_sync_all (region, 1);
  }
  assert_tree (region, "deventer", 0, 0);
  assert_tree (region, "veilig-thuis", 0, 0);
}

/* §19: whoever asks all day is answered once. */
static void
test_one_answer_a_day (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  const KkId *own = &g_array_index (owner->seats, KkOwnSeat, 0).seat;
  const KkId *seat = &g_array_index (reader->seats, KkOwnSeat, 0).seat;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) first = NULL;
  g_autoptr (KkSyncReport) second = NULL;
  g_autoptr (KkSyncReport) next_day = NULL;

  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_one (region, "deventer");
  g_assert_true (kk_resync_owe (owner, own, seat, KK_RESYNC_PLAIN, &error));
  first = hostile_sync (region, "deventer");
  g_assert_cmpuint (first->pushed_packets, ==, 1);
  assert_tree (region, "deventer", 1, 0);
  g_assert_true (kk_resync_owe (owner, own, seat, KK_RESYNC_PLAIN, &error));
  second = hostile_sync (region, "deventer");
  g_assert_cmpuint (second->pushed_packets, ==, 0);
  hostile_set_day (region, 5);
  next_day = hostile_sync (region, "deventer");
  g_assert_cmpuint (next_day->pushed_packets, ==, 1);
  hostile_sync_one (region, "veilig-thuis");
  hostile_assert_name (region, "Mira");
}

static guint
count_branches (KkTestRegion *region)
{
  g_autofree char *text = hostile_git (region, "git for-each-ref | wc -l", NULL, NULL, NULL);

  return (guint) g_ascii_strtoull (g_strstrip (text), NULL, 10);
}

/* Put back from an older copy: what it lost comes back from its partner, and what it writes goes on. */
static void
test_restored_gets_back (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autoptr (KkSyncReport) told = NULL;
  g_autoptr (KkSyncReport) read = NULL;
  g_autoptr (GPtrArray) flagged = NULL;
  g_autoptr (GError) error = NULL;

  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  hostile_change_vault (region, "deventer", copy, NULL);
  hostile_set_day (region, 5);
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Mirte");
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mirte");

  hostile_change_vault (region, "deventer", NULL, copy);
  hostile_set_day (region, 6);
  told = hostile_sync (region, "deventer");
  g_assert_cmpuint (told->notices->len, ==, 1);
  g_assert_cmpuint (hostile_incarnation (region, "deventer"), ==, 1);
  read = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (read->notices->len, ==, 1);
  hostile_sync_one (region, "deventer");
  stage_assert_value (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "person",
                      "prs_FirstName", "Mirte");
  flagged = kk_vault_op_list_flagged (kk_test_region_get_app (region, "deventer")->vault,
                                      KK_OP_FLAG_RETURNED, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (flagged->len, ==, 1);
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Marijn");
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Marijn");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_refused (region, "deventer", "none", 0);
  hostile_assert_whole (region, "deventer");
  for (guint day = 7; day < 10; day++) {
    hostile_set_day (region, day);
    hostile_sync_all (region, 1);
  }
  assert_tree (region, "deventer", 0, 0);
  assert_tree (region, "veilig-thuis", 0, 0);
  g_assert_cmpuint (hostile_incarnation (region, "deventer"), ==, 1);

  /* What stands under the old number goes when its days are over, once, and nobody misses it. */
  hostile_set_day (region, 96);
  hostile_sync_all (region, 1);
  g_assert_cmpuint (count_branches (region), ==, 3);
  hostile_set_day (region, 97);
  hostile_sync_all (region, 1);
  g_assert_cmpuint (count_branches (region), ==, 2);
  hostile_assert_name (region, "Marijn");
  hostile_assert_whole (region, "deventer");
}

/* One folder on two computers, both used: no number has two contents, what each wrote arrives, and it is told. */
static void
test_copied (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();
  g_autofree char *first = g_build_filename (region->folder, "first", NULL);
  g_autofree char *second = g_build_filename (region->folder, "second", NULL);
  g_autoptr (KkSyncReport) told = NULL;
  g_autoptr (KkSyncReport) other = NULL;

  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  hostile_change_vault (region, "deventer", second, NULL);
  hostile_set_day (region, 5);
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "prs_FirstName", "Mirte");
  hostile_sync_one (region, "deventer");

  hostile_change_vault (region, "deventer", first, second);
  hostile_set_day (region, 5);
  stage_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "cas_Status", "Closed");
  told = hostile_sync (region, "deventer");
  g_assert_cmpuint (told->notices->len, ==, 1);
  hostile_sync_one (region, "veilig-thuis");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_name (region, "Mirte");

  hostile_change_vault (region, "deventer", second, first);
  hostile_set_day (region, 6);
  other = hostile_sync (region, "deventer");
  g_assert_cmpuint (other->notices->len, ==, 1);
  g_test_message ("%s", (const char *) other->notices->pdata[0]);
  g_assert_cmpuint (hostile_incarnation (region, "deventer"), ==, 0);
  hostile_sync_one (region, "veilig-thuis");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_whole (region, "veilig-thuis");
}

static guint
count_silence (const KkSyncReport *report)
{
  guint count = 0;

  for (guint i = 0; i < report->notices->len; i++)
    count += strstr (report->notices->pdata[i], "Nothing has come from “veilig-thuis” for 16 days")
                 ? 1
                 : 0;
  return count;
}

/* A server that shows an old state for ever looks like a partner who is away: that is said, and ends with a word of theirs. */
static void
test_silence (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();
  g_autoptr (KkSyncReport) early = NULL;
  g_autoptr (KkSyncReport) late = NULL;
  g_autoptr (KkSyncReport) heard = NULL;

  hostile_sync_one (region, "deventer");
  hostile_set_day (region, 16);
  early = hostile_sync (region, "deventer");
  g_assert_cmpuint (count_silence (early), ==, 0);
  hostile_set_day (region, 19);
  late = hostile_sync (region, "deventer");
  g_assert_cmpuint (count_silence (late), ==, 1);
  hostile_sync_one (region, "veilig-thuis");
  heard = hostile_sync (region, "deventer");
  g_assert_cmpuint (count_silence (heard), ==, 0);
}

static char *
tip_of (KkTestRegion *region, const char *branch)
{
  return g_strchomp (hostile_git (region, "git rev-parse \"$1\"", branch, NULL, NULL));
}

static void
show (KkTestRegion *region, const char *branch, const char *tip)
{
  g_free (hostile_git (region, "git update-ref \"$1\" \"$2\"; echo done", branch, tip, NULL));
}

static guint
count_notices (const KkSyncReport *report, const char *words)
{
  guint count = 0;

  for (guint i = 0; i < report->notices->len; i++)
    count += strstr (report->notices->pdata[i], words) != NULL;
  return count;
}

/* The server shows one story to one partner and another one to the other. What they say that they read is compared. */
static void
test_two_views (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region ("zwolle");
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *reader = hostile_branch (region, "veilig-thuis");
  g_autofree char *before = NULL;
  g_autofree char *reader_before = NULL;
  g_autofree char *first = NULL;
  g_autofree char *reader_first = NULL;
  g_autoptr (KkSyncReport) told = NULL;
  g_autoptr (KkSyncReport) other = NULL;

  hostile_set_day (region, 4);
  before = tip_of (region, branch);
  reader_before = tip_of (region, reader);
  hostile_change_vault (region, "deventer", copy, NULL);
  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "veilig-thuis");
  first = tip_of (region, branch);
  reader_first = tip_of (region, reader);

  show (region, branch, before);
  show (region, reader, reader_before);
  hostile_change_vault (region, "deventer", NULL, copy);
  hostile_set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00002", "veilig-thuis");
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "zwolle");
  show (region, branch, first);
  show (region, reader, reader_first);

  told = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (count_notices (told, "“gemeente-zwolle” says that it read other messages of "
                                         "“gemeente-deventer”"),
                    ==, 1);
  hostile_assert_name (region, "Mira");
  other = hostile_sync (region, "zwolle");
  g_assert_cmpuint (count_notices (other, "“veilig-thuis” says that it read other messages"), ==,
                    1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/lifecycle/gap-told-once", test_gap_told_once);
  g_test_add_func ("/app/lifecycle/away-for-months", test_away_for_months);
  g_test_add_func ("/app/lifecycle/hole", test_hole);
  g_test_add_func ("/app/lifecycle/one-answer-a-day", test_one_answer_a_day);
  g_test_add_func ("/app/lifecycle/restored-gets-back", test_restored_gets_back);
  g_test_add_func ("/app/lifecycle/copied", test_copied);
  g_test_add_func ("/app/lifecycle/silence", test_silence);
  g_test_add_func ("/app/lifecycle/two-views", test_two_views);
  return g_test_run ();
}
