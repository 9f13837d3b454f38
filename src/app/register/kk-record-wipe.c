/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Erasing (exchange §14, kind 6): every place of the vault where a record left something. */

#include "app/casework/kk-record-writer-private.h"
#include "app/exchange/kk-outbox-private.h"
#include "app/exchange/kk-receipts-private.h"
#include "app/exchange/kk-record-notice-private.h"
#include "app/kk-settings-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "app/register/kk-erasure-private.h"
#include "app/register/kk-recall-private.h"
#include "format/kk-body-codec.h"
#include "format/kk-entry-codec.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-shares.h"

gboolean
kk_body_has_record (const KkBody *body, const KkId *id)
{
  for (guint i = 0; i < body->records->len; i++) {
    if (kk_id_equal (&((const KkBodyRecord *) body->records->pdata[i])->id, id))
      return TRUE;
  }
  return FALSE;
}

/* What waits with the record in it does not go; a standing share makes the rest due again. */
static gboolean
cancel_waiting (KkApp *app, const KkId *id, KkBodyState state, GError **error)
{
  g_autoptr (GPtrArray) bodies = kk_vault_body_list (app->vault, state, error);

  for (guint i = 0; bodies != NULL && i < bodies->len; i++) {
    const KkVaultBody *row = bodies->pdata[i];
    g_autoptr (KkBody) body = row->bytes != NULL ? kk_body_decode (row->bytes, error) : NULL;

    if (body == NULL)
      return FALSE;
    if (kk_body_has_record (body, id) &&
        (!kk_vault_body_set_state (app->vault, &row->id, KK_BODY_CANCELLED, NULL, error) ||
         !kk_outbox_look_again (app, &row->giver, body, error)))
      return FALSE;
  }
  return bodies != NULL;
}

/* A packet that was not fetched yet counts as one that is too old: its addressee is told that something is missing. */
static gboolean
withdraw_packets (KkApp *app, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) packets = kk_vault_packet_list_of_record (app->vault, record, error);

  for (guint i = 0; packets != NULL && i < packets->len; i++) {
    const KkVaultPacket *packet = packets->pdata[i];

    if (packet->state == KK_PACKET_LIVE &&
        !kk_vault_packet_set_state (app->vault, packet->idx, KK_PACKET_EXPIRED, error))
      return FALSE;
  }
  return packets != NULL;
}

static gboolean
names_only (KkApp *app, const KkId *desk, const KkEntry *entry)
{
  for (guint i = 0; i < entry->fields->len; i++) {
    const KkEntryField *field = entry->fields->pdata[i];

    if (!kk_vault_erased_has (app->vault, desk, &field->record))
      return FALSE;
  }
  return entry->fields->len > 0;
}

static gboolean
erase_entry (KkApp *app,
             const KkId *desk,
             const KkId *id,
             const KkVaultEntry *stored,
             GError **error)
{
  g_autoptr (KkEntry) entry = stored->text != NULL ? kk_entry_decode (stored->text, error) : NULL;
  gboolean about = FALSE;

  if (stored->text == NULL)
    return TRUE;
  if (entry == NULL)
    return FALSE;
  for (guint i = 0; i < entry->fields->len && !about; i++)
    about = kk_id_equal (&((const KkEntryField *) entry->fields->pdata[i])->record, id);
  return !about || !names_only (app, desk, entry) ||
         kk_vault_entry_erase (app->vault, stored->log, stored->n, error);
}

/* §17: salt and text go, the leaf stays, so the chain holds. What also speaks of another record has to wait for that. */
static gboolean
erase_entries (KkApp *app, const KkId *desk, const KkId *id, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    g_autoptr (GPtrArray) entries = NULL;

    if (!kk_id_equal (&log->desk, desk))
      continue;
    entries = kk_vault_entry_list (app->vault, log->idx, 1, 0, error);
    for (guint e = 0; entries != NULL && e < entries->len; e++) {
      if (!erase_entry (app, desk, id, entries->pdata[e], error))
        return FALSE;
    }
    if (entries == NULL)
      return FALSE;
  }
  return logs != NULL;
}

gboolean
kk_app_forget_mirror (KkApp *app, GError **error)
{
  return kk_vault_setting_set_number (app->vault, KK_SETTING_FORGET_MIRROR, 1, error);
}

/* §12: the branch is rooted anew when an erasure has waited for seven days. */
static gboolean
note_erasure_waits (KkApp *app, const KkId *log, GError **error)
{
  g_autofree char *name = kk_setting_erasure_waits (log);
  gint64 since;

  return kk_vault_setting_get_number (app->vault, name, 0, &since, error) &&
         (since != 0 || kk_vault_setting_set_number (app->vault, name, kk_app_now (app), error));
}

static gboolean
append_entry (KkApp *app, const KkRecordWriter *writer, const KkVaultRecord *record, GError **error)
{
  g_autoptr (KkEntry) entry = kk_entry_new (KK_ENTRY_ERASED);

  entry->has_thread = record->has_thread;
  entry->thread = record->thread;
  kk_entry_add_field (entry, &record->id, 0, NULL);
  return kk_entry_chain_append (app, writer->log_idx, entry, error);
}

