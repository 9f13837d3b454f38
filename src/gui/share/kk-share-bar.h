/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the bar over the cases after sending: for a minute what was sent can be taken back as if it had not been; then
 *          an exchange begins. It does not count aloud.
 * Owns:    the ids of the shares, and its clock.
 * Threads: main.
 * Errors:  when it cannot be taken back any more, it says so. */

#pragma once

#include "gui/kk-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_SHARE_UNDO_SECONDS 60

#define KK_TYPE_SHARE_BAR (kk_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (KkShareBar, kk_share_bar, KK, SHARE_BAR, GtkWidget)

/* @shares: (transfer full) (element-type utf8): ids. */
void kk_share_bar_begin (KkShareBar *bar, KkSession *session, GPtrArray *shares);

G_END_DECLS
