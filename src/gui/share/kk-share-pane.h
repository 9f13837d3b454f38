/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the side pane of the page Delen: why one value does or does not go, and what is still asked for a recipient.
 *          Acts go to the page as actions:
 *            share.leave-out (uu)   column and row: for this recipient only, or not any more
 *            share.question (us)    column and code of what is missing
 *            share.remove (u)       column
 * Owns:    its widgets, and what is typed in its form.
 * Threads: main.
 * Errors:  in the form. */

#pragma once

#include "gui/share/kk-share-rows.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SHARE_PANE (kk_share_pane_get_type ())
G_DECLARE_FINAL_TYPE (KkSharePane, kk_share_pane, KK, SHARE_PANE, AdwBin)

typedef struct {
  KkSession *session;
  const char *case_;
  const GPtrArray *rows;    /* (element-type KkShareRow) */
  const GPtrArray *columns; /* (element-type KkShareColumn) */
  guint column;
  guint row;            /* G_MAXUINT: none */
  const char *question; /* (nullable): code of what is missing, or "NOTE" for why it is needed */
} KkSharePaneView;

void kk_share_pane_show (KkSharePane *pane, const KkSharePaneView *view);

G_END_DECLS
