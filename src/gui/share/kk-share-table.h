/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the table of the page Delen: a row for each value, a column for each recipient. One stop for Tab; arrows move in
 *          it. What a person does with it goes to the page as actions:
 *            share.cell (uu)     column and row
 *            share.tick (u)      row: leave out for all, or not
 *            share.purpose (uu)  column and purpose
 *            share.note (u)      column
 *            share.column (u)    column
 * Owns:    its widgets.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/share/kk-share-rows.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SHARE_TABLE (kk_share_table_get_type ())
G_DECLARE_FINAL_TYPE (KkShareTable, kk_share_table, KK, SHARE_TABLE, GtkWidget)

typedef struct {
  const GPtrArray *rows;    /* (element-type KkShareRow) */
  const GPtrArray *columns; /* (element-type KkShareColumn) */
  const char *own;          /* as what this desk shares */
  guint first;              /* the columns that are shown */
  guint n_shown;
  gboolean narrow; /* one under the other */
} KkShareTableView;

/* What has the focus keeps it, when it is still there. */
void kk_share_table_show (KkShareTable *table, const KkShareTableView *view);
/* Marks the cell that the pane tells about; G_MAXUINT for none. */
void kk_share_table_choose (KkShareTable *table, guint column, guint row);
/* How wide it wants to be with that many columns side by side. */
int kk_share_table_get_width (guint n_columns);

G_END_DECLS
