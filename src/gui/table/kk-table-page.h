/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the part Tafel: the agenda of the table, and for the chosen case what everybody brings, what was decided, how far
 *          it is, and the own contribution or decision.
 * Owns:    what it shows.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "gui/common/kk-split.h"

#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_TABLE_PAGE (kk_table_page_get_type ())
G_DECLARE_FINAL_TYPE (KkTablePage, kk_table_page, KK, TABLE_PAGE, KkSplit)

GtkWidget *kk_table_page_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
