/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What must hold of every question, tried on random ones. */

#include "policy-fixture.h"
#include "random-question.h"

#include <locale.h>
#include <string.h>

#define QUESTIONS 20000
#define SEED      20261121

static KkRegister *the_register;
static GRand *the_random;

static void
assert_same (const KkFieldDecision *a, const KkFieldDecision *b)
{
  g_assert_cmpint (a->outcome, ==, b->outcome);
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  for (guint i = 0; i < a->n_rows; i++)
    g_assert_true (a->rows[i] == b->rows[i]);
  g_assert_cmpuint (a->n_missing, ==, b->n_missing);
  for (guint i = 0; i < a->n_missing; i++)
    g_assert_cmpint (a->missing[i], ==, b->missing[i]);
  g_assert_cmpuint (a->n_caveats, ==, b->n_caveats);
  for (guint i = 0; i < a->n_caveats; i++)
    g_assert_cmpint (a->caveats[i], ==, b->caveats[i]);
  g_assert_true (a->retention == b->retention);
  g_assert_cmpint (a->banner, ==, b->banner);
  g_assert_true (a->basis == b->basis);
}

static KkOutcome
decide_one (const KkQuestion *question)
{
  g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);

  return kk_decision_get_field (decision, 0)->outcome;
}

/* All three outcomes occur often enough that the other properties say something. */
static void
test_outcomes_occur (void)
{
  guint counts[3] = { 0 };

  for (guint i = 0; i < QUESTIONS; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);

    counts[decide_one (question)]++;
  }
  g_test_message ("withhold %u, ask %u, send %u", counts[0], counts[1], counts[2]);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (counts[i], >, QUESTIONS / 100);
}

/* Fields never influence one another, equal ones agree, and asking twice gives the same. */
static void
test_fields_are_independent (void)
{
  for (guint i = 0; i < QUESTIONS / 10; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 5);
    g_autoptr (KkDecision) together = NULL;
    KkDuties duties = 0;

    kk_question_add_field (question, kk_question_get_field (question, 2));
    together = kk_policy_decide (the_register, question);
    for (guint j = 0; j < 6; j++) {
      g_autoptr (KkQuestion) alone = question_copy (question);
      g_autoptr (KkDecision) decision = NULL;

      g_array_set_size (alone->fields, 0);
      kk_question_add_field (alone, kk_question_get_field (question, j));
      decision = kk_policy_decide (the_register, alone);
      assert_same (kk_decision_get_field (together, j), kk_decision_get_field (decision, 0));
      duties |= kk_decision_get_duties (decision);
    }
    g_assert_cmpuint (duties, ==, kk_decision_get_duties (together));
  }
}

/* Exchange §13: what a sent field rests on is enough for the same answer at the other end. */
static void
test_relied_is_enough (void)
{
  guint sent = 0;

  for (guint i = 0; i < QUESTIONS; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);
    const KkFieldDecision *field = kk_decision_get_field (decision, 0);
    g_autoptr (KkQuestion) narrow = NULL;
    g_autoptr (KkDecision) again = NULL;

    if (field->outcome != KK_OUTCOME_SEND)
      continue;
    sent++;
    narrow = question_copy (question);
    kk_facts_narrow (&narrow->facts, field);
    g_assert_cmpuint (narrow->facts.consents->len, ==, field->n_consents);
    g_assert_cmpuint (narrow->facts.releases->len, ==, field->n_releases);
    again = kk_policy_decide (the_register, narrow);
    assert_same (field, kk_decision_get_field (again, 0));
  }
  g_assert_cmpuint (sent, >, QUESTIONS / 100);
}

