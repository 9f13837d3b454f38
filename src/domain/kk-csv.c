/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-csv.h"

#include "base/kk-limits.h"
#include "base/kk-secret.h"

#include <string.h>

G_DEFINE_QUARK (kk_csv_error, kk_csv_error)
G_STATIC_ASSERT (KK_CSV_MAX_CELL == KK_LIMIT_TEXT);

typedef struct {
  guint line;
  guint first_cell; /* index into the cells of the file */
  guint n_cells;
} Row;

struct _KkCsv {
  char *text;    /* the cells one after the other, each ended by a zero */
  gsize size;    /* allocated */
  GArray *cells; /* (element-type guint32): where each cell begins in text */
  GArray *rows;  /* (element-type Row) */
};

typedef struct {
  const char *next;
  const char *end;
  const char *line_start; /* of the line that holds next */
  guint line;
  guint32 used; /* of csv->text */
  KkCsv *csv;
} Reader;

void
kk_csv_free (KkCsv *csv)
{
  /* Cells hold personal data. */
  kk_secret_wipe (csv->text, csv->size);
  g_free (csv->text);
  g_array_unref (csv->cells);
  g_array_unref (csv->rows);
  g_free (csv);
}

static KkCsv *
make_csv (gsize size)
{
  KkCsv *csv = g_new0 (KkCsv, 1);

  /* A cell never needs more room than its text and the separator or end behind it. */
  csv->size = size + 2;
  csv->text = g_malloc0 (csv->size);
  csv->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  csv->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return csv;
}

static gboolean
fail (const Reader *reader, KkCsvPlace *place, GError **error, KkCsvError code, const char *message)
{
  guint column = 1;

  for (const char *at = reader->line_start; at < reader->next; at++)
    column += ((guchar) *at & 0xc0) != 0x80; /* count characters, not bytes */
  if (place)
    *place = (KkCsvPlace){ .line = reader->line, .column = column };
  g_set_error (error, KK_CSV_ERROR, (gint) code, "%s at line %u, column %u", message, reader->line,
               column);
  return FALSE;
}

/* Tab and line ends are the only control characters that a cell may have. */
static gboolean
is_forbidden (char letter)
{
  guchar byte = (guchar) letter;

  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f;
}

static gboolean
check_text (Reader *reader, KkCsvPlace *place, GError **error)
{
  Reader at = *reader;
  const char *bad = NULL;

  g_utf8_validate_len (reader->next, (gsize) (reader->end - reader->next), &bad);
  for (; at.next < bad; at.next++) {
    if (is_forbidden (*at.next))
      return fail (&at, place, error, KK_CSV_ERROR_ENCODING, "a control character");
    if (*at.next == '\n') {
      at.line++;
      at.line_start = at.next + 1;
    }
  }
  if (bad < reader->end)
    return fail (&at, place, error, KK_CSV_ERROR_ENCODING, "not valid UTF-8");
  return TRUE;
}

/* Copies one character of a cell; line feeds inside quotes still count as lines of the file. */
static void
take_character (Reader *reader)
{
  char letter = *reader->next++;

  if (letter == '\n') {
    reader->line++;
    reader->line_start = reader->next;
  }
  reader->csv->text[reader->used++] = letter;
}

/* After the opening quote, up to and past the closing one. */
static gboolean
read_quoted (Reader *reader, KkCsvPlace *place, GError **error)
{
  const Reader open = *reader;

  for (; reader->next < reader->end; take_character (reader)) {
    if (*reader->next != '"')
      continue;
    reader->next++;
    if (reader->next == reader->end || *reader->next != '"')
      return TRUE;
  }
  return fail (&open, place, error, KK_CSV_ERROR_QUOTE, "a quoted cell that never ends");
}

static gboolean
read_plain (Reader *reader, KkCsvPlace *place, GError **error)
{
  for (; reader->next < reader->end && !strchr (",\r\n", *reader->next); take_character (reader))
    if (*reader->next == '"')
      return fail (reader, place, error, KK_CSV_ERROR_QUOTE,
                   "a quote inside a cell without quotes");
  return TRUE;
}

