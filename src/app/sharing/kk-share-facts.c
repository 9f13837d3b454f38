/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-share-facts-private.h"

#include "app/sharing/kk-gate-record-private.h"
#include "app/sharing/kk-objects-private.h"
#include "app/sharing/kk-statements-private.h"
#include "crypto/kk-hash.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

struct _KkShareFacts {
  KkApp *app;
  const char *text;   /* (nullable), borrowed */
  JsonNode *node;     /* (nullable) */
  GPtrArray *objects; /* KkSignedObject, of the vault and new */
  GPtrArray *used;    /* KkSignedObject, borrowed: those that proved something */
  const KkId *thread;
  KkStatements *statements;
};

gboolean
kk_share_facts_check (const char *text, GError **error)
{
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (GError) local = NULL;
  KkAnswers answers = KK_ANSWERS_INIT;

  if (text == NULL || kk_policy_answers_from_json (question, &answers, text, &local))
    return TRUE;
  /* Translators: %s is a technical reason in English, such as: unknown key "AGE". */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, _ ("The facts cannot be used: %s."),
               local->message);
  return FALSE;
}

void
kk_share_facts_free (KkShareFacts *facts)
{
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->node, json_node_unref);
  g_clear_pointer (&facts->objects, g_ptr_array_unref);
  g_clear_pointer (&facts->used, g_ptr_array_unref);
  g_clear_pointer (&facts->statements, kk_statements_free);
  g_free (facts);
}

static gboolean
issue (KkApp *app,
       KkShareDraft *draft,
       KkShareFacts *facts,
       const KkShareAsk *ask,
       KkObject *object,
       GError **error)
{
  KkSignedObject *signed_ = kk_object_issue (app, object, error);
  gboolean recorded = signed_ != NULL && kk_gate_record_write (app, ask->seat, object, NULL, error);

  kk_object_free (object);
  if (!recorded) {
    g_clear_pointer (&signed_, kk_signed_object_free);
    return FALSE;
  }
  g_ptr_array_add (draft->objects, signed_);
  g_ptr_array_add (facts->objects, kk_signed_object_copy (signed_));
  return TRUE;
}

static gboolean
holds_gate (KkApp *app,
            const KkShareFacts *facts,
            const KkShareAsk *ask,
            const KkId *thread,
            KkGate gate)
{
  g_autoptr (KkQuestion) question = kk_question_new ();
  KkObjectScope scope = { &ask->parties.giver->id, &ask->parties.receiver->id, thread,
                          ask->parties.day, NULL };

  kk_question_set_parties (question, &ask->parties, ask->purpose);
  kk_objects_use (app->directory, facts->objects, &scope, question, NULL);
  return question->facts.gate >= gate;
}

/* A gate that this desk may open by itself becomes its signed word the moment it says so. */
static gboolean
issue_gate (KkApp *app,
            KkShareDraft *draft,
            KkShareFacts *facts,
            const KkShareAsk *ask,
            const KkFacts *stated,
            GError **error)
{
  KkObject *object;

  if (stated->gate == KK_GATE_NONE ||
      !kk_object_may_issue (ask->parties.giver->hat, KK_OBJECT_GATE, stated->gate) ||
      holds_gate (app, facts, ask, facts->thread, stated->gate))
    return TRUE;
  object = kk_object_prepare (app, KK_OBJECT_GATE, &ask->parties.receiver->id, facts->thread);
  object->gate = g_strdup (kk_gate_text (stated->gate));
  for (guint hat = 1; hat < KK_N_HATS; hat++) {
    KkHat participant = (KkHat) hat;

    if (stated->gate_participants & KK_HAT_BIT (hat))
      g_array_append_val (object->participants, participant);
  }
  return issue (app, draft, facts, ask, object, error);
}

static gboolean
issue_agreement (KkApp *app,
                 KkShareDraft *draft,
                 KkShareFacts *facts,
                 const KkShareAsk *ask,
                 const KkFacts *stated,
                 GError **error)
{
  KkObject *object;

  if ((stated->giver_agrees & KK_HAT_BIT (ask->parties.giver->hat)) == 0)
    return TRUE;
  object =
      kk_object_prepare (app, KK_OBJECT_GIVER_AGREES, &ask->parties.receiver->id, facts->thread);
  return issue (app, draft, facts, ask, object, error);
}

