/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A revoked laptop that keeps sending, with the keys it has (exchange §11, "revocation"): what it sent before counts,
 * what it sends after does not, and nothing is sealed to it any more. */

#include "app/kk-app-private.h"
#include "app/region/kk-app-member.h"
#include "case-stage.h"
#include "crypto/kk-derive.h"
#include "hostile-stage.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>

#define LAPTOP "deventer-2"

/* Deventer with a second laptop, and Veilig Thuis; the laptop knows both cases. */
static KkTestRegion *
open_region (void)
{
  KkTestRegion *region = hostile_open_region (NULL);

  (void) kk_test_region_add_device (region, "deventer", LAPTOP);
  hostile_sync_all (region, 3);
  g_assert_cmpuint (stage_count (kk_test_region_get_app (region, LAPTOP), NULL), ==, 2);
  return region;
}

static char *
laptop_id (KkTestRegion *region)
{
  return g_strdup (kk_id_text (&kk_test_region_get_app (region, LAPTOP)->device).text);
}

static KkRevoked *
revoke_laptop (KkTestRegion *region)
{
  g_autofree char *device = laptop_id (region);
  g_autoptr (GError) error = NULL;
  KkRevoked *revoked = kk_app_member_revoke (kk_test_region_get_app (region, "deventer"), device,
                                             "laptop stolen", &error);

  g_assert_no_error (error);
  return revoked;
}

static void
sync_member (KkTestRegion *region, const char *name)
{
  kk_sync_report_free (hostile_sync (region, name));
}

/* Whatever becomes of it. */
static void
try_sync_member (KkTestRegion *region, const char *name)
{
  KkSyncPlan plan = { .remote = region->remote };
  G_GNUC_UNUSED g_autoptr (KkSyncReport) report =
      kk_app_sync (kk_test_region_get_app (region, name), &plan, NULL);
}

static void
send_from_laptop (KkTestRegion *region, const char *case_)
{
  hostile_share (region, LAPTOP, case_, "veilig-thuis");
  sync_member (region, LAPTOP);
}

static guint
count_cases (KkTestRegion *region, const char *name)
{
  return stage_count (kk_test_region_get_app (region, name), NULL);
}

/* Revoking. */

