/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a snapshot of all that is shared does not say again: that something was deleted, asked back or erased, what was answered to
 * that, notifications, and decisions by themselves (exchange §13, §14). Without it a partner that lost them, or whose packets a
 * resync replaces, would keep for ever what it was asked to erase. */

#include "app/exchange/kk-receipts-private.h"
#include "app/exchange/kk-record-notice-private.h"
#include "app/exchange/kk-seal-private.h"
#include "domain/kk-schema.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-shares.h"

/* So many in one body: far below what a packet may hold. */
#define RECORDS_PER_BODY 200

typedef struct {
  KkSealing *sealing;
  const KkSeatInfo *seat;
  GPtrArray *bodies;
} Beside;

static void
add_notice (const Beside *beside, const KkRecordNotice *notice, KkBody **body)
{
  if (*body == NULL || (*body)->records->len >= RECORDS_PER_BODY) {
    *body = kk_body_new (KK_SCOPE_PARTNER);
    (*body)->purpose = KK_PURPOSE_REGISTRATIE;
    g_ptr_array_add (beside->bodies, *body);
  }
  kk_record_notice_add (notice, *body);
}

static gboolean
find_asked (KkApp *app,
            const KkVaultSent *sent,
            KkVaultRecord *record,
            KkStoredOp **stored,
            GError **error)
{
  const KkDot dot = { *kk_vault_log_get_id (app->vault, sent->log), sent->n };
  g_autoptr (GError) local = NULL;
  gboolean found;

  if (!kk_vault_record_get (app->vault, sent->record, record, &found, error))
    return FALSE;
  *stored = found ? kk_vault_op_get (app->vault, sent->record, &dot, &local) : NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_asked (const Beside *beside, KkBody **body, const KkVaultSent *sent, GError **error)
{
  KkApp *app = beside->sealing->app;
  g_autoptr (KkStoredOp) stored = NULL;
  g_autofree char *row = NULL;
  KkVaultRecord record;
  KkRecordNotice notice = { .record = &record };

  if (!find_asked (app, sent, &record, &stored, error))
    return FALSE;
  if (stored == NULL)
    return TRUE;
  if (stored->basis != KK_VAULT_NO_BASIS) {
    row = kk_notice_basis_dup_row (app, stored->basis, error);
    if (row == NULL)
      return FALSE;
  }
  notice.op = stored->op;
  notice.row = row;
  add_notice (beside, &notice, body);
  return TRUE;
}

/* Of records that are here still. */
static gboolean
collect_asked (const Beside *beside, GError **error)
{
  const KkSealing *sealing = beside->sealing;
  g_autoptr (GPtrArray) sent = kk_vault_sent_list_whole (sealing->app->vault, &sealing->seat->desk,
                                                         &beside->seat->desk->id, error);
  KkBody *body = NULL;

  for (guint i = 0; sent != NULL && i < sent->len; i++) {
    if (!add_asked (beside, &body, sent->pdata[i], error))
      return FALSE;
  }
  return sent != NULL;
}

static gboolean
was_asked (const KkVaultErased *erased, const KkId *desk)
{
  g_autoptr (GPtrArray) receipts = kk_receipts_read (erased->receipts);

  for (guint i = 0; i < receipts->len; i++) {
    if (kk_id_equal (&((const KkReceiptLine *) receipts->pdata[i])->desk, desk))
      return TRUE;
  }
  return FALSE;
}

/* Of records that were erased: their list is all that is left of them. Also who answered is asked: it may have been put back
 * to before that. */
static gboolean
collect_erased (const Beside *beside, GError **error)
{
  const KkId *desk = &beside->sealing->seat->desk;
  g_autoptr (GPtrArray) list = kk_vault_erased_list (beside->sealing->app->vault, desk, error);
  KkBody *body = NULL;

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const KkVaultErased *erased = list->pdata[i];
    KkVaultRecord record = { .id = erased->id, .desk = erased->desk };
    g_autoptr (KkOp) op = kk_op_new (erased->dot, KK_OP_ERASE, 0);
    KkRecordNotice notice = { .record = &record, .op = op };

    if (!kk_id_equal (&erased->owner, desk) || !was_asked (erased, &beside->seat->desk->id))
      continue;
    record.type = erased->type;
    record.owner = erased->owner;
    add_notice (beside, &notice, &body);
  }
  return list != NULL;
}

/* Notifications, and answers about records that are not here. */
static gboolean
is_beside (KkApp *app, const KkVaultBody *row, const KkBody *body, gboolean *is, GError **error)
{
  const KkBodyRecord *first = body->records->len > 0 ? body->records->pdata[0] : NULL;
  const KkOp *op = first != NULL && first->ops->len > 0 ? first->ops->pdata[0] : NULL;
  KkVaultRecord stored;
  gboolean found = FALSE;

  *is = body->scope == KK_SCOPE_PARTNER && first != NULL && first->type == KK_RECORD_NOTIFICATION;
  if (*is || op == NULL || op->kind != KK_OP_RECALL || !kk_body_is_notice (body))
    return TRUE;
  if (!kk_vault_record_find (app->vault, &row->giver, &first->id, &stored, &found, error))
    return FALSE;
  *is = !found;
  return TRUE;
}

static gboolean
add_on_its_way (const Beside *beside, const KkVaultPacket *packet, GError **error)
{
  KkApp *app = beside->sealing->app;
  g_autoptr (KkVaultBody) row = kk_vault_body_get (app->vault, &packet->body, error);
  g_autoptr (KkBody) body = NULL;
  gboolean is;

  if (row == NULL)
    return FALSE;
  if (row->bytes == NULL)
    return TRUE;
  body = kk_body_decode (row->bytes, error);
  if (body == NULL || !is_beside (app, row, body, &is, error))
    return FALSE;
  if (is)
    g_ptr_array_add (beside->bodies, g_steal_pointer (&body));
  return TRUE;
}

static gboolean
collect_on_its_way (const Beside *beside, KkPacketState state, GError **error)
{
  KkSealing *sealing = beside->sealing;
  g_autoptr (GPtrArray) packets =
      kk_vault_packet_list (sealing->app->vault, sealing->log, &beside->seat->seat, state, error);

  for (guint i = 0; packets != NULL && i < packets->len; i++) {
    const KkVaultPacket *packet = packets->pdata[i];

    if (packet->kind == KK_STATEMENT_CONTENT && packet->has_body &&
        !add_on_its_way (beside, packet, error))
      return FALSE;
  }
  return packets != NULL;
}

gboolean
kk_seal_collect_beside (KkSealing *sealing,
                        const KkSeatInfo *seat,
                        GPtrArray *bodies,
                        GError **error)
{
  const Beside beside = { sealing, seat, bodies };

  return collect_asked (&beside, error) && collect_erased (&beside, error) &&
         kk_seal_collect_decisions (sealing, seat, bodies, error) &&
         collect_on_its_way (&beside, KK_PACKET_LIVE, error) &&
         collect_on_its_way (&beside, KK_PACKET_EXPIRED, error);
}
