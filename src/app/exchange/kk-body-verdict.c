/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-body-verdict-private.h"

#include "app/sharing/kk-claims-private.h"
#include "app/sharing/kk-objects-private.h"
#include "domain/kk-schema.h"

void
kk_question_set_parties (KkQuestion *question, const KkBodyParties *parties, KkPurpose purpose)
{
  question->at = parties->day;
  question->giver.organisation = parties->giver_organisation->slug;
  question->giver.hat = parties->giver->hat;
  question->giver.role = parties->giver->role;
  question->receiver.organisation = parties->receiver_organisation->slug;
  question->receiver.hat = parties->receiver->hat;
  question->receiver.role = parties->receiver->role;
  question->purpose = purpose;
}

const KkOrigin *
kk_question_add_origins (KkQuestion *question, const GPtrArray *steps)
{
  g_autofree KkOrigin *origins = g_new0 (KkOrigin, MAX (steps->len, 1));

  if (steps->len == 0)
    return NULL;
  for (guint i = 0; i < steps->len; i++) {
    const KkOriginStep *step = steps->pdata[i];

    origins[i].hat = step->hat;
    origins[i].row = kk_question_text (question, step->row);
    for (guint c = 0; c < step->caveats->len; c++) {
      KkCaveat caveat = KK_CAVEAT_UNKNOWN;

      if (!kk_caveat_parse (step->caveats->pdata[c], &caveat))
        caveat = KK_CAVEAT_UNKNOWN; /* blocks, which is what an unknown restriction must do */
      kk_origin_add_caveat (&origins[i], caveat);
    }
  }
  return kk_question_copy (question, origins, steps->len * sizeof *origins);
}

/* A distinct (categories, subject) of one basis, and where its answer stands in the decision. */
typedef struct {
  KkCategories categories;
  KkSubject subject;
  guint answer;
} DistinctField;

typedef struct {
  const KkDirectory *directory;
  const KkRegister *reg;
  const KkBody *body;
  const KkBodyParties *parties;
  GPtrArray *ops;      /* (element-type KkOp) borrowed, in the order of the body */
  GPtrArray *records;  /* (element-type KkBodyRecord) borrowed: of each operation */
  GArray *answers;     /* (element-type guint): place in its basis' decision, of each operation */
  GArray *verdicts;    /* (element-type KkOpVerdict) */
  GHashTable *objects; /* KkHash → KkSignedObject, borrowed */
} Deciding;

static guint
ask_once (KkQuestion *question, GArray *distinct, const KkQuestionField *field)
{
  DistinctField added = { field->categories, field->subject, distinct->len };

  for (guint i = 0; i < distinct->len; i++) {
    const DistinctField *known = &g_array_index (distinct, DistinctField, i);

    if (known->categories == added.categories && known->subject == added.subject)
      return known->answer;
  }
  kk_question_add_field (question, field);
  g_array_append_val (distinct, added);
  return added.answer;
}

/* (nullable), borrowed: the one case that all operations under a basis are about. */
static const KkId *
find_thread (const GPtrArray *records)
{
  const KkBodyRecord *first = records->pdata[0];

  for (guint i = 0; i < records->len; i++) {
    const KkBodyRecord *record = records->pdata[i];

    if (!record->has_thread || !kk_id_equal (&record->thread, &first->thread))
      return NULL;
  }
  return &first->thread;
}

/* An object is about one case and perhaps some of its records: it counts when everything under the basis is. */
static void
use_objects (const Deciding *deciding,
             const KkBasis *basis,
             const GArray *own,
             KkQuestion *question)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) named = NULL;
  KkObjectScope scope = { &deciding->parties->giver->id, &deciding->parties->receiver->id, NULL,
                          deciding->parties->day, records };

  if (basis->objects->len == 0)
    return;
  named = g_ptr_array_new ();
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (records, deciding->records->pdata[g_array_index (own, guint, i)]);
  scope.thread = find_thread (records);
  for (guint i = 0; i < basis->objects->len; i++) {
    KkSignedObject *object =
        g_hash_table_lookup (deciding->objects, &g_array_index (basis->objects, KkHash, i));

    if (object != NULL)
      g_ptr_array_add (named, object);
  }
  kk_objects_use (deciding->directory, named, &scope, question, NULL);
}

