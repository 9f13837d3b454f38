/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the parts of the window, in the order of the navigation: one row of a table each. A part that is not in the
 *          table does not exist for anybody; there are no empty pages.
 * Owns:    static data.
 * Threads: main; @count runs on the worker.
 * Errors:  none. */

#pragma once

#include "gui/kk-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;  /* of the page in the stack and in view.part::NAME */
  const char *title; /* marked with NC_ ("part of the window", …) */
  const char *icon;
  guint key; /* with Ctrl: fixed for the part, so that keys stay the same when parts are absent */
  GtkWidget *(*make) (KkSession *session);
  KkSessionWork count; /* (nullable): how much waits there, by GUINT_TO_POINTER() */
} KkPart;

extern const KkPart kk_parts[];
extern const gsize kk_n_parts;

const char *kk_part_get_title (const KkPart *part);

/* What a page may do for the keys of the window; a page installs the actions that it has a use for:
 *   page.find    Ctrl+F
 *   page.share   Ctrl+D
 *   page.print   Ctrl+P
 *   page.undo    Ctrl+Z
 *   page.back    Alt+Left
 *   page.next    Ctrl+PageDown      page.previous   Ctrl+PageUp
 * and, to come back to the same place after unlocking, a property "place": a string of ids, never words of a case. */

G_END_DECLS
