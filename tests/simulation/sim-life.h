/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a world from its beginning to its end, many of them on several processes, and the shortest one that still
 *          breaks the same promise.
 * Owns:    SimLife its steps.
 * Threads: processes, each with its own copy of the stage.
 * Errors:  a broken promise is an answer; a process that dies is one too. */

#pragma once

#include "sim-step.h"

G_BEGIN_DECLS

typedef struct {
  guint64 seed;
  guint shape;
  GArray *steps; /* (element-type SimStep) */
} SimLife;

SimLife *sim_life_draw (guint64 seed) G_GNUC_WARN_UNUSED_RESULT;
/* "SEED SHAPE; step; step; …" (nullable) */
SimLife *sim_life_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *sim_life_text (const SimLife *life);
/* Only the steps that @ranges names: "0,3,7-12". */
void sim_life_keep (SimLife *life, const char *ranges);
void sim_life_free (SimLife *life);

/* (transfer full) (nullable): the promise that was broken. @digest (nullable): the same for the same life. */
char *sim_life_run (const SimLife *life, guint64 *counts, gboolean trace, guint64 *digest);

/* In a process of its own; (transfer full) (nullable). */
char *sim_life_run_apart (const SimLife *life);
/* Takes away steps while the life still breaks a promise. */
void sim_life_shrink (SimLife *life);

typedef struct {
  guint64 first;
  guint64 count;
  guint jobs;
  gboolean all; /* goes on after a broken promise, and says each */
} SimCampaign;

/* TRUE when no seed broke a promise; FALSE and @failed otherwise: the first that did. @counts: SIM_COUNTS. */
gboolean sim_campaign_run (const SimCampaign *campaign, guint64 *counts, guint64 *failed);
/* Whether a machine stopped before and after every step of a sync; says where none did. */
gboolean sim_counts_are_all_moments (const guint64 *counts);
void sim_counts_print (const guint64 *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLife, sim_life_free)

G_END_DECLS
