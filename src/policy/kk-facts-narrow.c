/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-policy.h"

static gboolean
rests_on (const KkFieldDecision *field, KkFact fact)
{
  return (field->relied & KK_FACT_BIT (fact)) != 0;
}

static void
narrow_person (KkPersonFacts *person, const KkFieldDecision *field)
{
  if (!rests_on (field, KK_FACT_SUBJECT_AGE))
    person->age = -1;
  if (!rests_on (field, KK_FACT_INCAPABLE_CONSENT))
    person->incapable = KK_TRI_UNKNOWN;
  person->refuses = KK_TRI_UNKNOWN;
}

static void
narrow_persons (KkFacts *facts, const KkFieldDecision *field)
{
  narrow_person (&facts->victim, field);
  for (guint i = 0; i < facts->persons->len; i++)
    narrow_person (&g_array_index (facts->persons, KkPersonFacts, i), field);
}

static void
narrow_findings (KkFacts *facts, const KkFieldDecision *field)
{
  for (guint i = 0; i < KK_N_FINDINGS; i++) {
    if (!rests_on (field, (KkFact) i))
      facts->findings[i] = KK_TRI_UNKNOWN;
  }
  for (guint i = 0; i < KK_N_FACT_TEXTS; i++) {
    if (!rests_on (field, (KkFact) (KK_FACT_TEXT_0 + i)))
      facts->texts[i] = NULL;
  }
  for (guint i = 0; i < KK_N_NOTES; i++) {
    if (!rests_on (field, (KkFact) (KK_FACT_NOTE_NEED + i)))
      facts->note_length[i] = 0;
  }
  if (!rests_on (field, KK_FACT_HG_KM))
    facts->hg_km = KK_HG_KM_UNKNOWN;
  if (!rests_on (field, KK_FACT_ACUTE_DANGER))
    facts->acute_until = NULL;
  if (!rests_on (field, KK_FACT_MELDER))
    facts->melder = KK_HAT_NONE;
}

static void
narrow_process (KkFacts *facts, const KkFieldDecision *field)
{
  if (!rests_on (field, KK_FACT_GIVER_AGREES))
    facts->giver_agrees = 0;
  if (!rests_on (field, KK_FACT_OBJECTION)) {
    facts->objection_asked = FALSE;
    facts->objection = 0;
  }
  if (!rests_on (field, KK_FACT_GATE))
    facts->gate = KK_GATE_NONE;
  if (!rests_on (field, KK_FACT_GATE_PARTICIPANTS))
    facts->gate_participants = 0;
  if (!rests_on (field, KK_FACT_INCIDENTAL))
    facts->incidental = 0;
  if (!rests_on (field, KK_FACT_RIEC_STAGE))
    facts->riec_stage = KK_RIEC_STAGE_NONE;
  if (!rests_on (field, KK_FACT_KIND))
    facts->kind = KK_KIND_NONE;
}

/* Keeps the objects at the ascending places @kept. */
static void
narrow_array (GArray *array, const guint16 *kept, guint n_kept)
{
  guint next = n_kept;

  for (guint i = array->len; i > 0; i--) {
    if (next > 0 && kept[next - 1] == i - 1)
      next--;
    else
      g_array_remove_index (array, i - 1);
  }
}

void
kk_facts_narrow (KkFacts *facts, const KkFieldDecision *field)
{
  narrow_persons (facts, field);
  narrow_findings (facts, field);
  narrow_process (facts, field);
  if (!rests_on (field, KK_FACT_VORDERING))
    facts->order = (KkOrder){ .id = NULL };
  if (!rests_on (field, KK_FACT_ART20_DECISION))
    facts->art20 = (KkArt20Decision){ .reference = NULL };
  narrow_array (facts->consents, field->consents, field->n_consents);
  narrow_array (facts->releases, field->releases, field->n_releases);
}
