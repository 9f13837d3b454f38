/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a few buttons above a list of which one is on: what the list shows.
 * Owns:    nothing; the box is floating until it is put somewhere.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*KkFilterChosen) (gpointer owner, guint filter);

/* The first is on; @chosen is called with the number of another one, while @owner is there. */
GtkWidget *
kk_filters_new (const char *const *labels, guint n_labels, KkFilterChosen chosen, gpointer owner)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