/* Forgets one thing that is known; each of these can only help to send, or restricts by being known. */
static void
forget (KkQuestion *question, guint which)
{
  KkFacts *facts = &question->facts;

  if (which < KK_N_FINDINGS)
    facts->findings[which] = KK_TRI_UNKNOWN;
  else if ((which -= KK_N_FINDINGS) < KK_N_FACT_TEXTS)
    facts->texts[which] = NULL;
  else if ((which -= KK_N_FACT_TEXTS) < KK_N_NOTES && which != KK_NOTE_ZWAARWEGENDE_REDENEN)
    facts->note_length[which] = 0;
  else if (which == KK_N_NOTES)
    facts->hg_km = KK_HG_KM_UNKNOWN;
  else if (which == KK_N_NOTES + 1)
    facts->gate = KK_GATE_NONE;
  else if (which == KK_N_NOTES + 2)
    facts->riec_stage = KK_RIEC_STAGE_NONE;
  else if (which == KK_N_NOTES + 3)
    facts->kind = KK_KIND_NONE;
  else if (which == KK_N_NOTES + 4)
    facts->giver_agrees = 0;
  else if (which == KK_N_NOTES + 5)
    facts->objection_asked = FALSE;
  else if (which == KK_N_NOTES + 6)
    facts->gate_participants = 0;
  else if (which == KK_N_NOTES + 7)
    facts->incidental = 0;
  else if (which == KK_N_NOTES + 8)
    facts->melder = KK_HAT_NONE;
  else if (which == KK_N_NOTES + 9)
    facts->victim.age = -1;
  else if (which == KK_N_NOTES + 10)
    question->giver.assigned = KK_TRI_UNKNOWN;
  else if (which == KK_N_NOTES + 11)
    question->receiver.assigned = KK_TRI_UNKNOWN;
  else if (which == KK_N_NOTES + 12)
    question->receiver.role = NULL;
  else if (which == KK_N_NOTES + 13)
    g_array_set_size (facts->consents, 0);
  else if (which == KK_N_NOTES + 14)
    g_array_set_size (facts->releases, 0);
  else if (which == KK_N_NOTES + 15)
    facts->order.id = NULL;
  else if (which == KK_N_NOTES + 16)
    facts->art20.reference = NULL;
  else if (which == KK_N_NOTES + 17)
    g_array_index (question->fields, KkQuestionField, 0).limb = KK_LIMB_NONE;
  else if (which == KK_N_NOTES + 18)
    g_array_index (question->fields, KkQuestionField, 0).cell = -1;
}

#define FORGETTABLE (KK_N_FINDINGS + KK_N_FACT_TEXTS + KK_N_NOTES + 19)

/* An absent fact never helps to send: nothing is sent that was not sent when more was known. Seen the other way, a
 * fact that is added never turns send into withhold, but for the ones that restrict (see below). */
static void
test_absence_never_helps (void)
{
  for (guint i = 0; i < QUESTIONS / 20; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    KkOutcome outcome = decide_one (question);

    for (guint which = 0; outcome != KK_OUTCOME_SEND && which < FORGETTABLE; which++) {
      g_autoptr (KkQuestion) less = question_copy (question);

      forget (less, which);
      if (decide_one (less) == KK_OUTCOME_SEND)
        g_error ("forgetting %u turned %s into send", which, kk_outcome_text (outcome));
    }
  }
}

/* These may only take away: a refusal of the person, a refusal under a duty, a row that the region turns off. */
static void
test_restrictions_only_restrict (void)
{
  for (guint i = 0; i < QUESTIONS / 4; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    g_autoptr (KkQuestion) more = question_copy (question);
    guint row =
        (guint) g_rand_int_range (the_random, 0, (gint32) kk_register_get_n_rows (the_register));

    switch (i % 4) {
    case 0:
      more->facts.victim.refuses = KK_TRI_TRUE;
      break;
    case 1:
      more->facts.note_length[KK_NOTE_ZWAARWEGENDE_REDENEN] = KK_NOTE_LEAST;
      break;
    case 2:
      kk_question_turn_off (more, kk_register_get_row (the_register, row)->id);
      break;
    default:
      more->facts.objection_asked = TRUE;
      more->facts.objection = KK_HATS_ALL;
      break;
    }
    if (decide_one (question) != KK_OUTCOME_SEND)
      g_assert_cmpint (decide_one (more), !=, KK_OUTCOME_SEND);
  }
}

