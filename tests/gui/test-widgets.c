/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Every widget: made, drawn, pictured, destroyed, and then really gone. */

#include "gui/cases/kk-route-picture.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/kk-main-view.h"
#include "gui/unlock/kk-first-run.h"
#include "gui/unlock/kk-lock-page.h"
#include "kk-test-gtk.h"

#include <string.h>

static void
test_secret_entry (void)
{
  GtkWidget *entry = kk_secret_entry_new ();
  GtkWindow *window = kk_test_gtk_show (entry, 320, 80);
  g_autoptr (KkSecret) typed = NULL;

  kk_secret_entry_set_label (KK_SECRET_ENTRY (entry), "Passphrase");
  g_assert_null (kk_secret_entry_dup_secret (KK_SECRET_ENTRY (entry)));
  kk_secret_entry_set_text (KK_SECRET_ENTRY (entry), "Zoë €5 ñ");
  g_assert_cmpuint (kk_secret_entry_get_length (KK_SECRET_ENTRY (entry)), ==, 8);
  typed = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (entry));
  g_assert_cmpmem (kk_secret_get_data (typed), kk_secret_get_size (typed), "Zoë €5 ñ",
                   strlen ("Zoë €5 ñ"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (gtk_widget_get_first_child (entry)),
                                   GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (entry)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Passphrase");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "secret-entry");
  kk_secret_entry_clear (KK_SECRET_ENTRY (entry));
  g_assert_cmpuint (kk_secret_entry_get_length (KK_SECRET_ENTRY (entry)), ==, 0);
  kk_test_gtk_destroy (window, entry);
}

static void
test_problem_bar (void)
{
  GtkWidget *bar = kk_problem_bar_new ();
  GtkWindow *window = kk_test_gtk_show (bar, 500, 120);
  g_autoptr (GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");

  g_assert_null (kk_problem_bar_get_text (KK_PROBLEM_BAR (bar)));
  kk_problem_bar_say (KK_PROBLEM_BAR (bar), "The disk is full. Your text is still on the screen.",
                      "disk");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "problem-bar");
  kk_problem_bar_show (KK_PROBLEM_BAR (bar), stopped);
  g_assert_null (kk_problem_bar_get_text (KK_PROBLEM_BAR (bar)));
  kk_test_gtk_destroy (window, bar);
}

static const KkStation stations[] = {
  { KK_STATION_BEFORE, KK_STATION_DONE, NULL, "Signal", "3 Nov" },
  { KK_STATION_BEFORE, KK_STATION_DONE, NULL, "Municipality", "12 Nov" },
  { KK_STATION_BEFORE, KK_STATION_DONE, NULL, "Table", "decision of 19 Nov" },
  { KK_STATION_TRACK, KK_STATION_CURRENT, NULL, "Care", "runs · Veilig Thuis" },
  { KK_STATION_TRACK, KK_STATION_WAITING, NULL, "Criminal", "waits for the release" },
  { KK_STATION_TRACK, KK_STATION_NOT_STARTED, NULL, "Organised crime", "not started · RIEC" },
  { KK_STATION_AFTER, KK_STATION_AHEAD, "user-home-symbolic", "Aftercare", NULL },
  { KK_STATION_AFTER, KK_STATION_AHEAD, "system-lock-screen-symbolic", "Closed", NULL },
};

static gboolean
is_narrow (gpointer picture)
{
  return kk_route_picture_is_narrow (picture);
}

static void
on_station_cb (guint *chosen, guint station)
{
  *chosen = station;
}

/* A button that is activated stays down for a moment. */
static gboolean
is_chosen (gpointer chosen)
{
  return *(guint *) chosen != G_MAXUINT;
}

static void
assert_station_named (GtkWidget *picture)
{
  GtkWidget *button = gtk_widget_get_first_child (picture);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Signal, done, 3 Nov");
}

static void
test_route (void)
{
  GtkWidget *picture = kk_route_picture_new ();
  GtkWindow *window = kk_test_gtk_show (picture, 900, 300);
  guint chosen = G_MAXUINT;

  kk_route_picture_set_stations (KK_ROUTE_PICTURE (picture), stations, G_N_ELEMENTS (stations));
  kk_test_gtk_draw (window);
  g_assert_false (kk_route_picture_is_narrow (KK_ROUTE_PICTURE (picture)));
  assert_station_named (picture);
  kk_test_gtk_save (window, "route");

  g_signal_connect_swapped (picture, "station", G_CALLBACK (on_station_cb), &chosen);
  g_assert_true (gtk_widget_child_focus (picture, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (picture, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (window)));
  kk_test_gtk_wait (is_chosen, &chosen);
  g_assert_cmpuint (chosen, ==, 4);
  g_assert_false (gtk_widget_child_focus (picture, GTK_DIR_TAB_FORWARD));

  gtk_window_set_default_size (window, 360, 600);
  kk_test_gtk_wait (is_narrow, picture);
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "route-narrow");
  kk_test_gtk_destroy (window, picture);
}

static void
test_first_run (void)
{
  g_autoptr (KkSession) session = kk_session_new ();
  GtkWidget *run = kk_first_run_new (session, "/nonexistent", TRUE);
  GtkWindow *window = kk_test_gtk_show (run, 1280, 800);

  kk_test_gtk_save (window, "first-run");
  kk_test_gtk_destroy (window, run);
}

static void
test_lock_page (void)
{
  g_autoptr (KkSession) session = kk_session_new ();
  GtkWidget *page = kk_lock_page_new (session, "/nonexistent", NULL);
  GtkWindow *window = kk_test_gtk_show (page, 1280, 800);

  kk_test_gtk_save (window, "lock-page");
  kk_test_gtk_destroy (window, page);
}

static void
test_main_view (void)
{
  g_autoptr (KkSession) session = kk_session_new ();
  GtkWidget *view = kk_main_view_new (session, TRUE);
  GtkWindow *window = kk_test_gtk_show (view, 1280, 800);

  kk_main_view_toast (KK_MAIN_VIEW (view), "Task deleted", "Undo", "view.page::undo");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "main-view");
  kk_test_gtk_destroy (window, view);
}

int
main (int argc, char **argv)
{
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/widgets/secret-entry", test_secret_entry);
  g_test_add_func ("/widgets/problem-bar", test_problem_bar);
  g_test_add_func ("/widgets/route", test_route);
  g_test_add_func ("/widgets/first-run", test_first_run);
  g_test_add_func ("/widgets/lock-page", test_lock_page);
  g_test_add_func ("/widgets/main-view", test_main_view);
  return g_test_run ();
}
