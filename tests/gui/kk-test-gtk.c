/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-gtk.h"

#include <string.h>

#define PATIENCE_SECONDS 30

void
kk_test_gtk_init (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/nl/ketenkluis/Ketenkluis/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static gboolean
on_impatient_cb (gpointer data G_GNUC_UNUSED)
{
  g_error ("the test waits for something that does not happen");
  return G_SOURCE_REMOVE;
}

void
kk_test_gtk_wait (gboolean (*is_true) (gpointer data), gpointer data)
{
  guint patience = g_timeout_add_seconds (PATIENCE_SECONDS, on_impatient_cb, NULL);

  while (!is_true (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (gtk_widget_get_mapped (child) && says (child, text))
      return TRUE;
  }
  return FALSE;
}

GtkWidget *
kk_test_gtk_find (GtkWidget *root, GType type, const char *text)
{
  if (gtk_widget_get_mapped (root) && g_type_is_a (G_OBJECT_TYPE (root), type) && says (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = kk_test_gtk_find (child, type, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

typedef struct {
  GtkWidget *root;
  GType type;
  const char *text;
} Wanted;

static gboolean
is_there (gpointer data)
{
  const Wanted *wanted = data;

  return kk_test_gtk_find (wanted->root, wanted->type, wanted->text) != NULL;
}

GtkWidget *
kk_test_gtk_expect (GtkWidget *root, GType type, const char *text)
{
  Wanted wanted = { root, type, text };

  g_test_message ("waiting for “%s”", text);
  kk_test_gtk_wait (is_there, &wanted);
  return kk_test_gtk_find (root, type, text);
}

static void
on_painted_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_painted_twice (gpointer data)
{
  return *(guint *) data >= 2;
}

static gboolean
queue_draw_cb (GtkWidget *widget, GdkFrameClock *clock G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

void
kk_test_gtk_draw (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  guint count = 0;
  gulong handler =
      g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (on_painted_cb), &count);
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), queue_draw_cb, NULL, NULL);

  kk_test_gtk_wait (is_painted_twice, &count);
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), tick);
  g_signal_handler_disconnect (clock, handler);
}

GtkWindow *
kk_test_gtk_show (GtkWidget *widget, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, width, height);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_present (window);
  kk_test_gtk_draw (window);
  return window;
}

void
kk_test_gtk_save (GtkWindow *window, const char *name)
{
  const char *folder = g_getenv ("KK_PICTURES");
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;

  if (path == NULL)
    return;
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
kk_test_gtk_destroy (GtkWindow *window, gpointer widget)
{
  gpointer watched = widget;

  g_object_add_weak_pointer (widget, &watched);
  gtk_window_destroy (window);
  kk_test_gtk_wait (is_gone, &watched);
}
