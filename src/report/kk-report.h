/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a table on paper or in a spreadsheet: what stands in it, and its bytes as PDF or CSV. It knows no words of its
 *          own: every text comes from the caller, already in the language of the reader.
 * Owns:    copies of everything given to it.
 * Threads: one report in one thread at a time.
 * Errors:  KK_REPORT_ERROR when the page cannot be made. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_REPORT_ERROR (kk_report_error_quark ())
GQuark kk_report_error_quark (void);

typedef enum {
  KK_REPORT_ERROR_FAILED = 1,
} KkReportError;

typedef struct _KkReport KkReport;

/* @mark: stands on every page, as VERTROUWELIJK does. */
KkReport *kk_report_new (const char *title, const char *mark) G_GNUC_WARN_UNUSED_RESULT;
void kk_report_free (KkReport *report);
/* What stands at the foot of every page. @page, @of: the words of "page 1 of 3". */
void kk_report_set_foot (KkReport *report, const char *foot, const char *page, const char *of);
/* When it was made: ms since 1970, for the properties of the file. */
void kk_report_set_made (KkReport *report, gint64 made);
/* Before the table: a line "label: value", and a paragraph. */
void kk_report_add_fact (KkReport *report, const char *label, const char *value);
void kk_report_add_note (KkReport *report, const char *note);
/* @weight: its part of the width of the page. All columns before the first row. */
void kk_report_add_column (KkReport *report, const char *heading, guint weight);
/* @cells: one for each column, each (nullable); a line end starts a new line in the cell. */
void kk_report_add_row (KkReport *report, const char *const *cells);

/* (transfer full): text of others made harmless: no control characters, nothing that turns the direction of reading. */
char *kk_report_tame (const char *text);

/* (transfer full): A4, with its fonts inside. */
GBytes *kk_report_to_pdf (const KkReport *report, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the table only, UTF-8 with a byte order mark, semicolons and CRLF, as the spreadsheets here open it;
 * no cell is taken for a formula (docs/formats/register-export.md). */
GBytes *kk_report_to_csv (const KkReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkReport, kk_report_free)

G_END_DECLS
