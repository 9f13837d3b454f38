/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-register-report-private.h"

#include "domain/kk-vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The first day of what @text names, and the first one after it. FALSE when it names no year, month or day. */
static gboolean
read_span (const char *text, GDateTime **first, GDateTime **after)
{
  g_autofree char *day = NULL;
  gsize size = strlen (text);

  if (size == 4)
    day = g_strconcat (text, "-01-01", NULL);
  else if (size == 7)
    day = g_strconcat (text, "-01", NULL);
  else
    day = g_strdup (text);
  if (!kk_day_is_valid (day))
    return FALSE;
  *first = g_date_time_new_utc ((int) g_ascii_strtoll (day, NULL, 10),
                                (int) g_ascii_strtoll (day + 5, NULL, 10),
                                (int) g_ascii_strtoll (day + 8, NULL, 10), 0, 0, 0);
  if (*first == NULL)
    return FALSE;
  *after = size == 4   ? g_date_time_add_years (*first, 1)
           : size == 7 ? g_date_time_add_months (*first, 1)
                       : g_date_time_add_days (*first, 1);
  return *after != NULL;
}

static gboolean
read_period (const char *text, KkRegisterPeriod *period)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) from_after = NULL;
  g_autoptr (GDateTime) to = NULL;
  g_autoptr (GDateTime) to_after = NULL;

  if (ends[0] == NULL || !read_span (ends[0], &from, &from_after) ||
      !read_span (ends[1] != NULL ? ends[1] : ends[0], &to, &to_after))
    return FALSE;
  period->from = g_date_time_to_unix (from) * 1000;
  period->to = g_date_time_to_unix (to_after) * 1000;
  return period->from < period->to;
}

gboolean
kk_register_period_parse (const char *text, KkRegisterPeriod *period, GError **error)
{
  *period = (KkRegisterPeriod){ G_MININT64, G_MAXINT64 };
  if (text == NULL || read_period (text, period))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("Write the period as a year, a month or a day, such as 2026, 2026-11 or "
                          "2026-11-22, or as two of these with “..” between them."));
  return FALSE;
}

static char *
dup_day (gint64 ms)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (ms / 1000);

  return g_date_time_format (day, "%d-%m-%Y");
}

char *
kk_register_period_dup_text (const char *text)
{
  KkRegisterPeriod period;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (!read_period (text, &period))
    return g_strdup (text);
  first = dup_day (period.from);
  last = dup_day (period.to - 1);
  return g_str_equal (first, last) ? g_strdup (first) : g_strdup_printf ("%s – %s", first, last);
}
