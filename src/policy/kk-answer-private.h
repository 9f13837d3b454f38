/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the answer for one field while it is made, and its lasting form.
 * Owns:    a draft nothing; an answer its lists.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "policy/kk-path-private.h"
#include "policy/kk-policy.h"

G_BEGIN_DECLS

#define KK_MAX_ROWS 32

typedef struct {
  KkOutcome outcome;
  guint n_rows;
  const KkRule *rows[KK_MAX_ROWS];
  guint n_caveats;
  KkCaveat caveats[KK_N_CAVEATS];
  const KkRule *basis;
  const KkRule *retention;
  KkDuties duties;
  KkVerdict total;
  KkWays ways;
} KkDraft;

/* Contract 7.1, "Deciding one field". */
void kk_draft_decide (KkDraft *draft, const KkPlan *plan, KkCase *c);

/* kk-draft-rows.c: the rows, caveats, retention and duties of each outcome. */
void kk_draft_add_row (KkDraft *draft, const KkRule *rule);
void kk_draft_send (KkDraft *draft, const KkCase *c, const KkPlan *plan, const KkPath *path);
void kk_draft_ask (KkDraft *draft, const KkPath *path);
void kk_draft_withhold (KkDraft *draft, const KkCase *c, const KkPath *path);
void kk_draft_add_caveats (KkDraft *draft, const KkCase *c, const KkCaveats *bound);
void kk_draft_add_duties (KkDraft *draft, const KkCase *c, const KkCaveats *bound);

typedef struct {
  KkFieldDecision field; /* first */
  KkDuties duties;
} KkAnswer;

/* (transfer full), freed with g_free(). */
KkAnswer *kk_answer_new (const KkDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
