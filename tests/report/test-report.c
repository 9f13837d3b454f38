/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Reports as files: what a spreadsheet and a reader of PDF make of them. */

#include "report/kk-report-sheet.h"
#include "report/kk-report.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static KkReport *
make_report (guint rows)
{
  KkReport *report = kk_report_new ("Register van verstrekkingen", "VERTROUWELIJK");

  kk_report_set_foot (report, "Register van verstrekkingen, 2026", "pagina", "van");
  kk_report_set_made (report, 1795305600000);
  kk_report_add_fact (report, "Organisatie", "gemeente-deventer");
  kk_report_add_fact (report, "Ontvanger", NULL);
  kk_report_add_note (report, "Namen van bronnen en gegevens over anderen zijn afgeschermd.");
  kk_report_add_column (report, "Wanneer en wat", 3);
  kk_report_add_column (report, "Ontvanger", 3);
  kk_report_add_column (report, "Gegevens", 5);
  for (guint i = 0; i < rows; i++) {
    g_autofree char *when = g_strdup_printf ("regel %u\nverstrekt", i + 1);

    kk_report_add_row (report, (const char *[]){ when, "Veilig Thuis", "Voornaam, Achternaam" });
  }
  return report;
}

static void
test_csv (void)
{
  g_autoptr (KkReport) report = kk_report_new ("t", "m");
  g_autoptr (GBytes) csv = NULL;
  static const char expected[] = "\xef\xbb\xbf\"A\";\"B\"\r\n"
                                 "\"'=1+1\";\"'  @SUM(A1)\"\r\n"
                                 "\"'-2\";\"'\xef\xbc\x9d"
                                 "1\"\r\n"
                                 "\"een \"\"twee\"\"; drie\";\"vier\nvijf\"\r\n"
                                 "\"' +x\";\"\"\r\n";
  gsize size;
  const char *data;

  kk_report_add_column (report, "A", 1);
  kk_report_add_column (report, "B", 1);
  kk_report_add_row (report, (const char *[]){ "=1+1", "  @SUM(A1)" });
  kk_report_add_row (report, (const char *[]){ "-2", "\xef\xbc\x9d"
                                                     "1" });
  kk_report_add_row (report, (const char *[]){ "een \"twee\"; drie", "vier\nvijf" });
  kk_report_add_row (report, (const char *[]){ "\t+x", NULL });
  csv = kk_report_to_csv (report);
  data = g_bytes_get_data (csv, &size);
  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static void
test_tame (void)
{
  g_autofree char *turned = kk_report_tame ("Deven\u202eter\u2066x\u200f");
  g_autofree char *controlled = kk_report_tame ("a\x1b[31mb\r\nc\x07");
  g_autofree char *broken = kk_report_tame ("a\xff");
  g_autofree char *none = kk_report_tame (NULL);

  g_assert_cmpstr (turned, ==, "Deventerx");
  g_assert_cmpstr (controlled, ==, "a [31mb \nc ");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  g_assert_cmpstr (none, ==, "");
}

/* (transfer full): what pdftotext reads, pages ended by form feeds. */
static char *
read_file (const void *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kk-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  const char *keep = g_getenv ("KK_KEEP_PDF");
  g_autoptr (GSubprocess) reader = NULL;
  char *text = NULL;
  char *complaints = NULL;

  g_assert_cmpmem (data, 5, "%PDF-", 5);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  if (keep != NULL)
    g_assert_true (g_file_set_contents (keep, data, (gssize) size, NULL));
  reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                             &error, "pdftotext", "-layout", path, "-", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, &complaints, &error));
  g_assert_true (g_subprocess_get_successful (reader));
  g_assert_cmpstr (complaints, ==, "");
  g_free (complaints);
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

static char *
read_pdf (const KkReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = kk_report_to_pdf (report, &error);

  g_assert_no_error (error);
  return read_file (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf));
}

/* What a person has to copy from paper one day, letter by letter. */
static void
test_sheet (void)
{
  const KkReportSheet sheet = { "HERSTELBLAD\n\nEén (code) van Zoë \\ “kluis” \u4e2d\n",
                                "0410-39NH-YT2W\n57TR-KY7C-EE1T", "\nBewaar dit.\n" };
  g_autoptr (KkSecret) pdf = kk_report_sheet_to_pdf (&sheet);
  g_autofree char *text = read_file (kk_secret_get_data (pdf), kk_secret_get_size (pdf));

  g_assert_nonnull (strstr (text, "HERSTELBLAD\n"));
  g_assert_nonnull (strstr (text, "Eén (code) van Zoë \\ “kluis” ?\n"));
  g_assert_nonnull (strstr (text, "0410-39NH-YT2W\n"));
  g_assert_nonnull (strstr (text, "57TR-KY7C-EE1T\n"));
  g_assert_nonnull (strstr (text, "Bewaar dit.\n"));
}

static guint
count (const char *text, const char *needle)
{
  guint found = 0;

  for (const char *next = strstr (text, needle); next != NULL; next = strstr (next + 1, needle))
    found++;
  return found;
}

static void
test_pdf (void)
{
  g_autoptr (KkReport) report = make_report (3);
  g_autofree char *text = read_pdf (report);

  g_assert_nonnull (strstr (text, "VERTROUWELIJK"));
  g_assert_nonnull (strstr (text, "Register van verstrekkingen"));
  g_assert_nonnull (strstr (text, "gemeente-deventer"));
  g_assert_nonnull (strstr (text, "afgeschermd"));
  g_assert_nonnull (strstr (text, "Voornaam, Achternaam"));
  g_assert_nonnull (strstr (text, "pagina 1 van 1"));
  g_assert_cmpuint (count (text, "\f"), ==, 1);
}

/* Every row is there once, every page has the mark, its number and the headings. */
static void
test_pages (void)
{
  g_autoptr (KkReport) report = make_report (200);
  g_autofree char *text = read_pdf (report);
  guint pages = count (text, "\f");
  g_autofree char *last = g_strdup_printf ("pagina %u van %u", pages, pages);

  g_assert_cmpuint (pages, >, 3);
  g_assert_cmpuint (count (text, "VERTROUWELIJK"), ==, pages);
  g_assert_cmpuint (count (text, "Wanneer en wat"), ==, pages);
  g_assert_cmpuint (count (text, "verstrekt\n"), <=, 200);
  g_assert_cmpuint (count (text, "regel "), ==, 200);
  g_assert_nonnull (strstr (text, "pagina 1 van "));
  g_assert_nonnull (strstr (text, last));
}

/* One cell that is longer than two pages: nothing of it is lost. */
static void
test_long_cell (void)
{
  g_autoptr (KkReport) report = make_report (0);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (cell, "veld%03u.\n", i);
  kk_report_add_row (report, (const char *[]){ "lang", "Veilig Thuis", cell->str });
  kk_report_add_row (report, (const char *[]){ "daarna", "RIEC", "laatste" });
  text = read_pdf (report);
  g_assert_cmpuint (count (text, "veld"), ==, 300);
  g_assert_nonnull (strstr (text, "veld299."));
  g_assert_nonnull (strstr (text, "laatste"));
  g_assert_cmpuint (count (text, "\f"), >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv", test_csv);
  g_test_add_func ("/report/tame", test_tame);
  g_test_add_func ("/report/pdf", test_pdf);
  g_test_add_func ("/report/sheet", test_sheet);
  g_test_add_func ("/report/pages", test_pages);
  g_test_add_func ("/report/long-cell", test_long_cell);
  return g_test_run ();
}
