/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One value of a legal question at a time; every code is looked up in its closed vocabulary. */

#include "app/policy/kk-policy-json-private.h"

#include <string.h>

#define AGE_LIMIT 130

gboolean
kk_json_refuse (KkJsonReader *reader, const char *reason)
{
  g_set_error_literal (reader->error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION, reason);
  return FALSE;
}

static const KkJsonMember *
find_member (const KkJsonMember *members, gsize n_members, const char *key)
{
  for (gsize i = 0; i < n_members; i++) {
    if (strcmp (members[i].key, key) == 0)
      return &members[i];
  }
  return NULL;
}

gboolean
kk_json_read_object (KkJsonReader *reader,
                     JsonNode *node,
                     const KkJsonMember *members,
                     gsize n_members,
                     gpointer target)
{
  JsonObjectIter iter;
  const char *key = NULL;
  JsonNode *value = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return kk_json_refuse (reader, "not an object");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &value)) {
    const KkJsonMember *member = find_member (members, n_members, key);

    if (member == NULL) {
      g_set_error (reader->error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION, "unknown key \"%s\"",
                   key);
      return FALSE;
    }
    if (!JSON_NODE_HOLDS_NULL (value) &&
        !member->read (reader, value, (guint8 *) target + member->offset)) {
      g_prefix_error (reader->error, "%s: ", key);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
kk_json_read_array (KkJsonReader *reader, JsonNode *node, KkJsonRead read, gpointer target)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return kk_json_refuse (reader, "not an array");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    if (!read (reader, json_array_get_element (array, i), target))
      return FALSE;
  }
  return TRUE;
}

/* (nullable): the text of a string. */
static const char *
get_text (KkJsonReader *reader, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  kk_json_refuse (reader, "not a text");
  return NULL;
}

gboolean
kk_json_read_text (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  const char *text = get_text (reader, node);

  if (text == NULL)
    return FALSE;
  *(const char **) target = kk_question_text (reader->question, text);
  return TRUE;
}

gboolean
kk_json_read_day (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  const char *text = get_text (reader, node);

  if (text == NULL)
    return FALSE;
  if (!kk_day_is_valid (text))
    return kk_json_refuse (reader, "not a day of the form YYYY-MM-DD");
  return kk_json_read_text (reader, node, target);
}

gboolean
kk_json_read_row (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  const char *text = get_text (reader, node);

  if (text == NULL)
    return FALSE;
  if (reader->reg != NULL && kk_register_find_row (reader->reg, text, NULL) == NULL)
    return kk_json_refuse (reader, "no row of the register");
  return kk_json_read_text (reader, node, target);
}

gboolean
kk_json_read_tri (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  gboolean value = FALSE;

  if (!kk_json_read_bool (reader, node, &value))
    return FALSE;
  *(KkTri *) target = value ? KK_TRI_TRUE : KK_TRI_FALSE;
  return TRUE;
}

gboolean
kk_json_read_bool (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return kk_json_refuse (reader, "not true or false");
  *(gboolean *) target = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_number (KkJsonReader *reader, JsonNode *node, gint64 most, gpointer target)
{
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return kk_json_refuse (reader, "not a whole number");
  number = json_node_get_int (node);
  if (number < 0 || number > most)
    return kk_json_refuse (reader, "number out of range");
  *(gint *) target = (gint) number;
  return TRUE;
}

gboolean
kk_json_read_age (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return read_number (reader, node, AGE_LIMIT, target);
}

gboolean
kk_json_read_cell (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return read_number (reader, node, G_MAXINT, target);
}

/* One reader for each vocabulary. */
#define DEFINE_READER(name, Type, parse)                                               \
  gboolean kk_json_read_##name (KkJsonReader *reader, JsonNode *node, gpointer target) \
  {                                                                                    \
    const char *text = get_text (reader, node);                                        \
                                                                                       \
    if (text == NULL)                                                                  \
      return FALSE;                                                                    \
    return parse (text, (Type *) target) || kk_json_refuse (reader, "unknown code");   \
  }

DEFINE_READER (hat, KkHat, kk_hat_parse)
DEFINE_READER (purpose, KkPurpose, kk_purpose_parse)
DEFINE_READER (subject, KkSubject, kk_subject_parse)
DEFINE_READER (limb, KkLimb, kk_limb_parse)
DEFINE_READER (level, KkLevel, kk_level_parse)
DEFINE_READER (gate, KkGate, kk_gate_parse)
DEFINE_READER (stage, KkRiecStage, kk_riec_stage_parse)
DEFINE_READER (kind, KkKind, kk_kind_parse)
DEFINE_READER (signer, KkSigner, kk_signer_parse)
DEFINE_READER (order_article, KkOrderArticle, kk_order_article_parse)

static gboolean
add_hat (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  KkHat hat = KK_HAT_NONE;

  if (!kk_json_read_hat (reader, node, &hat))
    return FALSE;
  *(KkHats *) target |= KK_HAT_BIT (hat);
  return TRUE;
}

gboolean
kk_json_read_hats (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, add_hat, target);
}

static gboolean
add_purpose (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  KkPurpose purpose = KK_PURPOSE_NONE;

  if (!kk_json_read_purpose (reader, node, &purpose))
    return FALSE;
  *(KkPurposes *) target |= KK_PURPOSE_BIT (purpose);
  return TRUE;
}

gboolean
kk_json_read_purposes (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, add_purpose, target);
}

static gboolean
add_category (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  const char *text = get_text (reader, node);
  KkCategory category = KK_CATEGORY_V;

  if (text == NULL)
    return FALSE;
  if (!kk_category_parse (text, &category))
    return kk_json_refuse (reader, "unknown code");
  *(KkCategories *) target |= KK_CATEGORY_BIT (category);
  return TRUE;
}

gboolean
kk_json_read_categories (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, add_category, target);
}

static gboolean
add_subject (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  KkSubject subject = KK_SUBJECT_NONE;

  if (!kk_json_read_subject (reader, node, &subject))
    return FALSE;
  *(KkSubjects *) target |= KK_SUBJECT_BIT (subject);
  return TRUE;
}

gboolean
kk_json_read_subjects (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  *(KkSubjects *) target = 0; /* named at all, it is no longer the victim by default */
  return kk_json_read_array (reader, node, add_subject, target);
}
