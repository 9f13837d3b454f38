/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-date.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *
format (gint64 time, const char *pattern)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);

  return time > 0 && moment != NULL ? g_date_time_format (moment, pattern) : g_strdup ("");
}

static gboolean
is_this_year (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);

  return moment != NULL && g_date_time_get_year (now) == g_date_time_get_year (moment);
}

char *
kk_date_dup_short (gint64 time)
{
  /* Translators: a day in a list, see g_date_time_format(): week day, day and month. */
  const char *near = _ ("%a %-d %b");
  /* Translators: a day of another year in a list: day, month, year. */
  const char *far = _ ("%-d %b %Y");

  return format (time, is_this_year (time) ? near : far);
}

char *
kk_date_dup_long (gint64 time)
{
  /* Translators: a day in a sentence: week day, day, month in full, year. */
  return format (time, _ ("%A %-d %B %Y"));
}

char *
kk_date_dup_clock (gint64 time)
{
  return format (time, "%H:%M");
}

/* (transfer full) (nullable): noon of that day, here. */
static GDateTime *
parse_day (const char *day)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return g_date_time_new_from_iso8601 (noon, zone);
}

char *
kk_date_dup_day (const char *day)
{
  g_autoptr (GDateTime) moment = parse_day (day);

  return moment != NULL ? kk_date_dup_short (g_date_time_to_unix (moment) * 1000) : g_strdup (day);
}

char *
kk_date_dup_due (const char *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GDateTime) here = parse_day (today);
  g_autoptr (GDateTime) moment = parse_day (day);
  gint64 hours = moment != NULL ? g_date_time_difference (moment, here) / G_TIME_SPAN_HOUR : 0;
  int days = (int) ((hours + (hours < 0 ? -12 : 12)) / 24); /* a day may have 23 or 25 hours */

  if (moment == NULL || days > 14)
    return kk_date_dup_day (day);
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days), -days);
  if (days < 2)
    return g_strdup (days == 0 ? _ ("today") : _ ("tomorrow"));
  return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days);
}

/* Days as people write them here: day first. */
static char *
dup_figures (const char *text)
{
  int first;
  int second;
  int third = 0;
  char rest;
  int n = sscanf (text, "%d%*[-/. ]%d%*[-/. ]%d%c", &first, &second, &third, &rest);

  if (n == 2 && first <= 12 && second > 1900 && second < 2200)
    return g_strdup_printf ("%04d-%02d", second, first);
  if (n != 3 || third < 1900 || third > 2200 ||
      !g_date_valid_dmy ((GDateDay) first, (GDateMonth) second, (GDateYear) third))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", third, second, first);
}

static char *
dup_days_ago (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -days);

  return g_date_time_format (then, "%Y-%m-%d");
}

char *
kk_date_dup_typed (const char *typed)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  g_autofree char *text = g_utf8_strdown (stripped, -1);

  if (g_regex_match_simple ("^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?$", text, 0, 0))
    return g_steal_pointer (&text);
  if (strcmp (text, _ ("today")) == 0)
    return dup_days_ago (0);
  if (strcmp (text, _ ("yesterday")) == 0)
    return dup_days_ago (1);
  return dup_figures (text);
}

char *
kk_date_dup_full (const char *day)
{
  gboolean whole = strlen (day) == strlen ("YYYY-MM-DD");
  gboolean month = strlen (day) == strlen ("YYYY-MM");
  g_autofree char *text = g_strconcat (day, whole ? "" : "-01", "T12:00:00Z", NULL);
  g_autoptr (GDateTime) moment = whole || month ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  /* Translators: a day in full: day, month, year. */
  const char *full = _ ("%-d %B %Y");

  return moment != NULL ? g_date_time_format (moment, whole ? full : "%B %Y") : g_strdup (day);
}
