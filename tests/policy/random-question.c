/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "random-question.h"

#include "policy/kk-rule-private.h"

static const char *const days[] = { "2025-02-28", "2026-11-20", "2026-11-21", "2026-11-22" };
static const char *const people[] = { NULL, NULL, NULL, "p1", "p2" };
static const char *const roles[] = { NULL, "zorgcoordinator", "arts" };

static gboolean
chance (GRand *random, guint of_ten)
{
  return (guint) g_rand_int_range (random, 0, 10) < of_ten;
}

static guint
pick (GRand *random, guint from, guint end)
{
  return (guint) g_rand_int_range (random, (gint32) from, (gint32) end);
}

#define PICK(random, list) (list)[pick (random, 0, G_N_ELEMENTS (list))]

static KkTri
random_tri (GRand *random)
{
  static const KkTri values[] = { KK_TRI_UNKNOWN, KK_TRI_FALSE, KK_TRI_TRUE, KK_TRI_TRUE };

  return PICK (random, values);
}

static KkHats
random_hats (GRand *random)
{
  return g_rand_int (random) & g_rand_int (random) & KK_HATS_ALL;
}

static KkCategories
random_categories (GRand *random, guint most)
{
  KkCategories set = 0;

  for (guint i = pick (random, 1, most + 1); i > 0; i--)
    set |= KK_CATEGORY_BIT (pick (random, 0, KK_N_CATEGORIES));
  return set;
}

static KkParty
random_party (GRand *random)
{
  return (KkParty){
    .hat = (KkHat) pick (random, 1, KK_N_HATS),
    .assigned = random_tri (random),
    .participant = chance (random, 5) ? (KkHat) pick (random, 1, KK_N_HATS) : KK_HAT_NONE,
    .role = PICK (random, roles),
  };
}

static KkPersonFacts
random_person (GRand *random, const char *person)
{
  return (KkPersonFacts){
    .person = person,
    .age = chance (random, 7) ? (gint) pick (random, 8, 30) : -1,
    .incapable = random_tri (random),
    .refuses = chance (random, 1) ? KK_TRI_TRUE : KK_TRI_UNKNOWN,
  };
}

static void
add_consent (KkQuestion *question, GRand *random)
{
  KkConsent consent = {
    .subject = (KkSubject) pick (random, 1, KK_N_SUBJECTS),
    .person = PICK (random, people),
    .receiver = question->receiver.hat,
    .role = chance (random, 2) ? PICK (random, roles) : NULL,
    .purpose = question->purpose,
    .categories = chance (random, 5) ? KK_CATEGORIES_ALL : random_categories (random, 4),
    .is_explicit = random_tri (random),
    .is_written = random_tri (random),
    .by = (KkSigner) pick (random, 1, KK_N_SIGNERS),
    .given = PICK (random, days),
    .expires = "2027-01-01",
    .withdrawn = chance (random, 1) ? "2026-01-01" : NULL,
    .freely_given = chance (random, 8) ? KK_TRI_TRUE : KK_TRI_UNKNOWN,
    .conflict = random_tri (random),
  };

  kk_question_add_consent (question, &consent);
}

static void
add_release (KkQuestion *question, GRand *random)
{
  KkReceiver receiver = { question->receiver.hat,
                          chance (random, 3) ? PICK (random, roles) : NULL };
  KkRelease release = KK_RELEASE_INIT;

  release.receivers = kk_question_copy (question, &receiver, sizeof receiver);
  release.n_receivers = 1;
  release.scope = chance (random, 6) ? KK_CATEGORIES_JUS : KK_CATEGORY_BIT (KK_CATEGORY_JUS_SV);
  release.until = PICK (random, days);
  if (chance (random, 5))
    release.subjects = g_rand_int (random);
  kk_question_add_release (question, &release);
}

static void
fill_objects (KkQuestion *question, GRand *random)
{
  KkFacts *facts = &question->facts;
  KkReceiver receiver = { question->receiver.hat, NULL };

  for (guint i = pick (random, 0, 3); i > 0; i--)
    add_consent (question, random);
  for (guint i = pick (random, 0, 3); i > 0; i--)
    add_release (question, random);
  if (chance (random, 5))
    facts->order = (KkOrder){ "12/345", (KkOrderArticle) pick (random, 1, KK_N_ORDER_ARTICLES),
                              KK_CATEGORIES_ALL };
  if (chance (random, 5))
    facts->art20 =
        (KkArt20Decision){ "besluit", kk_question_copy (question, &receiver, sizeof receiver), 1,
                           KK_CATEGORIES_ALL, KK_PURPOSES_ALL };
}

static void
fill_process (KkFacts *facts, GRand *random)
{
  facts->melder = chance (random, 5) ? (KkHat) pick (random, 1, KK_N_HATS) : KK_HAT_NONE;
  facts->giver_agrees = chance (random, 4) ? KK_HATS_ALL : random_hats (random);
  facts->objection_asked = chance (random, 7);
  facts->objection = facts->objection_asked && chance (random, 2) ? random_hats (random) : 0;
  facts->gate = (KkGate) pick (random, 0, KK_N_GATES);
  facts->gate_participants = chance (random, 5) ? KK_HATS_ALL : random_hats (random);
  facts->incidental = chance (random, 5) ? KK_HATS_ALL : random_hats (random);
  facts->riec_stage = (KkRiecStage) pick (random, 0, KK_N_RIEC_STAGES);
  facts->kind = (KkKind) pick (random, 0, KK_N_KINDS);
}