static gboolean
ask_desks (KkApp *app,
           const KkVaultRecord *record,
           const KkDot *dot,
           const GArray *desks,
           GError **error)
{
  g_autoptr (KkOp) op = kk_op_new (*dot, KK_OP_ERASE, 0);
  KkVaultRecord gone = *record;
  KkRecordNotice notice = { .record = &gone, .op = op };

  gone.idx = 0;
  op->time = kk_app_now (app);
  for (guint i = 0; i < desks->len; i++) {
    if (!kk_record_notice_queue (app, &notice, &g_array_index (desks, KkId, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
forget_drafts (KkApp *app, const KkVaultRecord *record, GError **error)
{
  g_autofree char *journal = kk_setting_journal_draft (&record->id);
  g_autofree char *first = kk_setting_case_draft (&record->id, "");
  g_autofree char *after = kk_setting_case_draft (&record->id, "\x7f");
  g_autoptr (GPtrArray) names = kk_vault_setting_list (app->vault, first, after, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    if (!kk_vault_setting_unset (app->vault, names->pdata[i], error))
      return FALSE;
  }
  return kk_vault_setting_unset (app->vault, journal, error);
}

/* The whole case goes when its own record does, and what was being written about it. */
static gboolean
forget_case (KkApp *app, const KkVaultRecord *record, GError **error)
{
  if (record->type == KK_RECORD_CASE && !forget_drafts (app, record, error))
    return FALSE;
  return record->type != KK_RECORD_CASE || !record->has_thread ||
         !kk_id_equal (&record->owner, &record->desk) ||
         kk_vault_thread_forget (app->vault, &record->desk, &record->thread, error);
}

static gboolean
list_erased (KkApp *app,
             const KkVaultRecord *record,
             const KkWipe *wipe,
             const KkDot *dot,
             GBytes *receipts,
             GError **error)
{
  g_autofree char *day = kk_app_today (app);
  g_autofree char *order = g_strdup (wipe->order);
  KkVaultErased erased = { .desk = record->desk, .id = record->id, .order_ref = order, .day = day };

  erased.owner = record->owner;
  erased.type = record->type;
  erased.dot = *dot;
  erased.receipts = receipts;
  return kk_vault_record_erase (app->vault, &erased, error);
}

static gboolean
take_away (KkApp *app,
           const KkVaultRecord *record,
           const KkWipe *wipe,
           const KkDot *dot,
           const GArray *desks,
           GError **error)
{
  g_autoptr (GBytes) receipts = kk_receipts_open (desks);
  gboolean own = kk_id_equal (&record->owner, &record->desk);

  return cancel_waiting (app, &record->id, KK_BODY_READY, error) &&
         cancel_waiting (app, &record->id, KK_BODY_HELD, error) &&
         forget_case (app, record, error) &&
         list_erased (app, record, wipe, dot, receipts, error) &&
         erase_entries (app, &record->desk, &record->id, error) &&
         kk_erasure_forget_refused (app, &record->desk, &record->id, error) &&
         kk_app_forget_mirror (app, error) &&
         (!own || !wipe->ask || ask_desks (app, record, dot, desks, error));
}

gboolean
kk_record_wipe (KkApp *app,
                const KkVaultRecord *record,
                const KkWipe *wipe,
                KkDot *dot,
                GError **error)
{
  g_autoptr (GArray) desks = kk_vault_sent_desks (app->vault, record->idx, error);
  gboolean published = FALSE;
  KkRecordWriter writer;
  KkDot used;

  if (desks == NULL || !kk_record_writer_start (&writer, app, &record->desk, error))
    return FALSE;
  if (!kk_id_equal (&record->owner, &record->desk))
    g_array_set_size (desks, 0);
  used.log = writer.log;
  if (!kk_vault_op_next_n (app->vault, record->idx, writer.log_idx, &used.n, error) ||
      !withdraw_packets (app, record->idx, error) ||
      !kk_vault_body_forget_record (app->vault, record->idx, error) ||
      !kk_vault_packet_has_record (app->vault, record->idx, &published, error) ||
      (published && !note_erasure_waits (app, &writer.log, error)))
    return FALSE;
  if (wipe->by != NULL)
    used = *wipe->by;
  if (dot != NULL)
    *dot = used;
  return take_away (app, record, wipe, &used, desks, error) &&
         append_entry (app, &writer, record, error);
}

gboolean
kk_wipe_note_receipt (KkApp *app,
                      const KkId *desk,
                      const KkId *record,
                      const KkId *from,
                      const char *row,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultErased) erased = kk_vault_erased_get (app->vault, desk, record, &local);
  g_autoptr (GBytes) changed = NULL;

  if (erased == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    return local == NULL;
  }
  changed = kk_receipts_answer (erased->receipts, from, row);
  return kk_vault_erased_set_receipts (app->vault, desk, record, changed, error);
}
