/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A decided share as a person reads it. */

#include "app/sharing/kk-share-preview-private.h"

#include "app/sharing/kk-app-share.h"
#include "app/sharing/kk-explain-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "crypto/kk-derive.h"
#include "domain/kk-schema.h"

#include <string.h>

static void
free_step (gpointer data)
{
  KkShareStep *step = data;

  g_free (step->code);
  g_free (step->sentence);
  g_free (step->command);
  g_free (step);
}

static void
free_way (gpointer data)
{
  KkShareWay *way = data;

  g_ptr_array_unref (way->of);
  g_ptr_array_unref (way->steps);
  g_free (way);
}

static void
free_field (gpointer data)
{
  KkSharedField *field = data;

  g_free (field->case_);
  g_free (field->record);
  g_free (field->name);
  g_free (field->element);
  g_free (field->value);
  g_ptr_array_unref (field->categories);
  g_ptr_array_unref (field->rows);
  g_ptr_array_unref (field->articles);
  g_ptr_array_unref (field->titles);
  g_ptr_array_unref (field->reasons);
  g_ptr_array_unref (field->missing);
  g_ptr_array_unref (field->steps);
  g_ptr_array_unref (field->ways);
  g_free (field->line);
  g_free (field);
}

void
kk_share_preview_free (KkSharePreview *preview)
{
  if (preview == NULL)
    return;
  g_free (preview->id);
  g_free (preview->recipient);
  g_free (preview->recipient_name);
  g_free (preview->fingerprint);
  g_ptr_array_unref (preview->fields);
  g_ptr_array_unref (preview->duties);
  g_ptr_array_unref (preview->duty_sentences);
  g_free (preview);
}

static GPtrArray *
list_categories (KkCategories categories)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if (categories & KK_CATEGORY_BIT (i))
      g_ptr_array_add (list, g_strdup (kk_category_text ((KkCategory) i)));
  }
  return list;
}

static char *
dup_field_name (guint32 number)
{
  const KkField *field = kk_schema_field (number);

  return field != NULL ? g_strdup (field->name) : g_strdup_printf ("%u", number);
}

static const char *
type_name (guint32 type)
{
  const KkRecordTypeInfo *info = kk_schema_type ((KkRecordType) type);

  return info != NULL ? info->name : "";
}

static void
add_step (GPtrArray *steps, KkFact fact, const KkExplainPlace *place)
{
  KkShareStep *step = g_new0 (KkShareStep, 1);

  step->kind = kk_explain_step_kind (fact, place, &step->what);
  step->code = g_strdup (kk_fact_text (fact));
  step->sentence = g_strdup (kk_explain_missing (fact, place));
  step->command = kk_explain_step (fact, place);
  g_ptr_array_add (steps, step);
}

static void
show_way (KkSharedField *field, const KkWay *found, const KkExplainPlace *place)
{
  KkShareWay *way = g_new0 (KkShareWay, 1);

  way->of = g_ptr_array_new_with_free_func (g_free);
  way->steps = g_ptr_array_new_with_free_func (free_step);
  for (guint fact = 0; fact < KK_N_FACTS; fact++) {
    if (found->of & KK_FACT_BIT (fact))
      g_ptr_array_add (way->of, g_strdup (kk_fact_text ((KkFact) fact)));
    if (found->with & KK_FACT_BIT (fact))
      add_step (way->steps, (KkFact) fact, place);
  }
  g_ptr_array_add (field->ways, way);
}

static gint
compare_ways (gconstpointer a, gconstpointer b)
{
  const KkShareWay *left = *(const KkShareWay *const *) a;
  const KkShareWay *right = *(const KkShareWay *const *) b;

  return (gint) left->steps->len - (gint) right->steps->len;
}

static void
show_steps (KkSharedField *field, const KkDraftField *draft, const KkExplainPlace *place)
{
  for (guint i = 0; i < draft->missing->len; i++) {
    KkFact fact = g_array_index (draft->missing, KkFact, i);

    add_step (field->steps, fact, place);
    g_ptr_array_add (field->missing, g_strdup (kk_fact_text (fact)));
  }
  for (guint i = 0; i < draft->ways->len; i++)
    show_way (field, &g_array_index (draft->ways, KkWay, i), place);
  g_ptr_array_sort (field->ways, compare_ways);
}

static void
show_rows (KkSharedField *field, const KkDraftField *draft)
{
  for (guint i = 0; i < draft->rows->len; i++) {
    const KkRow *row = g_array_index (draft->rows, const KkRow *, i);

    g_ptr_array_add (field->rows, g_strdup (row->id));
    g_ptr_array_add (field->articles, g_strdup (row->article));
    g_ptr_array_add (field->titles, g_strdup (row->title));
    g_ptr_array_add (field->reasons, kk_explain_row (row, draft->outcome));
  }
}

