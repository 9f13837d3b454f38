/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-import-failure-private.h"

#include "domain/kk-csv.h"
#include "domain/kk-htcds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer than any name of a column. */
#define MOST_NAME 64

static char *
explain_csv (GBytes *csv, KkCsvError code)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (csv, &size);
  KkCsvPlace place = { 1, 1 };
  KkCsv *read = kk_csv_parse (data, size, &place, NULL);

  g_clear_pointer (&read, kk_csv_free);
  switch (code) {
  case KK_CSV_ERROR_ENCODING:
    return g_strdup_printf (_ ("Line %u, character %u is not text in UTF-8. Save the file as CSV "
                               "in UTF-8 and try again. Nothing was imported."),
                            place.line, place.column);
  case KK_CSV_ERROR_QUOTE:
    return g_strdup_printf (_ ("Line %u, character %u: a quotation mark stands in a wrong place, "
                               "or is never closed. Nothing was imported."),
                            place.line, place.column);
  case KK_CSV_ERROR_NEWLINE:
    return g_strdup_printf (_ ("Line %u, character %u: the line ends in a way that CSV files do "
                               "not have. Nothing was imported."),
                            place.line, place.column);
  case KK_CSV_ERROR_LIMIT:
  default:
    return g_strdup_printf (_ ("The file is larger than this program reads, from line %u, "
                               "character %u on. Nothing was imported."),
                            place.line, place.column);
  }
}

/* A file without heading begins with a case: only what looks like the name of a column is repeated. */
static gboolean
is_name_like (const char *heading)
{
  return strlen (heading) <= MOST_NAME && strchr (heading, '_') != NULL &&
         heading[strspn (heading, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")] == '\0';
}

static gboolean
occurs_before (const KkCsv *csv, guint cell, const KkField *field)
{
  for (guint i = 0; i < cell; i++) {
    g_autofree char *heading = g_strstrip (g_strdup (kk_csv_get_cell (csv, 0, i)));

    if (kk_htcds_column (heading) == field)
      return TRUE;
  }
  return FALSE;
}

static char *
explain_column (const char *heading, guint position, gboolean twice)
{
  if (twice)
    return g_strdup_printf (_ ("Line 1, column %u: %s stands in the heading twice. Nothing was "
                               "imported."),
                            position, heading);
  if (is_name_like (heading))
    return g_strdup_printf (_ ("Line 1, column %u: there is no column named %s. Nothing was "
                               "imported, so that no data are lost unnoticed."),
                            position, heading);
  return g_strdup_printf (_ ("Line 1, column %u: this is not the name of a column. The first line "
                             "has to name the columns. Nothing was imported."),
                          position);
}

static char *
explain_heading (GBytes *csv)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (csv, &size);
  g_autoptr (KkCsv) read = kk_csv_parse (data, size, NULL, NULL);
  guint n_cells = read != NULL && kk_csv_get_n_rows (read) > 0 ? kk_csv_get_n_cells (read, 0) : 0;

  for (guint i = 0; i < n_cells; i++) {
    g_autofree char *heading = g_strstrip (g_strdup (kk_csv_get_cell (read, 0, i)));
    const KkField *field = kk_htcds_column (heading);

    if (field == NULL || occurs_before (read, i, field))
      return explain_column (heading, i + 1, field != NULL);
  }
  return g_strdup (_ ("The file has no heading with the names of the columns. Nothing was "
                      "imported."));
}

void
kk_import_failure_set (GError **error, GBytes *csv, const GError *failure)
{
  g_autofree char *sentence = failure->domain == KK_CSV_ERROR
                                  ? explain_csv (csv, (KkCsvError) failure->code)
                                  : explain_heading (csv);

  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
}
