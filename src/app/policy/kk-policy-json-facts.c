/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The facts of a legal question (contract 7.1, table Facts). */

#include "app/policy/kk-policy-json-private.h"

#include <string.h>

static gboolean
read_hg_km (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  gboolean value = FALSE;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    if (strcmp (json_node_get_string (node), "child") != 0)
      return kk_json_refuse (reader, "unknown code");
    *(KkHgKm *) target = KK_HG_KM_CHILD;
    return TRUE;
  }
  if (!kk_json_read_bool (reader, node, &value))
    return FALSE;
  *(KkHgKm *) target = value ? KK_HG_KM_TRUE : KK_HG_KM_FALSE;
  return TRUE;
}

static gboolean
read_note (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  const char *text = NULL;

  if (!kk_json_read_text (reader, node, &text))
    return FALSE;
  *(guint *) target = kk_note_length (text);
  return TRUE;
}

#define NOTE(name)                                   \
  {                                                  \
#name, read_note, KK_NOTE_##name * sizeof(guint) \
  }

static gboolean
read_notes (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[KK_N_NOTES] = {
    NOTE (NEED),
    NOTE (PROPORTIONALITY),
    NOTE (GOED_HULPVERLENER),
    NOTE (ZWAARWEGENDE_REDENEN),
    NOTE (ZWAARWEGEND_BELANG),
    NOTE (BIJZONDER_GEVAL),
    NOTE (STRICT_NEED),
    NOTE (STRICT_NEED_9_10),
    NOTE (COOPERATION_REQUIRED),
    NOTE (TASK_NECESSITATES),
    NOTE (UNAVOIDABLE_FOR_ID),
    NOTE (CONSENT_12_15),
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}

#define OF_PERSON(member) G_STRUCT_OFFSET (KkPersonFacts, member)

static gboolean
read_person (KkJsonReader *reader, JsonNode *node, KkPersonFacts *person)
{
  static const KkJsonMember members[] = {
    { "SUBJECT_AGE", kk_json_read_age, OF_PERSON (age) },
    { "INCAPABLE_CONSENT", kk_json_read_tri, OF_PERSON (incapable) },
    { "REFUSES", kk_json_read_tri, OF_PERSON (refuses) },
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), person);
}

/* The victim's own facts stand beside the others, so a second place for them could contradict the first. */
static gboolean
read_persons (KkJsonReader *reader, JsonNode *node, gpointer target G_GNUC_UNUSED)
{
  JsonObjectIter iter;
  const char *key = NULL;
  JsonNode *value = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return kk_json_refuse (reader, "not an object");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &key, &value)) {
    KkPersonFacts person = { .age = -1 };

    if (strcmp (key, kk_subject_text (KK_SUBJECT_VICTIM)) == 0)
      return kk_json_refuse (reader, "the victim does not belong here");
    if (JSON_NODE_HOLDS_NULL (value))
      continue;
    person.person = kk_question_text (reader->question, key);
    if (!read_person (reader, value, &person))
      return FALSE;
    kk_question_add_person (reader->question, &person);
  }
  return TRUE;
}

#define OF_CONSENT(member) G_STRUCT_OFFSET (KkConsent, member)

static gboolean
read_consent (KkJsonReader *reader, JsonNode *node, gpointer target G_GNUC_UNUSED)
{
  static const KkJsonMember members[] = {
    { "subject", kk_json_read_subject, OF_CONSENT (subject) },
    { "person", kk_json_read_text, OF_CONSENT (person) },
    { "receiver", kk_json_read_hat, OF_CONSENT (receiver) },
    { "organisation", kk_json_read_text, OF_CONSENT (organisation) },
    { "role", kk_json_read_text, OF_CONSENT (role) },
    { "purpose", kk_json_read_purpose, OF_CONSENT (purpose) },
    { "categories", kk_json_read_categories, OF_CONSENT (categories) },
    { "explicit", kk_json_read_tri, OF_CONSENT (is_explicit) },
    { "written", kk_json_read_tri, OF_CONSENT (is_written) },
    { "by", kk_json_read_signer, OF_CONSENT (by) },
    { "given", kk_json_read_day, OF_CONSENT (given) },
    { "expires", kk_json_read_day, OF_CONSENT (expires) },
    { "withdrawn", kk_json_read_day, OF_CONSENT (withdrawn) },
    { "freely_given", kk_json_read_tri, OF_CONSENT (freely_given) },
    { "conflict", kk_json_read_tri, OF_CONSENT (conflict) },
  };
  KkConsent consent = { .subject = KK_SUBJECT_NONE };

  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), &consent))
    return FALSE;
  kk_question_add_consent (reader->question, &consent);
  return TRUE;
}

