/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-case-private.h"

#include <string.h>

KkCategories
kk_policy_add_regime (KkCategories categories, KkHat giver)
{
  if (categories == 0 || (categories & KK_CATEGORIES_REGIME) != 0)
    return categories;
  if (giver == KK_HAT_POL || giver == KK_HAT_KMAR)
    return categories | KK_CATEGORY_BIT (KK_CATEGORY_POL_8);
  if (giver == KK_HAT_OM)
    return categories | KK_CATEGORY_BIT (KK_CATEGORY_JUS_SV);
  return categories;
}

static const KkPersonFacts *
find_person (const KkFacts *facts, const char *person)
{
  if (person == NULL)
    return NULL;
  if (strcmp (person, kk_subject_text (KK_SUBJECT_VICTIM)) == 0)
    return &facts->victim;
  for (guint i = 0; i < facts->persons->len; i++) {
    const KkPersonFacts *other = &g_array_index (facts->persons, KkPersonFacts, i);

    if (strcmp (other->person, person) == 0)
      return other;
  }
  return NULL;
}

void
kk_case_init (KkCase *c,
              const KkRegister *reg,
              const KkQuestion *question,
              const KkQuestionField *field)
{
  memset (c, 0, sizeof *c);
  c->reg = reg;
  c->question = question;
  c->facts = &question->facts;
  c->field = field;
  c->ticked = field->categories & ~KK_CATEGORIES_NOBODY;
  c->categories = kk_policy_add_regime (c->ticked, question->giver.hat);
  for (guint i = 0; i < field->n_origins; i++)
    c->origins |= KK_HAT_BIT (field->origins[i].hat);
  c->suppliers = field->n_origins > 0 ? c->origins : KK_HAT_BIT (question->giver.hat);
  c->person = kk_question_field_person (field);
  c->about = find_person (c->facts, c->person);
}

gboolean
kk_case_basis_is (const KkCase *c, KkCited cited)
{
  return c->basis != NULL && c->basis->cited == cited;
}

gboolean
kk_case_has (const KkCase *c, KkCategories categories)
{
  return (c->categories & categories) != 0;
}

void
kk_case_check_party (const KkCase *c, gboolean receiver, KkHatSet set, KkVerdict *v)
{
  const KkParty *party = receiver ? &c->question->receiver : &c->question->giver;
  KkHats bit = KK_HAT_BIT (party->hat);

  if ((set.hats & bit) != 0)
    return;
  if ((set.if_assigned & bit) == 0) {
    kk_verdict_fail (v);
    return;
  }
  kk_check_assigned (c, receiver, v);
}
