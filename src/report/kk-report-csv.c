/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "report/kk-report-private.h"

#include <string.h>

/* What a spreadsheet takes for a formula, also behind spaces and in its wide form (CWE-1236). */
static gboolean
looks_like_formula (const char *cell)
{
  static const gunichar starts[] = { '=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20, 0x2212 };
  gunichar first;

  while (*cell != '\0' && g_unichar_isspace (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);
  first = g_utf8_get_char (cell);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++) {
    if (first == starts[i])
      return TRUE;
  }
  return FALSE;
}

/* Always in quotes, so that nothing depends on what is in it. */
static void
append_cell (GString *csv, const char *cell)
{
  g_string_append_c (csv, '"');
  if (looks_like_formula (cell))
    g_string_append_c (csv, '\'');
  for (; *cell != '\0'; cell++) {
    if (*cell == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *cell);
  }
  g_string_append_c (csv, '"');
}

static void
append_end (GString *csv, guint column, guint n_columns)
{
  g_string_append (csv, column + 1 < n_columns ? ";" : "\r\n");
}

GBytes *
kk_report_to_csv (const KkReport *report)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");
  guint n_columns = report->columns->len;

  for (guint i = 0; i < n_columns; i++) {
    append_cell (csv, g_array_index (report->columns, KkReportColumn, i).heading);
    append_end (csv, i, n_columns);
  }
  for (guint r = 0; r < report->rows->len; r++) {
    const char *const *row = report->rows->pdata[r];

    for (guint i = 0; i < n_columns; i++) {
      append_cell (csv, row[i]);
      append_end (csv, i, n_columns);
    }
  }
  return g_string_free_to_bytes (csv);
}
