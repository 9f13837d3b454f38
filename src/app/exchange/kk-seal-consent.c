/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What was confirmed on a consent goes only while the file has that consent: a colleague may have heard of its withdrawal, or
 * have taken it away, after the claim about it was written into the body (exchange §15, "decided again"). */

#include "app/exchange/kk-outbox-private.h"
#include "app/exchange/kk-seal-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "vault/kk-vault-shares.h"

static char *
name_value (const KkId *record, const KkDot *dot)
{
  return g_strdup_printf ("%s %s %u", kk_id_text (record).text, kk_id_text (&dot->log).text,
                          dot->n);
}

/* What the file lets go now under @share. */
static gboolean
add_lawful (KkSealing *sealing, const KkVaultShare *share, GHashTable *lawful, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkShareQuery) query = kk_share_query_from_share (sealing->app, share, &local);
  g_autoptr (KkShareDraft) draft = kk_share_draft_new ();

  if (query == NULL) {
    if (local == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  query->ask.only_new = FALSE;
  if (!kk_share_draft_add_case (sealing->app, draft, &query->ask, &share->thread, error))
    return FALSE;
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (field->outcome == KK_OUTCOME_SEND)
      g_hash_table_add (lawful, name_value (&field->record, &field->op->dot));
  }
  return TRUE;
}

static gboolean
collect_lawful (KkSealing *sealing,
                const KkVaultBody *row,
                const KkId *thread,
                GHashTable *lawful,
                GError **error)
{
  g_autoptr (GPtrArray) shares =
      kk_vault_share_list (sealing->app->vault, &row->giver, thread, error);

  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const KkVaultShare *share = shares->pdata[i];

    if (share->state == KK_SHARE_ACTIVE && kk_id_equal (&share->receiver, &row->desk) &&
        !add_lawful (sealing, share, lawful, error))
      return FALSE;
  }
  return shares != NULL;
}

static gboolean
is_all_lawful (const KkBody *body, const KkId *thread, GHashTable *lawful)
{
  for (guint r = 0; r < body->records->len; r++) {
    const KkBodyRecord *record = body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      const KkOp *op = record->ops->pdata[i];
      g_autofree char *name = name_value (&record->id, &op->dot);

      if (op->kind == KK_OP_VALUE && record->has_thread && kk_id_equal (&record->thread, thread) &&
          !g_hash_table_contains (lawful, name))
        return FALSE;
    }
  }
  return TRUE;
}

gboolean
kk_seal_check_consent (KkSealing *sealing,
                       const KkVaultBody *row,
                       const KkBody *body,
                       gboolean *stands,
                       GError **error)
{
  const KkId *before = NULL;

  *stands = TRUE;
  for (guint i = 0; i < body->records->len && *stands; i++) {
    const KkBodyRecord *record = body->records->pdata[i];
    g_autoptr (GHashTable) lawful = NULL;

    if (!record->has_thread || (before != NULL && kk_id_equal (before, &record->thread)) ||
        !kk_body_rests_on_consent (body, &record->thread))
      continue;
    before = &record->thread;
    lawful = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    if (!collect_lawful (sealing, row, before, lawful, error))
      return FALSE;
    *stands = is_all_lawful (body, before, lawful);
  }
  return TRUE;
}
