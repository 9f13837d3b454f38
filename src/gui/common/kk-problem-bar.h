/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the bar at the top of a page that says what went wrong, what is safe and what to do; a screen reader reads it
 *          once, as an alert. Technical details stand apart and hold no personal data.
 * Owns:    its texts.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_PROBLEM_BAR (kk_problem_bar_get_type ())
G_DECLARE_FINAL_TYPE (KkProblemBar, kk_problem_bar, KK, PROBLEM_BAR, GtkWidget)

GtkWidget *kk_problem_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Shows @error as kk_problem_new() says it; NULL or a cancelled one hides the bar. */
void kk_problem_bar_show (KkProblemBar *bar, const GError *error);
/* A sentence of the page itself; @details: (nullable). */
void kk_problem_bar_say (KkProblemBar *bar, const char *sentence, const char *details);
void kk_problem_bar_hide (KkProblemBar *bar);
/* One button that does something about it; @action is looked up from the bar upwards. NULL = none. */
void kk_problem_bar_set_action (KkProblemBar *bar, const char *label, const char *action);
/* (nullable): what it says now. */
const char *kk_problem_bar_get_text (KkProblemBar *bar);

G_END_DECLS
