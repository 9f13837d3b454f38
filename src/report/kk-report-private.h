/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the inside of a report, for the writers of its formats.
 * Owns:    see KkReport.
 * Threads: as KkReport.
 * Errors:  none. */

#pragma once

#include "report/kk-report.h"

G_BEGIN_DECLS

typedef struct {
  char *heading;
  guint weight;
} KkReportColumn;

typedef struct {
  char *label;
  char *value;
} KkReportFact;

struct _KkReport {
  char *title;
  char *mark;
  char *foot;
  char *page;
  char *of;
  gint64 made;
  GArray *facts;    /* (element-type KkReportFact) */
  GPtrArray *notes; /* (element-type utf8) */
  GArray *columns;  /* (element-type KkReportColumn) */
  GPtrArray *rows;  /* (element-type GStrv): as many cells as there are columns */
};

G_END_DECLS
