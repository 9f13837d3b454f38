/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What somebody recorded on the server stays closed for who gets a vault later: keys that were replaced go 120 days after that,
 * in the time of kk-old-keys-private.h (exchange §11). */

#include "app/exchange/kk-inbox-private.h"
#include "app/exchange/kk-old-keys-private.h"
#include "app/exchange/kk-receive-private.h"
#include "hostile-stage.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

static void
pass (KkTestRegion *region, guint days)
{
  for (guint i = 0; i < region->members->len; i++) {
    KkApp *app = ((const KkTestMember *) region->members->pdata[i])->app;

    kk_app_set_clock (app, kk_app_now (app) + days * DAY_MS);
  }
}

static guint
count_mailboxes (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = kk_vault_mailbox_key_list (
      app->vault, &g_array_index (app->seats, KkOwnSeat, 0).seat, &error);

  g_assert_no_error (error);
  return keys->len;
}

/* What the reader's vault can make of a packet now. */
static KkExamineCode
examine (KkTestRegion *region, GBytes *recorded)
{
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  KkApp *writer = kk_test_region_get_app (region, "deventer");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkExamined) examined = NULL;
  KkVaultLog log;
  gint64 idx;

  g_assert_true (
      kk_vault_log_find (reader->vault, &g_array_index (writer->seats, KkOwnSeat, 0).log, &idx));
  g_assert_true (kk_vault_log_get (reader->vault, idx, &log, &error));
  examined = kk_receive_examine (reader, &g_array_index (reader->seats, KkOwnSeat, 0), &log,
                                 recorded, &error);
  g_assert_no_error (error);
  return examined->code;
}

/* The packet with the first case, as whoever listens at the server has it. */
static GBytes *
record_packet (KkTestRegion *region)
{
  g_autofree char *branch = NULL;
  g_autoptr (GPtrArray) packets = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  branch = hostile_branch (region, "deventer");
  packets = hostile_packets (region, branch);
  g_assert_cmpuint (packets->len, ==, 1);
  return hostile_read (region, branch, packets->pdata[0]);
}

static KkTestRegion *
open_region (void)
{
  KkTestRegion *region = hostile_open_region (NULL);

  pass (region, 0);
  hostile_sync_all (region, 3);
  return region;
}

/* A key is replaced at the first checkpoint after thirty days: what makes one is many small pushes. */
static void
replace_mailbox (KkTestRegion *region)
{
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");

  for (guint day = 0; day < 90 && count_mailboxes (reader) == 1; day++) {
    pass (region, 1);
    hostile_sync_all (region, 1);
  }
  g_assert_cmpuint (count_mailboxes (reader), ==, 2);
}

static void
test_mailbox (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GBytes) recorded = record_packet (region);

  hostile_sync_all (region, 2);
  replace_mailbox (region);
  for (guint month = 0; month < 4; month++) {
    g_assert_cmpint (examine (region, recorded), ==, KK_EXAMINE_OK);
    pass (region, 29);
    hostile_sync_all (region, 1);
  }
  g_assert_cmpuint (count_mailboxes (reader), ==, 2);
  pass (region, 6);
  hostile_sync_all (region, 1);
  g_assert_cmpint (examine (region, recorded), ==, KK_EXAMINE_COMMIT);
  /* And what comes now is read. */
  hostile_share (region, "deventer", "SYN-9-00002", "veilig-thuis");
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "open", 0);
}

/* A clock that is wrong for a day takes no key away that is needed still. */
static void
test_clock (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  gint64 clock;

  replace_mailbox (region);
  clock = kk_app_now (reader);
  kk_app_set_clock (reader, clock + 3650 * DAY_MS);
  hostile_sync_all (region, 1);
  kk_app_set_clock (reader, clock - 3650 * DAY_MS);
  hostile_sync_all (region, 1);
  kk_app_set_clock (reader, clock);
  hostile_sync_all (region, 1);
  g_assert_cmpuint (count_mailboxes (reader), >=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/old-keys/mailbox", test_mailbox);
  g_test_add_func ("/app/old-keys/clock", test_clock);
  return g_test_run ();
}
