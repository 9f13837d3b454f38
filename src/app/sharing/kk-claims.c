/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-claims-private.h"

#include "policy/kk-policy.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What a bracket says of an age, and no more (exchange §13). */
static gint
bracket_floor (gint age)
{
  static const gint floors[] = { 18, 16, 12, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (floors); i++) {
    if (age >= floors[i])
      return floors[i];
  }
  return -1;
}

static int
compare_claims (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(KkClaim *const *) a)->code, (*(KkClaim *const *) b)->code);
}

static void
add_node (KkBasis *basis, const char *code, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  g_ptr_array_add (basis->claims, kk_claim_new (code, text));
  json_node_unref (node);
}

static void
add_text (KkBasis *basis, const char *code, const char *text)
{
  if (text != NULL)
    add_node (basis, code, json_node_init_string (json_node_alloc (), text));
}

static void
add_tri (KkBasis *basis, const char *code, KkTri tri)
{
  if (tri != KK_TRI_UNKNOWN)
    g_ptr_array_add (basis->claims, kk_claim_new (code, tri == KK_TRI_TRUE ? "true" : "false"));
}

static void
set_tri (JsonObject *object, const char *member, KkTri tri)
{
  if (tri != KK_TRI_UNKNOWN)
    json_object_set_boolean_member (object, member, tri == KK_TRI_TRUE);
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

/* Both take what they are given: initialising a node adds a reference of its own. */
static JsonNode *
node_of (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

static JsonNode *
node_of_array (JsonArray *array)
{
  JsonNode *node = json_node_init_array (json_node_alloc (), array);

  json_array_unref (array);
  return node;
}

static JsonArray *
categories_array (KkCategories categories)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if (categories & KK_CATEGORY_BIT (i))
      json_array_add_string_element (array, kk_category_text ((KkCategory) i));
  }
  return array;
}

static JsonArray *
hats_array (KkHats hats)
{
  JsonArray *array = json_array_new ();

  for (guint i = 1; i < KK_N_HATS; i++) {
    if (hats & KK_HAT_BIT (i))
      json_array_add_string_element (array, kk_hat_text ((KkHat) i));
  }
  return array;
}

static void
add_persons (KkBasis *basis, const KkFacts *facts)
{
  JsonObject *persons;

  if (facts->persons == NULL || facts->persons->len == 0)
    return;
  persons = json_object_new ();
  for (guint i = 0; i < facts->persons->len; i++) {
    const KkPersonFacts *person = &g_array_index (facts->persons, KkPersonFacts, i);
    JsonObject *object = json_object_new ();

    if (person->age >= 0)
      json_object_set_int_member (object, "SUBJECT_AGE", bracket_floor (person->age));
    set_tri (object, "INCAPABLE_CONSENT", person->incapable);
    set_tri (object, "REFUSES", person->refuses);
    json_object_set_object_member (persons, person->person, object);
  }
  add_node (basis, "PERSONS", node_of (persons));
}

static void
add_victim (KkBasis *basis, const KkPersonFacts *victim)
{
  if (victim->age >= 0) {
    g_autofree char *age = g_strdup_printf ("%d", bracket_floor (victim->age));

    g_ptr_array_add (basis->claims, kk_claim_new ("SUBJECT_AGE", age));
  }
  add_tri (basis, "INCAPABLE_CONSENT", victim->incapable);
  add_tri (basis, "REFUSES", victim->refuses);
}

static void
add_findings (KkBasis *basis, const KkFacts *facts)
{
  static const char *const hg_km[] = { NULL, "false", "true", "\"child\"" };

  if (facts->hg_km != KK_HG_KM_UNKNOWN)
    g_ptr_array_add (basis->claims, kk_claim_new ("HG_KM", hg_km[facts->hg_km]));
  for (guint i = KK_FACT_ACUTE_DANGER; i < KK_N_FINDINGS; i++) {
    if (i != KK_FACT_BEVOEGD_GEZAG_AGREES) /* another desk's word: an object */
      add_tri (basis, kk_fact_text ((KkFact) i), facts->findings[i]);
  }
  add_text (basis, "ACUTE_UNTIL", facts->acute_until);
}

static void
add_references (KkBasis *basis, const KkFacts *facts)
{
  const char *giver = facts->texts[KK_FACT_TASK_ARTICLE_GIVER - KK_FACT_TEXT_0];
  const char *receiver = facts->texts[KK_FACT_TASK_ARTICLE_RECEIVER - KK_FACT_TEXT_0];

  if (giver != NULL || receiver != NULL) {
    JsonObject *object = json_object_new ();

    set_text (object, "giver", giver);
    set_text (object, "receiver", receiver);
    add_node (basis, "TASK_ARTICLE", node_of (object));
  }
  for (guint i = KK_FACT_RAC_TOETS; i <= KK_FACT_OBLIGATION_ARTICLE; i++)
    add_text (basis, kk_fact_text ((KkFact) i), facts->texts[i - KK_FACT_TEXT_0]);
}

static void
add_order (KkBasis *basis, const KkOrder *order)
{
  JsonObject *object;

  if (order->id == NULL)
    return;
  object = json_object_new ();
  json_object_set_string_member (object, "id", order->id);
  set_text (object, "article", kk_order_article_text (order->article));
  json_object_set_array_member (object, "categories", categories_array (order->categories));
  add_node (basis, "VORDERING", node_of (object));
}

static void
add_case_facts (KkBasis *basis, const KkFacts *facts)
{
  add_text (basis, "MELDER", kk_hat_text (facts->melder));
  add_text (basis, "RIEC_STAGE", kk_riec_stage_text (facts->riec_stage));
  add_text (basis, "KIND", kk_kind_text (facts->kind));
  if (facts->objection_asked)
    add_node (basis, "OBJECTION", node_of_array (hats_array (facts->objection)));
  if (facts->incidental != 0)
    add_node (basis, "INCIDENTAL", node_of_array (hats_array (facts->incidental)));
  add_order (basis, &facts->order);
}

