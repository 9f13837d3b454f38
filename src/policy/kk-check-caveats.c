/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Caveats travel with a value and bind whoever passes it on (contract 7.1). */

#include "policy/kk-case-private.h"

#define HAT(name) KK_HAT_BIT (KK_HAT_##name)

static void
add_caveat (KkCaveats *caveats, KkCaveat caveat)
{
  for (guint i = 0; i < caveats->n; i++) {
    if (caveats->caveats[i] == caveat)
      return;
  }
  caveats->caveats[caveats->n++] = caveat;
}

/* Those that the chain names, then those that follow from where the data come from. */
static void
list_caveats (const KkCase *c, gboolean personal, KkCaveats *caveats)
{
  KkHat giver = c->question->giver.hat;
  gboolean police = (c->origins & (HAT (POL) | HAT (KMAR))) != 0;
  gboolean prosecution = (c->origins & HAT (OM)) != 0;

  for (guint i = 0; i < c->field->n_origins; i++) {
    const KkOrigin *origin = &c->field->origins[i];

    for (guint j = 0; j < origin->n_caveats; j++)
      add_caveat (caveats, origin->caveats[j]);
  }
  if (!personal)
    return;
  if (kk_case_has (c, KK_CATEGORIES_POL) && giver != KK_HAT_POL && giver != KK_HAT_KMAR)
    police = TRUE;
  if (kk_case_has (c, KK_CATEGORIES_JUS) && giver != KK_HAT_OM)
    prosecution = TRUE;
  if (police)
    add_caveat (caveats, KK_CAVEAT_WPG_7_2);
  if (prosecution)
    add_caveat (caveats, KK_CAVEAT_OM_RELEASE);
}

/* Wpg 7.2: the korps agrees, or the receiver's own task necessitates it, which a statute may say by itself. */
static void
check_police (const KkCase *c, KkCaveats *caveats, KkVerdict *v)
{
  KkHats police = c->origins & (HAT (POL) | HAT (KMAR));
  KkVerdict other;

  kk_check_agreement (c, KK_FACT_BEVOEGD_GEZAG_AGREES, v);
  if (v->status == KK_HOLDS)
    return;
  if (police != 0) {
    kk_verdict_init (&other);
    kk_check_givers_agree (c, police, &other);
    kk_ways_choose (c->ways, v, &other);
  }
  if (v->status == KK_HOLDS)
    return;
  kk_verdict_init (&other);
  if (!kk_case_basis_is (c, KK_CITED_AVG_6_1_C) && !kk_case_basis_is (c, KK_CITED_WGS_1_7_1))
    kk_check_note (c, KK_NOTE_TASK_NECESSITATES, &other);
  kk_ways_choose (c->ways, v, &other);
  caveats->by_task = v->status == KK_HOLDS;
}

static void
check_conditions_of_giver (const KkCase *c, KkVerdict *v)
{
  KkHats hats = 0;

  for (guint i = 0; i < c->field->n_origins; i++) {
    const KkOrigin *origin = &c->field->origins[i];

    for (guint j = 0; j < origin->n_caveats; j++) {
      if (origin->caveats[j] == KK_CAVEAT_WGS_2_29_3)
        hats |= KK_HAT_BIT (origin->hat);
    }
  }
  kk_check_givers_agree (c, hats, v);
}

/* What was given in acute danger serves that danger only, until another basis is found. */
static void
check_acute_only (const KkCase *c, KkVerdict *v)
{
  KkVerdict danger;

  kk_verdict_init (&danger);
  kk_check_acute (c, &danger);
  if (c->question->purpose == KK_PURPOSE_ACUUT && danger.status == KK_HOLDS)
    kk_verdict_join (v, &danger);
  else
    kk_verdict_open (v, KK_FACT_REBASE);
}

static KkCited
check_caveat (const KkCase *c, KkCaveat caveat, KkCaveats *caveats, KkVerdict *v)
{
  switch (caveat) {
  case KK_CAVEAT_WPG_7_2:
    check_police (c, caveats, v);
    return KK_CITED_WPG_7_2;
  case KK_CAVEAT_OM_RELEASE:
    kk_check_release (c, FALSE, v);
    return KK_CITED_WJSG_39F;
  case KK_CAVEAT_WGS_2_29_3:
    check_conditions_of_giver (c, v);
    return KK_CITED_WGS_2_29_3;
  case KK_CAVEAT_AVG_6_1_D:
    check_acute_only (c, v);
    return KK_CITED_AVG_6_1_D;
  case KK_CAVEAT_UNKNOWN:
  case KK_N_CAVEATS:
  default:
    kk_verdict_fail (v);
    return KK_CITED_NONE;
  }
}

void
kk_check_caveats (const KkCase *c, gboolean personal, KkCaveats *caveats)
{
  caveats->n = 0;
  caveats->by_task = FALSE;
  list_caveats (c, personal, caveats);
  for (guint i = 0; i < caveats->n; i++) {
    KkPart *part = &caveats->parts[i];
    KkCited cited;

    kk_verdict_init (&part->verdict);
    cited = check_caveat (c, caveats->caveats[i], caveats, &part->verdict);
    part->rules[0] =
        cited != KK_CITED_NONE ? kk_register_cite (c->reg, cited, c->question->at) : NULL;
    part->rules[1] = NULL;
  }
}
