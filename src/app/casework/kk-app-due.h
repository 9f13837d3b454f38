/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what is due: tasks, milestones and terms of law, computed from the records of the own desks; and acute action, which
 *          brings duties of its own (plan of the region §2.2). They remind and never block.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a task, kind or day that is not there, REFUSED when another task by law acts first. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-term.h"

G_BEGIN_DECLS

typedef struct {
  char *
      kind; /* T-01 … T-15, D-04 … D-11, own, labour-authority, milestone, consult (nobody answered),
                 consult-answer (this desk was asked), recall (nobody answered), measure (its last day) */
  char *case_;  /* (nullable): reference */
  char *record; /* (nullable): hex id of the task or milestone; NULL = computed from the case */
  char
      *what; /* (nullable): title of a task, code of a milestone, task by law of whom it is about */
  char *due; /* (nullable) */
  KkDueState state;
} KkDueItem;

/* (element-type KkDueItem): overdue, today and within @days, the oldest first. */
GPtrArray *kk_app_due_list (KkApp *app, guint days, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): what it is, for people; without its case and its day. */
char *kk_due_item_dup_label (const KkDueItem *item);

typedef struct {
  const char *case_;
  const char *kind;  /* (nullable): own */
  const char *title; /* (nullable) */
  const char *due;   /* (nullable): by its term, from today */
} KkTaskPlan;

gboolean kk_app_task_add (KkApp *app, const KkTaskPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const char *case_;
  const char *task;    /* hex id, or the kind of a term that runs for the case */
  const char *day;     /* (nullable): today */
  gboolean restricted; /* a right of the person was not met in full (UAVG 41): D-11 begins */
} KkTaskEnd;

gboolean kk_app_task_done (KkApp *app, const KkTaskEnd *end, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *kind; /* T-01 … T-15, D-01 … D-11 */
  KkDutyEnd end;
  char *last; /* (nullable): of one that comes back: when it was last done */
  char *due;  /* (nullable): the next time; NULL while it does not run */
} KkDutyItem;

/* (element-type KkDutyItem): the terms and duties that the desk has, by their numbers. */
GPtrArray *kk_app_duty_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One that comes back for the desk was done. @day: (nullable): today. */
gboolean kk_app_duty_done (KkApp *app, const char *kind, const char *day, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *case_;
  const char *what;
  const char *day; /* (nullable): today */
} KkAcutePlan;

/* Records what was done, moves the case to its acute step when it can, and starts the clocks: the municipality and the table
 * are told within a day (T-12), and after fourteen days what was shared rests on another basis or is destroyed (T-13). */
gboolean kk_app_acute_act (KkApp *app, const KkAcutePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