static gboolean
read_consents (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, read_consent, target);
}

static gboolean
add_receiver (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "hat", kk_json_read_hat, G_STRUCT_OFFSET (KkReceiver, hat) },
    { "role", kk_json_read_text, G_STRUCT_OFFSET (KkReceiver, role) },
  };
  KkReceiver receiver = { .hat = KK_HAT_NONE };

  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), &receiver))
    return FALSE;
  g_array_append_val ((GArray *) target, receiver);
  return TRUE;
}

/* Releases and article-20 decisions name their receivers alike. */
typedef struct {
  const KkReceiver *receivers;
  guint n_receivers;
} Receivers;

static gboolean
read_receivers (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (KkReceiver));
  Receivers *receivers = target;

  if (!kk_json_read_array (reader, node, add_receiver, list))
    return FALSE;
  receivers->n_receivers = list->len;
  receivers->receivers = list->len > 0 ? kk_question_copy (reader->question, list->data,
                                                           list->len * sizeof (KkReceiver))
                                       : NULL;
  return TRUE;
}

#define OF_RELEASE(member) G_STRUCT_OFFSET (KkRelease, member)

static gboolean
read_release (KkJsonReader *reader, JsonNode *node, gpointer target G_GNUC_UNUSED)
{
  struct {
    KkRelease release;
    Receivers receivers;
  } read = { .release = KK_RELEASE_INIT };
  const KkJsonMember members[] = {
    { "receivers", read_receivers, (gsize) ((guint8 *) &read.receivers - (guint8 *) &read) },
    { "scope", kk_json_read_categories, OF_RELEASE (scope) },
    { "until", kk_json_read_day, OF_RELEASE (until) },
    { "subjects", kk_json_read_subjects, OF_RELEASE (subjects) },
  };

  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), &read))
    return FALSE;
  read.release.receivers = read.receivers.receivers;
  read.release.n_receivers = read.receivers.n_receivers;
  kk_question_add_release (reader->question, &read.release);
  return TRUE;
}

static gboolean
read_releases (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  return kk_json_read_array (reader, node, read_release, target);
}

#define OF_ART20(member) G_STRUCT_OFFSET (KkArt20Decision, member)

/* true or false proves nothing, but says that somebody looked. */
static gboolean
read_art20 (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  KkArt20Decision *decision = target;
  struct {
    KkArt20Decision decision;
    Receivers receivers;
  } read = { .decision = { .reference = NULL } };
  const KkJsonMember members[] = {
    { "ref", kk_json_read_text, OF_ART20 (reference) },
    { "receivers", read_receivers, (gsize) ((guint8 *) &read.receivers - (guint8 *) &read) },
    { "categories", kk_json_read_categories, OF_ART20 (categories) },
    { "purposes", kk_json_read_purposes, OF_ART20 (purposes) },
  };
  gboolean value = FALSE;

  if (JSON_NODE_HOLDS_VALUE (node))
    return kk_json_read_bool (reader, node, &value);
  if (!kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), &read))
    return FALSE;
  *decision = read.decision;
  decision->receivers = read.receivers.receivers;
  decision->n_receivers = read.receivers.n_receivers;
  return TRUE;
}

static gboolean
read_order (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "id", kk_json_read_text, G_STRUCT_OFFSET (KkOrder, id) },
    { "article", kk_json_read_order_article, G_STRUCT_OFFSET (KkOrder, article) },
    { "categories", kk_json_read_categories, G_STRUCT_OFFSET (KkOrder, categories) },
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}

