/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-route.h"

#include <string.h>

#define HAT(name) KK_HAT_BIT (KK_HAT_##name)

/* Plan of the region §2.2: police and prosecution, the mayor, or the care coordinator act first. */
#define ACUTE    (HAT (POL) | HAT (KMAR) | HAT (OM) | HAT (GEM_OOV) | HAT (VT))
#define CRIMINAL (HAT (POL) | HAT (KMAR) | HAT (OM) | HAT (NLA))
#define ANYBODY  0

enum {
  REASON = 1 << 0,
  TRACKS_ENDED = 1 << 1,
  NOTIFIED = 1 << 2,
};

typedef struct {
  KkGate gate;
  KkGateResult result;
} Needed;

typedef struct {
  KkStep from;
  KkStep to;
  KkHats movers;
  Needed needed[2];
  guint flags;
} Rule;

#define MOVE(from_, to_, movers_, ...)                                             \
  {                                                                                \
    .from = KK_STEP_##from_, .to = KK_STEP_##to_, .movers = (movers_), __VA_ARGS__ \
  }
#define GATE(number, result)                   \
  {                                            \
    KK_GATE_G##number, KK_GATE_RESULT_##result \
  }

/* One move a line. Two lines of the same move are for different desks. */
/* clang-format off */
static const Rule rules[] = {
  MOVE (SIGNAL, OFFICER, KK_HATS_GEM),
  MOVE (SIGNAL, ACUTE, ACUTE),
  /* The own file of who comes in later: the table, and the directors of the tracks. */
  MOVE (SIGNAL, FORWARD, HAT (ZVH), .needed = { GATE (1, YES) }),
  MOVE (SIGNAL, CARE, HAT (VT)),
  MOVE (SIGNAL, CRIMINAL, CRIMINAL),
  MOVE (SIGNAL, ORGANISED, HAT (RIEC), .needed = { GATE (5, YES) }),

  MOVE (OFFICER, SUSPICION, KK_HATS_GEM),
  MOVE (OFFICER, ACUTE, ACUTE | KK_HATS_GEM, .flags = REASON),

  MOVE (SUSPICION, REGULAR, KK_HATS_GEM, .needed = { GATE (0, NO) }),
  MOVE (SUSPICION, OFFICER, KK_HATS_GEM, .needed = { GATE (0, UNCLEAR) }, .flags = REASON),
  MOVE (SUSPICION, FORWARD, KK_HATS_GEM, .needed = { GATE (0, YES), GATE (1, YES) }),

  MOVE (ACUTE, OFFICER, KK_HATS_GEM, .flags = NOTIFIED),
  MOVE (ACUTE, FORWARD, ANYBODY, .needed = { GATE (0, YES), GATE (1, YES) }, .flags = NOTIFIED),
  MOVE (ACUTE, CARE, HAT (VT), .flags = NOTIFIED),
  MOVE (ACUTE, CRIMINAL, CRIMINAL, .flags = NOTIFIED),
  MOVE (ACUTE, CLOSED, ACUTE, .flags = NOTIFIED | REASON),

  MOVE (REGULAR, CLOSED, KK_HATS_GEM, .flags = REASON),
  MOVE (REGULAR, OFFICER, KK_HATS_GEM, .flags = REASON),

  MOVE (FORWARD, BACK, ANYBODY, .needed = { GATE (2, REJECTED) }),
  MOVE (FORWARD, TABLE, ANYBODY, .needed = { GATE (2, YES) }),

  MOVE (BACK, OFFICER, KK_HATS_GEM),
  MOVE (BACK, REGULAR, KK_HATS_GEM),
  MOVE (BACK, CLOSED, ~HAT (ZVH), .flags = REASON),
  /* Rejected by the table: it keeps nothing (Wgs 2.31). */
  MOVE (BACK, DESTROYED, HAT (ZVH)),

  MOVE (TABLE, AFTERCARE, ANYBODY, .needed = { GATE (6, YES) }, .flags = TRACKS_ENDED),
  MOVE (TABLE, CLOSED, ANYBODY, .needed = { GATE (7, YES) }, .flags = TRACKS_ENDED),

  MOVE (CARE, FORWARD, HAT (VT), .needed = { GATE (1, YES) }),
  MOVE (CARE, AFTERCARE, HAT (VT), .flags = TRACKS_ENDED),
  MOVE (CARE, CLOSED, HAT (VT), .flags = TRACKS_ENDED | REASON),
  MOVE (CRIMINAL, FORWARD, CRIMINAL, .needed = { GATE (1, YES) }),
  MOVE (CRIMINAL, CLOSED, CRIMINAL, .flags = TRACKS_ENDED | REASON),
  MOVE (ORGANISED, CLOSED, HAT (RIEC), .flags = TRACKS_ENDED | REASON),

  MOVE (AFTERCARE, CLOSED, HAT (ZVH), .needed = { GATE (7, YES) }, .flags = TRACKS_ENDED),
  MOVE (AFTERCARE, CLOSED, ~HAT (ZVH), .flags = TRACKS_ENDED | REASON),
  MOVE (AFTERCARE, TABLE, HAT (ZVH), .flags = REASON),
  MOVE (AFTERCARE, CARE, HAT (VT), .flags = REASON),
  MOVE (AFTERCARE, OFFICER, KK_HATS_GEM, .flags = REASON),

  MOVE (CLOSED, DESTROYED, ANYBODY, .flags = REASON),
};
/* clang-format on */

