/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The limits of contract 7.1, one function for each line of its table. */

#include "policy/kk-case-private.h"

#define CATEGORY(name) KK_CATEGORY_BIT (KK_CATEGORY_##name)
#define HAT(name)      KK_HAT_BIT (KK_HAT_##name)
#define SUBJECT(name)  KK_SUBJECT_BIT (KK_SUBJECT_##name)
#define GATE(name)     (1u << KK_GATE_##name)

static KkVerdict *
add_part (const KkCase *c, KkLimits *limits, KkCited first, KkCited second)
{
  KkPart *part = &limits->parts[limits->n++];
  const char *at = c->question->at;

  part->rules[0] = first != KK_CITED_NONE ? kk_register_cite (c->reg, first, at) : NULL;
  part->rules[1] = second != KK_CITED_NONE ? kk_register_cite (c->reg, second, at) : NULL;
  kk_verdict_init (&part->verdict);
  return &part->verdict;
}

static gboolean
giver_is (const KkCase *c, KkHats hats)
{
  return (KK_HAT_BIT (c->question->giver.hat) & hats) != 0;
}

/* A professional is there as a name on a form and as nothing else. Under which law that form is held is another
 * matter; but a field that says only that, says nothing of what it holds. */
static gboolean
is_only_a_name (const KkCase *c)
{
  return (c->categories & ~KK_CATEGORIES_REGIME) == CATEGORY (GEW_ID);
}

static gboolean
subject_fits (const KkCase *c, KkSubjects subjects)
{
  if (c->field->subject == KK_SUBJECT_PROFESSIONAL)
    return is_only_a_name (c);
  return (KK_SUBJECT_BIT (c->field->subject) & subjects) != 0;
}

static void
check_zvh_giver (const KkCase *c, KkVerdict *v)
{
  KkHatSet part = { kk_hats_zvh_public () | kk_hats_zvh_private (), kk_hats_zvh_assigned () };

  if (giver_is (c, HAT (ZVH) | HAT (RIEC)))
    return;
  if (giver_is (c, kk_hats_zvh_third ())) {
    kk_check_named (KK_FACT_INCIDENTAL, c->facts->incidental, c->question->giver.hat, v);
    kk_check_gate (c, GATE (G5) | GATE (G6), v);
  } else {
    kk_case_check_party (c, FALSE, part, v);
  }
  kk_check_gate (c, GATE (G1) | GATE (G2) | GATE (G3) | GATE (G4) | GATE (G5) | GATE (G6), v);
}

static void
limit_to_zvh (const KkCase *c, KkLimits *limits)
{
  KkVerdict *v = add_part (c, limits, KK_CITED_WGS_2_30,
                           giver_is (c, KK_HATS_GEM) ? KK_CITED_WGS_2_27_F : KK_CITED_NONE);

  check_zvh_giver (c, v);
  kk_verdict_test (v,
                   subject_fits (c, SUBJECT (VICTIM) | SUBJECT (SUSPECT) | SUBJECT (FACILITATOR) |
                                        SUBJECT (CHILD) | SUBJECT (CIRCLE)));
  kk_check_whitelist (c, KK_HAT_ZVH, c->question->giver.hat, v);
}

static void
limit_to_riec (const KkCase *c, KkLimits *limits)
{
  KkVerdict *v = add_part (c, limits, KK_CITED_WGS_2_22,
                           giver_is (c, KK_HATS_GEM) ? KK_CITED_WGS_2_19_I : KK_CITED_NONE);

  kk_verdict_test (v, giver_is (c, kk_hats_riec_part () | HAT (ZVH) | HAT (RIEC)));
  kk_verdict_test (v, subject_fits (c, SUBJECT (VICTIM) | SUBJECT (SUSPECT) |
                                           SUBJECT (FACILITATOR) | SUBJECT (CHILD) |
                                           SUBJECT (CIRCLE) | SUBJECT (ORGANISATION)));
  kk_check_riec_reached (c, v);
  kk_check_whitelist (c, KK_HAT_RIEC, c->question->giver.hat, v);
}

