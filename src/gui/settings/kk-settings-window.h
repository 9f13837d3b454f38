/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Instellingen: few choices, each with what it means. Security, backup and how it looks.
 * Owns:    what it shows; a window of its own, closed when the vault locks.
 * Threads: main.
 * Errors:  as toasts of the window. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SETTINGS_WINDOW (kk_settings_window_get_type ())
G_DECLARE_FINAL_TYPE (KkSettingsWindow,
                      kk_settings_window,
                      KK,
                      SETTINGS_WINDOW,
                      AdwPreferencesWindow)

/* @settings: (nullable): NULL where the program was not installed; then the choices of the desktop are left out. */
GtkWidget *kk_settings_window_new (GtkWindow *parent, KkSession *session, GSettings *settings)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