static const char *const step_texts[] = {
  [KK_STEP_NONE] = NULL,       [KK_STEP_SIGNAL] = "S00",    [KK_STEP_OFFICER] = "S10",
  [KK_STEP_ACUTE] = "S11",     [KK_STEP_SUSPICION] = "S20", [KK_STEP_REGULAR] = "S21",
  [KK_STEP_FORWARD] = "S30",   [KK_STEP_BACK] = "S31",      [KK_STEP_TABLE] = "S40",
  [KK_STEP_CARE] = "S50",      [KK_STEP_CRIMINAL] = "S60",  [KK_STEP_ORGANISED] = "S70",
  [KK_STEP_AFTERCARE] = "S80", [KK_STEP_CLOSED] = "S90",    [KK_STEP_DESTROYED] = "S99",
};
G_STATIC_ASSERT (G_N_ELEMENTS (step_texts) == KK_N_STEPS);

static const char *const result_texts[] = {
  [KK_GATE_RESULT_NONE] = NULL,
  [KK_GATE_RESULT_YES] = "yes",
  [KK_GATE_RESULT_NO] = "no",
  [KK_GATE_RESULT_UNCLEAR] = "unclear",
  [KK_GATE_RESULT_REJECTED] = "REJECTED",
};

static const char *const track_texts[] = { NULL, "zorg", "straf", "ondermijning" };
G_STATIC_ASSERT (G_N_ELEMENTS (track_texts) == KK_N_TRACKS);

/* The place of @text in @texts, 0 when it is none of them. */
static guint
find_text (const char *const *texts, guint n_texts, const char *text)
{
  for (guint i = 1; i < n_texts; i++) {
    if (g_strcmp0 (texts[i], text) == 0)
      return i;
  }
  return 0;
}

const char *
kk_step_text (KkStep step)
{
  return step < KK_N_STEPS ? step_texts[step] : NULL;
}

gboolean
kk_step_parse (const char *text, KkStep *step)
{
  guint found = find_text (step_texts, G_N_ELEMENTS (step_texts), text);

  if (found != 0)
    *step = (KkStep) found;
  return found != 0;
}

KkGateResult
kk_gate_result_parse (const char *text)
{
  if (text == NULL)
    return KK_GATE_RESULT_YES;
  return (KkGateResult) find_text (result_texts, G_N_ELEMENTS (result_texts), text);
}

const char *
kk_gate_result_text (KkGateResult result)
{
  return result < G_N_ELEMENTS (result_texts) ? result_texts[result] : NULL;
}

/* (nullable): the rule for this desk, or another one of the same move. */
static const Rule *
find_rule (KkStep from, KkStep to, KkHat hat)
{
  const Rule *other = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    if (rules[i].from != from || rules[i].to != to)
      continue;
    if (rules[i].movers == ANYBODY || (rules[i].movers & KK_HAT_BIT (hat)) != 0)
      return &rules[i];
    other = &rules[i];
  }
  return other;
}

static gboolean
may_move (const Rule *rule, KkHat hat)
{
  return rule->movers == ANYBODY || (rule->movers & KK_HAT_BIT (hat)) != 0;
}

/* The table may turn a case down at its gates or answer "no": to the route it is the same. */
static gboolean
is_decided (const Needed *needed, const KkRouteFacts *facts)
{
  KkGateResult found = facts->decisions[needed->gate];

  return found == needed->result ||
         (needed->result == KK_GATE_RESULT_REJECTED && found == KK_GATE_RESULT_NO);
}

static KkMoveAnswer
judge_flags (guint flags, const KkRouteFacts *facts)
{
  if ((flags & NOTIFIED) != 0 && facts->open_notices > 0)
    return KK_MOVE_NEEDS_NOTICE;
  if ((flags & TRACKS_ENDED) != 0 && facts->open_tracks > 0)
    return KK_MOVE_TRACKS_OPEN;
  if ((flags & REASON) != 0 && !facts->has_reason)
    return KK_MOVE_NEEDS_REASON;
  return KK_MOVE_ALLOWED;
}

