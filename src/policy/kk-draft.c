/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Deciding one field: contract 7.1, steps 1 to 6. */

#include "policy/kk-answer-private.h"

#define CATEGORY(name) KK_CATEGORY_BIT (KK_CATEGORY_##name)

/* The smallest cell of a count that may be shown. */
#define LEAST_CELL_REGION       3
#define LEAST_CELL_MUNICIPALITY 5

static void
check_cell (const KkCase *c, KkVerdict *v)
{
  gint least = c->field->level == KK_LEVEL_REGION ? LEAST_CELL_REGION : LEAST_CELL_MUNICIPALITY;

  if ((c->field->categories & CATEGORY (C0)) == 0)
    return;
  if (c->field->cell < 0) {
    kk_verdict_open (v, KK_FACT_CELL);
    return;
  }
  kk_verdict_rely (v, KK_FACT_CELL);
  kk_verdict_test (v, c->field->cell >= least);
}

/* Rows that speak of signals without persons and of counts. */
static void
add_rows_of_nobody (KkDraft *draft, const KkCase *c, gboolean counts_only)
{
  const KkQuestion *question = c->question;

  if (!counts_only && (c->field->categories & CATEGORY (V)) != 0 &&
      question->receiver.hat == KK_HAT_VT && question->purpose == KK_PURPOSE_ADVIES)
    kk_draft_add_row (draft, kk_register_cite (c->reg, KK_CITED_WMO_4_1_1_3, question->at));
  if ((c->field->categories & CATEGORY (C0)) != 0 && question->giver.hat == KK_HAT_CMH &&
      question->receiver.hat == KK_HAT_NRM && question->purpose == KK_PURPOSE_MONITORING)
    kk_draft_add_row (draft, kk_register_cite (c->reg, KK_CITED_CMH_NRM, question->at));
}

/* Rows of the caveats that bound (send), are open (ask) or stand in the way (withhold). */
static void
add_rows_of_caveats (KkDraft *draft, const KkCaveats *caveats)
{
  for (guint i = 0; i < caveats->n; i++) {
    KkStatus status = caveats->parts[i].verdict.status;

    if (draft->outcome == KK_OUTCOME_SEND ||
        (draft->outcome == KK_OUTCOME_ASK && status == KK_OPEN) ||
        (draft->outcome == KK_OUTCOME_WITHHOLD && status != KK_HOLDS))
      kk_draft_add_row (draft, caveats->parts[i].rules[0]);
  }
}

/* Step 2: nobody can be recognised, so only caveats and small cells stand in the way. */
static void
decide_nobody (KkDraft *draft, const KkCase *c)
{
  KkVerdict cell;
  KkCaveats caveats;

  kk_verdict_init (&cell);
  check_cell (c, &cell);
  draft->total = cell;
  kk_check_caveats (c, FALSE, &caveats);
  for (guint i = 0; i < caveats.n; i++)
    kk_verdict_join (&draft->total, &caveats.parts[i].verdict);
  draft->outcome = draft->total.status == KK_HOLDS  ? KK_OUTCOME_SEND
                   : draft->total.status == KK_OPEN ? KK_OUTCOME_ASK
                                                    : KK_OUTCOME_WITHHOLD;
  if (draft->outcome == KK_OUTCOME_SEND || cell.status < KK_HOLDS)
    add_rows_of_nobody (draft, c, draft->outcome != KK_OUTCOME_SEND);
  add_rows_of_caveats (draft, &caveats);
  if (draft->outcome == KK_OUTCOME_SEND)
    kk_draft_add_caveats (draft, c, &caveats);
  if (draft->outcome != KK_OUTCOME_WITHHOLD)
    kk_draft_add_duties (draft, c, &caveats);
}

/* The best open path and the failing path with the fewest failures, the first of equals each. */
typedef struct {
  KkPath path;
  KkPath best;
  gboolean found;
  KkWays others; /* of open paths */
} Search;

static gboolean
is_better_path (const KkPath *path, const KkPath *best)
{
  if (path->total.status != best->total.status)
    return path->total.status > best->total.status;
  if (path->total.status == KK_OPEN)
    return path->total.n_missing < best->total.n_missing;
  return path->failures < best->failures;
}

