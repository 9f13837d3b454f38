/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What standing shares make due, and the answer to a resync (exchange §14 and §15). */

#include "app/exchange/kk-outbox-private.h"

#include "app/exchange/kk-standing-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-settings.h"

/* A body that can still be taken back holds operations that do not count as sent yet. */
static gboolean
can_be_taken_back (KkApp *app, const KkId *giver, gboolean *waiting, GError **error)
{
  g_autoptr (GPtrArray) bodies = kk_vault_body_list (app->vault, KK_BODY_READY, error);
  gint64 now = kk_app_now (app);

  if (bodies == NULL)
    return FALSE;
  *waiting = FALSE;
  for (guint i = 0; i < bodies->len; i++) {
    const KkVaultBody *body = bodies->pdata[i];

    *waiting = *waiting || (kk_id_equal (&body->giver, giver) && body->created <= now &&
                            now < body->not_before);
  }
  return TRUE;
}

/* What changed goes in one body for each (recipient, purpose, stage), whatever the number of cases. */
typedef struct {
  KkShareDraft *draft;
  GPtrArray *queries; /* KkShareQuery */
  KkId share;
} StandingDraft;

static void
free_standing (gpointer data)
{
  StandingDraft *standing = data;

  kk_share_draft_free (standing->draft);
  g_ptr_array_unref (standing->queries);
  g_free (standing);
}

static StandingDraft *
find_standing (GHashTable *drafts, const KkVaultShare *share)
{
  g_autofree char *key = g_strdup_printf ("%s/%u/%s", kk_id_text (&share->receiver).text,
                                          share->purpose, share->stage != NULL ? share->stage : "");
  StandingDraft *standing = g_hash_table_lookup (drafts, key);

  if (standing == NULL) {
    standing = g_new0 (StandingDraft, 1);
    standing->draft = kk_share_draft_new ();
    standing->queries = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_share_query_free);
    standing->share = share->id;
    g_hash_table_insert (drafts, g_steal_pointer (&key), standing);
  }
  return standing;
}

gboolean
kk_outbox_note_later (KkApp *app,
                      const KkShareAsk *ask,
                      const KkShareDraft *draft,
                      const KkId *thread,
                      GError **error)
{
  gboolean waits = FALSE;

  for (guint i = 0; i < draft->fields->len && !waits; i++)
    waits = ((const KkDraftField *) draft->fields->pdata[i])->outcome != KK_OUTCOME_SEND;
  return !waits || draft->next_day[0] == '\0' ||
         kk_standing_look_again (app, &ask->seat->desk, thread, draft->next_day, error);
}

static gboolean
draft_share (KkApp *app,
             GHashTable *drafts,
             const KkVaultShare *share,
             gboolean again,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  KkShareQuery *query;
  StandingDraft *standing;

  query = kk_share_query_from_share (app, share, &local);
  if (query == NULL) {
    if (local == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  query->ask.again = again;
  standing = find_standing (drafts, share);
  g_ptr_array_add (standing->queries, query);
  return kk_share_draft_add_case (app, standing->draft, &query->ask, &share->thread, error) &&
         kk_outbox_note_later (app, &query->ask, standing->draft, &share->thread, error);
}

static gboolean
queue_drafts (KkApp *app, GHashTable *drafts, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, drafts);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    StandingDraft *standing = value;
    const KkShareQuery *query = standing->queries->pdata[0];

    if (!kk_share_draft_check (app, standing->draft, &query->ask, error))
      return FALSE;
    for (guint i = 0; i < standing->draft->bodies->len; i++) {
      KkBody *body = standing->draft->bodies->pdata[i];

      body->has_share = standing->queries->len == 1;
      body->share = standing->share;
      if (!kk_outbox_queue (app, &query->ask, body, 0, error))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
draft_shares (KkApp *app, const GPtrArray *shares, GError **error)
{
  g_autoptr (GHashTable) drafts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_standing);

  for (guint i = 0; i < shares->len; i++) {
    if (!draft_share (app, drafts, shares->pdata[i], FALSE, error))
      return FALSE;
  }
  return queue_drafts (app, drafts, error);
}

/* Only cases that changed since the last look, or of which the law may answer otherwise by now, are looked at: the cost is that of what is new. */
gboolean
kk_outbox_queue_standing (KkApp *app, const KkOwnSeat *seat, GError **error)
{
  g_autofree char *name = g_strdup_printf ("standing/%s", kk_id_text (&seat->desk).text);
  g_autoptr (GPtrArray) shares = NULL;
  gint64 seen;
  gint64 last;
  gboolean waiting;

  if (!can_be_taken_back (app, &seat->desk, &waiting, error))
    return FALSE;
  if (waiting)
    return TRUE;
  if (!kk_vault_setting_get_number (app->vault, name, 0, &seen, error))
    return FALSE;
  shares = kk_vault_share_list_changed (app->vault, &seat->desk, seen, &last, error);
  if (shares == NULL || !kk_standing_add_due (app, &seat->desk, shares, error))
    return FALSE;
  return (last == seen && shares->len == 0) ||
         (draft_shares (app, shares, error) &&
          kk_vault_setting_set_number (app->vault, name, last, error));
}

static gboolean
take_bodies (KkApp *app, GHashTable *drafts, GPtrArray *bodies, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, drafts);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    StandingDraft *standing = value;
    const KkShareQuery *query = standing->queries->pdata[0];

    if (!kk_share_draft_check (app, standing->draft, &query->ask, error))
      return FALSE;
    g_ptr_array_extend_and_steal (bodies, g_steal_pointer (&standing->draft->bodies));
    standing->draft->bodies = g_ptr_array_new ();
  }
  return TRUE;
}

gboolean
kk_outbox_draft_again (KkApp *app,
                       const KkOwnSeat *seat,
                       const KkId *receiver,
                       GPtrArray *bodies,
                       GError **error)
{
  g_autoptr (GPtrArray) shares = kk_vault_share_list (app->vault, &seat->desk, NULL, error);
  g_autoptr (GHashTable) drafts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_standing);

  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const KkVaultShare *share = shares->pdata[i];

    if (share->state == KK_SHARE_ACTIVE && kk_id_equal (&share->receiver, receiver) &&
        !draft_share (app, drafts, share, TRUE, error))
      return FALSE;
  }
  return shares != NULL && take_bodies (app, drafts, bodies, error);
}
