/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-text.h"

#include <string.h>

#define GAP          2
#define NARROWEST    8 /* a column is not squeezed below this */
#define MOST_COLUMNS 8

struct _KkCliTable {
  guint n_columns;
  GPtrArray *rows; /* (element-type GPtrArray of texts); the first is the heading */
};

KkCliTable *
kk_cli_table_new (const char *const *headings, guint n_columns)
{
  KkCliTable *table = g_new0 (KkCliTable, 1);

  g_assert (n_columns > 0 && n_columns <= MOST_COLUMNS);
  table->n_columns = n_columns;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  kk_cli_table_add (table, headings);
  return table;
}

void
kk_cli_table_free (KkCliTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
kk_cli_table_add (KkCliTable *table, const char *const *cells)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (row, kk_cli_text_tame (cells[i] != NULL ? cells[i] : ""));
  g_ptr_array_add (table->rows, row);
}

static gsize
sum_widths (const KkCliTable *table, const gsize *widths)
{
  gsize sum = (table->n_columns - 1) * GAP;

  for (guint i = 0; i < table->n_columns; i++)
    sum += widths[i];
  return sum;
}

/* Takes one column off the widest that is wider than @least; FALSE when there is none. */
static gboolean
squeeze_once (const KkCliTable *table, gsize *widths, const gsize *least)
{
  guint widest = MOST_COLUMNS;

  for (guint i = 0; i < table->n_columns; i++) {
    if (widths[i] > least[i] && (widest == MOST_COLUMNS || widths[i] >= widths[widest]))
      widest = i;
  }
  if (widest == MOST_COLUMNS)
    return FALSE;
  widths[widest]--;
  return TRUE;
}

/* First without breaking a word, then as far as it has to. */
static void
squeeze (const KkCliTable *table, gsize *widths, const gsize *whole_words)
{
  static const gsize narrowest[MOST_COLUMNS] = { NARROWEST, NARROWEST, NARROWEST, NARROWEST,
                                                 NARROWEST, NARROWEST, NARROWEST, NARROWEST };

  while (sum_widths (table, widths) > KK_CLI_WIDTH) {
    if (!squeeze_once (table, widths, whole_words) && !squeeze_once (table, widths, narrowest))
      return;
  }
}

static void
measure (const KkCliTable *table, gsize *widths)
{
  gsize whole_words[MOST_COLUMNS] = { 0 };

  for (guint r = 0; r < table->rows->len; r++) {
    const GPtrArray *row = table->rows->pdata[r];

    for (guint i = 0; i < table->n_columns; i++) {
      widths[i] = MAX (widths[i], kk_cli_text_width (row->pdata[i]));
      whole_words[i] = MAX (whole_words[i], kk_cli_text_longest_piece (row->pdata[i]));
    }
  }
  squeeze (table, widths, whole_words);
}

static void
append_cell (GString *text, const char *cell, gsize width, gboolean is_last)
{
  g_string_append (text, cell);
  if (is_last)
    return;
  for (gsize used = kk_cli_text_width (cell); used < width + GAP; used++)
    g_string_append_c (text, ' ');
}

static void
trim_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

static void
append_row (const KkCliTable *table, GString *text, const GPtrArray *row, const gsize *widths)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n_lines = 0;

  for (guint i = 0; i < table->n_columns; i++) {
    GPtrArray *lines = kk_cli_text_wrap (row->pdata[i], MAX (widths[i], 1));

    n_lines = MAX (n_lines, lines->len);
    g_ptr_array_add (cells, lines);
  }
  for (guint line = 0; line < n_lines; line++) {
    for (guint i = 0; i < table->n_columns; i++) {
      const GPtrArray *lines = cells->pdata[i];

      append_cell (text, line < lines->len ? lines->pdata[line] : "", widths[i],
                   i + 1 == table->n_columns);
    }
    trim_end (text);
    g_string_append_c (text, '\n');
  }
}

char *
kk_cli_table_dup_text (KkCliTable *table)
{
  gsize widths[MOST_COLUMNS] = { 0 };
  GString *text = g_string_new (NULL);

  measure (table, widths);
  for (guint r = 0; r < table->rows->len; r++)
    append_row (table, text, table->rows->pdata[r], widths);
  return g_string_free (text, FALSE);
}
