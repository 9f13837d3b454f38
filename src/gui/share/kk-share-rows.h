/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the rows of the page Delen: every value of the case that could go, once, with what each recipient's law says.
 * Owns:    rows their words; decisions are borrowed from the columns.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/share/kk-share-answer.h"

G_BEGIN_DECLS

typedef struct {
  char *heading; /* whom or what it is about; the same for rows that stand together */
  char *record;
  char *name;    /* of the field */
  char *element; /* (nullable) */
  char *title;
  char *value;
  gboolean unticked;
  GPtrArray *fields; /* (element-type KkSharedField) (nullable elements): for each column */
} KkShareRow;

/* (transfer full) (element-type KkShareRow): persons first. */
GPtrArray *kk_share_rows_collect (const KkCaseView *view, const GPtrArray *columns);

G_END_DECLS
