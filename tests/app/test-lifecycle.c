/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-resync-private.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

/* The life of a log: what ages out is told, asked for and sent again. */

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* Clocks of all vaults, so that nothing depends on the hour at which a test runs. */
static void
set_day (KkTestRegion *region, guint day)
{
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];

    if (member->app != NULL)
      kk_app_set_clock (member->app, g_get_real_time () / 1000 + day * DAY_MS);
  }
}

static void
sync_one (KkTestRegion *region, const char *name)
{
  kk_sync_report_free (hostile_sync (region, name));
}

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
    set_day (region, day);
    hostile_sync_all (region, 1);
  }
  return region;
}

/* A control packet does not age, and it is told once. */
static void
test_gap_told_once (void)
{
  g_autoptr (KkTestRegion) region = open_quiet_region ();

  set_day (region, 4);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  sync_one (region, "deventer");
  assert_tree (region, "deventer", 1, 0);
  set_day (region, 93);
  sync_one (region, "deventer");
  assert_tree (region, "deventer", 1, 0);
  set_day (region, 95);
  sync_one (region, "deventer");
  assert_tree (region, "deventer", 0, 1);
  set_day (region, 1000);
  sync_one (region, "deventer");
  sync_one (region, "deventer");
  assert_tree (region, "deventer", 0, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/lifecycle/gap-told-once", test_gap_told_once);
  return g_test_run ();
}