/* A caveat that binds is never dropped, and more of them never help. */
static void
test_caveats_survive (void)
{
  for (guint i = 0; i < QUESTIONS; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    const KkQuestionField *field = kk_question_get_field (question, 0);
    g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);
    const KkFieldDecision *answer = kk_decision_get_field (decision, 0);
    KkHats origins = 0;
    guint had = 0;
    guint kept = 0;

    if (answer->outcome != KK_OUTCOME_SEND)
      continue;
    for (guint j = 0; j < field->n_origins; j++) {
      origins |= KK_HAT_BIT (field->origins[j].hat);
      for (guint k = 0; k < field->origins[j].n_caveats; k++)
        had |= 1u << field->origins[j].caveats[k];
    }
    for (guint j = 0; j < answer->n_caveats; j++)
      kept |= 1u << answer->caveats[j];
    g_assert_cmpuint (had & ~kept, ==, 0);
    g_assert_cmpuint (had & 1u << KK_CAVEAT_UNKNOWN, ==, 0);
    if ((field->categories & ~KK_CATEGORIES_NOBODY) != 0 &&
        (origins & (KK_HAT_BIT (KK_HAT_POL) | KK_HAT_BIT (KK_HAT_KMAR))) != 0)
      g_assert_true ((kept & 1u << KK_CAVEAT_WPG_7_2) != 0);
  }
}

/* Some things never leave, whatever is known: contract 7.1, steps and limits that have no opening. */
static void
test_never (void)
{
  KkCategories never =
      KK_CATEGORY_BIT (KK_CATEGORY_POL_12) | KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_BIOM);
  KkCategories riec_never =
      KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ) | KK_CATEGORY_BIT (KK_CATEGORY_H2);

  for (guint i = 0; i < QUESTIONS; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    const KkQuestionField *field = kk_question_get_field (question, 0);
    gboolean personal = (field->categories & ~KK_CATEGORIES_NOBODY) != 0;
    KkOutcome outcome = decide_one (question);

    if (field->categories == 0 || (field->categories & never) != 0 ||
        (personal && field->subject == KK_SUBJECT_NONE) ||
        (personal && question->receiver.hat == KK_HAT_BETR) ||
        (personal && question->giver.hat == KK_HAT_ZVH &&
         question->facts.gate == KK_GATE_REJECTED) ||
        (question->receiver.hat == KK_HAT_RIEC && (field->categories & riec_never) != 0))
      g_assert_cmpint (outcome, ==, KK_OUTCOME_WITHHOLD);
  }
}

static const char *
get_person (const KkQuestion *question)
{
  return kk_question_field_person (kk_question_get_field (question, 0));
}

static KkPersonFacts *
find_person (KkQuestion *question)
{
  const char *person = get_person (question);
  KkPersonFacts fresh = { .person = person, .age = -1 };

  if (strcmp (person, "victim") == 0)
    return &question->facts.victim;
  for (guint i = 0; i < question->facts.persons->len; i++) {
    KkPersonFacts *other = &g_array_index (question->facts.persons, KkPersonFacts, i);

    if (strcmp (other->person, person) == 0)
      return other;
  }
  kk_question_add_person (question, &fresh);
  return &g_array_index (question->facts.persons, KkPersonFacts, question->facts.persons->len - 1);
}

static void
supply_consent (KkQuestion *question)
{
  KkConsent consent = {
    .person = get_person (question),
    .receiver = question->receiver.hat,
    .purpose = question->purpose,
    .categories = KK_CATEGORIES_ALL,
    .is_explicit = KK_TRI_TRUE,
    .is_written = KK_TRI_TRUE,
    .by = KK_SIGNER_BOTH,
    .given = "2020-01-01",
    .expires = "2030-01-01",
    .freely_given = KK_TRI_TRUE,
    .conflict = KK_TRI_FALSE,
  };

  kk_question_add_consent (question, &consent);
}

static void
supply_release (KkQuestion *question)
{
  KkReceiver receiver = { question->receiver.hat, NULL };
  KkRelease release = { .scope = KK_CATEGORIES_JUS,
                        .until = "2030-01-01",
                        .subjects = G_MAXUINT32 };

  release.receivers = kk_question_copy (question, &receiver, sizeof receiver);
  release.n_receivers = 1;
  kk_question_add_release (question, &release);
}

