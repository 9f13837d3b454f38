/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one line of a KkSplit, and the widget that shows it.
 * Owns:    copies of its texts.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/common/kk-split.h"

G_BEGIN_DECLS

#define KK_TYPE_SPLIT_LINE (kk_split_line_get_type ())
G_DECLARE_FINAL_TYPE (KkSplitLineItem, kk_split_line, KK, SPLIT_LINE, GObject)

KkSplitLineItem *kk_split_line_new (const KkSplitLine *line) G_GNUC_WARN_UNUSED_RESULT;
const char *kk_split_line_get_id (KkSplitLineItem *item);
GtkListItemFactory *kk_split_line_factory_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
