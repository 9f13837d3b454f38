/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the regional route of a case as a state machine (domain research §4.14): steps, the moves between them, who
 *          may make them and on which decisions, and the replay of a journal of moves. And the tracks, with their directors.
 * Owns:    nothing.
 * Threads: pure.
 * Errors:  none: a move that is not allowed has an answer that says why. */

#pragma once

#include "base/kk-id.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

/* In the order of the flow chart; named by their codes. */
typedef enum {
  KK_STEP_NONE,
  KK_STEP_SIGNAL,
  KK_STEP_OFFICER, /* with the contact officer of the municipality */
  KK_STEP_ACUTE,
  KK_STEP_SUSPICION, /* gate 0 is being weighed */
  KK_STEP_REGULAR,
  KK_STEP_FORWARD, /* put before the table */
  KK_STEP_BACK,
  KK_STEP_TABLE,
  KK_STEP_CARE,
  KK_STEP_CRIMINAL,
  KK_STEP_ORGANISED,
  KK_STEP_AFTERCARE,
  KK_STEP_CLOSED,
  KK_STEP_DESTROYED,
  KK_N_STEPS,
} KkStep;

const char *kk_step_text (KkStep step);
/* FALSE leaves @step alone. */
gboolean kk_step_parse (const char *text, KkStep *step) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  KK_GATE_RESULT_NONE, /* nothing was decided */
  KK_GATE_RESULT_YES,
  KK_GATE_RESULT_NO,
  KK_GATE_RESULT_UNCLEAR,
  KK_GATE_RESULT_REJECTED,
} KkGateResult;

/* NULL is yes, as in a decision (exchange §13); NONE for what is no result. */
KkGateResult kk_gate_result_parse (const char *text);
const char *kk_gate_result_text (KkGateResult result); /* (nullable) */

/* What a move is judged on. */
typedef struct {
  KkHat hat;                          /* of the desk that moves its file */
  KkGateResult decisions[KK_N_GATES]; /* the last one of each gate that this desk holds */
  guint open_tracks;
  guint open_notices; /* who has to be told of an acute action, and was not yet */
  gboolean has_reason;
} KkRouteFacts;

typedef enum {
  KK_MOVE_ALLOWED,
  KK_MOVE_UNKNOWN,      /* the route has no such move */
  KK_MOVE_NOT_YOURS,    /* another task makes it */
  KK_MOVE_NEEDS_GATE,   /* @gate was not decided that way */
  KK_MOVE_NEEDS_NOTICE, /* after acute action, who has to know comes first */
  KK_MOVE_TRACKS_OPEN,  /* a track still runs */
  KK_MOVE_NEEDS_REASON,
} KkMoveAnswer;

typedef struct {
  KkMoveAnswer answer;
  KkHats movers;       /* who may make it; 0 = whoever holds the decisions */
  KkGate gate;         /* on which it rests, or that is missing; NONE = on no gate */
  KkGateResult result; /* that this gate must have had */
} KkMoveVerdict;

KkMoveVerdict kk_route_judge (KkStep from, KkStep to, const KkRouteFacts *facts);
/* Whether the route has this move for a desk with @hat, whatever else it needs. */
gboolean kk_route_has_move (KkStep from, KkStep to, KkHat hat);

/* One line of the journal of a file. */
typedef struct {
  KkId id;
  gboolean has_after;
  KkId after; /* the move before it */
  KkStep from;
  KkStep to;
  KkHat hat;
} KkRouteMove;

typedef enum {
  KK_REPLAY_FITS,
  KK_REPLAY_FORK,    /* another device made a move from the same place */
  KK_REPLAY_BROKEN,  /* it does not follow on what is there */
  KK_REPLAY_ILLEGAL, /* the route has no such move for that desk */
} KkReplay;

/* @start: where the file stood before its first move. @order: (out) (element-type guint): the numbers of the moves as they
 * follow each other, what follows on nothing at the end. @replays: (out caller-allocates): for each move, what it is.
 * The step where the file stands: every device that has these moves finds the same. */
KkStep kk_route_replay (KkStep start,
                        const KkRouteMove *moves,
                        guint n_moves,
                        GArray *order,
                        KkReplay *replays);

/* Tracks: in parallel, each with a director of its own (plan of the region §2.1). */
typedef enum {
  KK_TRACK_NONE,
  KK_TRACK_CARE,
  KK_TRACK_CRIMINAL,
  KK_TRACK_ORGANISED,
  KK_N_TRACKS,
} KkTrack;

const char *kk_track_text (KkTrack track);
gboolean kk_track_parse (const char *text, KkTrack *track) G_GNUC_WARN_UNUSED_RESULT;
KkHat kk_track_director (KkTrack track);
/* Whether a desk whose file stands at @step may start it: the table, which plans it after gate 5, and its director, who
 * carries it out. */
KkMoveVerdict kk_track_judge (KkTrack track, KkStep step, const KkRouteFacts *facts);

G_END_DECLS
