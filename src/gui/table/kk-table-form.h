/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a person writes at the table about one case: the own contribution, and at the desk that decides the joint
 *          decision. When it was filed, the action table.done (s) of the page is told a sentence.
 * Owns:    the widgets, and notes that keep what is typed.
 * Threads: main.
 * Errors:  in a bar of its own; what was typed stays. */

#pragma once

#include "gui/kk-session.h"
#include "gui/table/kk-table-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  KkSession *session;
  const KkTableAnswer *answer;
  const KkTableCase *case_;
} KkTableFormPlan;

/* Both are floating boxes. */
GtkWidget *kk_table_contribution_new (const KkTableFormPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *kk_table_decision_new (const KkTableFormPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
/* Whether something was typed or ticked that was not filed: then it is not made anew. */
gboolean kk_table_form_is_touched (GtkWidget *form);
/* Asks, and signs when a person says so; as the button does. */
void kk_table_form_file (GtkWidget *form);

G_END_DECLS
