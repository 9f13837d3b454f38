/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One group of a case: what is asked of the law about it, and the basis on which its fields go. */

#include "app/sharing/kk-claims-private.h"
#include "app/sharing/kk-objects-private.h"
#include "app/sharing/kk-share-drafting-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"

#include <string.h>

static KkDraftField *
add_draft_field (KkShareDrafting *drafting, const KkGatheredField *gathered)
{
  const KkVaultRecord *record =
      &g_array_index (drafting->gathered->records, KkVaultRecord, gathered->record);
  KkDraftField *field = g_new0 (KkDraftField, 1);

  field->record = record->id;
  field->type = record->type;
  field->thread = drafting->gathered->thread;
  field->op = kk_op_ref (gathered->op);
  field->categories = kk_op_categories (gathered->op);
  field->rows = g_array_new (FALSE, FALSE, sizeof (const KkRow *));
  field->missing = g_array_new (FALSE, FALSE, sizeof (KkFact));
  field->ways = g_array_new (FALSE, FALSE, sizeof (KkWay));
  g_ptr_array_add (drafting->draft->fields, field);
  return field;
}

static void
take_decision (KkDraftField *field, const KkFieldDecision *decision)
{
  field->outcome = decision->outcome;
  field->banner = decision->banner;
  g_array_append_vals (field->rows, decision->rows, decision->n_rows);
  g_array_append_vals (field->missing, decision->missing, decision->n_missing);
  g_array_append_vals (field->ways, decision->ways, decision->n_ways);
}

static void
add_unique (GPtrArray *texts, const char *text)
{
  if (!g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (text));
}

/* What is given in acute danger gets another basis within fourteen days, or goes (domain research §1.6, T-13). */
static void
hold_for_danger (KkBasis *basis, const char *day)
{
  if (basis->held_until == NULL)
    basis->held_until = kk_statement_days_later (day, KK_DANGER_DAYS);
}

static void
add_decision (KkBasis *basis, const KkFieldDecision *decision, const char *day)
{
  for (guint i = 0; i < decision->n_rows; i++)
    add_unique (basis->rows, decision->rows[i]->id);
  for (guint i = 0; i < decision->n_caveats; i++) {
    const char *caveat = kk_caveat_text (decision->caveats[i]);

    if (caveat != NULL)
      add_unique (basis->caveats, caveat);
  }
  if (decision->basis != NULL && strcmp (decision->basis->id, "AVG-6-1-D") == 0)
    hold_for_danger (basis, day);
  if (decision->retention != NULL && basis->retention_row == NULL) {
    basis->retention_row = g_strdup (decision->retention->id);
    basis->retention_start = g_strdup (day);
  }
}

static gboolean
copy_origins (KkShareDrafting *drafting, KkBasis *basis, gint64 stored, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KkBasis) before = NULL;

  if (stored == KK_VAULT_NO_BASIS)
    return TRUE;
  bytes = kk_vault_basis_get (drafting->app->vault, stored, error);
  before = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
  if (before == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (basis->origins, g_steal_pointer (&before->origins));
  before->origins = g_ptr_array_new ();
  return TRUE;
}

/* Everything of one group that may be sent goes under one basis: one person, one way, one set of facts. */
typedef struct {
  const KkGatheredGroup *group;
  KkQuestion *question;
  KkAnswers answers;
  KkBasis *basis;
  GPtrArray *asked; /* KkGatheredField, borrowed, in the order of the question */
} GroupDraft;

static void
clear_group_draft (GroupDraft *group)
{
  g_clear_pointer (&group->question, kk_question_free);
  g_clear_pointer (&group->basis, kk_basis_free);
  g_clear_pointer (&group->asked, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GroupDraft, clear_group_draft)

static void
ask_fields (KkShareDrafting *drafting, guint index, GroupDraft *group)
{
  KkQuestionField field = KK_QUESTION_FIELD_INIT;

  kk_answers_fill (&group->answers, &field);
  field.origins = kk_question_add_origins (group->question, group->basis->origins);
  field.n_origins = group->basis->origins->len;
  for (guint i = 0; i < drafting->gathered->fields->len; i++) {
    KkGatheredField *gathered = drafting->gathered->fields->pdata[i];
    const KkVaultRecord *record =
        &g_array_index (drafting->gathered->records, KkVaultRecord, gathered->record);

    if (gathered->group != index || gathered->op->kind != KK_OP_VALUE ||
        !kk_share_is_asked (drafting->ask, gathered->op) ||
        kk_share_is_skipped (drafting, gathered, KK_OP_VALUE))
      continue;
    field.categories = kk_op_categories (gathered->op);
    field.subject =
        kk_op_subject (gathered->op, record->type,
                       group->group->has_subject ? group->group->subject : KK_SUBJECT_NONE);
    kk_question_add_field (group->question, &field);
    g_ptr_array_add (group->asked, gathered);
  }
}

static gboolean
has_object (const KkBody *body, const KkHash *hash)
{
  for (guint i = 0; i < body->objects->len; i++) {
    KkHash known = kk_object_hash (body->objects->pdata[i]);

    if (kk_hash_equal (&known, hash))
      return TRUE;
  }
  return FALSE;
}

static gboolean
rests_on (const KkBasis *basis, const KkHash *hash)
{
  for (guint i = 0; i < basis->objects->len; i++) {
    if (kk_hash_equal (&g_array_index (basis->objects, KkHash, i), hash))
      return TRUE;
  }
  return FALSE;
}

/* Only what the decision rests on goes along: another gate or release is nobody's business. */
static gboolean
is_relied_on (const KkSignedObject *signed_, KkFactSet relied)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);

  return object != NULL && (relied & kk_object_proves (object->kind)) != 0;
}