/* Supplies one fact that was listed as missing. @choice selects among the values that it may have. */
static void
supply_process (KkQuestion *question, KkFact fact, guint choice)
{
  KkFacts *facts = &question->facts;
  KkQuestionField *field = &g_array_index (question->fields, KkQuestionField, 0);

  if (fact == KK_FACT_GATE)
    facts->gate = (KkGate) (1 + choice % (KK_N_GATES - 1));
  else if (fact == KK_FACT_KIND)
    facts->kind = (KkKind) (1 + choice % (KK_N_KINDS - 1));
  else if (fact == KK_FACT_LIMB)
    field->limb = (KkLimb) (1 + choice % (KK_N_LIMBS - 1));
  else if (fact == KK_FACT_RIEC_STAGE)
    facts->riec_stage = KK_RIEC_STAGE_T3;
  else if (fact == KK_FACT_GIVER_ASSIGNED)
    question->giver.assigned = choice % 2 == 0 ? KK_TRI_TRUE : KK_TRI_FALSE;
  else if (fact == KK_FACT_RECEIVER_ASSIGNED)
    question->receiver.assigned = choice % 2 == 0 ? KK_TRI_TRUE : KK_TRI_FALSE;
  else if (fact == KK_FACT_GIVER_PARTICIPANT)
    question->giver.participant = KK_HAT_POL;
  else if (fact == KK_FACT_RECEIVER_PARTICIPANT)
    question->receiver.participant = KK_HAT_POL;
  else if (fact == KK_FACT_RECEIVER_ROLE)
    question->receiver.role = "arts";
  else if (fact == KK_FACT_CELL)
    field->cell = 100;
}

static void
supply (KkQuestion *question, KkFact fact, guint choice)
{
  KkFacts *facts = &question->facts;

  if (fact >= KK_FACT_NOTE_NEED)
    facts->note_length[fact - KK_FACT_NOTE_NEED] = KK_NOTE_LEAST;
  else if (fact == KK_FACT_HG_KM)
    facts->hg_km = KK_HG_KM_TRUE;
  else if (fact == KK_FACT_INCAPABLE_CONSENT)
    find_person (question)->incapable = KK_TRI_TRUE;
  else if (fact < KK_N_FINDINGS)
    facts->findings[fact] = fact == KK_FACT_SOURCE_THREAT ? KK_TRI_FALSE : KK_TRI_TRUE;
  else if (fact >= KK_FACT_TEXT_0 && fact < KK_FACT_TEXT_0 + KK_N_FACT_TEXTS)
    facts->texts[fact - KK_FACT_TEXT_0] = "artikel 7";
  else if (fact == KK_FACT_CONSENT || fact == KK_FACT_CONSENT_EXPL)
    supply_consent (question);
  else if (fact == KK_FACT_OM_RELEASE)
    supply_release (question);
  else if (fact == KK_FACT_VORDERING)
    facts->order = (KkOrder){ "1", KK_ORDER_ARTICLE_126NF, KK_CATEGORIES_ALL };
  else if (fact == KK_FACT_GIVER_AGREES)
    facts->giver_agrees = KK_HATS_ALL;
  else if (fact == KK_FACT_OBJECTION)
    facts->objection_asked = TRUE;
  else if (fact == KK_FACT_GATE_PARTICIPANTS)
    facts->gate_participants = KK_HATS_ALL;
  else if (fact == KK_FACT_INCIDENTAL)
    facts->incidental = KK_HATS_ALL;
  else
    supply_process (question, fact, choice);
}

/* Contract 7.1, step 6: nothing known stands in the way, and what is listed would turn it into send. REBASE is the
 * one thing that is no fact: another basis has to be found, or the purpose be acute again. */
static gboolean
is_enough (const KkQuestion *question, KkFactSet missing)
{
  for (guint choice = 0; choice < 9 * 3 * 5 * 2; choice++) {
    g_autoptr (KkQuestion) more = question_copy (question);

    for (guint fact = 0; fact < KK_N_FACTS; fact++) {
      if ((missing & KK_FACT_BIT (fact)) != 0)
        supply (more, (KkFact) fact, fact == KK_FACT_GATE ? choice / 30 : choice);
    }
    if (decide_one (more) == KK_OUTCOME_SEND)
      return TRUE;
  }
  return FALSE;
}

static void
check_enough (const KkQuestion *question, const KkFieldDecision *field, KkFactSet missing)
{
  if ((missing & KK_FACT_BIT (KK_FACT_REBASE)) != 0 || is_enough (question, missing))
    return;
  for (guint fact = 0; fact < KK_N_FACTS; fact++) {
    if ((missing & KK_FACT_BIT (fact)) != 0)
      g_printerr ("%s ", kk_fact_text ((KkFact) fact));
  }
  g_error ("from %s to %s for %s, %s: this would not be enough", kk_hat_text (question->giver.hat),
           kk_hat_text (question->receiver.hat), kk_purpose_text (question->purpose),
           field->basis != NULL ? field->basis->id : "-");
}

