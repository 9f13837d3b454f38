/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A legal question but for its facts (design §7, contract 7.1). */

#include "app/policy/kk-policy-json-private.h"

#define OF_PARTY(member) G_STRUCT_OFFSET (KkParty, member)

static gboolean
read_giver (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "organisation", kk_json_read_text, OF_PARTY (organisation) },
    { "hat", kk_json_read_hat, OF_PARTY (hat) },
    { "assigned", kk_json_read_tri, OF_PARTY (assigned) },
    { "participant", kk_json_read_hat, OF_PARTY (participant) },
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}

static gboolean
read_receiver (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "organisation", kk_json_read_text, OF_PARTY (organisation) },
    { "hat", kk_json_read_hat, OF_PARTY (hat) },
    { "role", kk_json_read_text, OF_PARTY (role) },
    { "assigned", kk_json_read_tri, OF_PARTY (assigned) },
    { "participant", kk_json_read_hat, OF_PARTY (participant) },
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}

/* A caveat in no vocabulary is not an error: it blocks the field. */
static gboolean
add_caveat (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  const char *text = NULL;
  KkCaveat caveat = KK_CAVEAT_UNKNOWN;

  if (!kk_json_read_text (reader, node, &text))
    return FALSE;
  if (!kk_caveat_parse (text, &caveat))
    caveat = KK_CAVEAT_UNKNOWN;
  kk_origin_add_caveat (target, caveat);
  return TRUE;
}

static gboolean
read_caveats (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, add_caveat, target);
}

static gboolean
add_origin (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "hat", kk_json_read_hat, G_STRUCT_OFFSET (KkOrigin, hat) },
    { "row", kk_json_read_row, G_STRUCT_OFFSET (KkOrigin, row) },
    { "caveats", read_caveats, 0 },
  };
  KkOrigin origin = { .hat = KK_HAT_NONE };

  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), &origin))
    return FALSE;
  if (origin.hat == KK_HAT_NONE)
    return kk_json_refuse (reader, "a link of the chain lacks \"hat\"");
  g_array_append_val ((GArray *) target, origin);
  return TRUE;
}

static gboolean
read_origins (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (KkOrigin));
  KkQuestionField *field = target;

  if (!kk_json_read_array (reader, node, add_origin, origins))
    return FALSE;
  field->n_origins = origins->len;
  field->origins = origins->len > 0 ? kk_question_copy (reader->question, origins->data,
                                                        origins->len * sizeof (KkOrigin))
                                    : NULL;
  return TRUE;
}

#define OF_FIELD(member) G_STRUCT_OFFSET (KkQuestionField, member)

static gboolean
add_field (KkJsonReader *reader, JsonNode *node, gpointer target G_GNUC_UNUSED)
{
  static const KkJsonMember members[] = {
    { "id", kk_json_read_text, OF_FIELD (id) },
    { "categories", kk_json_read_categories, OF_FIELD (categories) },
    { "subject", kk_json_read_subject, OF_FIELD (subject) },
    { "person", kk_json_read_text, OF_FIELD (person) },
    { "origin", read_origins, 0 },
    { "limb", kk_json_read_limb, OF_FIELD (limb) },
    { "business", kk_json_read_bool, OF_FIELD (business) },
    { "cell", kk_json_read_cell, OF_FIELD (cell) },
    { "level", kk_json_read_level, OF_FIELD (level) },
  };
  KkQuestionField field = KK_QUESTION_FIELD_INIT;

  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), &field))
    return FALSE;
  if (field.id == NULL)
    return kk_json_refuse (reader, "a field lacks \"id\"");
  kk_question_add_field (reader->question, &field);
  return TRUE;
}

static gboolean
read_fields (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  reader->has_fields = TRUE;
  return kk_json_read_array (reader, node, add_field, target);
}

/* A region may narrow the register, never widen it. */
static gboolean
turn_off (KkJsonReader *reader, JsonNode *node, gpointer target G_GNUC_UNUSED)
{
  const char *id = NULL;

  if (!kk_json_read_row (reader, node, &id))
    return FALSE;
  if (!kk_row_may_be_off (kk_register_find_row (reader->reg, id, NULL)))
    return kk_json_refuse (reader, "this row cannot be turned off");
  kk_question_turn_off (reader->question, id);
  return TRUE;
}

static gboolean
read_off (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, turn_off, target);
}

static gboolean
read_profile (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = { { "off", read_off, 0 } };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}

#define OF_QUESTION(member) G_STRUCT_OFFSET (KkQuestion, member)

gboolean
kk_json_read_question (KkJsonReader *reader, JsonNode *node)
{
  static const KkJsonMember members[] = {
    { "at", kk_json_read_day, OF_QUESTION (at) },
    { "giver", read_giver, OF_QUESTION (giver) },
    { "receiver", read_receiver, OF_QUESTION (receiver) },
    { "purpose", kk_json_read_purpose, OF_QUESTION (purpose) },
    { "fields", read_fields, 0 },
    { "profile", read_profile, 0 },
    { "facts", kk_json_read_facts, OF_QUESTION (facts) },
  };
  KkQuestion *question = reader->question;

  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), question))
    return FALSE;
  if (question->at == NULL || question->giver.hat == KK_HAT_NONE ||
      question->receiver.hat == KK_HAT_NONE || question->purpose == KK_PURPOSE_NONE ||
      !reader->has_fields)
    return kk_json_refuse (
        reader, "a question needs \"at\", \"giver\", \"receiver\", \"purpose\" and \"fields\"");
  return TRUE;
}
