/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Delen: who gets what of a case, on which law, seen before it goes. It lies over the cases; leaving it is the
 *          action cases.shared-done, with the ids of shares that can be taken back still: as.
 * Owns:    the recipients that were chosen and what was left out for them, while it is shown.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SHARE_PAGE (kk_share_page_get_type ())
G_DECLARE_FINAL_TYPE (KkSharePage, kk_share_page, KK, SHARE_PAGE, AdwBin)

/* @case_: hex id or reference; @reference: for the title. */
GtkWidget *kk_share_page_new (KkSession *session, const char *case_, const char *reference)
    G_GNUC_WARN_UNUSED_RESULT;
/* One step back: from pane, sight or recipients to the table, and from the table to the case. */
void kk_share_page_go_back (KkSharePage *page);

G_END_DECLS