KkMoveVerdict
kk_route_judge (KkStep from, KkStep to, const KkRouteFacts *facts)
{
  const Rule *rule = find_rule (from, to, facts->hat);
  KkMoveVerdict verdict = { .answer = KK_MOVE_UNKNOWN };

  if (rule == NULL)
    return verdict;
  verdict.movers = rule->movers;
  verdict.answer = KK_MOVE_NOT_YOURS;
  if (!may_move (rule, facts->hat))
    return verdict;
  for (gsize i = 0; i < G_N_ELEMENTS (rule->needed); i++) {
    if (rule->needed[i].result == KK_GATE_RESULT_NONE)
      continue;
    verdict.gate = rule->needed[i].gate;
    verdict.result = rule->needed[i].result;
    verdict.answer = KK_MOVE_NEEDS_GATE;
    if (!is_decided (&rule->needed[i], facts))
      return verdict;
  }
  verdict.answer = judge_flags (rule->flags, facts);
  return verdict;
}

gboolean
kk_route_has_move (KkStep from, KkStep to, KkHat hat)
{
  const Rule *rule = find_rule (from, to, hat);

  return rule != NULL && may_move (rule, hat);
}

/* Replay. */

static gboolean
follows (const KkRouteMove *move, const KkRouteMove *before)
{
  if (before == NULL)
    return !move->has_after;
  return move->has_after && kk_id_equal (&move->after, &before->id);
}

/* The move that comes next, by the lowest id when several follow on the same one; the others are forks. */
static const KkRouteMove *
find_next (const KkRouteMove *moves, guint n_moves, const KkRouteMove *before, KkReplay *replays)
{
  const KkRouteMove *next = NULL;

  for (guint i = 0; i < n_moves; i++) {
    if (!follows (&moves[i], before))
      continue;
    replays[i] = KK_REPLAY_FORK;
    if (next == NULL || memcmp (moves[i].id.bytes, next->id.bytes, sizeof next->id.bytes) < 0)
      next = &moves[i];
  }
  return next;
}

static KkReplay
judge_replayed (KkStep step, const KkRouteMove *move)
{
  if (move->from != step)
    return KK_REPLAY_BROKEN;
  return kk_route_has_move (move->from, move->to, move->hat) ? KK_REPLAY_FITS : KK_REPLAY_ILLEGAL;
}

KkStep
kk_route_replay (KkStep start,
                 const KkRouteMove *moves,
                 guint n_moves,
                 GArray *order,
                 KkReplay *replays)
{
  const KkRouteMove *at = NULL;
  KkStep step = start;

  for (guint i = 0; i < n_moves; i++)
    replays[i] = KK_REPLAY_BROKEN;
  /* Each round takes one more move: links that go round in a circle end it too. */
  for (guint round = 0; round < n_moves; round++) {
    guint number;

    at = find_next (moves, n_moves, at, replays);
    if (at == NULL)
      break;
    number = (guint) (at - moves);
    replays[number] = judge_replayed (step, at);
    if (replays[number] == KK_REPLAY_FITS)
      step = at->to;
    g_array_append_val (order, number);
  }
  for (guint i = 0; i < n_moves; i++) {
    gboolean placed = FALSE;

    for (guint j = 0; j < order->len; j++)
      placed |= g_array_index (order, guint, j) == i;
    if (!placed)
      g_array_append_val (order, i);
  }
  return step;
}

/* Tracks. */

const char *
kk_track_text (KkTrack track)
{
  return track < KK_N_TRACKS ? track_texts[track] : NULL;
}

gboolean
kk_track_parse (const char *text, KkTrack *track)
{
  guint found = find_text (track_texts, G_N_ELEMENTS (track_texts), text);

  if (found != 0)
    *track = (KkTrack) found;
  return found != 0;
}

KkHat
kk_track_director (KkTrack track)
{
  static const KkHat directors[] = { KK_HAT_NONE, KK_HAT_VT, KK_HAT_ZVH, KK_HAT_RIEC };

  return track < KK_N_TRACKS ? directors[track] : KK_HAT_NONE;
}

KkMoveVerdict
kk_track_judge (KkTrack track, KkStep step, const KkRouteFacts *facts)
{
  static const KkStep steps[] = { KK_STEP_NONE, KK_STEP_CARE, KK_STEP_NONE, KK_STEP_ORGANISED };
  KkHat director = kk_track_director (track);
  KkMoveVerdict verdict = { .answer = KK_MOVE_NOT_YOURS };

  verdict.movers = HAT (ZVH) | KK_HAT_BIT (director);
  if (track == KK_TRACK_NONE || (verdict.movers & KK_HAT_BIT (facts->hat)) == 0)
    return verdict;
  verdict.answer = KK_MOVE_UNKNOWN;
  if (step != (facts->hat == KK_HAT_ZVH ? KK_STEP_TABLE : steps[track]))
    return verdict;
  verdict.answer = KK_MOVE_ALLOWED;
  /* Its own task needs no table: what Veilig Thuis took in itself it cares for itself. */
  if (facts->hat != KK_HAT_ZVH)
    return verdict;
  verdict.gate = KK_GATE_G5;
  verdict.result = KK_GATE_RESULT_YES;
  if (facts->decisions[KK_GATE_G5] != KK_GATE_RESULT_YES)
    verdict.answer = KK_MOVE_NEEDS_GATE;
  return verdict;
}
