/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-term.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  const char *kind;
  guint years;
  guint months;
  guint days;
} Term;

/* Five working days always span one weekend: a week is never too late by the law and at most a holiday too early. */
static const Term terms[] = {
  { "T-01", 0, 0, 7 },          { "T-02", 0, 0, 70 }, { "T-03", 0, 0, 28 },
  { "T-04", 0, 3, 0 },          { "T-05", 0, 3, 0 },  { "T-06", 5, 0, 0 },
  { "T-07", 1, 0, 0 },          { "T-08", 1, 0, 0 },  { "T-10", 0, 1, 0 },
  { "T-11", 0, 0, 3 },          { "T-12", 0, 0, 1 },  { "T-13", 0, 0, 14 },
  { "T-14", 0, 6, 0 },          { "T-15", 0, 6, 0 },  { "labour-authority", 0, 0, 7 },
  { "T-09", 1, 0, 0 },          { "D-05", 0, 1, 0 },  { "D-10", 0, 6, 0 },
  { KK_TERM_DUBLIN, 0, 0, 30 },
};

const char *
kk_due_state_text (KkDueState state)
{
  static const char *const texts[] = { "later", "soon", "today", "overdue" };

  return texts[state];
}

static gboolean
parse_day (const char *text, GDate *date)
{
  guint year;
  guint month;
  guint day;

  if (text == NULL || !kk_day_is_valid (text) ||
      sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3)
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_valid (date);
}

static char *
format_day (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), (guint) g_date_get_month (date),
                          g_date_get_day (date));
}

KkDueState
kk_due_judge (const char *due, const char *today, guint days)
{
  int order = strcmp (due, today);
  g_autofree char *edge = NULL;
  GDate date;

  if (order < 0)
    return KK_DUE_OVERDUE;
  if (order == 0)
    return KK_DUE_TODAY;
  if (!parse_day (today, &date))
    return KK_DUE_LATER;
  g_date_add_days (&date, MIN (days, 3660u));
  edge = format_day (&date);
  return strcmp (due, edge) <= 0 ? KK_DUE_SOON : KK_DUE_LATER;
}

char *
kk_term_dup_due (const char *kind, const char *day)
{
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++) {
    if (g_strcmp0 (terms[i].kind, kind) != 0 || !parse_day (day, &date))
      continue;
    g_date_add_years (&date, terms[i].years);
    g_date_add_months (&date, terms[i].months);
    g_date_add_days (&date, terms[i].days);
    return format_day (&date);
  }
  return NULL;
}

const char *const *
kk_term_list (KkHat hat)
{
  static const char *const veilig_thuis[] = { "T-01", "T-02", "T-03", NULL };
  static const char *const partnership[] = { "T-06", NULL };
  static const char *const none[] = { NULL };

  if (hat == KK_HAT_VT)
    return veilig_thuis;
  return (KK_HAT_BIT (hat) & KK_HATS_PARTNERSHIP) != 0 ? partnership : none;
}

const char *const *
kk_term_list_desk (KkHat hat)
{
  static const char *const veilig_thuis[] = { "T-07", "D-10", NULL };
  static const char *const partnership[] = { "T-08", "T-09", NULL };
  static const char *const municipality[] = { "T-07", "T-14", NULL };
  static const char *const others[] = { "T-07", NULL };

  if ((KK_HAT_BIT (hat) & KK_HATS_PARTNERSHIP) != 0)
    return partnership;
  if (hat == KK_HAT_VT)
    return veilig_thuis;
  return (KK_HAT_BIT (hat) & KK_HATS_GEM) != 0 ? municipality : others;
}

KkDutyEnd
kk_duty_end (const char *kind)
{
  static const char *const work[] = { "T-11", "T-15", "D-04", "D-05", "D-08", "D-11", NULL };
  static const char *const desk[] = { "T-07", "T-08", "T-09", "T-14", "D-10", NULL };
  static const char *const always[] = { "D-01", "D-02", "D-03", "D-06", "D-07", "D-09", NULL };

  if (g_strv_contains (work, kind))
    return KK_DUTY_WORK;
  if (g_strv_contains (desk, kind))
    return KK_DUTY_DESK;
  return g_strv_contains (always, kind) ? KK_DUTY_ALWAYS : KK_DUTY_TASK;
}
