/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The work of the whole client, driven by keyboard and role names: a signal, sharing with a preview, two clients that exchange
 * over a real git repository and find two values, and a backup on a computer without a vault. */

#include "app/exchange/kk-app-sync.h"
#include "app/sharing/kk-app-share.h"
#include "app/vault/kk-app-backup.h"
#include "kk-driver.h"
#include "kk-test-region.h"
#include "kk-test-steps.h"

#include <atspi/atspi.h>
#include <string.h>

#define BUTTON "push button"

static char *
dup_vault (KkTestRegion *region, guint member)
{
  return g_strdup (((const KkTestMember *) region->members->pdata[member])->folder);
}

static void
sync_one (KkTestRegion *region, const char *name)
{
  const KkSyncPlan plan = { .remote = region->remote };
  g_autoptr (GError) error = NULL;

  kk_sync_report_free (kk_app_sync (kk_test_region_get_app (region, name), &plan, &error));
  g_assert_no_error (error);
}

/* A region of two members, or of two devices of one desk; one case, which both have heard of. */
static KkTestRegion *
make_region (const char *other, gboolean device)
{
  KkTestRegion *region =
      kk_test_region_new ((const char *const[]){ "deventer", device ? NULL : other, NULL });

  if (device)
    g_assert_nonnull (kk_test_region_add_device (region, "deventer", other));
  g_free (kk_test_steps_add_case (kk_test_region_get_app (region, "deventer"), "Warehouse"));
  sync_one (region, other);
  sync_one (region, "deventer");
  sync_one (region, other);
  kk_test_region_close (region, "deventer");
  kk_test_region_close (region, other);
  return region;
}

/* A signal in three minutes, without a mouse. */
static void
test_signal (void)
{
  g_autoptr (KkTestRegion) region = make_region ("veilig-thuis", FALSE);
  g_autofree char *vault = dup_vault (region, 0);
  const char *arguments[] = { "--vault", vault, NULL };
  g_autoptr (KkDriver) driver = kk_driver_start (arguments);

  kk_test_steps_unlock (driver);
  kk_driver_key (driver, "ctrl+n");
  kk_driver_tab_to (driver, "text", "What did you see or hear?");
  kk_driver_type (driver, "seven mattresses");
  kk_driver_tab_to (driver, "text", "Where exactly?");
  kk_driver_type (driver, "above a restaurant");
  kk_driver_expect (driver, "label", "Draft kept at ");
  kk_driver_key (driver, "ctrl+Return");
  kk_driver_tab_to (driver, BUTTON, "File");
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, "label", "The signal is filed.");
}

/* Who, what goes, what they will see; and taking it back before it left. */

static void
choose_recipient (KkDriver *driver)
{
  kk_driver_key (driver, "ctrl+d");
  kk_driver_press (driver, BUTTON, "Choose a recipient");
  kk_driver_tab_to (driver, "list item", "Veilig Thuis IJsselland, ");
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, BUTTON, "Municipality, Veilig Thuis IJsselland: goes along.");
}

static void
share_and_take_back (const char *vault)
{
  const char *arguments[] = { "--vault", vault, NULL };
  g_autoptr (KkDriver) driver = kk_driver_start (arguments);

  kk_test_steps_unlock (driver);
  kk_test_steps_open_case (driver, "Warehouse");
  choose_recipient (driver);
  kk_driver_press (driver, BUTTON, "What Veilig Thuis IJsselland sees");
  kk_driver_expect (driver, "label", "This is how Veilig Thuis IJsselland receives it.");
  kk_driver_expect (driver, "list item", "Municipality: Deventer.");
  kk_driver_key (driver, "alt+Left");
  kk_driver_expect (driver, BUTTON, "Check and send");
  kk_driver_press (driver, BUTTON, "Check and send");
  kk_driver_expect (driver, "label", "Send to Veilig Thuis IJsselland?");
  kk_driver_tab_to (driver, BUTTON, "Send");
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, "alert", "This will be sent in 60 seconds.");
  kk_driver_press (driver, BUTTON, "Take back");
  kk_driver_expect_none (driver, "alert", "This will be sent in 60 seconds.");
}

/* The sentence about it is gone again after ten seconds; what counts is that nothing waits. */
static void
test_share (void)
{
  g_autoptr (KkTestRegion) region = make_region ("veilig-thuis", FALSE);
  g_autofree char *vault = dup_vault (region, 0);
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GError) error = NULL;

  share_and_take_back (vault);
  shares = kk_app_share_list (kk_test_region_reopen (region, "deventer"), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < shares->len; i++)
    g_assert_cmpuint (((const KkShareItem *) shares->pdata[i])->waiting, ==, 0);
}