static gboolean
is_refused (const KkCase *c, const KkRule *basis)
{
  return basis->row.effect == KK_EFFECT_DUTY_UNLESS &&
         c->facts->note_length[KK_NOTE_ZWAARWEGENDE_REDENEN] >= KK_NOTE_LEAST;
}

/* A refusal that meets a duty to supply is recorded, whatever becomes of the field. */
static void
note_refusal (KkDraft *draft, const KkCase *c, const KkRule *basis)
{
  if (is_refused (c, basis))
    draft->duties |= KK_DUTY_BIT (KK_DUTY_RECORD_REFUSAL);
}

/* Which things an open path asks for; of what they spare is known once the best path is. */
static void
note_open (Search *search)
{
  if (search->path.total.status == KK_OPEN && search->others.n < KK_MAX_WAYS)
    search->others.ways[search->others.n++].with = search->path.total.missing_set;
}

/* Steps 4 to 6. All paths are tried only as far as the first that holds, but every refusal is noted. */
static void
search_paths (KkDraft *draft, const KkPlan *plan, KkCase *c, Search *search)
{
  for (guint i = 0; i < plan->n_bases; i++) {
    gboolean holds = search->found && search->best.total.status == KK_HOLDS;

    if (holds && !is_refused (c, plan->bases[i]))
      continue;
    if (!kk_path_try (c, plan, plan->bases[i], &search->path))
      continue;
    note_refusal (draft, c, plan->bases[i]);
    note_open (search);
    if (!search->found || is_better_path (&search->path, &search->best))
      search->best = search->path;
    search->found = TRUE;
  }
}

/* What would do in the place of something missing, first within the path that the answer names. */
static void
list_ways (KkDraft *draft, Search *search)
{
  KkFactSet missing = search->best.total.missing_set;

  kk_ways_settle (&draft->ways, &search->best.ways, missing, search->best.shared);
  for (guint i = 0; i < search->others.n; i++)
    search->others.ways[i].of = missing & ~search->others.ways[i].with;
  kk_ways_settle (&draft->ways, &search->others, missing, 0);
}

static void
decide_personal (KkDraft *draft, const KkPlan *plan, KkCase *c)
{
  Search search;

  search.found = FALSE;
  search.others.n = 0;
  search_paths (draft, plan, c, &search);
  if (!search.found || search.best.total.status == KK_FAILS) {
    kk_draft_withhold (draft, c, search.found ? &search.best : NULL);
    return;
  }
  c->basis = search.best.basis;
  if (search.best.total.status == KK_HOLDS) {
    kk_draft_send (draft, c, plan, &search.best);
  } else {
    kk_draft_ask (draft, &search.best);
    list_ways (draft, &search);
  }
  kk_draft_add_duties (draft, c, &search.best.caveats);
}

static gboolean
is_complete (const KkQuestion *question)
{
  return question->at != NULL && kk_day_is_valid (question->at) &&
         question->giver.hat != KK_HAT_NONE && question->receiver.hat != KK_HAT_NONE &&
         question->purpose != KK_PURPOSE_NONE;
}

void
kk_draft_decide (KkDraft *draft, const KkPlan *plan, KkCase *c)
{
  draft->outcome = KK_OUTCOME_WITHHOLD;
  draft->n_rows = 0;
  draft->n_caveats = 0;
  draft->basis = NULL;
  draft->retention = NULL;
  draft->duties = 0;
  draft->ways.n = 0;
  kk_verdict_init (&draft->total);
  if (!is_complete (c->question))
    return;
  if ((c->field->categories & CATEGORY (POL_12)) != 0)
    kk_draft_add_row (draft, kk_register_cite (c->reg, KK_CITED_WPG_12, c->question->at));
  if (c->field->categories == 0 || (c->field->categories & ~KK_CATEGORIES_ALL) != 0 ||
      (c->field->categories & (CATEGORY (POL_12) | CATEGORY (BIJZ_BIOM))) != 0)
    return;
  if (c->ticked == 0)
    decide_nobody (draft, c);
  else if (c->field->subject != KK_SUBJECT_NONE)
    decide_personal (draft, plan, c);
}