static gboolean
read_cell (Reader *reader, KkCsvPlace *place, GError **error)
{
  const Reader start = *reader;
  gboolean quoted = reader->next < reader->end && *reader->next == '"';

  g_array_append_val (reader->csv->cells, reader->used);
  if (quoted) {
    reader->next++;
    if (!read_quoted (reader, place, error))
      return FALSE;
    if (reader->next < reader->end && !strchr (",\r\n", *reader->next))
      return fail (reader, place, error, KK_CSV_ERROR_QUOTE, "text after a closing quote");
  } else if (!read_plain (reader, place, error)) {
    return FALSE;
  }
  if (reader->used - start.used > KK_CSV_MAX_CELL)
    return fail (&start, place, error, KK_CSV_ERROR_LIMIT, "a cell that is too long");
  reader->csv->text[reader->used++] = '\0';
  return TRUE;
}

/* Past a line end: line feed, or carriage return and line feed. */
static gboolean
read_line_end (Reader *reader, KkCsvPlace *place, GError **error)
{
  if (reader->next < reader->end && *reader->next == '\r') {
    if (reader->end - reader->next < 2 || reader->next[1] != '\n')
      return fail (reader, place, error, KK_CSV_ERROR_NEWLINE, "a carriage return alone");
    reader->next++;
  }
  if (reader->next < reader->end) {
    reader->next++;
    reader->line++;
    reader->line_start = reader->next;
  }
  return TRUE;
}

static gboolean
read_row (Reader *reader, KkCsvPlace *place, GError **error)
{
  Row row = { .line = reader->line, .first_cell = reader->csv->cells->len, .n_cells = 0 };

  if (reader->csv->rows->len >= KK_CSV_MAX_ROWS)
    return fail (reader, place, error, KK_CSV_ERROR_LIMIT, "too many rows");
  for (;;) {
    if (row.n_cells >= KK_CSV_MAX_COLUMNS)
      return fail (reader, place, error, KK_CSV_ERROR_LIMIT, "too many columns");
    if (!read_cell (reader, place, error))
      return FALSE;
    row.n_cells++;
    if (reader->next == reader->end || *reader->next != ',')
      break;
    reader->next++;
  }
  g_array_append_val (reader->csv->rows, row);
  return read_line_end (reader, place, error);
}

KkCsv *
kk_csv_parse (const guint8 *data, gsize size, KkCsvPlace *place, GError **error)
{
  g_autoptr (KkCsv) csv = NULL;
  const char *text = size > 0 ? (const char *) data : "";
  Reader reader = { .next = text, .end = text + size, .line_start = text, .line = 1 };

  if (size > KK_CSV_MAX_BYTES) {
    fail (&reader, place, error, KK_CSV_ERROR_LIMIT, "a file that is too large");
    return NULL;
  }
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    reader.line_start = reader.next = text + 3;
  if (!check_text (&reader, place, error))
    return NULL;
  reader.csv = csv = make_csv (size);
  while (reader.next < reader.end)
    if (!read_row (&reader, place, error))
      return NULL;
  return g_steal_pointer (&csv);
}

guint
kk_csv_get_n_rows (const KkCsv *csv)
{
  return csv->rows->len;
}

guint
kk_csv_get_n_cells (const KkCsv *csv, guint row)
{
  g_return_val_if_fail (row < csv->rows->len, 0);
  return g_array_index (csv->rows, Row, row).n_cells;
}

const char *
kk_csv_get_cell (const KkCsv *csv, guint row, guint cell)
{
  const Row *found;

  g_return_val_if_fail (row < csv->rows->len, NULL);
  found = &g_array_index (csv->rows, Row, row);
  g_return_val_if_fail (cell < found->n_cells, NULL);
  return csv->text + g_array_index (csv->cells, guint32, found->first_cell + cell);
}

guint
kk_csv_get_line (const KkCsv *csv, guint row)
{
  g_return_val_if_fail (row < csv->rows->len, 0);
  return g_array_index (csv->rows, Row, row).line;
}
