/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-outbox-private.h"

#include "app/exchange/kk-standing-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "app/sharing/kk-objects-private.h"
#include "crypto/kk-hash.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-outbox.h"

/* (transfer full) (nullable): who gives it to whom is for the caller to fill in. */
static KkVaultBody *
prepare_row (KkApp *app, const KkBody *body, gint64 undo_ms, GError **error)
{
  g_autoptr (KkVaultBody) row = kk_vault_body_new ();

  row->bytes = kk_body_encode (body, error);
  if (row->bytes == NULL)
    return NULL;
  row->id = kk_id_random ();
  row->has_share = body->has_share;
  row->share = body->share;
  row->hash = kk_hash_labelled_bytes ("body", row->bytes);
  row->created = kk_app_now (app);
  row->not_before = row->created + undo_ms;
  row->state = KK_BODY_READY;
  return g_steal_pointer (&row);
}

gboolean
kk_outbox_queue (KkApp *app,
                 const KkShareAsk *ask,
                 const KkBody *body,
                 gint64 undo_ms,
                 GError **error)
{
  g_autoptr (KkVaultBody) row = prepare_row (app, body, undo_ms, error);

  if (row == NULL)
    return FALSE;
  row->giver = ask->seat->desk;
  row->desk = ask->parties.receiver->id;
  return kk_vault_body_add (app->vault, row, error);
}

gboolean
kk_outbox_queue_objects (KkApp *app,
                         const KkId *giver,
                         const KkId *desk,
                         const GPtrArray *objects,
                         GError **error)
{
  g_autoptr (KkBody) body = kk_body_new (KK_SCOPE_PARTNER);
  g_autoptr (KkVaultBody) row = NULL;

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (body->objects, kk_signed_object_copy (objects->pdata[i]));
  row = prepare_row (app, body, 0, error);
  if (row == NULL)
    return FALSE;
  row->giver = *giver;
  row->desk = *desk;
  return kk_vault_body_add (app->vault, row, error);
}

gboolean
kk_outbox_look_again (KkApp *app, const KkId *giver, const KkBody *body, GError **error)
{
  for (guint i = 0; i < body->records->len; i++) {
    const KkBodyRecord *record = body->records->pdata[i];

    if (record->has_thread &&
        !kk_standing_look_again (app, giver, &record->thread, KK_STANDING_NOW, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_body_rests_on_consent (const KkBody *body, const KkId *thread)
{
  gboolean about = FALSE;

  for (guint i = 0; i < body->records->len; i++) {
    const KkBodyRecord *record = body->records->pdata[i];

    about = about || (record->has_thread && kk_id_equal (&record->thread, thread));
  }
  for (guint i = 0; about && i < body->bases->len; i++) {
    const KkBasis *basis = body->bases->pdata[i];

    for (guint c = 0; c < basis->claims->len; c++) {
      if (g_str_equal (((const KkClaim *) basis->claims->pdata[c])->code,
                       kk_fact_text (KK_FACT_CONSENT)))
        return TRUE;
    }
  }
  return FALSE;
}

gboolean
kk_outbox_cancel_consented (KkApp *app,
                            const KkId *giver,
                            const KkId *thread,
                            KkHat receiver,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = kk_vault_body_list (app->vault, KK_BODY_READY, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const KkVaultBody *row = rows->pdata[i];
    const KkDesk *desk = kk_directory_find_desk (app->directory, &row->desk, NULL);
    g_autoptr (KkBody) body = NULL;

    if (!kk_id_equal (&row->giver, giver) || (desk != NULL && desk->hat != receiver))
      continue;
    body = kk_body_decode (row->bytes, error);
    if (body == NULL)
      return FALSE;
    if (kk_body_rests_on_consent (body, thread) &&
        (!kk_vault_body_set_state (app->vault, &row->id, KK_BODY_CANCELLED, "consent-withdrawn",
                                   error) ||
         !kk_outbox_look_again (app, &row->giver, body, error)))
      return FALSE;
  }
  return rows != NULL;
}

static gboolean
carries (const KkBody *body, const KkHash *hash)
{
  for (guint i = 0; i < body->objects->len; i++) {
    KkHash known = kk_object_hash (body->objects->pdata[i]);

    if (kk_hash_equal (&known, hash))
      return body->records->len > 0 || body->objects->len == 1;
  }
  return FALSE;
}

gboolean
kk_outbox_cancel_decided (KkApp *app, const KkId *giver, const KkHash *hash, GError **error)
{
  g_autoptr (GPtrArray) rows = kk_vault_body_list (app->vault, KK_BODY_READY, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const KkVaultBody *row = rows->pdata[i];
    g_autoptr (KkBody) body = NULL;

    if (!kk_id_equal (&row->giver, giver))
      continue;
    body = kk_body_decode (row->bytes, error);
    if (body == NULL ||
        (carries (body, hash) && !kk_vault_body_set_state (app->vault, &row->id, KK_BODY_CANCELLED,
                                                           "decision-withdrawn", error)))
      return FALSE;
  }
  return rows != NULL;
}

static KkEntry *
find_entry (GHashTable *entries, KkEntryKind kind, const KkShareAsk *ask, const KkId *thread)
{
  KkEntry *entry = g_hash_table_lookup (entries, thread);

  if (entry != NULL)
    return entry;
  entry = kk_entry_new (kind);
  entry->has_thread = TRUE;
  entry->thread = *thread;
  entry->desk = ask->parties.receiver->id;
  g_hash_table_insert (entries, kk_id_copy (thread), entry);
  return entry;
}

gboolean
kk_outbox_note_withheld (KkApp *app,
                         const KkShareAsk *ask,
                         const KkShareDraft *draft,
                         GError **error)
{
  g_autoptr (GHashTable) entries =
      g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, (GDestroyNotify) kk_entry_free);
  KkEntryKind kind = draft->bodies->len > 0 ? KK_ENTRY_WITHHELD : KK_ENTRY_REFUSED;
  GHashTableIter iter;
  gpointer entry;

  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];
    KkEntry *found;

    if (field->outcome == KK_OUTCOME_SEND)
      continue;
    found = find_entry (entries, kind, ask, &field->thread);
    kk_entry_add_field (found, &field->record, field->op->field, field->op->element);
    for (guint r = 0; r < field->rows->len; r++)
      kk_entry_add_row (found, g_array_index (field->rows, const KkRow *, r)->id);
  }
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry)) {
    if (!kk_entry_chain_append_own (app, ask->seat, entry, error))
      return FALSE;
  }
  return TRUE;
}
