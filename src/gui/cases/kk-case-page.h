/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one case: where it is on the route, who is in it, and what is known. Shows kk_app_case_show() and
 *          kk_app_route_show().
 * Owns:    what it shows; nothing when no case is chosen.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_CASE_PAGE (kk_case_page_get_type ())
G_DECLARE_FINAL_TYPE (KkCasePage, kk_case_page, KK, CASE_PAGE, AdwBin)

void kk_case_page_set_session (KkCasePage *page, KkSession *session);
/* @case_: (nullable): hex id or reference; NULL = no case. */
void kk_case_page_show (KkCasePage *page, const char *case_);
/* (nullable): what was asked for last. */
const char *kk_case_page_get_case (KkCasePage *page);
/* (nullable): of the case that is shown, once it is there. */
const char *kk_case_page_get_reference (KkCasePage *page);
/* The way back to the list, in a window that has no room for both. */
void kk_case_page_set_folded (KkCasePage *page, gboolean folded);

G_END_DECLS
