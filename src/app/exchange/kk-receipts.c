/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-receipts-private.h"

#include <string.h>

#define ASKED "asked"

static void
free_line (gpointer data)
{
  KkReceiptLine *line = data;

  g_free (line->row);
  g_free (line);
}

GPtrArray *
kk_receipts_read (GBytes *receipts)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_line);
  gsize size = 0;
  const char *data = receipts != NULL ? g_bytes_get_data (receipts, &size) : NULL;
  g_autofree char *text = g_strndup (data != NULL ? data : "", size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);
    KkReceiptLine *line;
    KkId desk;

    if (words[0] == NULL || words[1] == NULL || !kk_id_parse (words[0], &desk))
      continue;
    line = g_new0 (KkReceiptLine, 1);
    line->desk = desk;
    line->answered = strcmp (words[1], ASKED) != 0;
    if (line->answered && *words[1] != '\0')
      line->row = g_strdup (words[1]);
    g_ptr_array_add (list, line);
  }
  return list;
}

static GBytes *
write_lines (const GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    const KkReceiptLine *line = lines->pdata[i];

    g_string_append_printf (text, "%s %s\n", kk_id_text (&line->desk).text,
                            !line->answered     ? ASKED
                            : line->row != NULL ? line->row
                                                : "");
  }
  return g_string_free_to_bytes (text);
}

GBytes *
kk_receipts_open (const GArray *desks)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);

  for (guint i = 0; i < desks->len; i++) {
    KkReceiptLine *line = g_new0 (KkReceiptLine, 1);

    line->desk = g_array_index (desks, KkId, i);
    g_ptr_array_add (lines, line);
  }
  return write_lines (lines);
}

GBytes *
kk_receipts_answer (GBytes *receipts, const KkId *desk, const char *row)
{
  g_autoptr (GPtrArray) lines = kk_receipts_read (receipts);

  for (guint i = 0; i < lines->len; i++) {
    KkReceiptLine *line = lines->pdata[i];

    if (!kk_id_equal (&line->desk, desk))
      continue;
    line->answered = TRUE;
    g_free (line->row);
    line->row = g_strdup (row);
  }
  return write_lines (lines);
}

GBytes *
kk_receipts_ask (GBytes *receipts, const KkId *desk)
{
  g_autoptr (GPtrArray) lines = kk_receipts_read (receipts);
  KkReceiptLine *asked;

  for (guint i = 0; i < lines->len; i++) {
    if (kk_id_equal (&((const KkReceiptLine *) lines->pdata[i])->desk, desk))
      return NULL;
  }
  asked = g_new0 (KkReceiptLine, 1);
  asked->desk = *desk;
  g_ptr_array_add (lines, asked);
  return write_lines (lines);
}
