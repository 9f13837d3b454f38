/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-chance.h"

#include <sodium.h>
#include <string.h>

static SimChance program;

/* SplitMix64. */
guint64
sim_draw (SimChance *chance)
{
  guint64 z = chance->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

SimChance
sim_chance (guint64 seed, guint64 stream)
{
  SimChance chance = { seed };

  chance.state = sim_draw (&chance) ^ (stream * G_GUINT64_CONSTANT (0xd1342543de82ef95));
  (void) sim_draw (&chance);
  return chance;
}

guint
sim_draw_below (SimChance *chance, guint limit)
{
  return (guint) (sim_draw (chance) % limit);
}

gboolean
sim_draw_often (SimChance *chance, guint percent)
{
  return sim_draw_below (chance, 100) < percent;
}

static const char *
tell_name (void)
{
  return "simulation";
}

static uint32_t
draw_random (void)
{
  return (uint32_t) sim_draw (&program);
}

static void
fill_random (void *const buffer, const size_t size)
{
  guint8 *bytes = buffer;

  for (gsize done = 0; done < size; done += sizeof (guint64)) {
    guint64 drawn = sim_draw (&program);

    memcpy (bytes + done, &drawn, MIN (sizeof drawn, size - done));
  }
}

static int
close_random (void)
{
  return 0;
}

static randombytes_implementation implementation = {
  .implementation_name = tell_name,
  .random = draw_random,
  .buf = fill_random,
  .close = close_random,
};

void
sim_chance_start (void)
{
  program = sim_chance (1, 0);
  randombytes_set_implementation (&implementation);
}

void
sim_chance_reseed (guint64 seed, guint64 stream)
{
  program = sim_chance (seed, stream);
}
