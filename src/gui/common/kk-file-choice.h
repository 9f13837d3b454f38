/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    asking for a file on this computer. What is chosen stays out of the recent files of the desktop.
 * Owns:    the dialog.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *title;
  const char *accept; /* what the button says */
  const char
      *name; /* (nullable): suggested, of a file that is to be written; NULL = one that is there */
  gboolean folder; /* a folder, and no file */
} KkFileQuestion;

typedef void (*KkFileChosen) (gpointer owner, const char *path);

/* @chosen is not called when nothing is chosen, or @owner went away. */
void kk_file_ask (GtkWidget *owner, const KkFileQuestion *question, KkFileChosen chosen);

G_END_DECLS
