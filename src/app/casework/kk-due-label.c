/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due, in words. */

#include "app/casework/kk-app-due.h"

#include "app/kk-app-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
dup_measure (const char *kind)
{
  const char *label = kind != NULL ? kk_app_label_code ("nl_MeasureKind", kind) : NULL;

  if (label == NULL)
    return g_strdup (_ ("Last day of a measure"));
  /* Translators: %s is a kind of measure, such as Location ban. */
  return g_strdup_printf (_ ("Last day of a measure: %s"), label);
}

char *
kk_due_item_dup_label (const KkDueItem *item)
{
  gboolean milestone = strcmp (item->kind, "milestone") == 0;
  const char *code = milestone ? item->what : item->kind;
  const char *label;

  if (strcmp (item->kind, "consult") == 0)
    return g_strdup (_ ("A question to partners waits for answers"));
  if (strcmp (item->kind, "consult-answer") == 0)
    return g_strdup (_ ("Answer a question of a partner"));
  if (strcmp (item->kind, "measure") == 0)
    return dup_measure (item->what);
  if (strcmp (item->kind, "recall") == 0)
    return g_strdup (_ ("A partner has not answered what was asked back"));
  if (strcmp (item->kind, "own") == 0)
    return g_strdup (item->what != NULL ? item->what : "");
  label = kk_app_label_code (milestone ? "nl_MilestoneKind" : "nl_TaskKind", code);
  if (label == NULL)
    label = code;
  if (item->what == NULL || milestone)
    return g_strdup (label);
  return g_strdup_printf ("%s: %s", label, item->what);
}
