/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what happens in a world, one thing at a time: what people do, what machines do, what a server does.
 * Owns:    nothing; SimStep is a plain value.
 * Threads: one.
 * Errors:  a step that cannot be done now is no step: people do what makes no sense, too. */

#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

typedef enum {
  SIM_SYNC,
  SIM_STOP_IN_SYNC, /* the machine stops at one moment of a sync and starts again */
  SIM_EDIT,
  SIM_SHARE,
  SIM_STOP_SHARE,
  SIM_RESOLVE,
  SIM_CLOCK,   /* of one device */
  SIM_TIME,    /* passes for all */
  SIM_BACKUP,  /* the bytes of a vault are kept */
  SIM_RESTORE, /* and put back */
  SIM_COPY,    /* a second vault from one image */
  SIM_SWAP,    /* the other of the two is used */
  SIM_MIRROR,  /* the local mirror is lost */
  SIM_HIDE,
  SIM_HEAL, /* what is hidden or delayed is shown again */
  SIM_DELAY,
  SIM_ROLL_BACK,
  SIM_EMPTY,
  SIM_WITHHOLD,
  SIM_TRUNCATE,
  SIM_FLIP,
  SIM_DUPLICATE, /* one branch under the name of another */
  SIM_REFUSE,
  SIM_NO_FORCE,
  SIM_LOSE, /* the answer to the next push */
  SIM_FAIL, /* the line breaks after some calls */
  SIM_RECALL,
  SIM_ANSWER, /* to a recall */
  SIM_DELETE, /* or put back */
  SIM_ERASE,
  SIM_CONSENT,
  SIM_WITHDRAW, /* a consent */
  SIM_REVOKE,   /* the other device of the desk */
  SIM_REKEY,    /* one of its three versions */
  SIM_ROOT,     /* the history of a branch got too heavy */
  SIM_STEPS,
} SimStepKind;

typedef struct {
  SimStepKind kind;
  guint device;
  guint a;
  guint b;
} SimStep;

const char *sim_step_kind_text (SimStepKind kind);
/* (transfer full): "edit 0 17 3" */
char *sim_step_text (const SimStep *step);
gboolean sim_step_parse (const char *text, SimStep *step);
/* What the seed draws: which stage, and (transfer full) (element-type SimStep). */
GArray *sim_steps_draw (guint64 seed, guint *shape) G_GNUC_WARN_UNUSED_RESULT;

void sim_step_run (SimWorld *world, const SimStep *step);
/* Everybody is there, the server is honest, and all sync until nothing is new. */
void sim_settle (SimWorld *world);

G_END_DECLS