#define OF_FACTS(member) G_STRUCT_OFFSET (KkFacts, member)
#define OF_TEXT(fact)    (OF_FACTS (texts) + (fact - KK_FACT_TEXT_0) * sizeof (const char *))
#define OF_FINDING(fact) (OF_FACTS (findings) + fact * sizeof (KkTri))
#define FINDING(name)                                   \
  {                                                     \
#name, kk_json_read_tri, OF_FINDING(KK_FACT_##name) \
  }
#define TEXT(name)                                    \
  {                                                   \
#name, kk_json_read_text, OF_TEXT(KK_FACT_##name) \
  }

static gboolean
read_task_article (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "giver", kk_json_read_text, OF_TEXT (KK_FACT_TASK_ARTICLE_GIVER) },
    { "receiver", kk_json_read_text, OF_TEXT (KK_FACT_TASK_ARTICLE_RECEIVER) },
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}

/* An empty list says that everybody was asked. */
static gboolean
read_objection (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  KkFacts *facts = target;

  facts->objection_asked = TRUE;
  return kk_json_read_hats (reader, node, &facts->objection);
}

gboolean
kk_json_read_facts (KkJsonReader *reader, JsonNode *node, gpointer target)
{
  static const KkJsonMember members[] = {
    { "SUBJECT_AGE", kk_json_read_age, OF_FACTS (victim.age) },
    { "INCAPABLE_CONSENT", kk_json_read_tri, OF_FACTS (victim.incapable) },
    { "REFUSES", kk_json_read_tri, OF_FACTS (victim.refuses) },
    { "PERSONS", read_persons, 0 },
    { "HG_KM", read_hg_km, OF_FACTS (hg_km) },
    FINDING (ACUTE_DANGER),
    { "ACUTE_UNTIL", kk_json_read_day, OF_FACTS (acute_until) },
    FINDING (INTEREST_SUBJECT),
    FINDING (SERIOUSNESS),
    FINDING (RVDK_REQUEST_DONE),
    FINDING (DIRECTLY_INVOLVED),
    FINDING (OTS_ACTIVE),
    FINDING (VICTIM_INDICATION),
    FINDING (GIVER_CONDITIONS),
    FINDING (SOURCE_THREAT),
    FINDING (FEEDBACK_TEMPLATE),
    FINDING (BEVOEGD_GEZAG_AGREES),
    { "MELDER", kk_json_read_hat, OF_FACTS (melder) },
    { "TASK_ARTICLE", read_task_article, 0 },
    TEXT (RAC_TOETS),
    TEXT (LEGAL_GROUND),
    TEXT (LEGAL_CLAIM_REF),
    TEXT (COVENANT),
    TEXT (SAFEGUARDS_DOC),
    TEXT (RECORDED_AGREEMENT),
    TEXT (WET_IN_MIN_REGELING),
    { "OBLIGATION_ARTICLE", kk_json_read_row, OF_TEXT (KK_FACT_OBLIGATION_ARTICLE) },
    { "VORDERING", read_order, OF_FACTS (order) },
    { "ART20_DECISION", read_art20, OF_FACTS (art20) },
    { "OM_RELEASE", read_releases, 0 },
    { "GIVER_AGREES", kk_json_read_hats, OF_FACTS (giver_agrees) },
    { "OBJECTION", read_objection, 0 },
    { "GATE", kk_json_read_gate, OF_FACTS (gate) },
    { "GATE_PARTICIPANTS", kk_json_read_hats, OF_FACTS (gate_participants) },
    { "INCIDENTAL", kk_json_read_hats, OF_FACTS (incidental) },
    { "RIEC_STAGE", kk_json_read_stage, OF_FACTS (riec_stage) },
    { "KIND", kk_json_read_kind, OF_FACTS (kind) },
    { "NOTES", read_notes, OF_FACTS (note_length) },
    { "CONSENT", read_consents, 0 },
  };

  return kk_json_read_object (reader, node, members, G_N_ELEMENTS (members), target);
}
