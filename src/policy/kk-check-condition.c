/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Evaluates the conditions of the register. */

#include "policy/kk-case-private.h"

static void
check_melder (const KkCase *c, KkVerdict *v)
{
  kk_verdict_rely (v, KK_FACT_MELDER);
  kk_verdict_test (v, c->facts->melder != KK_HAT_NONE &&
                          c->facts->melder == c->question->receiver.hat);
}

/* Whether the receiver takes part in the ZVH or RIEC that gives. */
static void
check_takes_part (const KkCase *c, KkVerdict *v)
{
  KkHatSet set = { 0, 0 };

  if (c->question->giver.hat == KK_HAT_ZVH) {
    set.hats = kk_hats_zvh_public () | kk_hats_zvh_private ();
    set.if_assigned = kk_hats_zvh_assigned ();
  } else if (c->question->giver.hat == KK_HAT_RIEC) {
    set.hats = kk_hats_riec_part ();
  }
  kk_case_check_party (c, TRUE, set, v);
}

/* The register refuses both questions about a basis outside a lift, so there is one. */
static gboolean
names_regime (const KkCase *c)
{
  return (c->basis->categories & c->categories & (KK_CATEGORIES_POL | KK_CATEGORIES_JUS)) != 0;
}

static void
check_hat_named (const KkCase *c, gboolean receiver, KkFact fact, KkVerdict *v)
{
  KkHats named = fact == KK_FACT_INCIDENTAL ? c->facts->incidental : c->facts->gate_participants;

  kk_check_named (fact, named, receiver ? c->question->receiver.hat : c->question->giver.hat, v);
}

/* Predicates about the question itself. */
static void
check_question (const KkCase *c, const KkPredicateCall *call, KkVerdict *v)
{
  const KkQuestion *question = c->question;
  KkHatSet set = { call->argument, call->argument_if_assigned };

  switch ((guint) call->predicate) {
  case KK_PREDICATE_GIVER:
    kk_case_check_party (c, FALSE, set, v);
    break;
  case KK_PREDICATE_RECEIVER:
    kk_case_check_party (c, TRUE, set, v);
    break;
  case KK_PREDICATE_MELDER:
    check_melder (c, v);
    break;
  case KK_PREDICATE_SAME_HAT:
    kk_verdict_test (v, question->giver.hat == question->receiver.hat);
    break;
  case KK_PREDICATE_TAKES_PART:
    check_takes_part (c, v);
    break;
  case KK_PREDICATE_ORIGIN:
    kk_verdict_test (v, (c->origins & call->argument) != 0);
    break;
  case KK_PREDICATE_PURPOSE:
    kk_verdict_test (v, (KK_PURPOSE_BIT (question->purpose) & call->argument) != 0);
    break;
  case KK_PREDICATE_SUBJECT:
    kk_verdict_test (v, (KK_SUBJECT_BIT (c->field->subject) & call->argument) != 0);
    break;
  case KK_PREDICATE_HAS:
    kk_verdict_test (v, (c->categories & call->argument) != 0);
    break;
  case KK_PREDICATE_ONLY:
    kk_verdict_test (v, (c->categories & ~call->argument) == 0);
    break;
  case KK_PREDICATE_LIFTED:
    kk_verdict_test (v, (c->lifted & call->argument) != 0);
    break;
  case KK_PREDICATE_NAMES:
    kk_verdict_test (v, (c->basis->categories & call->argument) != 0);
    break;
  case KK_PREDICATE_NAMES_REGIME:
    kk_verdict_test (v, names_regime (c));
    break;
  case KK_PREDICATE_GIVER_MAY_HOLD:
    kk_check_whitelist (c, question->giver.hat, KK_HAT_NONE, v);
    break;
  default: /* a predicate that nobody checks must not hold */
    kk_verdict_fail (v);
    break;
  }
}

/* Predicates about objects, partnerships and what the question may leave open. */
static void
check_process (const KkCase *c, const KkPredicateCall *call, KkVerdict *v)
{
  gboolean receiver = call->argument != 0;

  switch ((guint) call->predicate) {
  case KK_PREDICATE_CASE_ADMITTED:
    kk_check_case_admitted (c, v);
    break;
  case KK_PREDICATE_GATE:
    kk_check_gate (c, call->argument, v);
    break;
  case KK_PREDICATE_KIND:
    kk_check_kind (c, call->argument, v);
    break;
  case KK_PREDICATE_RIEC_STAGE:
    kk_check_riec_stage (c, call->argument, v);
    break;
  case KK_PREDICATE_GATE_PARTICIPANT:
    check_hat_named (c, receiver, KK_FACT_GATE_PARTICIPANTS, v);
    break;
  case KK_PREDICATE_INCIDENTAL:
    check_hat_named (c, receiver, KK_FACT_INCIDENTAL, v);
    break;
  case KK_PREDICATE_RECEIVER_ROLE:
    kk_check_role (c, v);
    break;
  case KK_PREDICATE_ASSIGNED:
    kk_check_assigned (c, receiver, v);
    break;
  case KK_PREDICATE_PARTICIPANT_GIVER:
    kk_check_participant (c, FALSE, call->argument, v);
    break;
  case KK_PREDICATE_PARTICIPANT_RECEIVER:
    kk_check_participant (c, TRUE, call->argument, v);
    break;
  case KK_PREDICATE_LIMB:
    kk_check_limb (c, call->argument, v);
    break;
  default:
    check_question (c, call, v);
    break;
  }
}

