/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    terms of law and of the region (domain research §1.6): how long after what starts them something is due, and
 *          what a day that is due means today. They remind; nothing waits for them.
 * Owns:    results are the caller's.
 * Threads: pure.
 * Errors:  none: a kind of task without a term has none. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef enum {
  KK_DUE_LATER,
  KK_DUE_SOON,
  KK_DUE_TODAY,
  KK_DUE_OVERDUE,
} KkDueState;

/* The reflection period of who asked for asylum elsewhere first (Vc B8/3.1). */
#define KK_TERM_DUBLIN "T-05-dublin"

const char *kk_due_state_text (KkDueState state);
/* @due and @today: YYYY-MM-DD. @days: from how many days before it is soon. */
KkDueState kk_due_judge (const char *due, const char *today, guint days);

/* (transfer full) (nullable): the day on which a task of @kind that starts on @day is due; NULL when it has no term or
 * @day is no date. */
char *kk_term_dup_due (const char *kind, const char *day);
/* The kinds that run for every case of a desk with @hat from the day on which it came in; ends with NULL. */
const char *const *kk_term_list (KkHat hat);

/* How a term or duty comes to its end. */
typedef enum {
  KK_DUTY_TASK,   /* a person says in the case that it is done */
  KK_DUTY_WORK,   /* the work itself ends it: a code, an answer or an entry that was missing */
  KK_DUTY_DESK,   /* a person says for the desk that it was done, and it comes back */
  KK_DUTY_ALWAYS, /* the program keeps it in everything it does */
} KkDutyEnd;

KkDutyEnd kk_duty_end (const char *kind);

/* The kinds that come back for the desk itself with @hat, from the day of its first case (T-07: of the first results that a
 * partnership gave it) or from when they were last done; ends with NULL. */
const char *const *kk_term_list_desk (KkHat hat);

G_END_DECLS