static JsonObject *
consent_object (const KkConsent *consent, KkCategories categories)
{
  JsonObject *object = json_object_new ();

  set_text (object, "subject", kk_subject_text (consent->subject));
  set_text (object, "person", consent->person);
  set_text (object, "receiver", kk_hat_text (consent->receiver));
  set_text (object, "organisation", consent->organisation);
  set_text (object, "role", consent->role);
  set_text (object, "purpose", kk_purpose_text (consent->purpose));
  json_object_set_array_member (object, "categories", categories_array (categories));
  set_tri (object, "explicit", consent->is_explicit);
  set_tri (object, "written", consent->is_written);
  set_text (object, "by", kk_signer_text (consent->by));
  set_text (object, "given", consent->given);
  set_text (object, "expires", consent->expires);
  set_text (object, "withdrawn", consent->withdrawn);
  set_tri (object, "freely_given", consent->freely_given);
  set_tri (object, "conflict", consent->conflict);
  return object;
}

/* A consent says who agreed to what with whom; of the parts about others nothing leaves. */
static void
add_consents (KkBasis *basis, const KkFacts *facts, const KkQuestion *question, KkCategories cut)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; facts->consents != NULL && i < facts->consents->len; i++) {
    const KkConsent *consent = &g_array_index (facts->consents, KkConsent, i);

    if (consent->receiver == question->receiver.hat && consent->purpose == question->purpose)
      json_array_add_object_element (array, consent_object (consent, consent->categories & cut));
  }
  if (json_array_get_length (array) > 0)
    add_node (basis, "CONSENT", node_of_array (g_steal_pointer (&array)));
}

static void
add_answers (KkBasis *basis, const KkAnswers *answers)
{
  add_text (basis, KK_ANSWER_GIVER_PARTICIPANT, kk_hat_text (answers->giver_participant));
  add_text (basis, KK_ANSWER_RECEIVER_PARTICIPANT, kk_hat_text (answers->receiver_participant));
  add_text (basis, KK_ANSWER_LIMB, kk_limb_text (answers->limb));
  if (answers->business)
    add_tri (basis, KK_ANSWER_BUSINESS, KK_TRI_TRUE);
  if (answers->cell < 0)
    return;
  add_node (basis, KK_ANSWER_CELL, json_node_init_int (json_node_alloc (), answers->cell));
  add_text (basis, KK_ANSWER_LEVEL, kk_level_text (answers->level));
}

static void
add_notes (KkBasis *basis, const KkFacts *facts)
{
  for (guint i = 0; i < KK_N_NOTES; i++) {
    KkNoteClaim *note;

    if (facts->note_length[i] == 0)
      continue;
    note = kk_note_claim_new ();
    note->kind = g_strdup (kk_note_text ((KkNote) i));
    note->length = facts->note_length[i];
    g_ptr_array_add (basis->notes, note);
  }
}

void
kk_claims_write (KkBasis *basis,
                 const KkQuestion *question,
                 const KkAnswers *answers,
                 KkCategories categories)
{
  const KkFacts *facts = &question->facts;

  add_victim (basis, &facts->victim);
  add_persons (basis, facts);
  add_findings (basis, facts);
  add_references (basis, facts);
  add_case_facts (basis, facts);
  add_consents (basis, facts, question, categories);
  add_answers (basis, answers);
  g_ptr_array_sort (basis->claims, compare_claims);
  add_notes (basis, facts);
}

/* What is another desk's word counts only as an object that this desk signed: as a claim it would be
 * the writer speaking for somebody else. */
static gboolean
is_claim (const char *code)
{
  static const char *const objects[] = {
    "OM_RELEASE",     "GIVER_AGREES", "BEVOEGD_GEZAG_AGREES",
    "ART20_DECISION", "GATE",         "GATE_PARTICIPANTS",
    "NOTES",          NULL,
  };

  return !g_strv_contains (objects, code);
}

/* Each value is parsed by itself, so that none can reach out of its place. */
static JsonNode *
gather_claims (const KkBasis *basis, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < basis->claims->len; i++) {
    const KkClaim *claim = basis->claims->pdata[i];
    JsonNode *value = is_claim (claim->code) ? json_from_string (claim->value, NULL) : NULL;

    if (value == NULL) {
      g_set_error_literal (error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION,
                           "claims: not a claim, or not one value");
      return NULL;
    }
    json_object_set_member (object, claim->code, value);
  }
  return json_node_init_object (json_node_alloc (), object);
}

static gboolean
read_claims (KkQuestion *question, KkAnswers *answers, const KkBasis *basis, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;

  if (basis->claims->len == 0)
    return TRUE;
  node = gather_claims (basis, error);
  if (node == NULL)
    return FALSE;
  json = json_to_string (node, FALSE);
  return kk_policy_answers_from_json (question, answers, json, error);
}

gboolean
kk_claims_read (KkQuestion *question, KkAnswers *answers, const KkBasis *basis, GError **error)
{
  if (!read_claims (question, answers, basis, error))
    return FALSE;
  for (guint i = 0; i < basis->notes->len; i++) {
    const KkNoteClaim *claim = basis->notes->pdata[i];
    KkNote note;

    if (!kk_note_parse (claim->kind, &note)) {
      g_set_error_literal (error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION,
                           "claims: a note outside the vocabulary");
      return FALSE;
    }
    question->facts.note_length[note] = claim->length;
  }
  return TRUE;
}