/* Every packet stands alone: the objects of a basis are in each body that has the basis (§13). */
static void
add_objects (KkShareDrafting *drafting, const GroupDraft *group)
{
  const GPtrArray *objects = kk_share_facts_get_objects (drafting->facts);

  for (guint i = 0; i < objects->len; i++) {
    const KkSignedObject *object = objects->pdata[i];
    KkHash hash = kk_object_hash (object);

    if (!rests_on (group->basis, &hash) || has_object (drafting->body, &hash))
      continue;
    g_ptr_array_add (drafting->body->objects, kk_signed_object_copy (object));
    drafting->weight += 300;
  }
}

static void
name_objects (KkShareDrafting *drafting, const GroupDraft *group, KkFactSet relied)
{
  const GPtrArray *objects = kk_share_facts_get_objects (drafting->facts);

  for (guint i = 0; i < objects->len; i++) {
    const KkSignedObject *object = objects->pdata[i];
    KkHash hash = kk_object_hash (object);

    if (is_relied_on (object, relied))
      g_array_append_val (group->basis->objects, hash);
  }
}

/* What the fields under one basis rest on together. */
typedef struct {
  KkFactSet facts;
  GArray *consents; /* (element-type guint16) ascending */
  GArray *releases;
} ReliedOn;

static void
clear_relied (ReliedOn *relied)
{
  g_clear_pointer (&relied->consents, g_array_unref);
  g_clear_pointer (&relied->releases, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReliedOn, clear_relied)

static void
add_indices (GArray **indices, const guint16 *added, guint n_added)
{
  if (*indices == NULL)
    *indices = g_array_new (FALSE, FALSE, sizeof (guint16));
  for (guint i = 0; i < n_added; i++) {
    guint place = 0;

    while (place < (*indices)->len && g_array_index (*indices, guint16, place) < added[i])
      place++;
    if (place == (*indices)->len || g_array_index (*indices, guint16, place) != added[i])
      g_array_insert_val (*indices, place, added[i]);
  }
}

static void
rely_on (ReliedOn *relied, const KkFieldDecision *answer)
{
  relied->facts |= answer->relied;
  add_indices (&relied->consents, answer->consents, answer->n_consents);
  add_indices (&relied->releases, answer->releases, answer->n_releases);
}

/* As the decision on one field that rests on all of it; borrows from @relied. */
static KkFieldDecision
join_relied (const ReliedOn *relied)
{
  KkFieldDecision joined = { .outcome = KK_OUTCOME_SEND, .relied = relied->facts };

  joined.consents = (const guint16 *) (const void *) relied->consents->data;
  joined.n_consents = relied->consents->len;
  joined.releases = (const guint16 *) (const void *) relied->releases->data;
  joined.n_releases = relied->releases->len;
  return joined;
}

static void
finish_basis (KkShareDrafting *drafting,
              GroupDraft *group,
              const KkFieldDecision *relied,
              KkCategories sent)
{
  const KkSeatInfo *info =
      kk_directory_find_seat (drafting->app->directory, &drafting->ask->seat->seat);
  KkBasis *basis = group->basis;

  kk_facts_narrow (&group->question->facts, relied);
  kk_answers_narrow (&group->answers, relied->relied, sent);
  kk_claims_write (basis, group->question, &group->answers, sent);
  kk_share_facts_sign_notes (drafting->facts, drafting->ask, basis, info->device->person.function);
  basis->has_subject = group->group->has_subject;
  basis->subject_record = group->group->person;
  basis->subject = group->group->subject;
  name_objects (drafting, group, relied->relied);
}

/* "Niet meer actueel, nieuwe waarde niet gedeeld": who holds an earlier value must know that it is old. */
static void
note_not_shared (KkShareDrafting *drafting, const KkGatheredField *field)
{
  if (kk_share_had_field (drafting, field) &&
      !kk_share_is_skipped (drafting, field, KK_OP_NOT_SHARED))
    kk_share_put_in_body (drafting, field, KK_NO_BASIS, KK_OP_NOT_SHARED);
}

/* What of the group may go, and all that it rests on. */
static void
settle_basis (KkShareDrafting *drafting, GroupDraft *group, const KkDecision *decision)
{
  g_auto (ReliedOn) relied = { 0 };
  KkCategories sent = 0;
  gboolean any = FALSE;
  KkFieldDecision joined;

  for (guint i = 0; i < group->asked->len; i++) {
    const KkFieldDecision *answer = kk_decision_get_field (decision, i);
    KkDraftField *field = add_draft_field (drafting, group->asked->pdata[i]);

    take_decision (field, answer);
    if (answer->outcome != KK_OUTCOME_SEND)
      continue;
    any = TRUE;
    sent |= field->categories;
    rely_on (&relied, answer);
    add_decision (group->basis, answer, drafting->ask->parties.day);
  }
  if (!any)
    return;
  joined = join_relied (&relied);
  finish_basis (drafting, group, &joined, sent);
}

/* @basis: its number in the body that is open; each body has its own copy. */
static gboolean
put_basis (KkShareDrafting *drafting, const GroupDraft *group, guint *basis, GError **error)
{
  g_autoptr (GBytes) bytes = kk_basis_encode (group->basis, error);
  KkBasis *copy = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;

  if (copy == NULL)
    return FALSE;
  *basis = drafting->body->bases->len;
  g_ptr_array_add (drafting->body->bases, copy);
  drafting->weight += 200;
  add_objects (drafting, group);
  return TRUE;
}

static gboolean
put_values (KkShareDrafting *drafting,
            const GroupDraft *group,
            const KkDecision *decision,
            GError **error)
{
  guint basis = KK_NO_BASIS;

  for (guint i = 0; i < group->asked->len; i++) {
    const KkGatheredField *asked = group->asked->pdata[i];

    if (kk_decision_get_field (decision, i)->outcome != KK_OUTCOME_SEND)
      continue;
    if ((kk_share_make_room (drafting, kk_share_weigh_op (asked->op)) || basis == KK_NO_BASIS) &&
        !put_basis (drafting, group, &basis, error))
      return FALSE;
    kk_share_put_in_body (drafting, asked, basis, KK_OP_VALUE);
  }
  return TRUE;
}

static gboolean
take_answers (KkShareDrafting *drafting,
              GroupDraft *group,
              const KkDecision *decision,
              GError **error)
{
  settle_basis (drafting, group, decision);
  if (!put_values (drafting, group, decision, error))
    return FALSE;
  for (guint i = 0; i < group->asked->len; i++) {
    if (kk_decision_get_field (decision, i)->outcome != KK_OUTCOME_SEND)
      note_not_shared (drafting, group->asked->pdata[i]);
  }
  return TRUE;
}

/* A consent may be given for later. */
static void
note_consents (KkShareDrafting *drafting, const KkQuestion *question)
{
  const GArray *consents = question->facts.consents;

  for (guint i = 0; consents != NULL && i < consents->len; i++)
    kk_day_keep_first (drafting->draft->next_day, g_array_index (consents, KkConsent, i).given,
                       drafting->ask->parties.day);
}

gboolean
kk_share_draft_group (KkShareDrafting *drafting, guint index, GError **error)
{
  g_auto (GroupDraft) group = { .answers = KK_ANSWERS_INIT };
  g_autoptr (KkDecision) decision = NULL;

  group.group = &g_array_index (drafting->gathered->groups, KkGatheredGroup, index);
  group.question = kk_question_new ();
  group.basis = kk_basis_new ();
  group.asked = g_ptr_array_new ();
  kk_question_set_parties (group.question, &drafting->ask->parties, drafting->ask->purpose);
  if (!kk_share_facts_fill (drafting->facts, drafting->ask, group.group, group.question,
                            &group.answers, error) ||
      !copy_origins (drafting, group.basis, group.group->basis, error))
    return FALSE;
  note_consents (drafting, group.question);
  ask_fields (drafting, index, &group);
  if (group.asked->len == 0)
    return TRUE;
  decision = kk_policy_decide (drafting->reg, group.question);
  drafting->draft->duties |= kk_decision_get_duties (decision);
  return take_answers (drafting, &group, decision, error);
}
