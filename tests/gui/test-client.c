/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The whole client, driven by keyboard and role names: first run, search, and that locking leaves nothing behind. */

#include "kk-driver.h"
#include "kk-test-region.h"
#include "kk-test-steps.h"

#include <atspi/atspi.h>
#include <string.h>

#define MARKER "MARKER"
#define BUTTON "push button"
#define SECRET "text"

static char *
dup_group (KkDriver *driver, guint group)
{
  g_autofree char *prefix = g_strdup_printf ("Group %u: ", group);
  g_autofree char *name = kk_driver_get_name (driver, "label", prefix);

  return g_strdup (name + strlen (prefix));
}

static void
make_vault (KkDriver *driver)
{
  kk_driver_press (driver, BUTTON, "Make a vault");
  kk_driver_fill (driver, SECRET, "Passphrase", KK_TEST_PASSPHRASE);
  kk_driver_fill (driver, SECRET, "Repeat the passphrase", "something else");
  kk_driver_expect (driver, "label", "The two passphrases are not the same.");
  kk_driver_fill (driver, SECRET, "Repeat the passphrase", KK_TEST_PASSPHRASE);
  kk_driver_tab_to (driver, BUTTON, "Make the vault");
  kk_driver_key (driver, "Return");
}

static void
keep_code (KkDriver *driver)
{
  g_autofree char *third = dup_group (driver, 3);
  g_autofree char *seventh = dup_group (driver, 7);

  kk_driver_press (driver, BUTTON, "I have written it down");
  kk_driver_fill (driver, "text", "Group 3", third);
  kk_driver_fill (driver, "text", "Group 7", "0000");
  kk_driver_press (driver, BUTTON, "Check");
  kk_driver_expect (driver, "alert", "Group 7 is not right.");
  kk_driver_fill (driver, "text", "Group 7", seventh);
  kk_driver_press (driver, BUTTON, "Check");
  kk_driver_expect (driver, BUTTON, "Open the vault");
  g_assert_cmpuint (kk_driver_count (driver, third), ==, 0);
}

static void
test_first_run (void)
{
  g_autofree char *folder = kk_test_folder_new ();
  g_autofree char *vault = g_build_filename (folder, "vault", NULL);
  const char *arguments[] = { "--quick", "--vault", vault, NULL };

  {
    g_autoptr (KkDriver) driver = kk_driver_start (arguments);

    make_vault (driver);
    keep_code (driver);
    kk_driver_press (driver, BUTTON, "Open the vault");
    kk_driver_expect (driver, "list item", "Cases");
  }
  {
    g_autoptr (KkDriver) driver = kk_driver_start (arguments);

    kk_driver_fill (driver, SECRET, "Passphrase", "something else");
    kk_driver_press (driver, BUTTON, "Unlock");
    kk_driver_expect (driver, "alert", "This passphrase does not open the vault.");
    kk_driver_fill (driver, SECRET, "Passphrase", KK_TEST_PASSPHRASE);
    kk_driver_press (driver, BUTTON, "Unlock");
    kk_driver_expect (driver, "list item", "Cases");
  }
  kk_test_folder_remove (folder);
}

/* A region of one, with a few cases that have a marker in their titles. */

static KkTestRegion *
make_region (char **vault)
{
  KkTestRegion *region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  KkApp *app = kk_test_region_get_app (region, "deventer");

  g_free (kk_test_steps_add_case (app, MARKER " warehouse"));
  g_free (kk_test_steps_add_case (app, MARKER " restaurant"));
  g_free (kk_test_steps_add_case (app, MARKER " greenhouse"));
  *vault = g_strdup (((const KkTestMember *) region->members->pdata[0])->folder);
  kk_test_region_close (region, "deventer");
  return region;
}

static void
search_and_open (KkDriver *driver)
{
  kk_driver_key (driver, "ctrl+2");
  kk_driver_expect (driver, "list item", MARKER " warehouse");
  kk_driver_key (driver, "ctrl+f");
  kk_driver_type (driver, "rest");
  kk_driver_expect_none (driver, "list item", MARKER " warehouse");
  kk_driver_expect (driver, "list item", MARKER " restaurant");
  kk_driver_key (driver, "Down");
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, "label", MARKER " restaurant");
  kk_driver_expect (driver, "list item", "Signal, ");
}

/* Nothing of a case is on the accessibility bus after Ctrl+L; unlocking comes back to the same case. */
static void
test_search_and_lock (void)
{
  g_autofree char *vault = NULL;
  g_autoptr (KkTestRegion) region G_GNUC_UNUSED = make_region (&vault);
  const char *arguments[] = { "--vault", vault, NULL };
  g_autoptr (KkDriver) driver = kk_driver_start (arguments);

  kk_test_steps_unlock (driver);
  search_and_open (driver);
  kk_driver_key (driver, "ctrl+3");
  kk_driver_expect (driver, "label", "Nothing to judge.");
  kk_driver_key (driver, "ctrl+n");
  kk_driver_fill (driver, "text", "Where exactly?", MARKER);
  kk_driver_key (driver, "Escape");
  kk_driver_key (driver, "ctrl+2");
  kk_driver_expect (driver, "label", MARKER " restaurant");
  g_assert_cmpuint (kk_driver_count (driver, MARKER), >, 0);
  kk_driver_key (driver, "ctrl+l");
  kk_driver_expect (driver, "label", "Ketenkluis is locked");
  g_assert_cmpuint (kk_driver_count (driver, MARKER), ==, 0);
  g_assert_cmpuint (kk_driver_count (driver, KK_TEST_PASSPHRASE), ==, 0);
  kk_driver_expect (driver, "frame", "Ketenkluis");
  kk_test_steps_unlock (driver);
  kk_driver_expect (driver, "label", MARKER " restaurant");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  atspi_init ();
  g_test_add_func ("/client/first-run", test_first_run);
  g_test_add_func ("/client/search-and-lock", test_search_and_lock);
  return g_test_run ();
}
