/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-window.h"

#include "app/kk-app-demo.h"
#include "gui/kk-main-view.h"
#include "gui/unlock/kk-first-run.h"
#include "gui/unlock/kk-lock-page.h"
#include "gui/unlock/kk-restore-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkWindow {
  AdwApplicationWindow parent_instance;
  KkSession *session;
  char *folder;  /* of the vault of this person */
  char *example; /* (nullable): of the example region, while that is looked at */
  gboolean quick;
  char *place; /* (nullable): where the person was when the vault was locked */
};

G_DEFINE_FINAL_TYPE (KkWindow, kk_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_content (KkWindow *window, GtkWidget *content)
{
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), content);
  gtk_widget_grab_focus (content);
}

static void
show_main (KkWindow *window)
{
  GtkWidget *view = kk_main_view_new (window->session, window->example != NULL);

  show_content (window, view);
  if (window->place != NULL)
    kk_main_view_set_place (KK_MAIN_VIEW (view), window->place);
  g_clear_pointer (&window->place, g_free);
}

static void
on_finished_cb (KkWindow *window, const char *folder)
{
  g_clear_pointer (&window->example, g_free);
  if (strcmp (folder, window->folder) != 0)
    window->example = g_strdup (folder);
  show_main (window);
}

static void
show_first_run (KkWindow *window)
{
  GtkWidget *run = kk_first_run_new (window->session, window->folder, window->quick);

  g_signal_connect_object (run, "finished", G_CALLBACK (on_finished_cb), window, G_CONNECT_SWAPPED);
  show_content (window, run);
}

static gboolean
has_vault (KkWindow *window)
{
  g_autofree char *file = g_build_filename (window->folder, "kluis.db", NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

static void show_locked (KkWindow *window);

static void
show_start (KkWindow *window)
{
  g_clear_pointer (&window->example, g_free);
  g_clear_pointer (&window->place, g_free);
  if (has_vault (window))
    show_locked (window);
  else
    show_first_run (window);
}

static void
show_locked (KkWindow *window)
{
  /* Translators: the passphrase of the example region, which is no secret. */
  g_autofree char *hint =
      g_strdup_printf (_ ("This is the example. Its passphrase is: %s"), KK_DEMO_PASSPHRASE);
  const char *folder = window->example != NULL ? window->example : window->folder;
  GtkWidget *page =
      kk_lock_page_new (window->session, folder, window->example != NULL ? hint : NULL);

  g_signal_connect_object (page, "unlocked", G_CALLBACK (show_main), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "left", G_CALLBACK (show_start), window, G_CONNECT_SWAPPED);
  show_content (window, page);
}

/* Into the folder of this person, which has no vault yet. */
static void
on_restore_cb (GSimpleAction *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED,
               gpointer data)
{
  KkWindow *window = data;
  GtkWidget *restore;

  if (has_vault (window))
    return;
  restore = kk_restore_window_new (GTK_WINDOW (window), window->session, window->folder);
  g_signal_connect_object (restore, "restored", G_CALLBACK (show_start), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (restore));
}

static const GActionEntry actions[] = {
  { .name = "restore", .activate = on_restore_cb },
};

/* Locking. */

static void
forget_clipboard (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

/* Dialogs, popovers that are windows, print previews: all of them show what the vault holds. */
static void
close_others (KkWindow *window)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i - 1);

    if (other != NULL && other != GTK_WINDOW (window))
      gtk_window_destroy (other);
  }
}

static void
on_locked_cb (KkWindow *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));

  if (!KK_IS_MAIN_VIEW (content))
    return;
  g_free (window->place);
  window->place = kk_main_view_dup_place (KK_MAIN_VIEW (content));
  close_others (window);
  show_locked (window);
  forget_clipboard (gdk_display_get_clipboard (display));
  forget_clipboard (gdk_display_get_primary_clipboard (display));
}

/* Life. */

static void
kk_window_dispose (GObject *object)
{
  KkWindow *window = KK_WINDOW (object);

  g_clear_object (&window->session);
  g_clear_pointer (&window->folder, g_free);
  g_clear_pointer (&window->example, g_free);
  g_clear_pointer (&window->place, g_free);
  G_OBJECT_CLASS (kk_window_parent_class)->dispose (object);
}

/* The inspector of the toolkit would show every widget with what it says, and its keys are those of a page. */
static gboolean
kk_window_enable_debugging (GtkWindow *window G_GNUC_UNUSED, gboolean toggle G_GNUC_UNUSED)
{
  return FALSE;
}

static void
kk_window_class_init (KkWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_window_dispose;
  GTK_WINDOW_CLASS (klass)->enable_debugging = kk_window_enable_debugging;
}

/* High contrast gets outlines from style.css: libadwaita 1.2 has no class of its own for it. */
static void
follow_contrast (KkWindow *window)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (window), "high-contrast");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (window), "high-contrast");
}

static void
kk_window_init (KkWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  gtk_window_set_title (GTK_WINDOW (window), "Ketenkluis");
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_widget_set_size_request (GTK_WIDGET (window), 360, 294);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (follow_contrast), window, G_CONNECT_SWAPPED);
  follow_contrast (window);
}

GtkWidget *
kk_window_new (AdwApplication *application, KkSession *session, const KkWindowPlan *plan)
{
  KkWindow *window = g_object_new (KK_TYPE_WINDOW, "application", application, NULL);

  window->session = g_object_ref (session);
  window->folder = g_strdup (plan->folder);
  window->quick = plan->quick;
  g_signal_connect_object (session, "locked", G_CALLBACK (on_locked_cb), window, G_CONNECT_SWAPPED);
  show_start (window);
  return GTK_WIDGET (window);
}

void
kk_window_warn (KkWindow *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  if (KK_IS_MAIN_VIEW (content))
    kk_main_view_toast (KK_MAIN_VIEW (content), _ ("Locks in 30 seconds"), _ ("Keep working"),
                        "app.stay");
}

void
kk_window_say (KkWindow *window, const char *sentence)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));

  if (KK_IS_MAIN_VIEW (content))
    kk_main_view_toast (KK_MAIN_VIEW (content), sentence, _ ("Settings"), "app.settings");
}

char *
kk_window_dup_part (KkWindow *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  g_autofree char *place =
      KK_IS_MAIN_VIEW (content) ? kk_main_view_dup_place (KK_MAIN_VIEW (content)) : NULL;

  return place != NULL ? g_strndup (place, strcspn (place, "/")) : NULL;
}
