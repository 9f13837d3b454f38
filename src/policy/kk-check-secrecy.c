/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Secrecy of the giver (contract 7.1): every basis opens it, but for the exceptions below. */

#include "policy/kk-case-private.h"

#define HAT(name) KK_HAT_BIT (KK_HAT_##name)

static KkCited
get_secrecy_row (KkHat giver)
{
  switch ((guint) giver) {
  case KK_HAT_GEM_WMO:
  case KK_HAT_VT:
  case KK_HAT_OPV:
    return KK_CITED_WMO_5_3_3_1;
  case KK_HAT_ZORG:
    return KK_CITED_WGBO_457;
  case KK_HAT_JH:
  case KK_HAT_GI:
    return KK_CITED_JW_7_3_11_1;
  case KK_HAT_GEM_PW:
    return KK_CITED_PW_64_67;
  default:
    return KK_CITED_NONE;
  }
}

static gboolean
is_for_zvh (const KkCase *c)
{
  return c->question->receiver.hat == KK_HAT_ZVH &&
         (KK_HAT_BIT (c->question->giver.hat) & (HAT (ZORG) | HAT (JH) | HAT (GI))) != 0;
}

static void
open_by_note (const KkCase *c, KkVerdict *best)
{
  KkVerdict other;

  kk_verdict_init (&other);
  kk_check_note (c, KK_NOTE_GOED_HULPVERLENER, &other);
  kk_ways_choose (c->ways, best, &other);
}

static void
open_by_incapacity (const KkCase *c, KkVerdict *best)
{
  KkVerdict other;

  kk_verdict_init (&other);
  kk_check_incapable (c, &other);
  kk_ways_choose (c->ways, best, &other);
}

void
kk_check_secrecy (const KkCase *c, KkSecrecy *secrecy)
{
  KkCited cited = get_secrecy_row (c->question->giver.hat);
  gboolean acute = kk_case_basis_is (c, KK_CITED_AVG_6_1_D);

  secrecy->rule = NULL;
  kk_verdict_init (&secrecy->verdict);
  if (is_for_zvh (c)) {
    secrecy->rule = kk_register_cite (c->reg, KK_CITED_WGS_2_29_2, c->question->at);
    kk_check_consent (c, KK_CONSENT_EXPLICIT, &secrecy->verdict);
    open_by_note (c, &secrecy->verdict);
    return;
  }
  if (cited == KK_CITED_NONE || (!acute && !kk_case_basis_is (c, KK_CITED_SV_161)))
    return;
  secrecy->rule = kk_register_cite (c->reg, cited, c->question->at);
  kk_check_consent (c, KK_CONSENT_PLAIN, &secrecy->verdict);
  if (cited == KK_CITED_PW_64_67)
    return;
  open_by_note (c, &secrecy->verdict);
  if (acute && cited == KK_CITED_WMO_5_3_3_1)
    open_by_incapacity (c, &secrecy->verdict);
}

guint
kk_case_list_secrecy (const KkCase *c, const KkRule *rules[2])
{
  KkCited cited = get_secrecy_row (c->question->giver.hat);
  guint n = 0;

  if (cited != KK_CITED_NONE)
    rules[n++] = kk_register_cite (c->reg, cited, c->question->at);
  if (is_for_zvh (c))
    rules[n++] = kk_register_cite (c->reg, KK_CITED_WGS_2_29_2, c->question->at);
  return n;
}
