/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    chance that can be had again: numbers from a seed, for what the simulation draws and for every key, nonce and
 *          id that the program makes.
 * Owns:    nothing; SimChance is a plain value.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint64 state;
} SimChance;

SimChance sim_chance (guint64 seed, guint64 stream);
guint64 sim_draw (SimChance *chance);
/* Below @limit, which is at least 1. */
guint sim_draw_below (SimChance *chance, guint limit);
/* TRUE @percent times out of a hundred. */
gboolean sim_draw_often (SimChance *chance, guint percent);

/* Before anything else: the program's own randomness comes from here too. */
void sim_chance_start (void);
void sim_chance_reseed (guint64 seed, guint64 stream);

G_END_DECLS
