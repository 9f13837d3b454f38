/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the route of a case: where it stands, how it came there, where it may go and what is missing for that; and its
 *          tracks with their milestones. Each organisation has a file and a route of its own about a case; what others
 *          gave of theirs is shown beside it.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; REFUSED for a move that the route does not allow now, NEEDS_ANSWER for a reason, USAGE for what the
 *          route does not have. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  char *id;         /* of the record, hex */
  const char *from; /* codes of the schema */
  const char *to;
  char *date;
  char *hat;
  char *organisation;
  char *gate;         /* (nullable): whose decision it rests on */
  char *reason;       /* (nullable) */
  const char *status; /* fits, fork, broken or illegal */
} KkMoveItem;

typedef struct {
  const char *to;
  gboolean possible;
  char *missing; /* (nullable): whole sentence */
} KkMoveOption;

typedef struct {
  char *gate;
  char *result;
  char *date;
  char *issuer; /* slug/HAT/role */
} KkDecisionItem;

typedef struct {
  char *id;
  char *kind;
  char *due;     /* (nullable) */
  char *reached; /* (nullable) */
  gboolean overdue;
} KkMilestoneItem;

typedef struct {
  char *id;
  char *kind;
  char *director;
  char *progress;
  char *start; /* (nullable) */
  char *end;   /* (nullable) */
  char *organisation;
  gboolean own;
  GPtrArray *milestones; /* (element-type KkMilestoneItem) */
} KkTrackItem;

typedef struct {
  char *reference;
  char *organisation; /* whose file it is */
  gboolean own;
  const char *step;
  const char *start;  /* the step where its moves began */
  GPtrArray *moves;   /* (element-type KkMoveItem): of this file, in order; then those of others */
  GPtrArray *options; /* (element-type KkMoveOption): of an own file */
  GPtrArray *decisions; /* (element-type KkDecisionItem): the last one of each gate */
  GPtrArray *tracks;    /* (element-type KkTrackItem) */
  /* (nullable), all five */
  char *residence;
  char *exploitation;
  char *advertisement;
  char *found;
  char *
      responsible; /* as it was chosen; else residence, where it was found, of exploitation, of the advertisement */
  gboolean crosses_borders;
} KkRouteView;

KkRouteView *kk_app_route_show (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_route_view_free (KkRouteView *view);

typedef struct {
  const char *case_;
  const char *to;
  const char *reason; /* (nullable) */
  const char *date;   /* (nullable): today */
} KkMovePlan;

gboolean kk_app_route_move (KkApp *app, const KkMovePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *case_;
  const char *kind; /* zorg, straf, ondermijning */
  const char *date; /* (nullable): today */
} KkTrackPlan;

gboolean kk_app_track_start (KkApp *app, const KkTrackPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *case_;
  const char *track;   /* its kind */
  const char *kind;    /* code of the milestone */
  const char *due;     /* (nullable) */
  const char *reached; /* (nullable) */
  const char *note;    /* (nullable): stays at the desk unless its author ticks what it holds */
} KkMilestonePlan;

/* A milestone of that kind that is there and was not reached yet is changed; else it is a new one. */
gboolean kk_app_track_milestone (KkApp *app, const KkMilestonePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *case_;
  const char *track;
  const char *progress; /* planned, running or waiting; to close: done or stopped */
  const char *reason;   /* (nullable) */
  const char *date;     /* (nullable): today */
} KkTrackChange;

gboolean kk_app_track_progress (KkApp *app, const KkTrackChange *change, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* By its director only. */
gboolean kk_app_track_close (KkApp *app, const KkTrackChange *change, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRouteView, kk_route_view_free)

G_END_DECLS