static void
ask_fields (Deciding *deciding,
            const KkQuestionField *like,
            const GArray *own,
            KkQuestion *question)
{
  g_autoptr (GArray) distinct = g_array_new (FALSE, FALSE, sizeof (DistinctField));
  KkQuestionField field = *like;

  for (guint i = 0; i < own->len; i++) {
    guint place = g_array_index (own, guint, i);
    const KkOp *op = deciding->ops->pdata[place];
    const KkBodyRecord *record = deciding->records->pdata[place];
    const KkBasis *basis_of = deciding->body->bases->pdata[op->basis];

    field.categories = kk_op_categories (op);
    field.subject = kk_op_subject (op, record->type,
                                   basis_of->has_subject ? basis_of->subject : KK_SUBJECT_NONE);
    g_array_index (deciding->answers, guint, place) = ask_once (question, distinct, &field);
  }
}

static gboolean
has_text (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/* What the basis tells the receiver has to be what was decided: a row or a restriction that is left out would let
 * the value go further than the law does. */
static gboolean
says_so (const KkBasis *basis, const KkFieldDecision *decision)
{
  for (guint i = 0; i < decision->n_rows; i++) {
    if (!has_text (basis->rows, decision->rows[i]->id))
      return FALSE;
  }
  for (guint i = 0; i < decision->n_caveats; i++) {
    const char *caveat = kk_caveat_text (decision->caveats[i]);

    if (caveat != NULL && !has_text (basis->caveats, caveat))
      return FALSE;
  }
  return TRUE;
}

static void
take_verdict (Deciding *deciding, guint place, const KkFieldDecision *decision)
{
  KkOpVerdict *verdict = &g_array_index (deciding->verdicts, KkOpVerdict, place);
  const KkOp *op = deciding->ops->pdata[place];

  verdict->outcome = decision->outcome;
  verdict->row = decision->n_rows > 0 ? decision->rows[0] : NULL;
  if (verdict->outcome == KK_OUTCOME_SEND && deciding->parties->cited &&
      !says_so (deciding->body->bases->pdata[op->basis], decision))
    verdict->outcome = KK_OUTCOME_WITHHOLD;
}

/* By which restrictions a value is bound follows from whose it was: a desk that the documents know does not get another
 * hat because a sender says so. */
static gboolean
tells_true_hats (const Deciding *deciding, const KkBasis *basis)
{
  for (guint i = 0; i < basis->origins->len; i++) {
    const KkOriginStep *step = basis->origins->pdata[i];
    const KkDesk *desk = kk_directory_find_desk (deciding->directory, &step->desk, NULL);

    if (desk != NULL && desk->hat != step->hat)
      return FALSE;
  }
  return TRUE;
}

/* Whether something may go, but by another way than the basis names. */
static gboolean
went_another_way (const Deciding *deciding,
                  const KkBasis *basis,
                  const GArray *own,
                  const KkDecision *decision)
{
  for (guint i = 0; i < own->len; i++) {
    guint place = g_array_index (own, guint, i);
    const KkFieldDecision *field =
        kk_decision_get_field (decision, g_array_index (deciding->answers, guint, place));

    if (field->outcome == KK_OUTCOME_SEND && !says_so (basis, field))
      return TRUE;
  }
  return FALSE;
}

/* A region that narrows the register leaves rows out, and the packet does not say which. What may be left out and is
 * not named did not count for the giver: without it the same way is found here, or none (docs/formats/body.md). */
static void
leave_out_unnamed (const Deciding *deciding, const KkBasis *basis, KkQuestion *question)
{
  for (guint i = 0; i < kk_register_get_n_rows (deciding->reg); i++) {
    const KkRow *row = kk_register_get_row (deciding->reg, i);

    if (kk_row_may_be_off (row) && !has_text (basis->rows, row->id))
      kk_question_turn_off (question, row->id);
  }
}

/* The operations under one basis are one question: its facts are the facts of all of them. */
static void
decide_basis (Deciding *deciding, const KkBasis *basis, const GArray *own)
{
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (KkDecision) decision = NULL;
  KkQuestionField like = KK_QUESTION_FIELD_INIT;
  KkAnswers answers = KK_ANSWERS_INIT;

  if (own->len == 0 || !tells_true_hats (deciding, basis) ||
      !kk_claims_read (question, &answers, basis, NULL))
    return; /* every verdict stays: withheld */
  kk_question_set_parties (question, deciding->parties, (KkPurpose) deciding->body->purpose);
  use_objects (deciding, basis, own, question);
  kk_answers_fill (&answers, &like);
  like.origins = kk_question_add_origins (question, basis->origins);
  like.n_origins = basis->origins->len;
  ask_fields (deciding, &like, own, question);
  decision = kk_policy_decide (deciding->reg, question);
  if (deciding->parties->cited && went_another_way (deciding, basis, own, decision)) {
    leave_out_unnamed (deciding, basis, question);
    kk_decision_free (decision);
    decision = kk_policy_decide (deciding->reg, question);
  }
  for (guint i = 0; i < own->len; i++) {
    guint place = g_array_index (own, guint, i);

    take_verdict (
        deciding, place,
        kk_decision_get_field (decision, g_array_index (deciding->answers, guint, place)));
  }
}

/* What carries no value is not decided here: it goes to who was sent the field (§14), which kk-inbox-record.c and
 * kk-share-draft.c see to. */
static void
flatten (Deciding *deciding, GArray **by_basis, const guint *same)
{
  for (guint r = 0; r < deciding->body->records->len; r++) {
    KkBodyRecord *record = deciding->body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      KkOp *op = record->ops->pdata[i];
      KkOpVerdict verdict = { KK_OUTCOME_WITHHOLD, NULL };
      guint place = deciding->ops->len;
      guint unset = 0;

      if (op->kind != KK_OP_VALUE)
        verdict.outcome = KK_OUTCOME_SEND;
      else if (op->basis != KK_NO_BASIS)
        g_array_append_val (by_basis[same[op->basis]], place);
      g_ptr_array_add (deciding->ops, op);
      g_ptr_array_add (deciding->records, record);
      g_array_append_val (deciding->answers, unset);
      g_array_append_val (deciding->verdicts, verdict);
    }
  }
}

