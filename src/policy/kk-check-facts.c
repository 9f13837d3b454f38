/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The facts of contract 7.1, one check for each sort of fact. What is not known is OPEN or FAILS as the table says. */

#include "policy/kk-case-private.h"

#include <string.h>

static void
check_tri (KkTri value, KkFact fact, KkVerdict *v)
{
  if (value == KK_TRI_UNKNOWN) {
    kk_verdict_open (v, fact);
    return;
  }
  kk_verdict_rely (v, fact);
  kk_verdict_test (v, value == KK_TRI_TRUE);
}

void
kk_check_hg_km (const KkCase *c, KkVerdict *v)
{
  KkHgKm value = c->facts->hg_km;

  if (value == KK_HG_KM_CHILD)
    check_tri (c->field->subject == KK_SUBJECT_CHILD ? KK_TRI_TRUE : KK_TRI_FALSE, KK_FACT_HG_KM,
               v);
  else
    check_tri (value == KK_HG_KM_TRUE    ? KK_TRI_TRUE
               : value == KK_HG_KM_FALSE ? KK_TRI_FALSE
                                         : KK_TRI_UNKNOWN,
               KK_FACT_HG_KM, v);
}

/* After its last day the danger is over, whatever the flag says. */
void
kk_check_acute (const KkCase *c, KkVerdict *v)
{
  const char *until = c->facts->acute_until;
  KkTri value = c->facts->findings[KK_FACT_ACUTE_DANGER];

  if (until != NULL && strcmp (c->question->at, until) > 0)
    value = KK_TRI_FALSE;
  check_tri (value, KK_FACT_ACUTE_DANGER, v);
}

void
kk_check_incapable (const KkCase *c, KkVerdict *v)
{
  check_tri (c->about != NULL ? c->about->incapable : KK_TRI_UNKNOWN, KK_FACT_INCAPABLE_CONSENT, v);
}

/* A threat to the source is the one finding that must be absent from the world, not only from the file. */
void
kk_check_finding (const KkCase *c, KkFact fact, KkVerdict *v)
{
  KkTri value = c->facts->findings[fact];

  if (fact == KK_FACT_SOURCE_THREAT && value != KK_TRI_UNKNOWN)
    value = value == KK_TRI_TRUE ? KK_TRI_FALSE : KK_TRI_TRUE;
  check_tri (value, fact, v);
}

void
kk_check_agreement (const KkCase *c, KkFact fact, KkVerdict *v)
{
  if (c->facts->findings[fact] == KK_TRI_TRUE)
    kk_verdict_rely (v, fact);
  else
    kk_verdict_open (v, fact);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || kk_note_length (text) == 0;
}

void
kk_check_reference (const KkCase *c, KkFact fact, KkVerdict *v)
{
  if (is_blank (c->facts->texts[fact - KK_FACT_TEXT_0]))
    kk_verdict_open (v, fact);
  else
    kk_verdict_rely (v, fact);
}

/* A document exists or not: within one case there is nothing to ask. */
void
kk_check_document (const KkCase *c, KkFact fact, KkVerdict *v)
{
  if (is_blank (c->facts->texts[fact - KK_FACT_TEXT_0]))
    kk_verdict_fail (v);
  else
    kk_verdict_rely (v, fact);
}

void
kk_check_note (const KkCase *c, KkNote note, KkVerdict *v)
{
  KkFact fact = (KkFact) (KK_FACT_NOTE_NEED + (guint) note);

  if (c->facts->note_length[note] < KK_NOTE_LEAST)
    kk_verdict_open (v, fact);
  else
    kk_verdict_rely (v, fact);
}

void
kk_check_gate (const KkCase *c, guint32 gates, KkVerdict *v)
{
  KkGate gate = c->facts->gate;

  if ((gates & ~1u & (1u << gate)) != 0)
    kk_verdict_rely (v, KK_FACT_GATE);
  else if (gate == KK_GATE_G7 || gate == KK_GATE_REJECTED)
    kk_verdict_fail (v);
  else
    kk_verdict_open (v, KK_FACT_GATE);
}

