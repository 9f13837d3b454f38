/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is recorded, as facts of one question (legal contract 7.1, "Facts"). */

#include "app/sharing/kk-statements-private.h"

#include <string.h>

KkPersonFacts *
kk_question_person_facts (KkQuestion *question, const KkGatheredGroup *group)
{
  GArray *persons = question->facts.persons;
  KkPersonFacts added = { .age = -1 };

  if (!group->has_subject)
    return NULL;
  if (group->subject == KK_SUBJECT_VICTIM)
    return &question->facts.victim;
  added.person = kk_subject_text (group->subject);
  for (guint i = 0; i < persons->len; i++) {
    if (g_strcmp0 (g_array_index (persons, KkPersonFacts, i).person, added.person) == 0)
      return &g_array_index (persons, KkPersonFacts, i);
  }
  kk_question_add_person (question, &added);
  return &g_array_index (persons, KkPersonFacts, persons->len - 1);
}

/* Without a person a statement is about the whole case. */
static gboolean
is_about (const char *person, const KkGatheredGroup *group)
{
  KkId id;

  if (person == NULL)
    return TRUE;
  return group->has_subject && kk_id_parse (person, &id) && kk_id_equal (&id, &group->person);
}

/* Findings. */

static void
use_tri (KkTri *fact, const char *result)
{
  if (*fact == KK_TRI_UNKNOWN)
    *fact = strcmp (result, "true") == 0 ? KK_TRI_TRUE : KK_TRI_FALSE;
}

static void
use_hg_km (KkFacts *facts, const char *result)
{
  if (facts->hg_km != KK_HG_KM_UNKNOWN)
    return;
  if (strcmp (result, "child") == 0)
    facts->hg_km = KK_HG_KM_CHILD;
  else
    facts->hg_km = strcmp (result, "true") == 0 ? KK_HG_KM_TRUE : KK_HG_KM_FALSE;
}

static void
use_finding (const KkFindingItem *item, const KkGatheredGroup *group, KkQuestion *question)
{
  KkFacts *facts = &question->facts;
  KkPersonFacts *person = kk_question_person_facts (question, group);
  KkFact fact;

  if (!kk_fact_parse (item->kind, &fact))
    return;
  if (fact == KK_FACT_HG_KM)
    use_hg_km (facts, item->result);
  else if (fact == KK_FACT_INCAPABLE_CONSENT && person != NULL)
    use_tri (&person->incapable, item->result);
  else if (fact == KK_FACT_REFUSES && person != NULL)
    use_tri (&person->refuses, item->result);
  else if (fact >= KK_FACT_ACUTE_DANGER && fact < KK_FACT_BEVOEGD_GEZAG_AGREES) {
    if (fact == KK_FACT_ACUTE_DANGER && facts->findings[fact] == KK_TRI_UNKNOWN)
      facts->acute_until = kk_question_text (question, item->until);
    use_tri (&facts->findings[fact], item->result);
  }
}

/* Danger that is over is a finding too: "no". Any other finding that ended says nothing any more. */
static gboolean
still_counts (const KkFindingItem *item, const char *day)
{
  return item->until == NULL || strcmp (day, item->until) <= 0 ||
         strcmp (item->kind, kk_fact_text (KK_FACT_ACUTE_DANGER)) == 0;
}

/* The newest finding of a kind counts. */
static void
use_findings (const KkStatements *statements, const KkGatheredGroup *group, KkQuestion *question)
{
  for (guint i = statements->findings->len; i > 0; i--) {
    const KkFindingItem *item = statements->findings->pdata[i - 1];

    if (is_about (item->person, group) && still_counts (item, question->at))
      use_finding (item, group, question);
  }
}

/* Consents. */

static void
use_consent (const KkConsentItem *item, const KkGatheredGroup *group, KkQuestion *question)
{
  KkConsent consent = { .subject = group->subject, .receiver = item->receiver };

  consent.organisation = kk_question_text (question, item->organisation);
  consent.role = kk_question_text (question, item->role);
  consent.purpose = item->purpose;
  consent.categories = item->categories;
  consent.is_explicit = item->is_explicit;
  consent.is_written = item->is_written;
  consent.by = item->by;
  consent.given = kk_question_text (question, item->given);
  consent.expires = kk_question_text (question, item->expires);
  /* A refusal for this receiver and purpose weighs as much as a consent that was taken back. */
  consent.withdrawn =
      kk_question_text (question, item->withdrawn != NULL ? item->withdrawn : item->refused);
  consent.freely_given = item->freely_given;
  consent.conflict = item->conflict;
  kk_question_add_consent (question, &consent);
}

/* Who refused everything and consented later changed their mind, and the other way round. */
static gboolean
refuses_everything (const KkStatements *statements, const KkGatheredGroup *group)
{
  const char *refused = NULL;
  const char *given = NULL;

  for (guint i = 0; i < statements->consents->len; i++) {
    const KkConsentItem *item = statements->consents->pdata[i];

    if (!is_about (item->person, group))
      continue;
    if (item->refused != NULL && item->receiver == KK_HAT_NONE &&
        g_strcmp0 (item->refused, refused) > 0)
      refused = item->refused;
    if (item->refused == NULL && g_strcmp0 (item->given, given) > 0)
      given = item->given;
  }
  return refused != NULL && g_strcmp0 (given, refused) <= 0;
}

static void
use_consents (const KkStatements *statements, const KkGatheredGroup *group, KkQuestion *question)
{
  KkPersonFacts *person = kk_question_person_facts (question, group);

  if (person == NULL)
    return;
  if (person->refuses == KK_TRI_UNKNOWN && refuses_everything (statements, group))
    person->refuses = KK_TRI_TRUE;
  for (guint i = 0; i < statements->consents->len; i++) {
    const KkConsentItem *item = statements->consents->pdata[i];

    if (item->person != NULL && is_about (item->person, group) && item->receiver != KK_HAT_NONE)
      use_consent (item, group, question);
  }
}

/* Notes. */

const KkNoteItem *
kk_statements_find_note (const KkStatements *statements, const KkShareAsk *ask, KkNote kind)
{
  const KkNoteItem *found = NULL;

  for (guint i = 0; i < statements->notes->len; i++) {
    const KkNoteItem *item = statements->notes->pdata[i];

    if (item->kind == kind && item->purpose == ask->purpose &&
        kk_id_equal (&item->desk, &ask->parties.receiver->id) &&
        (found == NULL || kk_note_length (item->text) > kk_note_length (found->text)))
      found = item;
  }
  return found;
}

void
kk_statements_use (const KkStatements *statements,
                   const KkShareAsk *ask,
                   const KkGatheredGroup *group,
                   KkQuestion *question)
{
  use_findings (statements, group, question);
  use_consents (statements, group, question);
  for (guint kind = 0; kind < KK_N_NOTES; kind++) {
    const KkNoteItem *note = kk_statements_find_note (statements, ask, (KkNote) kind);

    if (note != NULL && question->facts.note_length[kind] == 0)
      question->facts.note_length[kind] = kk_note_length (note->text);
  }
}
