/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-step.h"

#include <stdio.h>
#include <string.h>

static const char *const texts[SIM_STEPS] = {
  [SIM_SYNC] = "sync",
  [SIM_STOP_IN_SYNC] = "stop-in-sync",
  [SIM_EDIT] = "edit",
  [SIM_SHARE] = "share",
  [SIM_STOP_SHARE] = "stop-share",
  [SIM_RESOLVE] = "resolve",
  [SIM_CLOCK] = "clock",
  [SIM_TIME] = "time",
  [SIM_BACKUP] = "backup",
  [SIM_RESTORE] = "restore",
  [SIM_COPY] = "copy",
  [SIM_SWAP] = "swap",
  [SIM_MIRROR] = "mirror",
  [SIM_HIDE] = "hide",
  [SIM_HEAL] = "heal",
  [SIM_DELAY] = "delay",
  [SIM_ROLL_BACK] = "roll-back",
  [SIM_EMPTY] = "empty",
  [SIM_WITHHOLD] = "withhold",
  [SIM_TRUNCATE] = "truncate",
  [SIM_FLIP] = "flip",
  [SIM_DUPLICATE] = "duplicate",
  [SIM_REFUSE] = "refuse",
  [SIM_NO_FORCE] = "no-force",
  [SIM_LOSE] = "lose",
  [SIM_FAIL] = "fail",
  [SIM_RECALL] = "recall",
  [SIM_ANSWER] = "answer",
  [SIM_DELETE] = "delete",
  [SIM_ERASE] = "erase",
  [SIM_CONSENT] = "consent",
  [SIM_WITHDRAW] = "withdraw",
  [SIM_REVOKE] = "revoke",
  [SIM_REKEY] = "rekey",
  [SIM_ROOT] = "root",
};

/* How often each kind is drawn in a world of some mood. People always work; the rest is trouble of one sort, so that a
 * broken promise has few causes, or of all sorts. */
typedef struct {
  guint often;
  guint weights[SIM_STEPS];
} Mood;

#define PEOPLE \
  [SIM_SYNC] = 40, [SIM_EDIT] = 24, [SIM_SHARE] = 8, [SIM_STOP_SHARE] = 1, [SIM_RESOLVE] = 3
#define MACHINES [SIM_STOP_IN_SYNC] = 20, [SIM_MIRROR] = 2
#define LINES    [SIM_REFUSE] = 2, [SIM_NO_FORCE] = 1, [SIM_LOSE] = 5, [SIM_FAIL] = 5, [SIM_HEAL] = 4
#define SERVER                                                                           \
  [SIM_HIDE] = 5, [SIM_HEAL] = 6, [SIM_DELAY] = 8, [SIM_ROLL_BACK] = 8, [SIM_EMPTY] = 2, \
  [SIM_WITHHOLD] = 4, [SIM_TRUNCATE] = 2, [SIM_FLIP] = 2, [SIM_DUPLICATE] = 2, [SIM_NO_FORCE] = 1
#define CLOCKS [SIM_CLOCK] = 10, [SIM_TIME] = 14
#define VAULTS [SIM_BACKUP] = 10, [SIM_RESTORE] = 10, [SIM_COPY] = 6, [SIM_SWAP] = 12

#define TAKING_BACK                                                                         \
  [SIM_RECALL] = 6, [SIM_ANSWER] = 8, [SIM_DELETE] = 4, [SIM_ERASE] = 2, [SIM_CONSENT] = 3, \
  [SIM_WITHDRAW] = 4
#define REGION [SIM_REVOKE] = 2, [SIM_REKEY] = 5, [SIM_ROOT] = 2