void
kk_check_kind (const KkCase *c, guint32 kinds, KkVerdict *v)
{
  if (c->facts->kind == KK_KIND_NONE) {
    kk_verdict_open (v, KK_FACT_KIND);
    return;
  }
  kk_verdict_rely (v, KK_FACT_KIND);
  kk_verdict_test (v, (kinds & (1u << c->facts->kind)) != 0);
}

void
kk_check_riec_stage (const KkCase *c, guint stage, KkVerdict *v)
{
  if (c->facts->riec_stage < stage)
    kk_verdict_open (v, KK_FACT_RIEC_STAGE);
  else
    kk_verdict_rely (v, KK_FACT_RIEC_STAGE);
}

void
kk_check_case_admitted (const KkCase *c, KkVerdict *v)
{
  if (c->question->receiver.hat == KK_HAT_RIEC)
    kk_check_riec_stage (c, KK_RIEC_STAGE_T1, v);
  else
    kk_check_gate (c, 1u << KK_GATE_G3 | 1u << KK_GATE_G4 | 1u << KK_GATE_G5 | 1u << KK_GATE_G6, v);
}

void
kk_check_named (KkFact fact, KkHats named, KkHat hat, KkVerdict *v)
{
  if ((named & KK_HAT_BIT (hat)) != 0)
    kk_verdict_rely (v, fact);
  else
    kk_verdict_open (v, fact);
}

/* All of @hats; nobody at all is nobody who agrees. */
void
kk_check_givers_agree (const KkCase *c, KkHats hats, KkVerdict *v)
{
  if (hats != 0 && (hats & ~c->facts->giver_agrees) == 0)
    kk_verdict_rely (v, KK_FACT_GIVER_AGREES);
  else
    kk_verdict_open (v, KK_FACT_GIVER_AGREES);
}

void
kk_check_objection (const KkCase *c, KkVerdict *v)
{
  if (!c->facts->objection_asked) {
    kk_verdict_open (v, KK_FACT_OBJECTION);
    return;
  }
  kk_verdict_rely (v, KK_FACT_OBJECTION);
  kk_verdict_test (v, c->facts->objection == 0);
}

void
kk_check_limb (const KkCase *c, guint32 limbs, KkVerdict *v)
{
  if (c->field->limb == KK_LIMB_NONE) {
    kk_verdict_open (v, KK_FACT_LIMB);
    return;
  }
  kk_verdict_rely (v, KK_FACT_LIMB);
  kk_verdict_test (v, (limbs & (1u << c->field->limb)) != 0);
}

void
kk_check_role (const KkCase *c, KkVerdict *v)
{
  if (is_blank (c->question->receiver.role))
    kk_verdict_open (v, KK_FACT_RECEIVER_ROLE);
  else
    kk_verdict_rely (v, KK_FACT_RECEIVER_ROLE);
}

void
kk_check_assigned (const KkCase *c, gboolean receiver, KkVerdict *v)
{
  const KkParty *party = receiver ? &c->question->receiver : &c->question->giver;

  check_tri (party->assigned, receiver ? KK_FACT_RECEIVER_ASSIGNED : KK_FACT_GIVER_ASSIGNED, v);
}

void
kk_check_participant (const KkCase *c, gboolean receiver, KkHats hats, KkVerdict *v)
{
  const KkParty *party = receiver ? &c->question->receiver : &c->question->giver;
  KkFact fact = receiver ? KK_FACT_RECEIVER_PARTICIPANT : KK_FACT_GIVER_PARTICIPANT;

  if (party->participant == KK_HAT_NONE) {
    kk_verdict_open (v, fact);
    return;
  }
  kk_verdict_rely (v, fact);
  kk_verdict_test (v, (hats & KK_HAT_BIT (party->participant)) != 0);
}
