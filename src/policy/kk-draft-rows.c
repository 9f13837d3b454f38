/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a decision shows: contract 7.1, "Output". */

#include "policy/kk-answer-private.h"

#define HAT(name) KK_HAT_BIT (KK_HAT_##name)

void
kk_draft_add_row (KkDraft *draft, const KkRule *rule)
{
  if (rule == NULL)
    return;
  for (guint i = 0; i < draft->n_rows; i++) {
    if (draft->rows[i] == rule)
      return;
  }
  g_assert (draft->n_rows < KK_MAX_ROWS);
  draft->rows[draft->n_rows++] = rule;
}

static void
add_part (KkDraft *draft, const KkPart *part)
{
  kk_draft_add_row (draft, part->rules[0]);
  kk_draft_add_row (draft, part->rules[1]);
}

/* Wmo 5.1.6 is Veilig Thuis' own ground to hold what is special, so it is shown also where no lift was needed. */
static void
add_ground_of_vt (KkDraft *draft,
                  const KkCase *c,
                  const KkPlan *plan,
                  const KkRule *basis,
                  KkCategories category)
{
  const KkRule *ground;
  KkVerdict v;

  if (c->question->receiver.hat != KK_HAT_VT ||
      (category & KK_CATEGORIES_SPECIAL & basis->categories & c->categories) == 0)
    return;
  ground = kk_plan_find_lift (plan, KK_CITED_WMO_5_1_6);
  kk_verdict_init (&v);
  kk_check_hg_km (c, &v);
  if (ground == NULL || v.status != KK_HOLDS)
    return;
  kk_draft_add_row (draft, ground);
  draft->total.relied |= v.relied;
}

static const KkRule *
find_lift_of (const KkPath *path, KkCategories category)
{
  for (guint i = 0; i < path->n_lifts; i++) {
    if (path->lifts[i].category == category)
      return path->lifts[i].rule;
  }
  return NULL;
}

static const KkRule *
get_retention (const KkCase *c)
{
  KkHats receiver = KK_HAT_BIT (c->question->receiver.hat);
  KkCited cited = KK_CITED_NONE;

  if ((receiver & HAT (VT)) != 0)
    cited = KK_CITED_WMO_5_3_4_VT;
  else if ((receiver & (HAT (GEM_WMO) | HAT (OPV))) != 0)
    cited = KK_CITED_WMO_5_3_4;
  else if ((receiver & HAT (JH)) != 0)
    cited = KK_CITED_JW_7_3_8;
  else if ((receiver & (HAT (ZVH) | HAT (RIEC))) != 0)
    cited = KK_CITED_WGS_1_8_7;
  else if ((receiver & (HAT (POL) | HAT (KMAR))) != 0)
    cited = KK_CITED_WPG_RET;
  return cited != KK_CITED_NONE ? kk_register_cite (c->reg, cited, c->question->at) : NULL;
}

void
kk_draft_send (KkDraft *draft, const KkCase *c, const KkPlan *plan, const KkPath *path)
{
  draft->outcome = KK_OUTCOME_SEND;
  draft->basis = path->basis;
  draft->total = path->total;
  kk_draft_add_row (draft, path->basis);
  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    const KkRule *lift = find_lift_of (path, KK_CATEGORY_BIT (i));

    if (lift != NULL)
      kk_draft_add_row (draft, lift);
    else
      add_ground_of_vt (draft, c, plan, path->basis, KK_CATEGORY_BIT (i));
  }
  kk_draft_add_row (draft, path->secrecy.rule);
  for (guint i = 0; i < path->limits.n; i++)
    add_part (draft, &path->limits.parts[i]);
  for (guint i = 0; i < path->caveats.n; i++)
    add_part (draft, &path->caveats.parts[i]);
  kk_draft_add_caveats (draft, c, &path->caveats);
  /* Without the refusal another row would come first at the other end. */
  if ((draft->duties & KK_DUTY_BIT (KK_DUTY_RECORD_REFUSAL)) != 0)
    kk_verdict_rely (&draft->total, KK_FACT_NOTE_ZWAARWEGENDE_REDENEN);
  draft->retention = get_retention (c);
}

void
kk_draft_ask (KkDraft *draft, const KkPath *path)
{
  draft->outcome = KK_OUTCOME_ASK;
  draft->basis = path->basis;
  draft->total = path->total;
  if (path->basis_status == KK_OPEN)
    kk_draft_add_row (draft, path->basis);
  for (guint i = 0; i < path->n_lifts; i++) {
    if (path->lifts[i].status == KK_OPEN)
      kk_draft_add_row (draft, path->lifts[i].rule);
  }
  if (path->secrecy.verdict.status == KK_OPEN)
    kk_draft_add_row (draft, path->secrecy.rule);
  for (guint i = 0; i < path->limits.n; i++) {
    if (path->limits.parts[i].verdict.status == KK_OPEN)
      add_part (draft, &path->limits.parts[i]);
  }
  for (guint i = 0; i < path->caveats.n; i++) {
    if (path->caveats.parts[i].verdict.status == KK_OPEN)
      add_part (draft, &path->caveats.parts[i]);
  }
}

