/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-app-share.h"

#include "app/exchange/kk-outbox-private.h"
#include "app/policy/kk-app-policy-update.h"
#include "app/sharing/kk-share-ask-private.h"
#include "app/sharing/kk-share-preview-private.h"
#include "vault/kk-vault-outbox.h"

#include <glib/gi18n-lib.h>

void
kk_share_item_free (KkShareItem *item)
{
  g_free (item->id);
  g_free (item->recipient);
  g_free (item);
}

KkShareDraft *
kk_share_make_draft (KkApp *app, const KkShareQuery *query, GError **error)
{
  g_autoptr (KkShareDraft) draft = kk_share_draft_new ();

  for (guint i = 0; i < query->threads->len; i++) {
    if (!kk_app_check_cancelled (app, error) ||
        !kk_share_draft_add_case (app, draft, &query->ask, &g_array_index (query->threads, KkId, i),
                                  error))
      return NULL;
    kk_app_report_progress (app, _ ("Deciding what may be shared"), i + 1, query->threads->len);
  }
  if (!kk_share_draft_check (app, draft, &query->ask, error))
    return NULL;
  return g_steal_pointer (&draft);
}

KkSharePreview *
kk_app_share_preview (KkApp *app, const KkSharePlan *plan, GError **error)
{
  g_autoptr (KkShareQuery) query = kk_share_query_from_plan (app, plan, error);
  g_autoptr (KkShareDraft) draft = NULL;
  g_autoptr (KkVaultTransaction) undone = NULL;

  if (query == NULL)
    return NULL;
  /* Objects that the draft makes are kept only when a person confirms. */
  undone = kk_vault_begin (app->vault, error);
  draft = undone != NULL ? kk_share_make_draft (app, query, error) : NULL;
  return draft != NULL ? kk_share_show_draft (app, plan, query, draft) : NULL;
}

static void
confirm_field (GArray *fields, const KkDraftField *draft)
{
  KkShareField added = { draft->type, draft->op->field, draft->categories };

  for (guint i = 0; i < fields->len; i++) {
    KkShareField *known = &g_array_index (fields, KkShareField, i);

    if (known->type == added.type && known->field == added.field) {
      known->categories |= added.categories;
      return;
    }
  }
  g_array_append_val (fields, added);
}

static gboolean
store_share (KkApp *app,
             const KkShareQuery *query,
             const KkShareDraft *draft,
             const KkId *thread,
             KkId *id,
             GError **error)
{
  g_autoptr (KkVaultShare) share = kk_vault_share_new ();

  *id = kk_id_random ();
  share->id = *id;
  share->desk = query->ask.seat->desk;
  share->has_thread = TRUE;
  share->thread = *thread;
  share->receiver = query->ask.parties.receiver->id;
  share->purpose = query->ask.purpose;
  share->stage = g_strdup (query->stage);
  share->facts = g_strdup (query->facts);
  share->state = KK_SHARE_ACTIVE;
  share->created = kk_app_now (app);
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (kk_id_equal (&field->thread, thread))
      confirm_field (share->fields, field);
  }
  return kk_vault_share_put (app->vault, share, error);
}

