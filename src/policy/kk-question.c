/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-question.h"

KkQuestion *
kk_question_new (void)
{
  KkQuestion *question = g_new0 (KkQuestion, 1);

  question->off = g_ptr_array_new ();
  question->fields = g_array_new (FALSE, FALSE, sizeof (KkQuestionField));
  question->facts.victim.age = -1;
  question->facts.persons = g_array_new (FALSE, FALSE, sizeof (KkPersonFacts));
  question->facts.releases = g_array_new (FALSE, FALSE, sizeof (KkRelease));
  question->facts.consents = g_array_new (FALSE, FALSE, sizeof (KkConsent));
  question->texts = g_string_chunk_new (1024);
  question->blocks = g_ptr_array_new_with_free_func (g_free);
  return question;
}

void
kk_question_free (KkQuestion *question)
{
  if (question == NULL)
    return;
  g_ptr_array_unref (question->off);
  g_array_unref (question->fields);
  g_array_unref (question->facts.persons);
  g_array_unref (question->facts.releases);
  g_array_unref (question->facts.consents);
  g_string_chunk_free (question->texts);
  g_ptr_array_unref (question->blocks);
  g_free (question);
}

const char *
kk_question_text (KkQuestion *question, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (question->texts, text) : NULL;
}

gconstpointer
kk_question_copy (KkQuestion *question, gconstpointer data, gsize size)
{
  gpointer copy = g_memdup2 (data, size);

  if (copy != NULL)
    g_ptr_array_add (question->blocks, copy);
  return copy;
}

void
kk_question_add_field (KkQuestion *question, const KkQuestionField *field)
{
  g_array_append_vals (question->fields, field, 1);
}

void
kk_question_add_person (KkQuestion *question, const KkPersonFacts *person)
{
  g_array_append_vals (question->facts.persons, person, 1);
}

void
kk_question_add_consent (KkQuestion *question, const KkConsent *consent)
{
  g_array_append_vals (question->facts.consents, consent, 1);
}

void
kk_question_add_release (KkQuestion *question, const KkRelease *release)
{
  g_array_append_vals (question->facts.releases, release, 1);
}

void
kk_question_turn_off (KkQuestion *question, const char *row)
{
  g_ptr_array_add (question->off, g_string_chunk_insert_const (question->texts, row));
}

guint
kk_question_get_n_fields (const KkQuestion *question)
{
  return question->fields->len;
}

const KkQuestionField *
kk_question_get_field (const KkQuestion *question, guint index)
{
  return &g_array_index (question->fields, KkQuestionField, index);
}

void
kk_origin_add_caveat (KkOrigin *origin, KkCaveat caveat)
{
  for (guint i = 0; i < origin->n_caveats; i++) {
    if (origin->caveats[i] == caveat)
      return;
  }
  origin->caveats[origin->n_caveats++] = caveat;
}

const char *
kk_question_field_person (const KkQuestionField *field)
{
  return field->person != NULL ? field->person : kk_subject_text (field->subject);
}
