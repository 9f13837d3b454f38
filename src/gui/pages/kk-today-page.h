/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Vandaag: what must be done now, in one look. What is due, what came in, what others owe an answer, and drafts.
 * Owns:    its rows.
 * Threads: main.
 * Errors:  in a bar at the top of the page. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_TODAY_PAGE (kk_today_page_get_type ())
G_DECLARE_FINAL_TYPE (KkTodayPage, kk_today_page, KK, TODAY_PAGE, AdwBin)

GtkWidget *kk_today_page_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* A KkSessionWork for the badge: what is overdue or due today. */
gpointer kk_today_count (KkApp *app, gconstpointer wish, GError **error);

G_END_DECLS
