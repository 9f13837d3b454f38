/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-csv.h"

#include <string.h>

static KkCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KkCsv *csv = kk_csv_parse ((const guint8 *) text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (csv);
  return csv;
}

static void
test_cells (void)
{
  g_autoptr (KkCsv) csv = parse ("a,b,c\r\n1,,\"x,y\"\n\n\"he said \"\"ja\"\"\",\"two\nlines\",\n");

  g_assert_cmpuint (kk_csv_get_n_rows (csv), ==, 4);
  g_assert_cmpuint (kk_csv_get_n_cells (csv, 0), ==, 3);
  g_assert_cmpstr (kk_csv_get_cell (csv, 0, 2), ==, "c");
  g_assert_cmpstr (kk_csv_get_cell (csv, 1, 1), ==, "");
  g_assert_cmpstr (kk_csv_get_cell (csv, 1, 2), ==, "x,y");
  g_assert_cmpuint (kk_csv_get_n_cells (csv, 2), ==, 1);
  g_assert_cmpstr (kk_csv_get_cell (csv, 3, 0), ==, "he said \"ja\"");
  g_assert_cmpstr (kk_csv_get_cell (csv, 3, 1), ==, "two\nlines");
  g_assert_cmpstr (kk_csv_get_cell (csv, 3, 2), ==, "");
  g_assert_cmpuint (kk_csv_get_line (csv, 3), ==, 4);
}

static void
test_ends (void)
{
  static const struct {
    const char *text;
    guint rows;
    guint cells; /* of the last row */
  } cases[] = {
    { "", 0, 0 },     { "\xef\xbb\xbf", 0, 0 }, { "a", 1, 1 },          { "a,", 1, 2 },
    { "a\n", 1, 1 },  { "a\r\n", 1, 1 },        { "a\n\n", 2, 1 },      { ",", 1, 2 },
    { "\"\"", 1, 1 }, { "\"\"\n", 1, 1 },       { "\"a\",\"\"", 1, 2 }, { "\n", 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (KkCsv) csv = parse (cases[i].text);

    g_assert_cmpuint (kk_csv_get_n_rows (csv), ==, cases[i].rows);
    if (cases[i].rows > 0)
      g_assert_cmpuint (kk_csv_get_n_cells (csv, cases[i].rows - 1), ==, cases[i].cells);
  }
}

static void
test_byte_order_mark (void)
{
  g_autoptr (KkCsv) csv = parse ("\xef\xbb\xbfnaam\nZo\xc3\xab\n");

  g_assert_cmpstr (kk_csv_get_cell (csv, 0, 0), ==, "naam");
  g_assert_cmpstr (kk_csv_get_cell (csv, 1, 0), ==, "Zoë");
}

static void
test_lines_after_a_long_cell (void)
{
  g_autoptr (KkCsv) csv = parse ("a\n\"1\n2\n3\"\nb\n");

  g_assert_cmpuint (kk_csv_get_line (csv, 1), ==, 2);
  g_assert_cmpuint (kk_csv_get_line (csv, 2), ==, 5);
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    gsize size; /* 0 = up to the zero */
    KkCsvError code;
    guint line;
    guint column;
  } cases[] = {
    { "a,b\nc,\"d", 0, KK_CSV_ERROR_QUOTE, 2, 4 },
    { "a,b\"c", 0, KK_CSV_ERROR_QUOTE, 1, 4 },
    { "\"a\"b", 0, KK_CSV_ERROR_QUOTE, 1, 4 },
    { "\"a\" ,b", 0, KK_CSV_ERROR_QUOTE, 1, 4 },
    { "a\rb", 0, KK_CSV_ERROR_NEWLINE, 1, 2 },
    { "a\r", 0, KK_CSV_ERROR_NEWLINE, 1, 2 },
    { "a\nZo\xc3\xab,\x01", 0, KK_CSV_ERROR_ENCODING, 2, 5 },
    { "a\nb,\xff", 0, KK_CSV_ERROR_ENCODING, 2, 3 },
    { "a,\xc3", 0, KK_CSV_ERROR_ENCODING, 1, 3 },
    { "a\0b", 3, KK_CSV_ERROR_ENCODING, 1, 2 },
    { "a\x7f", 0, KK_CSV_ERROR_ENCODING, 1, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    KkCsvPlace place = { 0 };
    gsize size = cases[i].size ? cases[i].size : strlen (cases[i].text);

    g_assert_null (kk_csv_parse ((const guint8 *) cases[i].text, size, &place, &error));
    g_assert_error (error, KK_CSV_ERROR, (gint) cases[i].code);
    g_assert_cmpuint (place.line, ==, cases[i].line);
    g_assert_cmpuint (place.column, ==, cases[i].column);
  }
}

static void
assert_limit (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_csv_parse ((const guint8 *) text, size, NULL, &error));
  g_assert_error (error, KK_CSV_ERROR, KK_CSV_ERROR_LIMIT);
}

static void
test_limits (void)
{
  g_autofree char *cell = g_strnfill (KK_CSV_MAX_CELL + 1, 'x');
  g_autofree char *commas = g_strnfill (KK_CSV_MAX_COLUMNS, ',');
  g_autofree char *rows = g_strnfill (KK_CSV_MAX_ROWS + 1, '\n');
  g_autofree char *file = g_malloc0 (KK_CSV_MAX_BYTES + 1);

  assert_limit (cell, KK_CSV_MAX_CELL + 1);
  kk_csv_free (parse (cell + 1));
  assert_limit (commas, KK_CSV_MAX_COLUMNS);
  kk_csv_free (parse (commas + 1));
  assert_limit (rows, KK_CSV_MAX_ROWS + 1);
  kk_csv_free (parse (rows + 1));
  assert_limit (file, KK_CSV_MAX_BYTES + 1);
}

/* A message may be logged: it names the place, not what stands there. */
static void
test_message_holds_no_text (void)
{
  static const char text[] = "Fictief,\"Verzonnen";
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_csv_parse ((const guint8 *) text, sizeof text - 1, NULL, &error));
  g_assert_null (strstr (error->message, "Verzonnen"));
  g_assert_null (strstr (error->message, "Fictief"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cells", test_cells);
  g_test_add_func ("/csv/ends", test_ends);
  g_test_add_func ("/csv/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/csv/lines-after-a-long-cell", test_lines_after_a_long_cell);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/message-holds-no-text", test_message_holds_no_text);
  return g_test_run ();
}
