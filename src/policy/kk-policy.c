/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-policy.h"

#include "policy/kk-answer-private.h"

#include <string.h>

struct _KkDecision {
  GPtrArray *answers; /* KkAnswer, one for each different field */
  GPtrArray *fields;  /* borrowed from answers, by place in the question */
  KkDuties duties;
};

/* Everything of a field but its id decides; fields that agree in it are decided once. */
static guint
hash_field (gconstpointer key)
{
  const KkQuestionField *field = key;
  guint hash = field->categories;

  hash = hash * 31 + (guint) field->subject;
  hash = hash * 31 + (guint) field->limb;
  hash = hash * 31 + (guint) field->cell;
  hash = hash * 31 + (guint) field->level * 2 + (field->business ? 1 : 0);
  hash = hash * 31 + field->n_origins;
  for (guint i = 0; i < field->n_origins; i++)
    hash = hash * 31 + (guint) field->origins[i].hat;
  return field->person != NULL ? hash * 31 + g_str_hash (field->person) : hash;
}

static gboolean
origins_are_equal (const KkQuestionField *left, const KkQuestionField *right)
{
  if (left->n_origins != right->n_origins)
    return FALSE;
  if (left->origins == right->origins)
    return TRUE;
  for (guint i = 0; i < left->n_origins; i++) {
    const KkOrigin *a = &left->origins[i];
    const KkOrigin *b = &right->origins[i];

    if (a->hat != b->hat || a->n_caveats != b->n_caveats ||
        memcmp (a->caveats, b->caveats, a->n_caveats * sizeof a->caveats[0]) != 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
fields_are_equal (gconstpointer a, gconstpointer b)
{
  const KkQuestionField *left = a;
  const KkQuestionField *right = b;

  return left->categories == right->categories && left->subject == right->subject &&
         left->limb == right->limb && left->cell == right->cell && left->level == right->level &&
         !left->business == !right->business && g_strcmp0 (left->person, right->person) == 0 &&
         origins_are_equal (left, right);
}

static gsize
align (gsize size)
{
  return (size + sizeof (gpointer) - 1) & ~(sizeof (gpointer) - 1);
}

static void
copy_sorted (guint16 *to, const guint16 *from, guint n)
{
  for (guint i = 0; i < n; i++) {
    guint place = i;

    for (; place > 0 && to[place - 1] > from[i]; place--)
      to[place] = to[place - 1];
    to[place] = from[i];
  }
}

/* Only what is sent rests on something, and only what is asked for misses something. */
static void
fill_lists (KkAnswer *answer, const KkDraft *draft, guint8 *room)
{
  KkFieldDecision *field = &answer->field;
  const KkRow **rows = (const KkRow **) (gpointer) room;
  KkWay *ways = (KkWay *) (gpointer) (rows + draft->n_rows);
  KkFact *missing = (KkFact *) (gpointer) (ways + draft->ways.n);
  guint16 *consents = (guint16 *) (gpointer) (missing + draft->total.n_missing);
  guint16 *releases = consents + draft->total.n_consents;

  field->rows = rows;
  field->n_rows = draft->n_rows;
  for (guint i = 0; i < draft->n_rows; i++) {
    rows[i] = &draft->rows[i]->row;
    field->banner |= draft->outcome == KK_OUTCOME_SEND && rows[i]->confidence == 'M';
  }
  field->ways = ways;
  field->n_ways = draft->ways.n;
  memcpy (ways, draft->ways.ways, draft->ways.n * sizeof *ways);
  field->missing = missing;
  field->consents = consents;
  field->releases = releases;
  if (draft->outcome == KK_OUTCOME_ASK) {
    field->n_missing = draft->total.n_missing;
    for (guint i = 0; i < field->n_missing; i++)
      missing[i] = (KkFact) draft->total.missing[i];
  } else if (draft->outcome == KK_OUTCOME_SEND) {
    field->relied = draft->total.relied;
    field->n_consents = draft->total.n_consents;
    field->n_releases = draft->total.n_releases;
    copy_sorted (consents, draft->total.consents, field->n_consents);
    copy_sorted (releases, draft->total.releases, field->n_releases);
  }
}

KkAnswer *
kk_answer_new (const KkDraft *draft)
{
  gsize head = align (sizeof (KkAnswer));
  gsize size = draft->n_rows * sizeof (KkRow *) + draft->ways.n * sizeof (KkWay) +
               draft->total.n_missing * sizeof (KkFact) +
               (draft->total.n_consents + draft->total.n_releases) * sizeof (guint16);
  KkAnswer *answer = g_malloc0 (head + size);

  answer->duties = draft->duties;
  answer->field.outcome = draft->outcome;
  answer->field.basis = draft->basis != NULL ? &draft->basis->row : NULL;
  answer->field.retention = draft->retention != NULL ? &draft->retention->row : NULL;
  answer->field.n_caveats = draft->n_caveats;
  memcpy (answer->field.caveats, draft->caveats, sizeof draft->caveats[0] * draft->n_caveats);
  fill_lists (answer, draft, (guint8 *) answer + head);
  return answer;
}

static KkAnswer *
decide_field (const KkRegister *reg,
              const KkQuestion *question,
              const KkPlan *plan,
              const KkQuestionField *field)
{
  KkCase c;
  KkDraft draft;

  kk_case_init (&c, reg, question, field);
  kk_draft_decide (&draft, plan, &c);
  return kk_answer_new (&draft);
}

/* Contract 7.1: whatever becomes of the fields, police that see a victim report this to CoMensha. */
static KkDuties
get_own_duties (const KkQuestion *question)
{
  KkHat giver = question->giver.hat;

  if ((giver == KK_HAT_POL || giver == KK_HAT_KMAR) &&
      question->facts.findings[KK_FACT_VICTIM_INDICATION] == KK_TRI_TRUE)
    return KK_DUTY_BIT (KK_DUTY_CMH_REPORT);
  return 0;
}

KkDecision *
kk_policy_decide (const KkRegister *reg, const KkQuestion *question)
{
  KkDecision *decision = g_new0 (KkDecision, 1);
  g_autoptr (GHashTable) known = NULL;
  guint n_fields = question->fields->len;
  KkPlan plan;

  decision->answers = g_ptr_array_new_with_free_func (g_free);
  decision->fields = g_ptr_array_sized_new (n_fields);
  decision->duties = get_own_duties (question);
  if (n_fields > 1)
    known = g_hash_table_new (hash_field, fields_are_equal);
  kk_plan_make (&plan, reg, question);
  for (guint i = 0; i < n_fields; i++) {
    const KkQuestionField *field = kk_question_get_field (question, i);
    KkAnswer *answer = known != NULL ? g_hash_table_lookup (known, field) : NULL;

    if (answer == NULL) {
      answer = decide_field (reg, question, &plan, field);
      decision->duties |= answer->duties;
      g_ptr_array_add (decision->answers, answer);
      if (known != NULL)
        g_hash_table_insert (known, (gpointer) (guintptr) field, answer);
    }
    g_ptr_array_add (decision->fields, answer);
  }
  return decision;
}

void
kk_decision_free (KkDecision *decision)
{
  if (decision == NULL)
    return;
  g_ptr_array_unref (decision->answers);
  g_ptr_array_unref (decision->fields);
  g_free (decision);
}

guint
kk_decision_get_n_fields (const KkDecision *decision)
{
  return decision->fields->len;
}

const KkFieldDecision *
kk_decision_get_field (const KkDecision *decision, guint index)
{
  return &((const KkAnswer *) g_ptr_array_index (decision->fields, index))->field;
}

KkDuties
kk_decision_get_duties (const KkDecision *decision)
{
  return decision->duties;
}
