/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the program: options, actions with their keys, and what has to be true of every window.
 * Owns:    the session and the window.
 * Threads: main.
 * Errors:  none of its own. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_APPLICATION_ID "nl.ketenkluis.Ketenkluis"

#define KK_TYPE_GUI_APPLICATION (kk_gui_application_get_type ())
G_DECLARE_FINAL_TYPE (KkGuiApplication, kk_gui_application, KK, GUI_APPLICATION, AdwApplication)

KkGuiApplication *kk_gui_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
