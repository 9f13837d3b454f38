/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "report/kk-report-sheet.h"

#include <stdarg.h>
#include <string.h>

#define LEFT         57
#define TOP          770
#define FRAME        "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
#define MOST_OF_CHAR 4  /* \ooo */
#define MOST_OF_LINE 96 /* of what stands around its text */
#define MOST_AROUND  2048
#define N_OBJECTS    9 /* with number 0, which every file has */

typedef struct {
  char font; /* of /F1 to /F3 below */
  guint size;
  guint height;
} Style;

static const Style heading = { '1', 17, 30 };
static const Style plain = { '2', 11, 16 };
static const Style copied = { '3', 16, 26 };

static const char *const fonts[] = { "Helvetica-Bold", "Helvetica", "Courier-Bold" };

/* A file that grows in guarded memory, large enough from the start. */
typedef struct {
  KkSecret *bytes;
  gsize used;
  gsize starts[N_OBJECTS];
  guint y;
} Page;

static void
put (Page *page, const char *data, gsize size)
{
  g_assert (size <= kk_secret_get_size (page->bytes) - page->used);
  memcpy (kk_secret_edit_data (page->bytes) + page->used, data, size);
  page->used += size;
}

/* For what is no secret. */
static G_GNUC_PRINTF (2, 3) void print (Page *page, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list words;

  va_start (words, format);
  text = g_strdup_vprintf (format, words);
  va_end (words);
  put (page, text, strlen (text));
}

static void
begin_object (Page *page, guint number)
{
  page->starts[number] = page->used;
  print (page, "%u 0 obj\n", number);
}

static void
put_char (Page *page, guint8 c)
{
  char octal[] = { '\\', (char) ('0' + (c >> 6)), (char) ('0' + (c >> 3 & 7)),
                   (char) ('0' + (c & 7)) };
  gboolean as_it_is = c >= ' ' && c < 0x7f && c != '(' && c != ')' && c != '\\';

  put (page, as_it_is ? (const char *) &c : octal, as_it_is ? 1 : sizeof octal);
}

static void
put_line (Page *page, const Style *style, const char *line, gsize size)
{
  print (page, "BT/F%c %u Tf %u %u Td(", style->font, style->size, LEFT, page->y);
  for (gsize i = 0; i < size; i++)
    put_char (page, (guint8) line[i]);
  print (page, ")Tj ET\n");
  page->y -= style->height;
}

/* @first: (nullable): of its first line, when that is another one. */
static void
put_lines (Page *page, const Style *first, const Style *style, const char *text)
{
  while (*text != '\0') {
    gsize size = strcspn (text, "\n");

    put_line (page, first != NULL ? first : style, text, size);
    first = NULL;
    text += size + (text[size] == '\n' ? 1 : 0);
  }
}

static guint
count_lines (const char *text)
{
  guint count = 1;

  for (; *text != '\0'; text++)
    count += *text == '\n' ? 1 : 0;
  return count;
}

static gsize
measure (const char *text)
{
  return strlen (text) * MOST_OF_CHAR + count_lines (text) * MOST_OF_LINE;
}

static void
put_head (Page *page)
{
  print (page, "%%PDF-1.4\n");
  begin_object (page, 1);
  print (page, "<</Type/Catalog/Pages 2 0 R>>endobj\n");
  begin_object (page, 2);
  print (page, "<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
  begin_object (page, 3);
  print (page, "<<" FRAME "/Resources<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>>>/Contents 7 0 R>>"
               "endobj\n");
  for (guint i = 0; i < G_N_ELEMENTS (fonts); i++) {
    begin_object (page, 4 + i);
    print (page, "<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>endobj\n",
           fonts[i]);
  }
}

static void
put_content (Page *page, const KkReportSheet *sheet, const char *before, const char *after)
{
  gsize start;
  gsize size;

  begin_object (page, 7);
  print (page, "<</Length 8 0 R>>stream\n");
  start = page->used;
  page->y = TOP;
  put_lines (page, &heading, &plain, before);
  put_lines (page, NULL, &copied, sheet->secret);
  put_lines (page, NULL, &plain, after);
  size = page->used - start;
  print (page, "endstream endobj\n");
  begin_object (page, 8);
  print (page, "%" G_GSIZE_FORMAT " endobj\n", size);
}

static void
put_index (Page *page)
{
  gsize start = page->used;

  print (page, "xref\n0 %u\n0000000000 65535 f \n", N_OBJECTS);
  for (guint i = 1; i < N_OBJECTS; i++)
    print (page, "%010" G_GSIZE_FORMAT " 00000 n \n", page->starts[i]);
  print (page, "trailer<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
         N_OBJECTS, start);
}

/* (transfer full): in the letters that every reader of PDF has. */
static char *
encode (const char *text)
{
  char *encoded =
      g_convert_with_fallback (text, -1, "WINDOWS-1252", "UTF-8", "?", NULL, NULL, NULL);

  return encoded != NULL ? encoded : g_strdup ("?");
}

KkSecret *
kk_report_sheet_to_pdf (const KkReportSheet *sheet)
{
  g_autofree char *before = encode (sheet->before);
  g_autofree char *after = encode (sheet->after);
  g_autoptr (KkSecret) bytes =
      kk_secret_new (MOST_AROUND + measure (before) + measure (sheet->secret) + measure (after));
  Page page = { .bytes = bytes };

  put_head (&page);
  put_content (&page, sheet, before, after);
  put_index (&page);
  return kk_secret_new_copy (kk_secret_get_data (bytes), page.used);
}
