/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* When the vault locks by itself, on a clock of the test; and how strong a passphrase looks. */

#include "gui/common/kk-strength.h"
#include "gui/unlock/kk-lock-watch.h"

#include <string.h>

#define SECOND G_USEC_PER_SEC

static void
count (guint *counter)
{
  (*counter)++;
}

static void
test_idle (void)
{
  g_autoptr (KkLockWatch) watch = kk_lock_watch_new ();
  guint warnings = 0, locks = 0;

  g_signal_connect_swapped (watch, "warn", G_CALLBACK (count), &warnings);
  g_signal_connect_swapped (watch, "lock", G_CALLBACK (count), &locks);
  kk_lock_watch_set_minutes (watch, 2);
  kk_lock_watch_touch (watch, 0);
  kk_lock_watch_tick (watch, 89 * SECOND);
  g_assert_cmpuint (warnings, ==, 0);
  kk_lock_watch_tick (watch, 90 * SECOND);
  kk_lock_watch_tick (watch, 95 * SECOND);
  g_assert_cmpuint (warnings, ==, 1);
  kk_lock_watch_touch (watch, 100 * SECOND);
  kk_lock_watch_tick (watch, 121 * SECOND);
  g_assert_cmpuint (locks, ==, 0);
  kk_lock_watch_tick (watch, 191 * SECOND);
  g_assert_cmpuint (warnings, ==, 2);
  kk_lock_watch_tick (watch, 220 * SECOND);
  kk_lock_watch_tick (watch, 225 * SECOND);
  g_assert_cmpuint (locks, ==, 1);
}

/* The screen of a desktop on a bus of the test. */
static void
test_screen_locked (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) desktop = NULL;
  g_autoptr (GError) error = NULL;
  KkLockWatch *watch;
  guint locks = 0;

  g_test_dbus_up (bus);
  watch = kk_lock_watch_new ();
  g_signal_connect_swapped (watch, "lock", G_CALLBACK (count), &locks);
  kk_lock_watch_start (watch);
  desktop = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (desktop, FALSE);
  while (locks == 0) {
    /* The watch may not have subscribed yet: said until it is heard. */
    g_dbus_connection_emit_signal (desktop, NULL, "/ScreenSaver", "org.freedesktop.ScreenSaver",
                                   "ActiveChanged", g_variant_new ("(b)", TRUE), NULL);
    g_main_context_iteration (NULL, TRUE);
  }
  g_object_unref (watch);
  g_clear_object (&desktop);
  g_test_dbus_down (bus);
}

static KkStrength
judge (const char *text)
{
  g_autoptr (KkSecret) secret = kk_secret_new_copy (text, strlen (text));

  return kk_strength_of (secret);
}

static void
test_strength (void)
{
  g_assert_cmpint (kk_strength_of (NULL), ==, KK_STRENGTH_NONE);
  g_assert_cmpint (judge ("welkom01"), ==, KK_STRENGTH_TOO_SHORT);
  g_assert_cmpint (judge ("aaaaaaaaaaaaaaaaaaaaaaaa"), ==, KK_STRENGTH_TOO_SHORT);
  g_assert_cmpint (judge ("lampje fiets boek"), ==, KK_STRENGTH_COULD_BE_LONGER);
  g_assert_cmpint (judge ("fiets fiets fiets fiets fiets"), ==, KK_STRENGTH_TOO_SHORT);
  g_assert_cmpint (judge ("lampje fiets lampje fiets boek"), ==, KK_STRENGTH_COULD_BE_LONGER);
  g_assert_cmpint (judge ("lampje fiets boek regenjas"), ==, KK_STRENGTH_STRONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock-watch/idle", test_idle);
  g_test_add_func ("/lock-watch/screen-locked", test_screen_locked);
  g_test_add_func ("/strength/words", test_strength);
  return g_test_run ();
}