static void
check_predicate (const KkCase *c, const KkPredicateCall *call, KkVerdict *v)
{
  switch ((guint) call->predicate) {
  case KK_PREDICATE_HG_KM:
    kk_check_hg_km (c, v);
    break;
  case KK_PREDICATE_ACUTE_DANGER:
    kk_check_acute (c, v);
    break;
  case KK_PREDICATE_INCAPABLE:
    kk_check_incapable (c, v);
    break;
  case KK_PREDICATE_FINDING:
    kk_check_finding (c, (KkFact) call->argument, v);
    break;
  case KK_PREDICATE_AGREEMENT:
    kk_check_agreement (c, (KkFact) call->argument, v);
    break;
  case KK_PREDICATE_REFERENCE:
    kk_check_reference (c, (KkFact) call->argument, v);
    break;
  case KK_PREDICATE_DOCUMENT:
    kk_check_document (c, (KkFact) call->argument, v);
    break;
  case KK_PREDICATE_NOTE:
    kk_check_note (c, (KkNote) call->argument, v);
    break;
  case KK_PREDICATE_CONSENT:
    kk_check_consent (c, (KkConsentFlags) call->argument, v);
    break;
  case KK_PREDICATE_OBLIGATION:
    kk_check_obligation (c, v);
    break;
  case KK_PREDICATE_ORDER:
    kk_check_order (c, v);
    break;
  case KK_PREDICATE_ART20:
    kk_check_art20 (c, v);
    break;
  case KK_PREDICATE_OM_RELEASE:
    kk_check_release (c, call->argument != 0, v);
    break;
  case KK_PREDICATE_GIVER_AGREES:
    kk_check_givers_agree (c, c->suppliers, v);
    break;
  case KK_PREDICATE_OBJECTION:
    kk_check_objection (c, v);
    break;
  default:
    check_process (c, call, v);
    break;
  }
}

static void check_node (const KkCase *c, const KkCondition *condition, guint place, KkVerdict *v);

/* A refusal that nobody wrote down is no refusal; a test that is open stays open. */
static void
check_not (const KkCase *c, const KkPredicateCall *call, KkVerdict *v)
{
  KkVerdict test;

  if (call->predicate == KK_PREDICATE_REFUSAL) {
    kk_verdict_test (v, c->facts->note_length[KK_NOTE_ZWAARWEGENDE_REDENEN] < KK_NOTE_LEAST);
    return;
  }
  kk_verdict_init (&test);
  check_predicate (c, call, &test);
  if (test.status == KK_FAILS)
    test.status = KK_HOLDS;
  else if (test.status == KK_HOLDS)
    test.status = KK_FAILS;
  kk_verdict_join (v, &test);
}

/* [x: y]. When x itself is open, both are asked, so that what is listed is really enough. */
static void
check_guard (const KkCase *c, const KkCondition *condition, const KkNode *node, KkVerdict *v)
{
  KkVerdict test;
  KkVerdict asked;

  kk_verdict_init (&test);
  check_node (c, condition, node->left, &test);
  if (test.status == KK_FAILS) {
    v->relied |= test.relied;
    return;
  }
  kk_verdict_init (&asked);
  check_node (c, condition, node->right, &asked);
  if (test.status == KK_OPEN && asked.status == KK_FAILS) {
    kk_verdict_join (v, &test);
    return;
  }
  if (test.status == KK_OPEN && asked.status == KK_HOLDS)
    kk_verdict_init (&test);
  kk_verdict_join (v, &test);
  kk_verdict_join (v, &asked);
}

static void
check_or (const KkCase *c, const KkCondition *condition, const KkNode *node, KkVerdict *v)
{
  KkVerdict best;
  KkVerdict other;

  kk_verdict_init (&best);
  check_node (c, condition, node->left, &best);
  if (best.status != KK_HOLDS) {
    kk_verdict_init (&other);
    check_node (c, condition, node->right, &other);
    kk_ways_choose (c->ways, &best, &other);
  }
  kk_verdict_join (v, &best);
}

static void
check_node (const KkCase *c, const KkCondition *condition, guint place, KkVerdict *v)
{
  const KkNode *node = &condition->nodes[place];

  if (v->status == KK_FAILS) /* nothing makes it better, and nothing of it is shown */
    return;
  switch (node->kind) {
  case KK_NODE_PREDICATE:
    check_predicate (c, &node->call, v);
    break;
  case KK_NODE_NOT:
    check_not (c, &condition->nodes[node->left].call, v);
    break;
  case KK_NODE_AND:
    check_node (c, condition, node->left, v);
    check_node (c, condition, node->right, v);
    break;
  case KK_NODE_OR:
    check_or (c, condition, node, v);
    break;
  case KK_NODE_GUARD:
  default:
    check_guard (c, condition, node, v);
    break;
  }
}

void
kk_check_condition (const KkCase *c, const KkCondition *condition, KkVerdict *v)
{
  if (condition != NULL)
    check_node (c, condition, condition->root, v);
}
