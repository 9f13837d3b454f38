/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the weeg- en monitortafel (plan of the region §2.1): the agenda from the cases that were put forward, what each
 *          participant brings, the joint decision with what follows from it, and how far the tracks are. The table sees
 *          milestones, never what is in a track (domain R032 to R039, R046).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; REFUSED for a decision that this desk or step does not allow, USAGE for what is not there. */

#pragma once

#include "app/casework/kk-app-route.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef struct {
  char *organisation; /* slug */
  char *date;
  char *text; /* (nullable): not shared with this desk */
  gboolean own;
} KkContribution;

/* What was said at a decision; it stays at the desk that took it. All but gate (nullable). */
typedef struct {
  char *gate;
  char *date;
  char *motivation;
  char *positions; /* a line each */
  char *dissent;
} KkDecisionWords;

typedef struct {
  char *id; /* of the case record, hex */
  char *reference;
  char *title;      /* empty when it has none */
  gboolean decides; /* this desk takes the decisions of the table about it */
  gboolean own;     /* FALSE: put forward, and this desk has no file of its own yet */
  const char *step;
  const char *question;     /* weigh (does it fit?), decide (which tracks?) or monitor */
  char *municipality;       /* (nullable) */
  char *since;              /* (nullable): the day of its last move */
  guint days;               /* from then until today */
  char *from;               /* (nullable): slug of who put it forward */
  GPtrArray *contributions; /* (element-type KkContribution) */
  GPtrArray *missing; /* (element-type utf8): addresses of participants that brought nothing yet */
  GPtrArray *decided; /* (element-type KkDecisionItem): the last one of each gate */
  GPtrArray *words;   /* (element-type KkDecisionWords) */
  GPtrArray *tracks;  /* (element-type KkTrackItem) */
  guint open_tracks;
  guint overdue;  /* milestones */
  char *next_due; /* (nullable): the first day on which a milestone is due */
} KkAgendaItem;

/* (element-type KkAgendaItem): every case that is put before the table or at it, what waits longest first. */
GPtrArray *kk_app_table_agenda (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkAgendaItem *kk_app_table_show (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_agenda_item_free (KkAgendaItem *item);

/* A contribution stands in the own file about the case. It goes to the table as everything does: by “share send”, decided by
 * what @categories say that it holds. */
gboolean kk_app_table_contribute (KkApp *app,
                                  const char *case_,
                                  const char *text,
                                  KkCategories categories,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *title;
  char *due; /* (nullable) */
} KkTableTask;

typedef struct {
  const char *case_;
  gboolean rejected; /* the case does not fit; only while it is being weighed */
  GPtrArray *tracks; /* (nullable) (element-type utf8): codes; needed once it is at the table */
  GPtrArray *participants; /* (nullable) (element-type utf8): desks, besides who took part before */
  GPtrArray *positions;    /* (nullable) (element-type utf8): "POL: for", a line for each */
  const char *motivation;  /* needed */
  const char *dissent;     /* (nullable) */
  GPtrArray *tasks;        /* (nullable) (element-type KkTableTask) */
} KkTableDecision;

/* The table decides: whether the case fits (gate 2) or which tracks it takes (gate 5), by where it stands. Signed for every
 * participant; the case makes the move that follows, tracks and tasks begin, all of it or nothing. */
gboolean kk_app_table_decide (KkApp *app, const KkTableDecision *decision, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (element-type KkRouteView): of each case at the table, for its tracks and their milestones. */
GPtrArray *kk_app_table_progress (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkAgendaItem, kk_agenda_item_free)

G_END_DECLS
