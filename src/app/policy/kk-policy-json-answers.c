/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Facts as a person states them for a share, or as a packet claims them: those of the contract, and beside them what the
 * contract keeps in the question itself, each under the code by which a preview asks for it. */

#include "app/policy/kk-policy-json-answers-private.h"

#include "app/policy/kk-policy-json-private.h"

#define OF_ANSWERS(member) G_STRUCT_OFFSET (KkAnswers, member)

static const KkJsonMember members[] = {
  { KK_ANSWER_GIVER_PARTICIPANT, kk_json_read_hat, OF_ANSWERS (giver_participant) },
  { KK_ANSWER_RECEIVER_PARTICIPANT, kk_json_read_hat, OF_ANSWERS (receiver_participant) },
  { KK_ANSWER_LIMB, kk_json_read_limb, OF_ANSWERS (limb) },
  { KK_ANSWER_BUSINESS, kk_json_read_bool, OF_ANSWERS (business) },
  { KK_ANSWER_CELL, kk_json_read_cell, OF_ANSWERS (cell) },
  { KK_ANSWER_LEVEL, kk_json_read_level, OF_ANSWERS (level) },
};

static gboolean
is_answer (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    if (g_str_equal (members[i].key, key))
      return TRUE;
  }
  return FALSE;
}

/* (transfer full): the members of @from that are answers, or those that are not. */
static JsonNode *
pick_members (JsonNode *from, gboolean answers)
{
  g_autoptr (JsonObject) picked = json_object_new ();
  JsonObjectIter iter;
  const char *key = NULL;
  JsonNode *value = NULL;

  json_object_iter_init (&iter, json_node_get_object (from));
  while (json_object_iter_next (&iter, &key, &value)) {
    if (is_answer (key) == answers)
      json_object_set_member (picked, key, json_node_copy (value));
  }
  return json_node_init_object (json_node_alloc (), picked);
}

gboolean
kk_policy_answers_from_json (KkQuestion *question,
                             KkAnswers *answers,
                             const char *json,
                             GError **error)
{
  g_autoptr (JsonNode) root = kk_json_read_strict (json, -1, error);
  KkJsonReader reader = { .question = question, .error = error };
  g_autoptr (JsonNode) own = NULL;
  g_autoptr (JsonNode) facts = NULL;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return kk_json_refuse (&reader, "not an object");
  own = pick_members (root, TRUE);
  facts = pick_members (root, FALSE);
  if (!kk_json_read_object (&reader, own, members, G_N_ELEMENTS (members), answers) ||
      !kk_json_read_facts (&reader, facts, &question->facts))
    return FALSE;
  question->giver.participant = answers->giver_participant;
  question->receiver.participant = answers->receiver_participant;
  return TRUE;
}

void
kk_answers_narrow (KkAnswers *answers, KkFactSet relied, KkCategories sent)
{
  if ((relied & KK_FACT_BIT (KK_FACT_GIVER_PARTICIPANT)) == 0)
    answers->giver_participant = KK_HAT_NONE;
  if ((relied & KK_FACT_BIT (KK_FACT_RECEIVER_PARTICIPANT)) == 0)
    answers->receiver_participant = KK_HAT_NONE;
  if ((relied & KK_FACT_BIT (KK_FACT_LIMB)) == 0)
    answers->limb = KK_LIMB_NONE;
  if ((relied & KK_FACT_BIT (KK_FACT_CELL)) == 0)
    answers->cell = -1;
  answers->business = answers->business && (sent & KK_CATEGORY_BIT (KK_CATEGORY_GEW_NETW)) != 0;
}

void
kk_answers_fill (const KkAnswers *answers, KkQuestionField *field)
{
  field->limb = answers->limb;
  field->business = answers->business;
  field->cell = answers->cell;
  field->level = answers->level;
}
