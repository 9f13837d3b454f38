/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "report/kk-report-private.h"

G_DEFINE_QUARK (kk - report - error - quark, kk_report_error)

static void
clear_fact (gpointer data)
{
  KkReportFact *fact = data;

  g_free (fact->label);
  g_free (fact->value);
}

static void
clear_column (gpointer data)
{
  g_free (((KkReportColumn *) data)->heading);
}

KkReport *
kk_report_new (const char *title, const char *mark)
{
  KkReport *report = g_new0 (KkReport, 1);

  report->title = kk_report_tame (title);
  report->mark = kk_report_tame (mark);
  report->facts = g_array_new (FALSE, FALSE, sizeof (KkReportFact));
  g_array_set_clear_func (report->facts, clear_fact);
  report->notes = g_ptr_array_new_with_free_func (g_free);
  report->columns = g_array_new (FALSE, FALSE, sizeof (KkReportColumn));
  g_array_set_clear_func (report->columns, clear_column);
  report->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  kk_report_set_foot (report, "", "", "");
  return report;
}

void
kk_report_free (KkReport *report)
{
  if (report == NULL)
    return;
  g_free (report->title);
  g_free (report->mark);
  g_free (report->foot);
  g_free (report->page);
  g_free (report->of);
  g_array_unref (report->facts);
  g_ptr_array_unref (report->notes);
  g_array_unref (report->columns);
  g_ptr_array_unref (report->rows);
  g_free (report);
}

void
kk_report_set_foot (KkReport *report, const char *foot, const char *page, const char *of)
{
  g_free (report->foot);
  g_free (report->page);
  g_free (report->of);
  report->foot = kk_report_tame (foot);
  report->page = kk_report_tame (page);
  report->of = kk_report_tame (of);
}

void
kk_report_set_made (KkReport *report, gint64 made)
{
  report->made = made;
}

void
kk_report_add_fact (KkReport *report, const char *label, const char *value)
{
  KkReportFact fact = { kk_report_tame (label), kk_report_tame (value) };

  g_array_append_val (report->facts, fact);
}

void
kk_report_add_note (KkReport *report, const char *note)
{
  g_ptr_array_add (report->notes, kk_report_tame (note));
}

void
kk_report_add_column (KkReport *report, const char *heading, guint weight)
{
  KkReportColumn column = { kk_report_tame (heading), MAX (weight, 1) };

  g_return_if_fail (report->rows->len == 0);
  g_array_append_val (report->columns, column);
}

void
kk_report_add_row (KkReport *report, const char *const *cells)
{
  GStrv row = g_new0 (char *, report->columns->len + 1);

  for (guint i = 0; i < report->columns->len; i++)
    row[i] = kk_report_tame (cells[i]);
  g_ptr_array_add (report->rows, row);
}

/* Marks and isolates of direction, and the other characters that are there only to be obeyed. */
static gboolean
is_obeyed (gunichar character)
{
  return (character >= 0x200b && character <= 0x200f) ||
         (character >= 0x2028 && character <= 0x202e) ||
         (character >= 0x2060 && character <= 0x206f) || character == 0x061c ||
         character == 0xfeff || (character >= 0xe0000 && character <= 0xe007f);
}

char *
kk_report_tame (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *tame = g_string_sized_new (64);

  for (const char *next = valid; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar character = g_utf8_get_char (next);

    if (is_obeyed (character))
      continue;
    g_string_append_unichar (tame,
                             character != '\n' && g_unichar_iscntrl (character) ? ' ' : character);
  }
  return g_string_free (tame, FALSE);
}
