/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-route.h"
#include "domain/kk-schema.h"

static KkStep
step (const char *text)
{
  KkStep found = KK_STEP_NONE;

  g_assert_true (kk_step_parse (text, &found));
  return found;
}

/* Every step has a code of the schema, and every code a step. */
static void
test_steps (void)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_CASE, "nl_Stage");
  KkStep found = KK_STEP_NONE;

  g_assert_cmpuint (field->codes->n_codes, ==, KK_N_STEPS - 1);
  for (gsize i = 0; i < field->codes->n_codes; i++)
    g_assert_cmpuint (step (field->codes->codes[i].code), ==, i + 1);
  g_assert_false (kk_step_parse ("S01", &found));
  g_assert_false (kk_step_parse (NULL, &found));
  g_assert_null (kk_step_text (KK_STEP_NONE));
  g_assert_cmpint (kk_gate_result_parse (NULL), ==, KK_GATE_RESULT_YES);
  g_assert_cmpint (kk_gate_result_parse ("perhaps"), ==, KK_GATE_RESULT_NONE);
}

static KkMoveVerdict
judge (const char *from, const char *to, const KkRouteFacts *facts)
{
  return kk_route_judge (step (from), step (to), facts);
}

static void
test_municipality (void)
{
  KkRouteFacts facts = { .hat = KK_HAT_GEM_WMO };

  g_assert_cmpint (judge ("S00", "S10", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S00", "S40", &facts).answer, ==, KK_MOVE_UNKNOWN);
  g_assert_cmpint (judge ("S10", "S20", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S20", "S21", &facts).answer, ==, KK_MOVE_NEEDS_GATE);
  g_assert_cmpint (judge ("S20", "S21", &facts).gate, ==, KK_GATE_G0);
  g_assert_cmpint (judge ("S20", "S21", &facts).result, ==, KK_GATE_RESULT_NO);
  facts.decisions[KK_GATE_G0] = KK_GATE_RESULT_NO;
  g_assert_cmpint (judge ("S20", "S21", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S20", "S30", &facts).gate, ==, KK_GATE_G0);
  facts.decisions[KK_GATE_G0] = KK_GATE_RESULT_YES;
  g_assert_cmpint (judge ("S20", "S30", &facts).gate, ==, KK_GATE_G1);
  facts.decisions[KK_GATE_G1] = KK_GATE_RESULT_YES;
  g_assert_cmpint (judge ("S20", "S30", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S30", "S40", &facts).gate, ==, KK_GATE_G2);
  g_assert_cmpint (judge ("S21", "S90", &facts).answer, ==, KK_MOVE_NEEDS_REASON);
  facts.has_reason = TRUE;
  g_assert_cmpint (judge ("S21", "S90", &facts).answer, ==, KK_MOVE_ALLOWED);
}

static void
test_table (void)
{
  KkRouteFacts facts = { .hat = KK_HAT_ZVH, .open_tracks = 1 };

  g_assert_cmpint (judge ("S00", "S10", &facts).answer, ==, KK_MOVE_NOT_YOURS);
  g_assert_cmpuint (judge ("S00", "S10", &facts).movers, ==, KK_HATS_GEM);
  facts.decisions[KK_GATE_G1] = KK_GATE_RESULT_YES;
  g_assert_cmpint (judge ("S00", "S30", &facts).answer, ==, KK_MOVE_ALLOWED);
  facts.decisions[KK_GATE_G2] = KK_GATE_RESULT_NO;
  g_assert_cmpint (judge ("S30", "S31", &facts).answer, ==, KK_MOVE_ALLOWED);
  facts.decisions[KK_GATE_G2] = KK_GATE_RESULT_REJECTED;
  g_assert_cmpint (judge ("S30", "S31", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S30", "S40", &facts).answer, ==, KK_MOVE_NEEDS_GATE);
  g_assert_cmpint (judge ("S31", "S99", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S31", "S90", &facts).answer, ==, KK_MOVE_NOT_YOURS);
  facts.decisions[KK_GATE_G7] = KK_GATE_RESULT_YES;
  g_assert_cmpint (judge ("S40", "S90", &facts).answer, ==, KK_MOVE_TRACKS_OPEN);
  facts.open_tracks = 0;
  g_assert_cmpint (judge ("S40", "S90", &facts).answer, ==, KK_MOVE_ALLOWED);
}

static void
test_acute (void)
{
  KkRouteFacts facts = { .hat = KK_HAT_POL, .open_notices = 1 };

  g_assert_cmpint (judge ("S00", "S11", &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_cmpint (judge ("S11", "S60", &facts).answer, ==, KK_MOVE_NEEDS_NOTICE);
  facts.open_notices = 0;
  g_assert_cmpint (judge ("S11", "S60", &facts).answer, ==, KK_MOVE_ALLOWED);
  facts.hat = KK_HAT_RIEC;
  g_assert_cmpint (judge ("S00", "S11", &facts).answer, ==, KK_MOVE_NOT_YOURS);
}

static KkRouteMove
make_move (guint8 id, guint8 after, const char *from, const char *to)
{
  KkRouteMove move = { .id = { { id } }, .after = { { after } }, .has_after = after != 0 };

  move.from = step (from);
  move.to = step (to);
  move.hat = KK_HAT_GEM_WMO;
  return move;
}

static KkStep
replay (const KkRouteMove *moves, guint n_moves, KkReplay *replays)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  KkStep end = kk_route_replay (KK_STEP_SIGNAL, moves, n_moves, order, replays);

  g_assert_cmpuint (order->len, ==, n_moves);
  return end;
}

static void
test_replay (void)
{
  const KkRouteMove moves[] = { make_move (3, 2, "S20", "S10"), make_move (1, 0, "S00", "S10"),
                                make_move (2, 1, "S10", "S20") };
  KkReplay replays[G_N_ELEMENTS (moves)];

  g_assert_cmpint (replay (moves, 0, replays), ==, KK_STEP_SIGNAL);
  g_assert_cmpint (replay (moves, 3, replays), ==, KK_STEP_OFFICER);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    g_assert_cmpint (replays[i], ==, KK_REPLAY_FITS);
}

/* Two devices of one desk that moved it at once, a move that the route does not have, one that follows on nothing, and
 * links in a circle. */
static void
test_replay_bad (void)
{
  const KkRouteMove forked[] = { make_move (9, 1, "S10", "S11"), make_move (1, 0, "S00", "S10"),
                                 make_move (2, 1, "S10", "S20") };
  const KkRouteMove bad[] = { make_move (1, 0, "S00", "S40"), make_move (2, 1, "S00", "S10"),
                              make_move (3, 7, "S10", "S20") };
  const KkRouteMove circle[] = { make_move (1, 2, "S00", "S10"), make_move (2, 1, "S10", "S20") };
  const KkRouteMove loop[] = { make_move (1, 0, "S00", "S10"), make_move (1, 1, "S10", "S20") };
  KkReplay replays[3];

  g_assert_cmpint (replay (forked, 3, replays), ==, KK_STEP_SUSPICION);
  g_assert_cmpint (replays[0], ==, KK_REPLAY_FORK);
  g_assert_cmpint (replays[2], ==, KK_REPLAY_FITS);
  g_assert_cmpint (replay (bad, 3, replays), ==, KK_STEP_OFFICER);
  g_assert_cmpint (replays[0], ==, KK_REPLAY_ILLEGAL);
  g_assert_cmpint (replays[1], ==, KK_REPLAY_FITS);
  g_assert_cmpint (replays[2], ==, KK_REPLAY_BROKEN);
  g_assert_cmpint (replay (circle, 2, replays), ==, KK_STEP_SIGNAL);
  g_assert_cmpint (replays[0], ==, KK_REPLAY_BROKEN);
  g_assert_cmpint (replay (loop, 2, replays), ==, KK_STEP_SUSPICION);
}

static void
test_tracks (void)
{
  KkTrack track = KK_TRACK_NONE;
  KkRouteFacts facts = { .hat = KK_HAT_VT };

  g_assert_true (kk_track_parse ("ondermijning", &track));
  g_assert_cmpint (kk_track_director (track), ==, KK_HAT_RIEC);
  g_assert_cmpint (kk_track_judge (track, KK_STEP_ORGANISED, &facts).answer, ==, KK_MOVE_NOT_YOURS);
  facts.hat = KK_HAT_RIEC;
  g_assert_cmpint (kk_track_judge (track, KK_STEP_TABLE, &facts).answer, ==, KK_MOVE_UNKNOWN);
  g_assert_cmpint (kk_track_judge (track, KK_STEP_ORGANISED, &facts).answer, ==, KK_MOVE_ALLOWED);
  facts.hat = KK_HAT_ZVH;
  g_assert_cmpint (kk_track_judge (track, KK_STEP_TABLE, &facts).answer, ==, KK_MOVE_NEEDS_GATE);
  facts.decisions[KK_GATE_G5] = KK_GATE_RESULT_YES;
  g_assert_cmpint (kk_track_judge (track, KK_STEP_TABLE, &facts).answer, ==, KK_MOVE_ALLOWED);
  g_assert_false (kk_track_parse ("bijzaak", &track));
  g_assert_cmpint (kk_track_director (KK_TRACK_CARE), ==, KK_HAT_VT);
  g_assert_cmpint (kk_track_director (KK_TRACK_CRIMINAL), ==, KK_HAT_ZVH);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/steps", test_steps);
  g_test_add_func ("/route/municipality", test_municipality);
  g_test_add_func ("/route/table", test_table);
  g_test_add_func ("/route/acute", test_acute);
  g_test_add_func ("/route/replay", test_replay);
  g_test_add_func ("/route/replay-bad", test_replay_bad);
  g_test_add_func ("/route/tracks", test_tracks);
  return g_test_run ();
}
