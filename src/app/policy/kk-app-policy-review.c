/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Which standing shares a new register decides otherwise: each is decided twice, by the version that was last looked at and
 * by the newest. */

#include "app/casework/kk-case-find-private.h"
#include "app/kk-app-private.h"
#include "app/kk-settings-private.h"
#include "app/policy/kk-app-policy-update.h"
#include "app/policy/kk-review-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "domain/kk-schema.h"
#include "policy/kk-policy.h"
#include "vault/kk-vault-shares.h"

#include <string.h>

void
kk_review_change_free (KkReviewChange *change)
{
  g_free (change->row);
  g_free (change->name);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

KkReviewItem *
kk_review_item_new (void)
{
  KkReviewItem *item = g_new0 (KkReviewItem, 1);

  item->rows = g_ptr_array_new_with_free_func (g_free);
  item->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_review_change_free);
  return item;
}

void
kk_review_item_free (KkReviewItem *item)
{
  g_free (item->share);
  g_free (item->case_);
  g_free (item->recipient);
  g_free (item->field);
  g_clear_pointer (&item->rows, g_ptr_array_unref);
  g_clear_pointer (&item->changes, g_ptr_array_unref);
  g_free (item);
}

/* @reg decides; what was sent before is decided again too. */
static KkShareDraft *
decide_share (KkApp *app, KkShareQuery *query, const KkRegister *reg, GError **error)
{
  g_autoptr (KkShareDraft) draft = kk_share_draft_new ();

  query->ask.only_new = FALSE;
  query->ask.reg = reg;
  for (guint i = 0; i < query->threads->len; i++) {
    if (!kk_share_draft_add_case (app, draft, &query->ask, &g_array_index (query->threads, KkId, i),
                                  error))
      return NULL;
  }
  return g_steal_pointer (&draft);
}

static KkReviewItem *
make_item (KkApp *app,
           const KkVaultShare *share,
           const KkDraftField *before,
           const KkDraftField *after)
{
  KkReviewItem *item = kk_review_item_new ();
  const KkField *field = kk_schema_field (after->op->field);

  item->share = g_strdup (kk_id_text (&share->id).text);
  item->case_ = kk_case_dup_reference (app, &share->desk, &after->thread);
  item->recipient = kk_desk_dup_address (app->directory, &share->receiver);
  item->purpose = kk_purpose_text ((KkPurpose) share->purpose);
  item->field = g_strdup (field != NULL ? field->name : "");
  item->before = kk_outcome_text (before->outcome);
  item->after = kk_outcome_text (after->outcome);
  for (guint i = 0; i < after->rows->len; i++)
    g_ptr_array_add (item->rows, g_strdup (g_array_index (after->rows, const KkRow *, i)->id));
  return item;
}

/* The same case gives the same fields in the same order; only the decisions differ. */
static gboolean
compare_share (KkApp *app,
               const KkVaultShare *share,
               const KkRegister *before,
               GPtrArray *items,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkShareQuery) query = kk_share_query_from_share (app, share, &local);
  g_autoptr (KkShareDraft) old = NULL;
  g_autoptr (KkShareDraft) now = NULL;

  if (query == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    return local == NULL && (error == NULL || *error == NULL);
  }
  old = decide_share (app, query, before, error);
  now = old != NULL ? decide_share (app, query, NULL, error) : NULL;
  if (now == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (old->fields->len, now->fields->len); i++) {
    const KkDraftField *first = old->fields->pdata[i];
    const KkDraftField *second = now->fields->pdata[i];

    if (first->outcome != second->outcome)
      g_ptr_array_add (items, make_item (app, share, first, second));
  }
  return TRUE;
}

gboolean
kk_review_begin (KkVault *vault, guint64 before, GError **error)
{
  gint64 from;

  if (!kk_vault_setting_get_number (vault, KK_SETTING_REVIEW_FROM, 0, &from, error))
    return FALSE;
  return from != 0 ||
         kk_vault_setting_set_number (vault, KK_SETTING_REVIEW_FROM, (gint64) before, error);
}

static gboolean
review_cases (KkApp *app, const KkRegister *before, GPtrArray *items, GError **error)
{
  g_autofree char *day = kk_app_today (app);
  KkReviewOf review = { app, before, kk_directory_newest_register (app->directory, error), day };

  return review.after != NULL && kk_review_cases (&review, items, error);
}

GPtrArray *
kk_app_policy_review (KkApp *app, guint64 *from, guint64 *to, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_review_item_free);
  g_autoptr (GPtrArray) shares = NULL;
  KkVersion version = { 0 };
  const KkRegister *before;
  gint64 since;

  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_REVIEW_FROM, 0, &since, error))
    return NULL;
  *from = version.version = (guint64) since;
  *to = kk_directory_register_version (app->directory).version;
  if (since == 0 || !kk_directory_find_register_version (app->directory, &version))
    return g_steal_pointer (&items);
  before = kk_directory_get_register (app->directory, &version, error);
  shares = before != NULL ? kk_vault_share_list (app->vault, NULL, NULL, error) : NULL;
  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const KkVaultShare *share = shares->pdata[i];

    if (share->state != KK_SHARE_STOPPED && !compare_share (app, share, before, items, error))
      return NULL;
  }
  if (shares == NULL || !review_cases (app, before, items, error))
    return NULL;
  return g_steal_pointer (&items);
}

gboolean
kk_app_policy_set_reviewed (KkApp *app, GError **error)
{
  return kk_vault_setting_set_number (app->vault, KK_SETTING_REVIEW_FROM, 0, error);
}