/* The same holds of every other way that an answer tells of. */
static void
test_ask_can_be_answered (void)
{
  guint asked = 0;
  guint ways = 0;

  for (guint i = 0; i < QUESTIONS; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);
    const KkFieldDecision *field = kk_decision_get_field (decision, 0);
    KkFactSet missing = 0;

    if (field->outcome != KK_OUTCOME_ASK) {
      g_assert_cmpuint (field->n_ways, ==, 0);
      continue;
    }
    for (guint j = 0; j < field->n_missing; j++)
      missing |= KK_FACT_BIT (field->missing[j]);
    check_enough (question, field, missing);
    for (guint j = 0; j < field->n_ways; j++) {
      const KkWay *way = &field->ways[j];

      g_assert_cmpuint (way->of & ~missing, ==, 0);
      g_assert_cmpuint (way->with & missing, ==, 0);
      check_enough (question, field, (missing & ~way->of) | way->with);
    }
    asked++;
    ways += field->n_ways;
  }
  g_assert_cmpuint (asked, >, QUESTIONS / 100);
  g_assert_cmpuint (ways, >, QUESTIONS / 100);
}

/* What asks names at least one thing, and the lists that belong to other outcomes are empty. */
static void
test_shape (void)
{
  for (guint i = 0; i < QUESTIONS; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);
    const KkFieldDecision *field = kk_decision_get_field (decision, 0);

    g_assert_cmpint (field->outcome == KK_OUTCOME_ASK, ==, field->n_missing > 0);
    if (field->outcome != KK_OUTCOME_SEND) {
      g_assert_cmpuint (field->n_caveats, ==, 0);
      g_assert_null (field->retention);
      g_assert_false (field->banner);
      g_assert_cmpuint (field->relied, ==, 0);
    } else if (field->basis != NULL) {
      g_assert_true (field->rows[0] == field->basis);
      g_assert_cmpint (field->basis->confidence, !=, 'L');
    }
  }
}

/* A question that is not complete gets nothing. */
static void
test_incomplete (void)
{
  g_autoptr (KkQuestion) question = kk_question_new ();
  KkQuestionField field = KK_QUESTION_FIELD_INIT;

  field.id = "veld";
  field.categories = KK_CATEGORY_BIT (KK_CATEGORY_V);
  kk_question_add_field (question, &field);
  g_assert_cmpint (decide_one (question), ==, KK_OUTCOME_WITHHOLD);
  question->at = "2026-13-01";
  question->giver.hat = KK_HAT_VT;
  question->receiver.hat = KK_HAT_POL;
  question->purpose = KK_PURPOSE_HULP;
  g_assert_cmpint (decide_one (question), ==, KK_OUTCOME_WITHHOLD);
  question->at = "2026-12-01";
  g_assert_cmpint (decide_one (question), ==, KK_OUTCOME_SEND);
  g_array_index (question->fields, KkQuestionField, 0).categories |= 1u << 31;
  g_assert_cmpint (decide_one (question), ==, KK_OUTCOME_WITHHOLD);
}

int
main (int argc, char *argv[])
{
  int failures;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  the_register = register_load ();
  the_random = g_rand_new_with_seed (SEED);
  g_test_add_func ("/policy/properties/outcomes-occur", test_outcomes_occur);
  g_test_add_func ("/policy/properties/fields-are-independent", test_fields_are_independent);
  g_test_add_func ("/policy/properties/relied-is-enough", test_relied_is_enough);
  g_test_add_func ("/policy/properties/absence-never-helps", test_absence_never_helps);
  g_test_add_func ("/policy/properties/restrictions-only-restrict",
                   test_restrictions_only_restrict);
  g_test_add_func ("/policy/properties/caveats-survive", test_caveats_survive);
  g_test_add_func ("/policy/properties/never", test_never);
  g_test_add_func ("/policy/properties/ask-can-be-answered", test_ask_can_be_answered);
  g_test_add_func ("/policy/properties/shape", test_shape);
  g_test_add_func ("/policy/properties/incomplete", test_incomplete);
  failures = g_test_run ();
  g_rand_free (the_random);
  kk_register_unref (the_register);
  return failures;
}
