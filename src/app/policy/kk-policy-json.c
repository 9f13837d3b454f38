/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/policy/kk-policy-json.h"

#include "app/policy/kk-policy-json-private.h"

static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_rows (JsonBuilder *builder, const KkFieldDecision *field)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < field->n_rows; i++)
    json_builder_add_string_value (builder, field->rows[i]->id);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < field->n_rows; i++) {
    g_autofree char *reason = kk_row_reason (field->rows[i]);

    json_builder_add_string_value (builder, reason);
  }
  json_builder_end_array (builder);
}

static void
add_field (JsonBuilder *builder, const char *id, const KkFieldDecision *field)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", id);
  add_text (builder, "outcome", kk_outcome_text (field->outcome));
  add_rows (builder, field);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < field->n_missing; i++)
    json_builder_add_string_value (builder, kk_fact_text (field->missing[i]));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "caveats");
  json_builder_begin_array (builder);
  for (guint i = 0; i < field->n_caveats; i++)
    json_builder_add_string_value (builder, kk_caveat_text (field->caveats[i]));
  json_builder_end_array (builder);
  add_text (builder, "retention", field->retention != NULL ? field->retention->id : NULL);
  json_builder_set_member_name (builder, "banner");
  json_builder_add_boolean_value (builder, field->banner);
  json_builder_end_object (builder);
}

static void
add_register (JsonBuilder *builder, const KkRegister *reg)
{
  KkHashText hash = kk_hash_text (kk_register_get_hash (reg));

  json_builder_set_member_name (builder, "register");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, (gint64) kk_register_get_version (reg));
  add_text (builder, "hash", hash.text);
  json_builder_end_object (builder);
}

static void
add_duties (JsonBuilder *builder, KkDuties duties)
{
  json_builder_set_member_name (builder, "duties");
  json_builder_begin_array (builder);
  for (guint i = 0; i < KK_N_DUTIES; i++) {
    if ((duties & KK_DUTY_BIT (i)) != 0)
      json_builder_add_string_value (builder, kk_duty_text ((KkDuty) i));
  }
  json_builder_end_array (builder);
}

static char *
write_decision (const KkRegister *reg, const KkQuestion *question, const KkDecision *decision)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_register (builder, reg);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < kk_decision_get_n_fields (decision); i++)
    add_field (builder, kk_question_get_field (question, i)->id,
               kk_decision_get_field (decision, i));
  json_builder_end_array (builder);
  add_duties (builder, kk_decision_get_duties (decision));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

char *
kk_policy_check_json (const KkRegister *reg, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = kk_json_read_strict (json, length, error);
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (KkDecision) decision = NULL;
  KkJsonReader reader = { .question = question, .reg = reg, .error = error };

  if (root == NULL || !kk_json_read_question (&reader, root))
    return NULL;
  decision = kk_policy_decide (reg, question);
  return write_decision (reg, question, decision);
}

gboolean
kk_policy_facts_from_json (KkQuestion *question, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = kk_json_read_strict (json, length, error);
  KkJsonReader reader = { .question = question, .error = error };

  return root != NULL && kk_json_read_facts (&reader, root, &question->facts);
}