KkShareFacts *
kk_share_facts_new (KkApp *app,
                    KkShareDraft *draft,
                    const KkShareAsk *ask,
                    const KkGathered *gathered,
                    GError **error)
{
  g_autoptr (KkShareFacts) facts = g_new0 (KkShareFacts, 1);
  g_autoptr (KkQuestion) stated = kk_question_new ();
  KkAnswers answers = KK_ANSWERS_INIT;

  facts->app = app;
  facts->text = ask->facts;
  facts->thread = &gathered->thread;
  facts->used = g_ptr_array_new ();
  facts->objects = kk_object_list (app, &gathered->thread, error);
  if (facts->objects == NULL)
    return NULL;
  facts->statements =
      kk_statements_read (app, &ask->seat->desk, facts->thread, ask->parties.day, error);
  if (facts->statements == NULL)
    return NULL;
  if (facts->text == NULL)
    return g_steal_pointer (&facts);
  facts->node = json_from_string (facts->text, error);
  if (facts->node == NULL || !kk_policy_answers_from_json (stated, &answers, facts->text, error) ||
      !issue_gate (app, draft, facts, ask, &stated->facts, error) ||
      !issue_agreement (app, draft, facts, ask, &stated->facts, error))
    return NULL;
  return g_steal_pointer (&facts);
}

/* What is another desk's word counts only as its object, on this side too: else the preview would promise
 * what the receiver refuses. */
static void
forget_words_of_others (KkFacts *facts)
{
  facts->gate = KK_GATE_NONE;
  facts->gate_participants = 0;
  facts->giver_agrees = 0;
  facts->findings[KK_FACT_BEVOEGD_GEZAG_AGREES] = KK_TRI_UNKNOWN;
  facts->art20 = (KkArt20Decision){ 0 };
  g_array_set_size (facts->releases, 0);
}

static void
set_age (KkQuestion *question, const KkGatheredGroup *group)
{
  KkPersonFacts *person = kk_question_person_facts (question, group);

  if (person != NULL && person->age < 0)
    person->age = group->age;
}

gboolean
kk_share_facts_fill (KkShareFacts *facts,
                     const KkShareAsk *ask,
                     const KkGatheredGroup *group,
                     KkQuestion *question,
                     KkAnswers *answers,
                     GError **error)
{
  KkObjectScope scope = { &ask->parties.giver->id, &ask->parties.receiver->id, facts->thread,
                          ask->parties.day, NULL };

  if (facts->text != NULL && !kk_policy_answers_from_json (question, answers, facts->text, error))
    return FALSE;
  forget_words_of_others (&question->facts);
  kk_statements_use (facts->statements, ask, group, question);
  set_age (question, group);
  g_ptr_array_set_size (facts->used, 0);
  kk_objects_use (facts->app->directory, facts->objects, &scope, question, facts->used);
  return TRUE;
}

const GPtrArray *
kk_share_facts_get_objects (const KkShareFacts *facts)
{
  return facts->used;
}

static void
sign_note (KkNoteClaim *note, const char *text, const char *function)
{
  note->hash = kk_hash_labelled ("note", text, strlen (text));
  g_free (note->function);
  note->function = g_strdup (function);
}

void
kk_share_facts_sign_notes (const KkShareFacts *facts,
                           const KkShareAsk *ask,
                           KkBasis *basis,
                           const char *function)
{
  JsonObject *root = facts->node != NULL ? json_node_get_object (facts->node) : NULL;
  JsonObject *notes = root != NULL && json_object_has_member (root, "NOTES")
                          ? json_object_get_object_member (root, "NOTES")
                          : NULL;

  for (guint i = 0; i < basis->notes->len; i++) {
    KkNoteClaim *note = basis->notes->pdata[i];
    const KkNoteItem *written = NULL;
    KkNote kind;

    if (kk_note_parse (note->kind, &kind))
      written = kk_statements_find_note (facts->statements, ask, kind);
    if (notes != NULL && json_object_has_member (notes, note->kind))
      sign_note (note, json_object_get_string_member_with_default (notes, note->kind, ""),
                 function);
    else if (written != NULL)
      sign_note (note, written->text, written->function);
  }
}