/* Two clients of one desk. */

static void
exchange (KkDriver *driver)
{
  kk_driver_raise (driver);
  kk_driver_key (driver, "F5");
  kk_driver_expect (driver, BUTTON, "Exchange now");
}

static void
retitle (KkDriver *driver, const char *title)
{
  kk_driver_raise (driver);
  kk_test_steps_open_case (driver, "Warehouse");
  kk_driver_key (driver, "ctrl+Page_Down");
  kk_driver_press (driver, BUTTON, "Change, Working title");
  kk_driver_fill (driver, "text", "Working title", title);
  kk_driver_press (driver, BUTTON, "Done");
  kk_driver_expect (driver, "label", title);
}

static void
test_two_clients (void)
{
  g_autoptr (KkTestRegion) region = make_region ("deventer-2", TRUE);
  g_autofree char *one = dup_vault (region, 0);
  g_autofree char *two = dup_vault (region, 1);
  const char *first[] = { "--vault", one, NULL };
  const char *second[] = { "--gapplication-app-id", "nl.ketenkluis.Second", "--vault", two, NULL };
  g_autoptr (KkDriver) here = kk_driver_start (first);
  g_autoptr (KkDriver) there = kk_driver_start (second);

  kk_test_steps_unlock (here);
  kk_test_steps_unlock (there);
  retitle (here, "Barn");
  retitle (there, "Shed");
  exchange (here);
  exchange (there);
  kk_driver_key (there, "ctrl+Page_Up");
  kk_driver_expect (there, "panel", "Working title without names, two values to choose from");
  kk_driver_press (there, BUTTON, "Choose Barn");
  kk_driver_expect_none (there, BUTTON, "Choose Shed");
  exchange (there);
  exchange (here);
  kk_driver_expect (here, "label", "Barn");
  kk_driver_expect_none (here, BUTTON, "Choose Shed");
}

/* The first "/" opens a field for the path. */
static void
choose_file (KkDriver *driver, const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  kk_driver_expect (driver, BUTTON, "Choose Choose");
  kk_driver_raise (driver);
  kk_driver_type (driver, file);
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, "list item", "1. The backup");
  kk_driver_expect (driver, "label", name);
}

/* With the file and the paper, on a computer that has no vault. */
static void
test_restore (void)
{
  g_autoptr (KkTestRegion) region = make_region ("veilig-thuis", FALSE);
  const KkTestMember *member = region->members->pdata[0];
  g_autofree char *place = kk_test_folder_new ();
  g_autofree char *vault = g_build_filename (place, "vault", NULL);
  const KkBackupPlan plan = { .folder = place };
  const char *arguments[] = { "--quick", "--vault", vault, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkBackupInfo) info =
      kk_app_backup_create (kk_test_region_reopen (region, "deventer"), &plan, &error);
  g_autoptr (KkDriver) driver = NULL;

  g_assert_no_error (error);
  driver = kk_driver_start (arguments);
  kk_driver_press (driver, BUTTON, "Restore a backup");
  kk_driver_press (driver, BUTTON, "Choose…, 1. The backup");
  choose_file (driver, info->file);
  kk_driver_fill (driver, "text", "Recovery code", member->recovery);
  kk_driver_tab_to (driver, BUTTON, "Restore");
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, "label", "Done.");
  kk_driver_press (driver, BUTTON, "Unlock");
  kk_driver_expect_none (driver, "label", "Restore a backup");
  kk_test_steps_unlock (driver);
  kk_driver_raise (driver);
  kk_test_steps_open_case (driver, "Warehouse");
  kk_driver_key (driver, "ctrl+l");
  kk_driver_expect (driver, "label", "Ketenkluis is locked");
  kk_test_folder_remove (place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Leaks are looked for in the test "client". After these longer acts two are told whose stacks end in GLib, too short for
   * lsan.supp: its table of quarks, and 209 bytes of which the owner is not known yet. */
  g_setenv ("KK_CLIENT_ASAN", "detect_leaks=0", FALSE);
  atspi_init ();
  g_test_add_func ("/client-work/signal", test_signal);
  g_test_add_func ("/client-work/share", test_share);
  g_test_add_func ("/client-work/two-clients", test_two_clients);
  g_test_add_func ("/client-work/restore", test_restore);
  return g_test_run ();
}
