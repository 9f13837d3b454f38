/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a decision as sentences for whoever works on the case, naming law and article, and as one compact line for a
 *          log. What is missing comes with the step that makes it.
 * Owns:    results belong to the caller, but the texts of kk_explain_missing() are static.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "app/sharing/kk-app-share.h"
#include "policy/kk-policy.h"

G_BEGIN_DECLS

/* (transfer full): what the row does to a field with this outcome. */
char *kk_explain_row (const KkRow *row, KkOutcome outcome);
/* What a caveat that travels with a value asks of the next who wants to share it: a translated sentence. */
const char *kk_explain_caveat (KkCaveat caveat);
/* What a duty that comes with a decision asks: a translated sentence. */
const char *kk_explain_duty (KkDuty duty);

/* What a step is about, as the person named it. */
typedef struct {
  const char *case_;
  const char *recipient; /* slug/HAT/role */
  const char *own;       /* slug/HAT/role of the desk that shares */
  const char *purpose;   /* code */
  KkHat giver;
  KkCategories categories; /* of the field */
} KkExplainPlace;

/* What is missing and who can supply it: a translated sentence. */
const char *kk_explain_missing (KkFact fact, const KkExplainPlace *place);
/* (transfer full): the command that makes what is missing, or the option of `share` that says it. */
char *kk_explain_step (KkFact fact, const KkExplainPlace *place);

/* How a window makes it; @what: (out) (nullable), static. See KkShareStep. */
KkShareStepKind kk_explain_step_kind (KkFact fact, const KkExplainPlace *place, const char **what);

/* (transfer full): "ask WPG-20-3 missing GATE, NOTES.NEED". Without names or values, so fit for a log. */
char *kk_explain_line (KkOutcome outcome, const GArray *rows, const GArray *missing);

G_END_DECLS
