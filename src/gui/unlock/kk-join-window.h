/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    becoming a member of a region: a request in a file, with a fingerprint to read aloud, and the answer to it.
 * Owns:    a window of its own, closed when the vault locks.
 * Threads: main.
 * Errors:  in a bar at the top. */

#pragma once

#include "gui/common/kk-steps-window.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_JOIN_WINDOW (kk_join_window_get_type ())
G_DECLARE_FINAL_TYPE (KkJoinWindow, kk_join_window, KK, JOIN_WINDOW, KkStepsWindow)

GtkWidget *kk_join_window_new (GtkWindow *parent, KkSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what is filled in into a new file, and shows what to read out. */
void kk_join_window_ask (KkJoinWindow *window, const char *file);
/* Opens the answer in @file with the code that is filled in; closes the window when that works. */
void kk_join_window_answer (KkJoinWindow *window, const char *file);

G_END_DECLS
