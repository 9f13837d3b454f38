/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-path-private.h"

#include <string.h>

static gboolean
party_may_be (KkHatSet set, const KkParty *party)
{
  KkHats bit = KK_HAT_BIT (party->hat);

  return (set.hats & bit) != 0 || ((set.if_assigned & bit) != 0 && party->assigned != KK_TRI_FALSE);
}

static gboolean
is_off (const KkQuestion *question, const KkRule *rule)
{
  for (guint i = 0; i < question->off->len; i++) {
    if (strcmp (g_ptr_array_index (question->off, i), rule->row.id) == 0)
      return TRUE;
  }
  return FALSE;
}

void
kk_plan_make (KkPlan *plan, const KkRegister *reg, const KkQuestion *question)
{
  guint n_rules = question->at != NULL ? kk_register_get_n_rules (reg) : 0;

  plan->n_bases = 0;
  plan->n_lifts = 0;
  for (guint i = 0; i < n_rules; i++) {
    const KkRule *rule = kk_register_get_rule (reg, i);

    if (rule->row.off != NULL || (rule->purposes & KK_PURPOSE_BIT (question->purpose)) == 0 ||
        !party_may_be (rule->giver, &question->giver) ||
        !party_may_be (rule->receiver, &question->receiver) ||
        !kk_rule_is_valid (rule, question->at) || is_off (question, rule))
      continue;
    if (rule->row.use == KK_USE_BASIS)
      plan->bases[plan->n_bases++] = rule;
    else
      plan->lifts[plan->n_lifts++] = rule;
  }
}

const KkRule *
kk_plan_find_lift (const KkPlan *plan, KkCited cited)
{
  for (guint i = 0; i < plan->n_lifts; i++) {
    if (plan->lifts[i]->cited == cited)
      return plan->lifts[i];
  }
  return NULL;
}

/* The special categories, and BSN, that @basis does not cover by naming them. */
static KkCategories
get_categories_to_lift (const KkCase *c, const KkRule *basis)
{
  KkHat receiver = c->question->receiver.hat;
  KkCategories special = c->categories & KK_CATEGORIES_SPECIAL;
  KkCategories to_lift = special & ~basis->categories;

  if ((KK_HAT_BIT (receiver) & KK_HATS_PARTNERSHIP) != 0)
    to_lift |= special & KK_CATEGORIES_BIJZ;
  return to_lift | (c->categories & KK_CATEGORY_BIT (KK_CATEGORY_BSN));
}

/* A row that names the law under which data are held covers what is ordinary in them too. */
static gboolean
covers (const KkCase *c, const KkRule *basis)
{
  KkCategories rest = c->categories & ~(KK_CATEGORIES_SPECIAL | KK_CATEGORY_BIT (KK_CATEGORY_BSN) |
                                        basis->categories);

  if ((basis->categories & c->categories & KK_CATEGORIES_REGIME) != 0)
    rest &= ~KK_CATEGORIES_ORDINARY;
  return rest == 0;
}

/* Who gives and receives, what the row speaks of, and what it asks. FALSE: it does not speak of this. */
static gboolean
check_row (const KkCase *c, const KkRule *rule, KkVerdict *v)
{
  kk_verdict_init (v);
  kk_case_check_party (c, FALSE, rule->giver, v);
  kk_case_check_party (c, TRUE, rule->receiver, v);
  kk_check_condition (c, rule->only_if, v);
  if (v->status == KK_FAILS)
    return FALSE;
  kk_check_condition (c, rule->holds_when, v);
  if (rule->row.confidence == 'L')
    kk_verdict_fail (v);
  return TRUE;
}

/* The first lift that holds, else the open one with the least missing; NULL when none speaks of it. */
static const KkRule *
find_lift (KkCase *c, const KkPlan *plan, KkCategories category, KkVerdict *best)
{
  const KkRule *found = NULL;

  c->lifted = category;
  for (guint i = 0; i < plan->n_lifts; i++) {
    const KkRule *lift = plan->lifts[i];
    KkVerdict v;

    if ((lift->categories & category) == 0 ||
        (lift->on_rules != NULL && !lift->on_rules[c->basis->index]) || !check_row (c, lift, &v))
      continue;
    if (found == NULL)
      *best = v;
    if (found == NULL || kk_verdict_is_better (&v, best))
      found = lift;
    kk_ways_choose (c->ways, best, &v);
    if (best->status == KK_HOLDS)
      break;
  }
  c->lifted = 0;
  return found;
}

static void
add_to_path (KkPath *path, const KkVerdict *v)
{
  if (v->status == KK_FAILS)
    path->failures++;
  path->shared |= path->total.missing_set & v->missing_set;
  kk_verdict_join (&path->total, v);
}

static void
try_lifts (KkCase *c, const KkPlan *plan, KkPath *path)
{
  KkCategories to_lift = get_categories_to_lift (c, c->basis);

  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    KkCategories category = KK_CATEGORY_BIT (i);
    KkVerdict v;

    if ((to_lift & category) == 0)
      continue;
    kk_verdict_init (&v);
    path->lifts[path->n_lifts].category = category;
    path->lifts[path->n_lifts].rule = find_lift (c, plan, category, &v);
    if (path->lifts[path->n_lifts].rule == NULL)
      kk_verdict_fail (&v);
    path->lifts[path->n_lifts++].status = v.status;
    add_to_path (path, &v);
  }
}

gboolean
kk_path_try (KkCase *c, const KkPlan *plan, const KkRule *basis, KkPath *path)
{
  KkVerdict own;

  if (!covers (c, basis))
    return FALSE;
  c->basis = basis;
  c->ways = &path->ways;
  path->ways.n = 0;
  if (!check_row (c, basis, &own))
    return FALSE;
  path->basis = basis;
  path->basis_status = own.status;
  path->n_lifts = 0;
  path->failures = 0;
  path->shared = 0;
  kk_verdict_init (&path->total);
  add_to_path (path, &own);
  try_lifts (c, plan, path);
  kk_check_secrecy (c, &path->secrecy);
  add_to_path (path, &path->secrecy.verdict);
  kk_check_limits (c, &path->limits);
  for (guint i = 0; i < path->limits.n; i++)
    add_to_path (path, &path->limits.parts[i].verdict);
  kk_check_caveats (c, TRUE, &path->caveats);
  for (guint i = 0; i < path->caveats.n; i++)
    add_to_path (path, &path->caveats.parts[i].verdict);
  return TRUE;
}