static void
limit_to_cmh (const KkCase *c, KkLimits *limits)
{
  KkCategories police = CATEGORY (POL_8) | CATEGORY (POL_13);
  KkCategories of_victim = CATEGORY (GEW_ID) | CATEGORY (GEW_WOON) | CATEGORY (GEW_WERK) |
                           CATEGORY (GEW_HULP) | CATEGORY (GEW_VERBLIJF) | CATEGORY (BIJZ_GEZ) |
                           CATEGORY (BIJZ_SEKS) | police;
  KkVerdict *v = add_part (
      c, limits, giver_is (c, HAT (POL) | HAT (KMAR)) ? KK_CITED_BPG_4_2_1_B3 : KK_CITED_CMH_CARE,
      KK_CITED_NONE);

  if (c->field->subject == KK_SUBJECT_VICTIM)
    kk_verdict_test (v, (c->categories & ~of_victim) == 0);
  else
    kk_verdict_test (v, c->field->subject == KK_SUBJECT_PROFESSIONAL && is_only_a_name (c) &&
                            (c->categories & KK_CATEGORIES_REGIME & ~police) == 0);
}

static void
limit_to_nrm (const KkCase *c, KkLimits *limits)
{
  KkVerdict *v = add_part (c, limits, KK_CITED_CMH_NRM, KK_CITED_NONE);

  kk_verdict_test (v, giver_is (c, HAT (POL)) &&
                          (c->categories & ~(KK_CATEGORIES_ORDINARY | KK_CATEGORIES_POL)) == 0);
}

static void
limit_by_receiver (const KkCase *c, KkLimits *limits)
{
  switch ((guint) c->question->receiver.hat) {
  case KK_HAT_ZVH:
    limit_to_zvh (c, limits);
    break;
  case KK_HAT_RIEC:
    limit_to_riec (c, limits);
    break;
  case KK_HAT_CMH:
    limit_to_cmh (c, limits);
    break;
  case KK_HAT_NRM:
    limit_to_nrm (c, limits);
    break;
  default:
    break;
  }
}

static void
limit_source (const KkCase *c, KkLimits *limits)
{
  KkVerdict *v;

  if (!kk_case_has (c, CATEGORY (H1)))
    return;
  v = add_part (c, limits, KK_CITED_UBW_4_1_8_3, KK_CITED_NONE);
  kk_verdict_test (v, c->field->subject == KK_SUBJECT_REPORTER);
  kk_check_finding (c, KK_FACT_SOURCE_THREAT, v);
}

static void
limit_secret_place (const KkCase *c, KkLimits *limits)
{
  KkHat receiver = c->question->receiver.hat;
  gboolean never = receiver == KK_HAT_RIEC || receiver == KK_HAT_OM || receiver == KK_HAT_NLA;
  gboolean not_now = receiver == KK_HAT_POL && c->question->purpose != KK_PURPOSE_ACUUT;

  if (kk_case_has (c, CATEGORY (H2)) && (never || not_now))
    kk_verdict_fail (add_part (c, limits, KK_CITED_NONE, KK_CITED_NONE));
}

/* Wmo 5.1.1.4: within one college, from another task to the Wmo, only with the person's explicit consent. */
static void
limit_within_college (const KkCase *c, KkLimits *limits)
{
  if (giver_is (c, HAT (GEM_JEUGD) | HAT (GEM_PW) | HAT (GEM_SHV)) &&
      c->question->receiver.hat == KK_HAT_GEM_WMO && !kk_case_basis_is (c, KK_CITED_AVG_6_1_D))
    kk_check_consent (c, KK_CONSENT_EXPLICIT,
                      add_part (c, limits, KK_CITED_WMO_5_1_1_4, KK_CITED_NONE));
}

/* A closed case is shielded; a rejected one is to be destroyed. */
static void
limit_from_zvh (const KkCase *c, KkLimits *limits)
{
  KkVerdict *v;

  if (c->question->giver.hat != KK_HAT_ZVH)
    return;
  v = add_part (c, limits, KK_CITED_WGS_1_8_7, KK_CITED_NONE);
  kk_check_gate (c, ~GATE (REJECTED), v);
  if (c->facts->gate == KK_GATE_G7) {
    kk_check_note (c, KK_NOTE_BIJZONDER_GEVAL, v);
    kk_check_givers_agree (c, c->suppliers, v);
  }
}

void
kk_check_limits (const KkCase *c, KkLimits *limits)
{
  limits->n = 0;
  limit_by_receiver (c, limits);
  limit_source (c, limits);
  limit_secret_place (c, limits);
  limit_within_college (c, limits);
  limit_from_zvh (c, limits);
  if (c->question->receiver.hat == KK_HAT_BETR) /* access is another process */
    kk_verdict_fail (add_part (c, limits, KK_CITED_NONE, KK_CITED_NONE));
}