static const Mood moods[] = {
  { 10, { PEOPLE } },
  { 16, { PEOPLE, CLOCKS } },
  { 20, { PEOPLE, MACHINES } },
  { 10, { PEOPLE, LINES } },
  { 18, { PEOPLE, SERVER, [SIM_TIME] = 6 } },
  { 12, { PEOPLE, VAULTS, [SIM_TIME] = 2, [SIM_HIDE] = 1 } },
  { 14,
    { PEOPLE, MACHINES, CLOCKS, [SIM_REFUSE] = 1, [SIM_LOSE] = 3, [SIM_FAIL] = 3, [SIM_HIDE] = 2,
      [SIM_HEAL] = 4, [SIM_DELAY] = 3, [SIM_ROLL_BACK] = 3, [SIM_EMPTY] = 1, [SIM_WITHHOLD] = 2,
      [SIM_TRUNCATE] = 1, [SIM_FLIP] = 1, [SIM_DUPLICATE] = 1, [SIM_NO_FORCE] = 1, [SIM_BACKUP] = 1,
      [SIM_RESTORE] = 1 } },
  { 14, { PEOPLE, TAKING_BACK, [SIM_TIME] = 6 } },
  { 6, { PEOPLE, TAKING_BACK, MACHINES, CLOCKS } },
  { 8, { PEOPLE, REGION, [SIM_TIME] = 4 } },
  { 8,
    { PEOPLE, MACHINES, VAULTS, TAKING_BACK, [SIM_REVOKE] = 2, [SIM_REKEY] = 14, [SIM_ROOT] = 3 } },
  { 10, { PEOPLE, VAULTS, TAKING_BACK, CLOCKS } },
  { 8, { PEOPLE, SERVER, TAKING_BACK, [SIM_TIME] = 8 } },
  { 8, { PEOPLE, SERVER, VAULTS, MACHINES } },
};

const char *
sim_step_kind_text (SimStepKind kind)
{
  return texts[kind];
}

char *
sim_step_text (const SimStep *step)
{
  return g_strdup_printf ("%s %u %u %u", texts[step->kind], step->device, step->a, step->b);
}

gboolean
sim_step_parse (const char *text, SimStep *step)
{
  char name[32];

  if (sscanf (text, " %31s %u %u %u", name, &step->device, &step->a, &step->b) != 4)
    return FALSE;
  for (guint i = 0; i < SIM_STEPS; i++) {
    if (g_str_equal (texts[i], name)) {
      step->kind = (SimStepKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

static const Mood *
draw_mood (SimChance *chance)
{
  guint left;
  guint total = 0;

  for (guint i = 0; i < G_N_ELEMENTS (moods); i++)
    total += moods[i].often;
  left = sim_draw_below (chance, total);
  for (guint i = 0; i < G_N_ELEMENTS (moods); i++) {
    if (left < moods[i].often)
      return &moods[i];
    left -= moods[i].often;
  }
  g_assert_not_reached ();
}

static SimStepKind
draw_kind (SimChance *chance, const Mood *mood)
{
  guint left;
  guint total = 0;

  for (guint i = 0; i < SIM_STEPS; i++)
    total += mood->weights[i];
  left = sim_draw_below (chance, total);
  for (guint i = 0; i < SIM_STEPS; i++) {
    if (left < mood->weights[i])
      return (SimStepKind) i;
    left -= mood->weights[i];
  }
  g_assert_not_reached ();
}

/* One share stands already; some worlds begin with another. */
GArray *
sim_steps_draw (guint64 seed, guint *shape)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  SimChance chance = sim_chance (seed, 0);
  const Mood *mood = draw_mood (&chance);
  guint n_steps = 8 + sim_draw_below (&chance, 17);

  *shape = sim_draw_below (&chance, sim_stage_count ());
  for (guint i = 0; i < n_steps; i++) {
    SimStep step = { .kind = draw_kind (&chance, mood) };

    step.device = sim_draw_below (&chance, sim_stage_get (*shape)->n_devices);
    step.a = sim_draw_below (&chance, 100000);
    step.b = sim_draw_below (&chance, 1000);
    if (i == 0 && sim_draw_often (&chance, 40))
      step = (SimStep){ SIM_SHARE, 0, step.a, step.b };
    g_array_append_val (steps, step);
  }
  return steps;
}