static gboolean
store_shares (KkApp *app,
              const KkShareQuery *query,
              const KkShareDraft *draft,
              KkId *last,
              GError **error)
{
  for (guint i = 0; i < query->threads->len; i++) {
    const KkId *thread = &g_array_index (query->threads, KkId, i);

    if (!store_share (app, query, draft, thread, last, error) ||
        !kk_outbox_note_later (app, &query->ask, draft, thread, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
confirm_draft (KkApp *app,
               const KkSharePlan *plan,
               const KkShareQuery *query,
               const KkShareDraft *draft,
               KkId *share,
               GError **error)
{
  if (!store_shares (app, query, draft, share, error))
    return FALSE;
  for (guint i = 0; i < draft->bodies->len; i++) {
    KkBody *body = draft->bodies->pdata[i];

    body->has_share = query->threads->len == 1;
    body->share = *share;
    if (!kk_outbox_queue (app, &query->ask, body, plan->undo_ms, error))
      return FALSE;
  }
  return kk_outbox_note_withheld (app, &query->ask, draft, error);
}

/* That the law lets nothing go is told, and kept: the register has what was refused (§17). What the draft made is not
 * kept. */
static void
refuse_draft (KkApp *app, const KkShareQuery *query, const KkShareDraft *draft, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (draft->fields->len == 0) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("There is nothing in this case to share yet."));
    return;
  }
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !kk_outbox_note_withheld (app, &query->ask, draft, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return;
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
      _ ("The law lets none of these fields go to this recipient for this purpose. "
         "Nothing was sent. Look at the preview to see why, field by field."));
}

/* A mark that an earlier value is old may be all that is left: that is no sharing. */
static gboolean
lets_anything_go (const KkShareDraft *draft)
{
  for (guint i = 0; i < draft->fields->len; i++) {
    if (((const KkDraftField *) draft->fields->pdata[i])->outcome == KK_OUTCOME_SEND)
      return TRUE;
  }
  return FALSE;
}

KkSharePreview *
kk_app_share_send (KkApp *app, const KkSharePlan *plan, GError **error)
{
  g_autoptr (KkShareQuery) query = kk_share_query_from_plan (app, plan, error);
  g_autoptr (KkShareDraft) draft = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (KkSharePreview) preview = NULL;
  KkId share = { 0 };

  if (query == NULL)
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  draft = transaction != NULL ? kk_share_make_draft (app, query, error) : NULL;
  if (draft != NULL && !lets_anything_go (draft)) {
    g_clear_pointer (&transaction, kk_vault_rollback);
    refuse_draft (app, query, draft, error);
    return NULL;
  }
  if (draft == NULL || !confirm_draft (app, plan, query, draft, &share, error))
    return NULL;
  preview = kk_share_show_draft (app, plan, query, draft);
  preview->id = g_strdup (kk_id_text (&share).text);
  if (!kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return g_steal_pointer (&preview);
}

static guint
count_bodies (const GPtrArray *bodies, const KkVaultShare *share)
{
  guint count = 0;

  for (guint i = 0; i < bodies->len; i++) {
    const KkVaultBody *body = bodies->pdata[i];

    count += body->has_share && kk_id_equal (&body->share, &share->id);
  }
  return count;
}

static guint
count_reviews (const GPtrArray *reviews, const char *share)
{
  guint count = 0;

  for (guint i = 0; i < reviews->len; i++)
    count += g_strcmp0 (((const KkReviewItem *) reviews->pdata[i])->share, share) == 0 ? 1 : 0;
  return count;
}

GPtrArray *
kk_app_share_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) shares = kk_vault_share_list (app->vault, NULL, NULL, error);
  g_autoptr (GPtrArray) ready = kk_vault_body_list (app->vault, KK_BODY_READY, error);
  g_autoptr (GPtrArray) held = kk_vault_body_list (app->vault, KK_BODY_HELD, error);
  g_autoptr (GPtrArray) reviews = NULL;
  GPtrArray *items;
  guint64 from;
  guint64 to;

  reviews = kk_app_policy_review (app, &from, &to, error);
  if (shares == NULL || ready == NULL || held == NULL || reviews == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_share_item_free);
  for (guint i = 0; i < shares->len; i++) {
    const KkVaultShare *share = shares->pdata[i];
    KkShareItem *item = g_new0 (KkShareItem, 1);

    item->id = g_strdup (kk_id_text (&share->id).text);
    item->recipient = kk_desk_dup_address (app->directory, &share->receiver);
    item->purpose = kk_purpose_text ((KkPurpose) share->purpose);
    item->status = share->state == KK_SHARE_STOPPED ? "stopped" : "active";
    item->cases = 1;
    item->waiting = count_bodies (ready, share);
    item->held = count_bodies (held, share);
    item->review = count_reviews (reviews, item->id);
    g_ptr_array_add (items, item);
  }
  return items;
}

static gboolean
cancel_bodies (KkApp *app, const KkId *share, GError **error)
{
  static const KkBodyState waiting[] = { KK_BODY_READY, KK_BODY_HELD };

  for (gsize s = 0; s < G_N_ELEMENTS (waiting); s++) {
    g_autoptr (GPtrArray) bodies = kk_vault_body_list (app->vault, waiting[s], error);

    if (bodies == NULL)
      return FALSE;
    for (guint i = 0; i < bodies->len; i++) {
      const KkVaultBody *body = bodies->pdata[i];

      if (body->has_share && kk_id_equal (&body->share, share) &&
          !kk_vault_body_set_state (app->vault, &body->id, KK_BODY_CANCELLED, NULL, error))
        return FALSE;
    }
  }
  return TRUE;
}

gboolean
kk_app_share_stop (KkApp *app, const char *id, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);
  g_autoptr (KkVaultShare) share = NULL;
  g_autoptr (GError) local = NULL;
  KkId parsed;

  if (transaction == NULL)
    return FALSE;
  if (kk_id_parse (id, &parsed))
    share = kk_vault_share_get (app->vault, &parsed, &local);
  if (share == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    else
      g_set_error_literal (
          error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
          _ ("There is no share with this id. “share list” shows those that there are."));
    return FALSE;
  }
  return kk_vault_share_set_state (app->vault, &parsed, KK_SHARE_STOPPED, error) &&
         cancel_bodies (app, &parsed, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
