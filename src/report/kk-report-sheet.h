/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one page of A4 with a secret on it, as PDF: a heading, lines of text, and the lines that are copied from paper one day,
 *          large and in letters of one width.
 * Owns:    the page belongs to the caller. It never lies in memory that is not guarded, which is why it is not drawn by the
 *          library that draws reports.
 * Threads: any.
 * Errors:  none: what the letters of the page do not have becomes a question mark. */

#pragma once

#include "base/kk-secret.h"

G_BEGIN_DECLS

typedef struct {
  const char *before; /* its first line is the heading; each line is one on the page */
  const char *secret; /* of ASCII */
  const char *after;
} KkReportSheet;

/* (transfer full): the bytes of the file. */
KkSecret *kk_report_sheet_to_pdf (const KkReportSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
