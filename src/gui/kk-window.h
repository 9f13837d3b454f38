/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the one window: first run, locked page or main view, one at a time; the others do not exist then. Its title is
 *          always "Ketenkluis".
 * Owns:    its content, and the place to come back to after unlocking.
 * Threads: main.
 * Errors:  none of its own. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_WINDOW (kk_window_get_type ())
G_DECLARE_FINAL_TYPE (KkWindow, kk_window, KK, WINDOW, AdwApplicationWindow)

typedef struct {
  const char *folder; /* of the vault */
  gboolean quick;     /* the least costs of the passphrase, for tests */
} KkWindowPlan;

GtkWidget *kk_window_new (AdwApplication *application, KkSession *session, const KkWindowPlan *plan)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): name of the part that is shown; none while the vault is locked. */
char *kk_window_dup_part (KkWindow *window);
/* Says that the vault will be locked by itself soon. */
void kk_window_warn (KkWindow *window);
/* Says what is wrong with the backups, and where to look. */
void kk_window_say (KkWindow *window, const char *sentence);

G_END_DECLS
