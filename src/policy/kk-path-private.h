/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the ways from giver to receiver for one field: a basis with its lifts (contract 7.1, steps 4 and 5).
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "policy/kk-case-private.h"

G_BEGIN_DECLS

/* The rows that speak of giver, receiver, purpose and day at all: chosen once for a question. */
typedef struct {
  guint n_bases;
  guint n_lifts;
  const KkRule *bases[KK_REGISTER_ROWS];
  const KkRule *lifts[KK_REGISTER_ROWS];
} KkPlan;

void kk_plan_make (KkPlan *plan, const KkRegister *reg, const KkQuestion *question);
/* Whether the lift, by its citation, may be used in this question. */
const KkRule *kk_plan_find_lift (const KkPlan *plan, KkCited cited);

#define KK_MAX_LIFTS 8

typedef struct {
  const KkRule *basis;
  KkStatus basis_status;
  guint n_lifts; /* in the order of the categories */
  struct {
    KkCategories category;
    const KkRule *rule; /* nullable: no lift speaks of it */
    KkStatus status;
  } lifts[KK_MAX_LIFTS];
  KkSecrecy secrecy;
  KkLimits limits;
  KkCaveats caveats;
  guint failures;
  KkVerdict total;
  KkFactSet shared; /* missing in more than one part */
  KkWays ways;
} KkPath;

/* Fills in @path when @basis speaks of the field and covers it; FALSE otherwise. Sets c->basis and c->ways. */
gboolean kk_path_try (KkCase *c, const KkPlan *plan, const KkRule *basis, KkPath *path);

G_END_DECLS
