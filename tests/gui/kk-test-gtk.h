/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what tests of widgets share: showing one in a window, a picture of it in the build folder, and the proof that
 *          nothing keeps it alive.
 * Owns:    the window it makes.
 * Threads: main.
 * Errors:  none: g_assert. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* In place of gtk_test_init(): GTK, libadwaita and the style of the client. */
void kk_test_gtk_init (int *argc, char ***argv);
/* (transfer none): a window of @width × @height with @widget in it, drawn at least twice. */
GtkWindow *kk_test_gtk_show (GtkWidget *widget, int width, int height);
/* Runs the main loop until @is_true answers TRUE; fails after 30 s of a stuck test. */
void kk_test_gtk_wait (gboolean (*is_true) (gpointer data), gpointer data);
void kk_test_gtk_draw (GtkWindow *window);
/* (nullable): the first one in @root, itself included, that is seen, is of @type and has @text in a label. */
GtkWidget *kk_test_gtk_find (GtkWidget *root, GType type, const char *text);
/* The same, waiting until it is there. */
GtkWidget *kk_test_gtk_expect (GtkWidget *root, GType type, const char *text);
/* NAME.png in the folder KK_PICTURES, when that is set. */
void kk_test_gtk_save (GtkWindow *window, const char *name);
/* Destroys the window; @widget, which was in it, is finalised by that. */
void kk_test_gtk_destroy (GtkWindow *window, gpointer widget);

G_END_DECLS