static void
append_texts (GString *key, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (key, "%s\n", (const char *) texts->pdata[i]);
}

static void
append_said (GString *key, const KkBasis *basis)
{
  for (guint i = 0; i < basis->claims->len; i++) {
    const KkClaim *claim = basis->claims->pdata[i];

    g_string_append_printf (key, "c%s=%s\n", claim->code, claim->value);
  }
  for (guint i = 0; i < basis->notes->len; i++) {
    const KkNoteClaim *note = basis->notes->pdata[i];

    g_string_append_printf (key, "n%s=%u\n", note->kind, note->length);
  }
  for (guint i = 0; i < basis->origins->len; i++) {
    const KkOriginStep *step = basis->origins->pdata[i];

    g_string_append_printf (key, "o%s/%u/%s\n", kk_id_text (&step->desk).text, step->hat,
                            step->row);
    append_texts (key, step->caveats);
  }
}

/* Bases that say the same are one question, whoever they are about: fields never influence one another. Objects
 * are about one case, so a basis with objects is asked by itself. */
static char *
question_key (const KkBasis *basis, guint index)
{
  GString *key = g_string_new (NULL);

  append_said (key, basis);
  if (basis->objects->len > 0)
    g_string_append_printf (key, "#%u", index);
  return g_string_free (key, FALSE);
}

/* For each basis, the first that says the same. */
static guint *
find_same (const GPtrArray *bases)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint *same = g_new0 (guint, bases->len + 1);

  for (guint i = 0; i < bases->len; i++) {
    char *key = question_key (bases->pdata[i], i);
    gpointer first;

    if (g_hash_table_lookup_extended (firsts, key, NULL, &first)) {
      same[i] = GPOINTER_TO_UINT (first);
      g_free (key);
      continue;
    }
    same[i] = i;
    g_hash_table_insert (firsts, key, GUINT_TO_POINTER (i));
  }
  return same;
}

static GHashTable *
index_objects (const GPtrArray *objects)
{
  GHashTable *index = g_hash_table_new_full (kk_hash_hash, kk_hash_equal, g_free, NULL);

  for (guint i = 0; i < objects->len; i++) {
    KkHash hash = kk_object_hash (objects->pdata[i]);

    g_hash_table_insert (index, g_memdup2 (&hash, sizeof hash), objects->pdata[i]);
  }
  return index;
}

GArray *
kk_body_decide (const KkDirectory *directory,
                const KkRegister *reg,
                const KkBody *body,
                const KkBodyParties *parties)
{
  guint n_bases = body->bases->len;
  g_autofree GArray **by_basis = g_new0 (GArray *, n_bases + 1);
  g_autofree guint *same = find_same (body->bases);
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) objects = index_objects (body->objects);
  GArray *verdicts = g_array_new (FALSE, FALSE, sizeof (KkOpVerdict));
  Deciding deciding = { directory, reg, body, parties, ops, records, answers, verdicts, objects };

  for (guint i = 0; i < n_bases; i++)
    by_basis[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  flatten (&deciding, by_basis, same);
  for (guint i = 0; i < n_bases; i++) {
    decide_basis (&deciding, body->bases->pdata[i], by_basis[i]);
    g_array_unref (by_basis[i]);
  }
  return verdicts;
}
