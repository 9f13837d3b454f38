/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    letting somebody into the region: what the request asks, the figures to compare by telephone, the answer and the
 *          code that goes with it by another way.
 * Owns:    a window of its own, closed when the vault locks.
 * Threads: main.
 * Errors:  in a bar at the top of the step; nobody is let in then. */

#pragma once

#include "gui/common/kk-steps-window.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_ADMIT_WINDOW (kk_admit_window_get_type ())
G_DECLARE_FINAL_TYPE (KkAdmitWindow, kk_admit_window, KK, ADMIT_WINDOW, KkStepsWindow)

GtkWidget *kk_admit_window_new (GtkWindow *parent, KkSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the request in @file and shows who asks. */
void kk_admit_window_read (KkAdmitWindow *window, const char *file);
/* @file: (nullable): of the key of the region, for an organisation that is new. */
void kk_admit_window_set_key (KkAdmitWindow *window, const char *file);
/* Lets in who asks; the answer goes into the new file @file. */
void kk_admit_window_answer (KkAdmitWindow *window, const char *file);

G_END_DECLS
