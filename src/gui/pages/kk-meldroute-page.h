/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Meldroute: whom to call now, per municipality, without a connection.
 * Owns:    what it shows.
 * Threads: main.
 * Errors:  in a bar at the top of the list. */

#pragma once

#include "gui/common/kk-split.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_MELDROUTE_PAGE (kk_meldroute_page_get_type ())
G_DECLARE_FINAL_TYPE (KkMeldroutePage, kk_meldroute_page, KK, MELDROUTE_PAGE, KkSplit)

GtkWidget *kk_meldroute_page_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
