/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Open cases that hold what came on a row that a new register ends: what may not be given any more may need another ground to
 * be kept. */

#include "app/kk-review-private.h"

#include "app/kk-app-policy-update.h"
#include "app/kk-case-view-private.h"
#include "app/kk-share-ask-private.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-cases.h"

#include <string.h>

/* Stages in which nobody works on a case any more. */
static gboolean
is_open (const KkVaultCase *case_)
{
  return strcmp (case_->stage, "S90") != 0 && strcmp (case_->stage, "S99") != 0;
}

/* (transfer full) (nullable): the rows of the basis that count by @before today, and not by @after. */
static GPtrArray *
list_ended (const KkReviewOf *review, gint64 idx, GError **error)
{
  g_autoptr (GBytes) bytes = kk_vault_basis_get (review->app->vault, idx, error);
  g_autoptr (KkBasis) basis = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
  GPtrArray *ended;

  if (basis == NULL)
    return NULL;
  ended = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < basis->rows->len; i++) {
    const char *row = basis->rows->pdata[i];

    if (kk_register_find_row (review->before, row, review->day) != NULL &&
        kk_register_find_row (review->after, row, review->day) == NULL)
      g_ptr_array_add (ended, g_strdup (row));
  }
  return ended;
}

static gboolean
look_at_op (const KkReviewOf *review,
            const KkVaultCase *case_,
            const KkStoredOp *stored,
            GPtrArray *items,
            GError **error)
{
  g_autoptr (GPtrArray) ended = NULL;
  KkReviewItem *item;

  if (stored->basis == KK_VAULT_NO_BASIS || stored->op->kind != KK_OP_VALUE)
    return TRUE;
  ended = list_ended (review, stored->basis, error);
  if (ended == NULL || ended->len == 0)
    return ended != NULL;
  item = g_new0 (KkReviewItem, 1);
  item->case_ = g_strdup (case_->reference);
  item->recipient = kk_desk_dup_address (review->app->directory, &case_->record.desk);
  item->field = kk_field_dup_name (stored->op->field);
  item->before = kk_outcome_text (KK_OUTCOME_SEND);
  item->after = kk_outcome_text (KK_OUTCOME_WITHHOLD);
  item->rows = g_steal_pointer (&ended);
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