static void
test_revoke_says (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  g_autofree char *device = laptop_id (region);
  KkApp *deventer = kk_test_region_get_app (region, "deventer");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRevoked) revoked = NULL;

  g_assert_null (kk_app_member_revoke (deventer, "0123", "gestolen", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "There is no such device");
  g_assert_null (
      kk_app_member_revoke (deventer, kk_id_text (&deventer->device).text, "gestolen", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "Another device has to revoke it");
  g_assert_null (kk_app_member_revoke (deventer, device, "", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "Say why");
  g_assert_null (kk_app_member_revoke (kk_test_region_get_app (region, LAPTOP),
                                       kk_id_text (&deventer->device).text, "wraak", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "Only the device of the steward");
  g_assert_null (kk_app_member_revoke (kk_test_region_get_app (region, "veilig-thuis"), device,
                                       "gestolen", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "This device is not of “veilig-thuis”");

  revoked = revoke_laptop (region);
  g_assert_cmpuint (revoked->pins, ==, 1);
  g_assert_cmpuint (revoked->cases, ==, 2);
  g_assert_cmpuint (revoked->packets, >, 0);
  g_assert_cmpuint (revoked->epochs->len, ==, 1);
  g_assert_cmpuint (revoked->desks->len, ==, 1);
  g_assert_null (kk_app_member_revoke (deventer, device, "nog eens", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "was revoked before");
}

/* How many packets @name ever sealed to the laptop. */
static guint64
count_sealed (KkTestRegion *region, const char *name, const KkId *laptop)
{
  KkApp *app = kk_test_region_get_app (region, name);
  const KkOwnSeat *own = &g_array_index (app->seats, KkOwnSeat, 0);
  g_autoptr (GError) error = NULL;
  KkVaultAddressee addressee;
  gint64 log;

  g_assert_true (kk_vault_log_find (app->vault, &own->log, &log));
  g_assert_true (kk_vault_addressee_get (app->vault, log, laptop, &addressee, &error));
  g_assert_no_error (error);
  return addressee.next_sequence - 1;
}

/* T11: nothing is sealed to it from the sync on that brings the revocation, by siblings and partners alike. */
static void
test_sealing_stops (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkId laptop = g_array_index (kk_test_region_get_app (region, LAPTOP)->seats, KkOwnSeat, 0).seat;
  KkApp *deventer = kk_test_region_get_app (region, "deventer");
  guint64 by_deventer;
  guint64 by_partner;

  kk_revoked_free (revoke_laptop (region));
  by_deventer = count_sealed (region, "deventer", &laptop);
  by_partner = count_sealed (region, "veilig-thuis", &laptop);
  sync_member (region, "deventer");
  stage_set (deventer, "SYN-9-00001", "prs_FirstName", "Nieuw");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  sync_member (region, "deventer");
  hostile_import (region, "veilig-thuis");
  sync_member (region, "veilig-thuis");
  hostile_share (region, "veilig-thuis", "SYN-9-00002", "deventer");
  sync_member (region, "veilig-thuis");
  g_assert_cmpuint (count_sealed (region, "deventer", &laptop), ==, by_deventer);
  g_assert_cmpuint (count_sealed (region, "veilig-thuis", &laptop), ==, by_partner);
}

/* What it sends after. */

static void
test_pinned_counts (void)
{
  g_autoptr (KkTestRegion) region = open_region ();

  send_from_laptop (region, "SYN-9-00001");
  sync_member (region, "deventer");
  kk_revoked_free (revoke_laptop (region));
  send_from_laptop (region, "SYN-9-00002");
  sync_member (region, "deventer");
  hostile_assert_refused (region, "deventer", "revoked", HOSTILE_SOME);

  sync_member (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 1);
  hostile_assert_name (region, "Mira");
  hostile_assert_refused (region, "veilig-thuis", "revoked", HOSTILE_SOME);
  sync_member (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 1);
}

/* Its own program stops when it learns of the revocation. */
static void
test_laptop_learns (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  g_autoptr (GError) error = NULL;

  kk_revoked_free (revoke_laptop (region));
  sync_member (region, "deventer");
  hostile_share (region, LAPTOP, "SYN-9-00001", "veilig-thuis");
  sync_member (region, LAPTOP);
  sync_member (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 0);
  error = hostile_sync_fails (region, LAPTOP);
  g_assert_nonnull (strstr (error->message, "revoked it"));
}

static guint
count_flagged (KkTestRegion *region, const char *name)
{
  g_autoptr (GPtrArray) items =
      kk_app_quarantine_list (kk_test_region_get_app (region, name), NULL);
  guint count = 0;

  for (guint i = 0; i < items->len; i++) {
    if (strcmp (((const KkQuarantineItem *) items->pdata[i])->code, "after-revocation") == 0)
      count++;
  }
  return count;
}

/* Taken before the revocation was known: it stays, and a person is told. */
static void
test_taken_before_known (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  g_autoptr (KkSyncReport) report = NULL;

  send_from_laptop (region, "SYN-9-00001");
  sync_member (region, "deventer");
  kk_revoked_free (revoke_laptop (region));
  send_from_laptop (region, "SYN-9-00002");
  sync_member (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 2);
  g_assert_cmpuint (count_flagged (region, "veilig-thuis"), ==, 0);
  sync_member (region, "deventer");
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 2);
  g_assert_cmpuint (count_flagged (region, "veilig-thuis"), ==, 1);
  g_assert_cmpuint (report->notices->len, ==, 1);
  g_assert_nonnull (strstr (report->notices->pdata[0], "1 message was taken"));
  g_clear_pointer (&report, kk_sync_report_free);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->notices->len, ==, 0);
}

/* A later incarnation of a revoked log is nothing that anybody pinned. */
static void
test_unknown_log (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *laptop = kk_test_region_get_app (region, LAPTOP);
  KkOwnSeat *seat = &g_array_index (laptop->seats, KkOwnSeat, 0);
  g_autofree char *branch = hostile_branch (region, LAPTOP);
  g_autofree char *later = NULL;
  g_autofree char *done = NULL;
  KkId next = kk_derive_log_id (kk_directory_get_network_id (laptop->directory), &seat->seat, 1);

  later = g_strconcat ("refs/heads/", kk_id_text (&next).text, NULL);
  kk_revoked_free (revoke_laptop (region));
  sync_member (region, "deventer");
  done = hostile_git (region, "git update-ref \"$2\" \"$1\"; echo done", branch, later, NULL);
  g_assert_nonnull (done);
  sync_member (region, "veilig-thuis");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 0);
}

/* T12: the thief has a copy of the vault from before, and the server is on its side: it tells another past, under numbers
 * that the revocation vouches for. @pushes: how often the laptop had pushed since the copy. */
static void
rewrite_past (guint pushes, const char *status)
{
  g_autoptr (KkTestRegion) region = open_region ();
  g_autofree char *branch = hostile_branch (region, LAPTOP);
  g_autofree char *folder = NULL;
  g_autofree char *done = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (KkBody) body = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_auto (HostileWriter) writer = { 0 };

  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];

    if (g_str_equal (member->name, LAPTOP))
      folder = g_strdup (member->folder);
  }
  kk_test_region_close (region, LAPTOP);
  done = hostile_git (region, "cp -r \"$1\" \"$1.copy\"; echo done", folder, NULL, NULL);
  g_assert_nonnull (done);
  (void) kk_test_region_reopen (region, LAPTOP);
  send_from_laptop (region, "SYN-9-00001");
  if (pushes > 1)
    send_from_laptop (region, "SYN-9-00002");
  sync_member (region, "deventer");
  kk_revoked_free (revoke_laptop (region));
  sync_member (region, "deventer");

  kk_test_region_close (region, LAPTOP);
  undone = hostile_git (region,
                        "rm -rf \"$1\"; mv \"$1.copy\" \"$1\"; git update-ref -d \"$2\"; echo done",
                        folder, branch, NULL);
  g_assert_nonnull (undone);
  (void) kk_test_region_reopen (region, LAPTOP);
  body = hostile_body (region, LAPTOP, "SYN-9-00001", "veilig-thuis");
  hostile_begin (&writer, region, LAPTOP, "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  try_sync_member (region, LAPTOP);

  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (region, "veilig-thuis"), ==, 0);
  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    if (g_str_has_suffix (branch, log->log))
      g_assert_cmpstr (log->status, ==, status);
  }
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
}

static void
test_back_dated_fork (void)
{
  rewrite_past (1, "fork");
}

static void
test_back_dated_older (void)
{
  rewrite_past (2, "behind");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/revocation/says", test_revoke_says);
  g_test_add_func ("/app/revocation/sealing-stops", test_sealing_stops);
  g_test_add_func ("/app/revocation/pinned-counts", test_pinned_counts);
  g_test_add_func ("/app/revocation/laptop-learns", test_laptop_learns);
  g_test_add_func ("/app/revocation/taken-before-known", test_taken_before_known);
  g_test_add_func ("/app/revocation/unknown-log", test_unknown_log);
  g_test_add_func ("/app/revocation/back-dated-fork", test_back_dated_fork);
  g_test_add_func ("/app/revocation/back-dated-older", test_back_dated_older);
  return g_test_run ();
}
