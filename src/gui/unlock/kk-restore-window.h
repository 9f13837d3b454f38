/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    restoring a backup on a computer that has no vault yet: a file, the recovery code, and what comes back.
 * Owns:    a window of its own.
 * Threads: main.
 * Errors:  in a bar at the top; the folder of the vault is then as it was. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_RESTORE_WINDOW (kk_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (KkRestoreWindow, kk_restore_window, KK, RESTORE_WINDOW, AdwWindow)

/* @folder: of the new vault: empty or absent. Says "restored" once the vault is there. */
GtkWidget *kk_restore_window_new (GtkWindow *parent, KkSession *session, const char *folder)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_restore_window_set_file (KkRestoreWindow *window, const char *file);

G_END_DECLS
