/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Hulp: an answer without internet or a colleague, and what this program does not protect against.
 * Owns:    a window of its own; nothing of a case is in it.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/common/kk-split.h"

G_BEGIN_DECLS

#define KK_TYPE_HELP (kk_help_get_type ())
G_DECLARE_FINAL_TYPE (KkHelp, kk_help, KK, HELP, KkSplit)

/* The topics are named as the parts of the window. */
GtkWidget *kk_help_new (const char *topic) G_GNUC_WARN_UNUSED_RESULT;
/* The same in a window over @parent. Escape closes it. */
GtkWidget *kk_help_window_new (GtkWindow *parent, const char *topic) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
