/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Open cases that hold what came on a row that a new register ends or changes: what may not be given any more may need another
 * ground to be kept. */

#include "app/policy/kk-review-private.h"

#include "app/casework/kk-case-view-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "format/kk-basis-codec.h"
#include "policy/kk-register-diff.h"
#include "vault/kk-vault-cases.h"

#include <string.h>

/* Stages in which nobody works on a case any more. */
static gboolean
is_open (const KkVaultCase *case_)
{
  return strcmp (case_->stage, "S90") != 0 && strcmp (case_->stage, "S99") != 0;
}

/* (nullable): the row as it counts on @day. One that a profile of the region turns off still stands there. */
static const KkRow *
find_counting (const KkRegister *reg, const char *id, const char *day)
{
  const KkRow *row = kk_register_find_row (reg, id, day);

  return row != NULL && row->off == NULL ? row : NULL;
}

static void
add_change (KkReviewItem *item, const char *row, const KkRowField *field)
{
  KkReviewChange *change = g_new0 (KkReviewChange, 1);

  change->row = g_strdup (row);
  change->name = g_strdup (field->name);
  change->before = g_strdup (field->before);
  change->after = g_strdup (field->after);
  g_ptr_array_add (item->changes, change);
}

/* What only a reader sees changes no outcome: nobody is called to look for a signature or another wording. */
static void
add_changes (KkReviewItem *item, const KkRow *before, const KkRow *after)
{
  g_autoptr (GArray) fields = kk_row_compare (before, after);

  for (guint i = 0; i < fields->len; i++) {
    const KkRowField *field = &g_array_index (fields, KkRowField, i);

    if (field->decides)
      add_change (item, before->id, field);
  }
}

/* A row that did not count before either has nothing to say here. */
static void
compare_row (const KkReviewOf *review, const char *id, KkReviewItem *item)
{
  const KkRow *before = find_counting (review->before, id, review->day);
  const KkRow *after = find_counting (review->after, id, review->day);
  const KkRow *now = kk_register_find_row (review->after, id, review->day);
  const KkRow *stands = now != NULL ? now : kk_register_find_row (review->after, id, NULL);
  const KkRowField gone = { .name = "id", .before = id };
  guint n_changes = item->changes->len;

  if (before == NULL)
    return;
  if (stands != NULL)
    add_changes (item, before, stands);
  else
    add_change (item, id, &gone);
  if (after == NULL)
    item->after = kk_outcome_text (KK_OUTCOME_WITHHOLD);
  if (after == NULL || item->changes->len > n_changes)
    g_ptr_array_add (item->rows, g_strdup (id));
}

/* (transfer full) (nullable): with the rows of the basis that count by @before today and not, or otherwise, by @after. */
static KkReviewItem *
compare_basis (const KkReviewOf *review, gint64 idx, GError **error)
{
  g_autoptr (GBytes) bytes = kk_vault_basis_get (review->app->vault, idx, error);
  g_autoptr (KkBasis) basis = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
  KkReviewItem *item;

  if (basis == NULL)
    return NULL;
  item = kk_review_item_new ();
  item->before = kk_outcome_text (KK_OUTCOME_SEND);
  item->after = kk_outcome_text (KK_OUTCOME_ASK);
  for (guint i = 0; i < basis->rows->len; i++)
    compare_row (review, basis->rows->pdata[i], item);
  return item;
}

static gboolean
look_at_op (const KkReviewOf *review,
            const KkVaultCase *case_,
            const KkStoredOp *stored,
            GPtrArray *items,
            GError **error)
{
  KkReviewItem *item;

  if (stored->basis == KK_VAULT_NO_BASIS || stored->op->kind != KK_OP_VALUE)
    return TRUE;
  item = compare_basis (review, stored->basis, error);
  if (item == NULL)
    return FALSE;
  if (item->rows->len == 0) {
    kk_review_item_free (item);
    return TRUE;
  }
  item->case_ = g_strdup (case_->reference);
  item->recipient = kk_desk_dup_address (review->app->directory, &case_->record.desk);
  item->field = kk_field_dup_name (stored->op->field);
  g_ptr_array_add (items, item);
  return TRUE;
}

static gboolean
look_at_record (const KkReviewOf *review,
                const KkVaultCase *case_,
                gint64 record,
                GPtrArray *items,
                GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (review->app->vault, record, KK_OPS_LIVE, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    if (!look_at_op (review, case_, ops->pdata[i], items, error))
      return FALSE;
  }
  return ops != NULL;
}

static gboolean
look_at_case (const KkReviewOf *review, gint64 idx, GPtrArray *items, GError **error)
{
  g_autoptr (KkVaultCase) case_ = kk_vault_case_get (review->app->vault, idx, error);
  g_autoptr (GArray) records = NULL;

  if (case_ == NULL || !is_open (case_) || !case_->record.has_thread)
    return case_ != NULL;
  records = kk_vault_thread_records (review->app->vault, &case_->record.desk, &case_->record.thread,
                                     error);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    /* Several files of one thread are listed each with what belongs to it. */
    if (kk_id_equal (&record->owner, &case_->record.owner) &&
        !look_at_record (review, case_, record->idx, items, error))
      return FALSE;
  }
  return records != NULL;
}

gboolean
kk_review_cases (const KkReviewOf *review, GPtrArray *items, GError **error)
{
  const KkVaultCaseQuery every = { 0 };
  g_autoptr (GArray) order = kk_vault_case_order (review->app->vault, &every, error);

  for (guint i = 0; order != NULL && i < order->len; i++) {
    if (!look_at_case (review, g_array_index (order, gint64, i), items, error))
      return FALSE;
  }
  return order != NULL;
}