/* What stands in the way whatever the basis. */
static void
add_obstacles (KkDraft *draft, const KkCase *c)
{
  const KkRule *secrecy[2] = { NULL, NULL };
  guint n_secrecy = kk_case_list_secrecy (c, secrecy);
  KkLimits limits;
  KkCaveats caveats;

  kk_check_limits (c, &limits);
  for (guint i = 0; i < limits.n; i++) {
    if (limits.parts[i].verdict.status == KK_FAILS)
      add_part (draft, &limits.parts[i]);
  }
  if (kk_case_has (c, KK_CATEGORY_BIT (KK_CATEGORY_BSN)))
    kk_draft_add_row (draft, kk_register_cite (c->reg, KK_CITED_UAVG_46, c->question->at));
  for (guint i = 0; i < n_secrecy; i++)
    kk_draft_add_row (draft, secrecy[i]);
  kk_check_caveats (c, TRUE, &caveats);
  for (guint i = 0; i < caveats.n; i++) {
    if (caveats.parts[i].verdict.status != KK_HOLDS)
      add_part (draft, &caveats.parts[i]);
  }
}

void
kk_draft_withhold (KkDraft *draft, const KkCase *c, const KkPath *path)
{
  KkCase without_basis = *c;

  without_basis.basis = NULL;
  without_basis.ways = NULL;
  draft->outcome = KK_OUTCOME_WITHHOLD;
  add_obstacles (draft, &without_basis);
  if (draft->n_rows > 0 || path == NULL)
    return;
  if (path->basis_status == KK_FAILS)
    kk_draft_add_row (draft, path->basis);
  for (guint i = 0; i < path->n_lifts; i++) {
    if (path->lifts[i].status == KK_FAILS)
      kk_draft_add_row (draft, path->lifts[i].rule);
  }
}

static void
add_caveat (KkDraft *draft, KkCaveat caveat)
{
  for (guint i = 0; i < draft->n_caveats; i++) {
    if (draft->caveats[i] == caveat)
      return;
  }
  draft->caveats[draft->n_caveats++] = caveat;
}

/* What bound the giver binds the receiver, and this disclosure may add to it. */
void
kk_draft_add_caveats (KkDraft *draft, const KkCase *c, const KkCaveats *bound)
{
  for (guint i = 0; i < bound->n; i++)
    add_caveat (draft, bound->caveats[i]);
  if (kk_case_has (c, KK_CATEGORIES_POL))
    add_caveat (draft, KK_CAVEAT_WPG_7_2);
  if (kk_case_has (c, KK_CATEGORIES_JUS))
    add_caveat (draft, KK_CAVEAT_OM_RELEASE);
  if (draft->basis != NULL && draft->basis->cited == KK_CITED_AVG_6_1_D)
    add_caveat (draft, KK_CAVEAT_AVG_6_1_D);
  if (c->question->receiver.hat == KK_HAT_ZVH &&
      c->facts->findings[KK_FACT_GIVER_CONDITIONS] == KK_TRI_TRUE) {
    add_caveat (draft, KK_CAVEAT_WGS_2_29_3);
    kk_verdict_rely (&draft->total, KK_FACT_GIVER_CONDITIONS);
  }
}

static gboolean
is_under_police_or_om (const KkCase *c, const KkCaveats *bound)
{
  for (guint i = 0; i < bound->n; i++) {
    if (bound->caveats[i] == KK_CAVEAT_WPG_7_2 || bound->caveats[i] == KK_CAVEAT_OM_RELEASE)
      return TRUE;
  }
  return kk_case_has (c, KK_CATEGORIES_REGIME);
}

/* Duties of the giver for a field that is sent or asked for. */
void
kk_draft_add_duties (KkDraft *draft, const KkCase *c, const KkCaveats *bound)
{
  KkHat giver = c->question->giver.hat;
  KkCited basis = draft->basis != NULL ? draft->basis->cited : KK_CITED_NONE;

  if (is_under_police_or_om (c, bound))
    draft->duties |= KK_DUTY_BIT (KK_DUTY_SECRECY_NOTICE);
  if (giver == KK_HAT_POL && kk_case_has (c, KK_CATEGORIES_POL))
    draft->duties |= KK_DUTY_BIT (KK_DUTY_LABEL_FACT_OPINION);
  if (giver == KK_HAT_OM)
    draft->duties |= KK_DUTY_BIT (KK_DUTY_PROTOCOL_39J);
  if (basis == KK_CITED_AVG_6_1_D)
    draft->duties |= KK_DUTY_BIT (KK_DUTY_NOTE_WITHIN_24H) | KK_DUTY_BIT (KK_DUTY_NOTIFY_AFTER) |
                     KK_DUTY_BIT (KK_DUTY_REBASE_14D);
  if (bound->by_task)
    draft->duties |= KK_DUTY_BIT (KK_DUTY_TELL_KORPS);
  if (basis == KK_CITED_WMO_5_2_6 && c->question->purpose == KK_PURPOSE_MELDING)
    draft->duties |= KK_DUTY_BIT (KK_DUTY_MELDCODE_STEPS);
}
