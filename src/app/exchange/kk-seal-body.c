/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Bodies that are due: each is looked at again at the moment of sealing (exchange §15). */

#include "app/exchange/kk-seal-due-private.h"

#include "app/exchange/kk-record-notice-private.h"
#include "app/exchange/kk-seal-private.h"
#include "crypto/kk-hash.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-shares.h"

static void
clear_due_body (KkDueBody *due)
{
  g_clear_pointer (&due->body, kk_body_free);
  g_clear_pointer (&due->seats, g_ptr_array_unref);
  g_clear_pointer (&due->records, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkDueBody, clear_due_body)

static gboolean
find_records (KkDueBody *due, GError **error)
{
  for (guint i = 0; i < due->body->records->len; i++) {
    const KkBodyRecord *record = due->body->records->pdata[i];
    KkVaultRecord stored;
    gboolean found;

    if (!kk_vault_record_find (due->sealing->app->vault, &due->row->giver, &record->id, &stored,
                               &found, error))
      return FALSE;
    if (!found && due->notice)
      stored.idx = 0; /* it was erased, which is what the notice tells */
    else if (!found) {
      due->reason = "record-gone";
      return TRUE;
    }
    g_array_append_val (due->records, stored.idx);
  }
  return TRUE;
}

static gboolean
check_live (KkDueBody *due, guint index, GError **error)
{
  const KkBodyRecord *record = due->body->records->pdata[index];

  for (guint i = 0; i < record->ops->len; i++) {
    const KkOp *op = record->ops->pdata[i];
    gboolean live;

    /* A recall is never taken back, so that it is replaced by a later one means nothing. */
    if (op->kind >= KK_OP_RECALL)
      continue;
    if (!kk_vault_op_is_live (due->sealing->app->vault, g_array_index (due->records, gint64, index),
                              &op->dot, &live, error))
      return FALSE;
    if (!live && due->notice)
      due->moot = TRUE;
    else if (!live)
      due->reason = "changed";
  }
  return TRUE;
}

static gboolean
check_share (KkDueBody *due, const KkId *thread, GError **error)
{
  KkVaultShare like = { .desk = due->row->giver, .thread = *thread };
  gboolean active;

  like.receiver = due->row->desk;
  like.purpose = due->body->purpose;
  if (!kk_vault_share_is_active (due->sealing->app->vault, &like, &active, error))
    return FALSE;
  if (!active)
    due->reason = "share-stopped";
  return TRUE;
}

static gboolean
check_law (KkDueBody *due, GError **error)
{
  KkApp *app = due->sealing->app;
  const KkRegister *reg = kk_directory_newest_register (app->directory, error);
  KkBodyParties parties = { .day = due->sealing->day, .cited = TRUE };
  g_autoptr (GArray) verdicts = NULL;

  if (reg == NULL)
    return FALSE;
  parties.giver =
      kk_directory_find_desk (app->directory, &due->row->giver, &parties.giver_organisation);
  parties.receiver =
      kk_directory_find_desk (app->directory, &due->row->desk, &parties.receiver_organisation);
  if (parties.giver == NULL || parties.receiver == NULL) {
    due->reason = "recipient-gone";
    return TRUE;
  }
  verdicts = kk_body_decide (app->directory, reg, due->body, &parties);
  for (guint i = 0; i < verdicts->len; i++) {
    if (g_array_index (verdicts, KkOpVerdict, i).outcome != KK_OUTCOME_SEND)
      due->reason = "not-lawful-now";
  }
  return TRUE;
}

static gboolean
check_records (KkDueBody *due, GError **error)
{
  const KkId *before = NULL;

  for (guint i = 0; i < due->body->records->len && due->reason == NULL; i++) {
    const KkBodyRecord *record = due->body->records->pdata[i];

    if (!check_live (due, i, error))
      return FALSE;
    if (record->has_thread && (before == NULL || !kk_id_equal (before, &record->thread)) &&
        !check_share (due, &record->thread, error))
      return FALSE;
    before = record->has_thread ? &record->thread : before;
  }
  return TRUE;
}

static gboolean
check_consent (KkDueBody *due, GError **error)
{
  gboolean stands;

  if (!kk_seal_check_consent (due->sealing, due->row, due->body, &stands, error))
    return FALSE;
  if (!stands)
    due->reason = "not-lawful-now";
  return TRUE;
}

static gboolean
check_due (KkDueBody *due, GError **error)
{
  due->body = kk_body_decode (due->row->bytes, error);
  if (due->body == NULL)
    return FALSE;
  due->notice = kk_body_is_notice (due->body);
  due->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  due->seats = kk_directory_seats_of_desk (due->sealing->app->directory, &due->row->desk);
  if (due->seats->len == 0)
    due->reason = "recipient-gone";
  if (!find_records (due, error))
    return FALSE;
  if (due->reason == NULL && !check_law (due, error))
    return FALSE;
  return due->reason != NULL ||
         (check_records (due, error) && (due->reason != NULL || check_consent (due, error)));
}

/* An erasure has to find every packet that speaks of a record. */
static gboolean
note_records (KkDueBody *due, gint64 packet, GError **error)
{
  for (guint r = 0; r < due->records->len; r++) {
    if (g_array_index (due->records, gint64, r) != 0 &&
        !kk_vault_packet_add_record (due->sealing->app->vault, packet,
                                     g_array_index (due->records, gint64, r), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
note_sent (KkDueBody *due, gint64 packet, GError **error)
{
  KkVault *vault = due->sealing->app->vault;

  for (guint r = 0; r < due->body->records->len; r++) {
    const KkBodyRecord *record = due->body->records->pdata[r];
    gboolean here = g_array_index (due->records, gint64, r) != 0;

    for (guint i = 0; here && i < record->ops->len; i++) {
      const KkOp *op = record->ops->pdata[i];
      KkVaultSent sent = { .desk = due->row->desk, .field = op->field, .element = op->element };

      sent.record = g_array_index (due->records, gint64, r);
      sent.n = op->dot.n;
      sent.kind = op->kind;
      sent.packet = packet;
      if (!kk_vault_log_find (vault, &op->dot.log, &sent.log) ||
          !kk_vault_sent_put (vault, &sent, error))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
seal_due (KkDueBody *due, GError **error)
{
  g_autoptr (GArray) seats = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (GArray) packets = g_array_new (FALSE, FALSE, sizeof (KkHash));
  gint64 packet = 0;

  for (guint i = 0; i < due->seats->len; i++)
    g_array_append_vals (seats, &((const KkSeatInfo *) due->seats->pdata[i])->seat, 1);
  for (guint i = 0; i < due->seats->len; i++) {
    KkSealOrder order = { .addressee = due->seats->pdata[i], .kind = KK_STATEMENT_CONTENT };
    KkHash hash;

    order.body = due->row->bytes;
    order.seats = seats;
    order.body_id = &due->row->id;
    if (!kk_seal_packet (due->sealing, &order, &packet, &hash, error) ||
        !note_records (due, packet, error))
      return FALSE;
    g_array_append_val (packets, hash);
  }
  /* What counts as sent again is what was sent before this. */
  return kk_seal_append_entries (due, seats, packets, error) &&
         (due->body->scope == KK_SCOPE_RETURN || note_sent (due, packet, error)) &&
         kk_vault_body_set_state (due->sealing->app->vault, &due->row->id, KK_BODY_SEALED, NULL,
                                  error);
}

static gboolean
seal_body (KkSealing *sealing, const KkVaultBody *row, GError **error)
{
  g_auto (KkDueBody) due = { .sealing = sealing, .row = row };

  if (!check_due (&due, error))
    return FALSE;
  if (due.moot)
    return kk_vault_body_set_state (sealing->app->vault, &row->id, KK_BODY_CANCELLED, NULL, error);
  if (due.reason == NULL)
    return seal_due (&due, error);
  sealing->result->held++;
  return kk_vault_body_set_state (sealing->app->vault, &row->id, KK_BODY_HELD, due.reason, error);
}

gboolean
kk_seal_bodies (KkSealing *sealing, GError **error)
{
  g_autoptr (GPtrArray) due =
      kk_vault_body_list_due (sealing->app->vault, kk_app_now (sealing->app), error);

  if (due == NULL)
    return FALSE;
  for (guint i = 0; i < due->len; i++) {
    const KkVaultBody *row = due->pdata[i];

    if (kk_id_equal (&row->giver, &sealing->seat->desk) && !seal_body (sealing, row, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_again (KkSealing *sealing,
           KkVaultBody *row,
           const KkSeatInfo *seat,
           const KkBody *body,
           GError **error)
{
  row->bytes = kk_body_encode (body, error);
  if (row->bytes == NULL)
    return FALSE;
  row->id = kk_id_random ();
  row->giver = sealing->seat->desk;
  row->desk = seat->desk->id;
  row->hash = kk_hash_labelled_bytes ("body", row->bytes);
  row->created = kk_app_now (sealing->app);
  row->not_before = row->created;
  return kk_vault_body_add (sealing->app->vault, row, error);
}

static GPtrArray *
list_only (KkSealing *sealing, const KkSeatInfo *seat)
{
  GPtrArray *seats = kk_directory_seats_of_desk (sealing->app->directory, &seat->desk->id);

  for (guint i = seats->len; i > 0; i--) {
    if (!kk_id_equal (&((const KkSeatInfo *) seats->pdata[i - 1])->seat, &seat->seat))
      g_ptr_array_remove_index (seats, i - 1);
  }
  return seats;
}

gboolean
kk_seal_again (KkSealing *sealing, const KkSeatInfo *seat, const KkBody *body, GError **error)
{
  g_auto (KkDueBody) due = { .sealing = sealing, .again = TRUE };
  g_autoptr (KkVaultBody) row = kk_vault_body_new ();

  if (!add_again (sealing, row, seat, body, error))
    return FALSE;
  due.row = row;
  due.body = kk_body_decode (row->bytes, error);
  due.records = g_array_new (FALSE, FALSE, sizeof (gint64));
  due.seats = list_only (sealing, seat);
  if (due.body == NULL)
    return FALSE;
  due.notice = kk_body_is_notice (due.body);
  /* A record that was erased since is told of by the list of those. */
  return find_records (&due, error) && (due.reason != NULL || seal_due (&due, error));
}
