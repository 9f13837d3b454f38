/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A value that goes from hand to hand: the caveats of every hop bind the next, and none ever disappears. */

#include "policy-fixture.h"
#include "random-question.h"

#include <locale.h>
#include <string.h>

#define WALKS 4000
#define HOPS  4
#define TRIES 60
#define SEED  20261122

static KkRegister *the_register;
static GRand *the_random;

static guint
get_caveats (const KkFieldDecision *field)
{
  guint set = 0;

  for (guint i = 0; i < field->n_caveats; i++)
    set |= 1u << field->caveats[i];
  return set;
}

/* What the receiver has: the same value, one link more, with what the giver put on it. */
static KkOrigin
make_link (const KkQuestion *question, const KkFieldDecision *field)
{
  KkOrigin link = { .hat = question->giver.hat };

  for (guint i = 0; i < field->n_caveats; i++)
    kk_origin_add_caveat (&link, field->caveats[i]);
  return link;
}

/* (transfer full) (nullable): a question in which the last receiver passes the same field on and it is sent. */
static KkQuestion *
pass_on (const KkQuestionField *value, KkHat holder, GArray *links)
{
  for (guint i = 0; i < TRIES; i++) {
    g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
    g_autoptr (KkDecision) decision = NULL;
    KkQuestionField *field = &g_array_index (question->fields, KkQuestionField, 0);

    question->giver.hat = holder;
    field->categories = value->categories;
    field->subject = value->subject;
    field->person = NULL;
    field->origins = kk_question_copy (question, links->data, links->len * sizeof (KkOrigin));
    field->n_origins = links->len;
    decision = kk_policy_decide (the_register, question);
    if (kk_decision_get_field (decision, 0)->outcome == KK_OUTCOME_SEND)
      return g_steal_pointer (&question);
  }
  return NULL;
}

/* Each hop keeps what bound the value before it, and puts on it what its own law asks. */
static guint
walk (void)
{
  g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (KkOrigin));
  KkQuestionField value = *kk_question_get_field (question, 0);
  guint bound = 0;
  guint hops = 0;

  for (guint i = 0; i < value.n_origins; i++)
    g_array_append_val (links, value.origins[i]);
  while (question != NULL && hops < HOPS) {
    g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);
    const KkFieldDecision *field = kk_decision_get_field (decision, 0);
    KkHat receiver = question->receiver.hat;
    KkOrigin link;

    if (field->outcome != KK_OUTCOME_SEND)
      break;
    g_assert_cmpuint (bound & ~get_caveats (field), ==, 0);
    bound = get_caveats (field);
    link = make_link (question, field);
    g_array_append_val (links, link);
    hops++;
    kk_question_free (question);
    question = pass_on (&value, receiver, links);
  }
  return hops;
}

static void
test_caveats_along_a_chain (void)
{
  guint far = 0;

  for (guint i = 0; i < WALKS; i++)
    far += walk () >= 2 ? 1 : 0;
  g_test_message ("%u of %u walks went two hops or more", far, WALKS);
  g_assert_cmpuint (far, >, WALKS / 50);
}

/* A profile signed with the register leaves out what the profile of a question leaves out, and nothing else. */
static KkRegister *
load_without (const char *row)
{
  GArray *files = register_files_load ();
  g_autofree char *text =
      g_strdup_printf ("ketenkluis-profile 1\n\noff: %s\nreason: Proef.\n", row);
  KkRegisterFile file = { g_strdup ("regio.profile"), g_bytes_new (text, strlen (text)) };
  g_autoptr (GError) error = NULL;
  KkRegister *reg;

  g_array_append_val (files, file);
  reg = kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, &error);
  g_assert_no_error (error);
  register_files_free (files);
  return reg;
}

static void
assert_narrower (const KkRegister *narrow, const KkQuestion *question, const char *row)
{
  g_autoptr (KkQuestion) without = question_copy (question);
  g_autoptr (KkDecision) whole = kk_policy_decide (the_register, question);
  g_autoptr (KkDecision) signed_away = kk_policy_decide (narrow, question);
  g_autoptr (KkDecision) asked_away = NULL;
  KkOutcome outcome = kk_decision_get_field (signed_away, 0)->outcome;

  kk_question_turn_off (without, row);
  asked_away = kk_policy_decide (the_register, without);
  g_assert_cmpint (outcome, ==, kk_decision_get_field (asked_away, 0)->outcome);
  g_assert_cmpint (outcome, <=, kk_decision_get_field (whole, 0)->outcome);
}

static void
test_profile_narrows (void)
{
  for (guint i = 0; i < kk_register_get_n_rows (the_register); i++) {
    const KkRow *row = kk_register_get_row (the_register, i);
    g_autoptr (KkRegister) narrow = NULL;

    if (!kk_row_may_be_off (row))
      continue;
    narrow = load_without (row->id);
    for (guint j = 0; j < 200; j++) {
      g_autoptr (KkQuestion) question = random_question_new (the_random, the_register, 1);

      assert_narrower (narrow, question, row->id);
    }
  }
}

int
main (int argc, char *argv[])
{
  int failures;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  the_register = register_load ();
  the_random = g_rand_new_with_seed (SEED);
  g_test_add_func ("/policy/chain/caveats", test_caveats_along_a_chain);
  g_test_add_func ("/policy/chain/profile", test_profile_narrows);
  failures = g_test_run ();
  g_rand_free (the_random);
  kk_register_unref (the_register);
  return failures;
}