/* @place: what is the same for all fields. */
static KkSharedField *
show_field (const KkDraftField *draft, GHashTable *references, KkExplainPlace place)
{
  KkSharedField *field = g_new0 (KkSharedField, 1);

  field->case_ = g_strdup (g_hash_table_lookup (references, &draft->thread));
  field->record = g_strdup (kk_id_text (&draft->record).text);
  field->type = type_name (draft->type);
  field->name = dup_field_name (draft->op->field);
  field->element = g_strdup (draft->op->element);
  field->value = draft->op->value != NULL ? kk_value_dup_display (draft->op->value) : NULL;
  field->categories = list_categories (draft->categories);
  field->outcome = kk_outcome_text (draft->outcome);
  field->banner = draft->banner;
  field->unticked = draft->categories == 0;
  field->rows = g_ptr_array_new_with_free_func (g_free);
  field->articles = g_ptr_array_new_with_free_func (g_free);
  field->titles = g_ptr_array_new_with_free_func (g_free);
  field->reasons = g_ptr_array_new_with_free_func (g_free);
  field->missing = g_ptr_array_new_with_free_func (g_free);
  field->steps = g_ptr_array_new_with_free_func (free_step);
  field->ways = g_ptr_array_new_with_free_func (free_way);
  field->line = kk_explain_line (draft->outcome, draft->rows, draft->missing);
  place.case_ = field->case_;
  place.categories = draft->categories;
  show_rows (field, draft);
  show_steps (field, draft, &place);
  return field;
}

static char *
dup_fingerprints (KkApp *app, const KkId *desk)
{
  g_autoptr (GPtrArray) seats = kk_directory_seats_of_desk (app->directory, desk);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];
    KkSignPublicKey sign;
    KkKxPublicKey kx;

    memcpy (sign.bytes, seat->device->sign.bytes, sizeof sign.bytes);
    memcpy (kx.bytes, seat->device->kx.bytes, sizeof kx.bytes);
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            kk_derive_fingerprint (&sign, &kx).text);
  }
  return g_string_free (text, FALSE);
}

static GHashTable *
index_references (const KkSharePlan *plan, const KkShareQuery *query)
{
  GHashTable *references = g_hash_table_new (kk_id_hash, kk_id_equal);

  for (guint i = 0; i < query->threads->len; i++)
    g_hash_table_insert (references, &g_array_index (query->threads, KkId, i),
                         plan->cases->pdata[i]);
  return references;
}

KkSharePreview *
kk_share_show_draft (KkApp *app,
                     const KkSharePlan *plan,
                     const KkShareQuery *query,
                     const KkShareDraft *draft)
{
  KkSharePreview *preview = g_new0 (KkSharePreview, 1);
  const KkBodyParties *parties = &query->ask.parties;
  g_autoptr (GHashTable) references = index_references (plan, query);
  g_autofree char *own = kk_desk_dup_address (app->directory, &parties->giver->id);
  KkExplainPlace place = { .own = own,
                           .purpose = kk_purpose_text (plan->purpose),
                           .giver = parties->giver->hat };

  preview->recipient = kk_desk_dup_address (app->directory, &parties->receiver->id);
  place.recipient = preview->recipient;
  preview->recipient_name =
      g_strdup_printf ("%s, %s", parties->receiver_organisation->slug, parties->receiver->name);
  preview->fingerprint = dup_fingerprints (app, &parties->receiver->id);
  preview->purpose = kk_purpose_text (plan->purpose);
  preview->fields = g_ptr_array_new_with_free_func (free_field);
  preview->duties = g_ptr_array_new_with_free_func (g_free);
  preview->duty_sentences = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    g_ptr_array_add (preview->fields, show_field (field, references, place));
    preview->sent += field->outcome == KK_OUTCOME_SEND;
    preview->asked += field->outcome == KK_OUTCOME_ASK;
    preview->withheld += field->outcome == KK_OUTCOME_WITHHOLD;
  }
  for (guint duty = 0; duty < KK_N_DUTIES; duty++) {
    if (draft->duties & KK_DUTY_BIT (duty)) {
      g_ptr_array_add (preview->duties, g_strdup (kk_duty_text ((KkDuty) duty)));
      g_ptr_array_add (preview->duty_sentences, g_strdup (kk_explain_duty ((KkDuty) duty)));
    }
  }
  return preview;
}
