/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Postvak: received changes, questions, quarantine, two values and recalls as one work queue, with what can be done
 *          about each.
 * Owns:    what it shows.
 * Threads: main.
 * Errors:  in a bar at the top of the list. */

#pragma once

#include "gui/common/kk-split.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_POST_PAGE (kk_post_page_get_type ())
G_DECLARE_FINAL_TYPE (KkPostPage, kk_post_page, KK, POST_PAGE, KkSplit)

GtkWidget *kk_post_page_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* A KkSessionWork for the badge: what waits for a person. */
gpointer kk_post_count (KkApp *app, gconstpointer wish, GError **error);

G_END_DECLS