static void
fill_facts (KkQuestion *question, GRand *random)
{
  KkFacts *facts = &question->facts;

  facts->victim = random_person (random, NULL);
  for (guint i = 3; i < G_N_ELEMENTS (people); i++) {
    KkPersonFacts person = random_person (random, people[i]);

    kk_question_add_person (question, &person);
  }
  facts->hg_km = (KkHgKm) pick (random, 0, 4);
  for (guint i = KK_FACT_HG_KM + 1; i < KK_N_FINDINGS; i++)
    facts->findings[i] = random_tri (random);
  facts->acute_until = chance (random, 5) ? PICK (random, days) : NULL;
  for (guint i = 0; i < KK_N_FACT_TEXTS; i++)
    facts->texts[i] =
        chance (random, 6) ? (i + 1 < KK_N_FACT_TEXTS ? "artikel 7" : "SV-126") : NULL;
  for (guint i = 0; i < KK_N_NOTES; i++)
    facts->note_length[i] =
        chance (random, i == KK_NOTE_ZWAARWEGENDE_REDENEN ? 1 : 7) ? 12 : pick (random, 0, 10);
  fill_process (facts, random);
  fill_objects (question, random);
}

static void
add_origins (KkQuestion *question, KkQuestionField *field, GRand *random)
{
  KkOrigin origins[3] = { { .hat = KK_HAT_NONE } };

  field->n_origins = pick (random, 1, 4);
  for (guint i = 0; i < field->n_origins; i++) {
    origins[i].hat = (KkHat) pick (random, 1, KK_N_HATS);
    if (chance (random, 3))
      kk_origin_add_caveat (&origins[i],
                            (KkCaveat) pick (random, chance (random, 1) ? 0 : 1, KK_N_CAVEATS));
  }
  field->origins = kk_question_copy (question, origins, field->n_origins * sizeof origins[0]);
}

static void
add_field (KkQuestion *question, GRand *random)
{
  KkQuestionField field = KK_QUESTION_FIELD_INIT;

  field.id = "veld";
  field.categories = random_categories (random, 3);
  field.subject =
      chance (random, 9) ? (KkSubject) pick (random, 1, KK_N_SUBJECTS) : KK_SUBJECT_NONE;
  field.person = PICK (random, people);
  field.limb = (KkLimb) pick (random, 0, KK_N_LIMBS);
  field.business = chance (random, 5);
  field.cell = (gint) pick (random, 0, 8) - 1;
  field.level = (KkLevel) pick (random, 0, KK_N_LEVELS);
  if (chance (random, 3))
    add_origins (question, &field, random);
  kk_question_add_field (question, &field);
}

/* One of the bits of @set, which is not empty. */
static guint
pick_bit (GRand *random, guint32 set)
{
  guint bit;

  do
    bit = pick (random, 0, 32);
  while ((set & 1u << bit) == 0);
  return bit;
}

/* Lets the question be one that @rule speaks of. */
static void
follow_rule (KkQuestion *question, GRand *random, const KkRule *rule)
{
  KkHats givers = rule->giver.hats | rule->giver.if_assigned;
  KkHats receivers = rule->receiver.hats | rule->receiver.if_assigned;

  question->giver.hat = (KkHat) pick_bit (random, givers);
  question->receiver.hat = (KkHat) pick_bit (random, receivers);
  question->purpose = (KkPurpose) pick_bit (random, rule->purposes);
}

static void
add_field_of_rule (KkQuestion *question, GRand *random, const KkRule *rule)
{
  KkQuestionField *field;

  add_field (question, random);
  if (rule == NULL || chance (random, 3))
    return;
  field = &g_array_index (question->fields, KkQuestionField, question->fields->len - 1);
  field->categories = KK_CATEGORY_BIT (pick_bit (random, rule->categories));
  if (chance (random, 3))
    field->categories |= KK_CATEGORY_BIT (pick_bit (random, rule->categories));
  if (chance (random, 5))
    field->subject = KK_SUBJECT_VICTIM;
}

static const KkRule *
pick_rule (GRand *random, const KkRegister *reg)
{
  const KkRule *rule = kk_register_get_rule (reg, pick (random, 0, kk_register_get_n_rules (reg)));

  return rule->row.use == KK_USE_BASIS || rule->row.use == KK_USE_LIFT ? rule : NULL;
}

KkQuestion *
random_question_new (GRand *random, const KkRegister *reg, guint n_fields)
{
  KkQuestion *question = kk_question_new ();
  const KkRule *rule = pick_rule (random, reg);

  question->at = PICK (random, days);
  question->giver = random_party (random);
  question->receiver = random_party (random);
  question->purpose = (KkPurpose) pick (random, 1, KK_N_PURPOSES);
  if (rule != NULL)
    follow_rule (question, random, rule);
  fill_facts (question, random);
  for (guint i = 0; i < n_fields; i++)
    add_field_of_rule (question, random, rule);
  return question;
}

static void
copy_array (GArray *to, const GArray *from)
{
  g_array_append_vals (to, from->data, from->len);
}

KkQuestion *
question_copy (const KkQuestion *question)
{
  KkQuestion *copy = kk_question_new ();
  KkFacts own = copy->facts;

  copy->at = question->at;
  copy->giver = question->giver;
  copy->receiver = question->receiver;
  copy->purpose = question->purpose;
  copy->facts = question->facts;
  copy->facts.persons = own.persons;
  copy->facts.releases = own.releases;
  copy->facts.consents = own.consents;
  copy_array (copy->facts.persons, question->facts.persons);
  copy_array (copy->facts.releases, question->facts.releases);
  copy_array (copy->facts.consents, question->facts.consents);
  copy_array (copy->fields, question->fields);
  for (guint i = 0; i < question->off->len; i++)
    kk_question_turn_off (copy, g_ptr_array_index (question->off, i));
  return copy;
}
