/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A colleague gave a partner something while it was deleted or erased here, and neither knew of the other (exchange §14): the seat
 * that took it away tells that partner too, as soon as it hears of it. */

#include "app/exchange/kk-inbox-lines-private.h"
#include "app/exchange/kk-receipts-private.h"
#include "app/exchange/kk-record-notice-private.h"
#include "app/register/kk-erasure-private.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-shares.h"

typedef struct {
  KkApp *app;
  const KkId *desk; /* own */
  const KkId *receiver;
  const KkId *record;
} Late;

static gboolean
is_of_this_seat (const Late *late, gint64 log, gboolean *is, GError **error)
{
  KkVaultLog stored;

  *is = FALSE;
  if (!kk_vault_log_get (late->app->vault, log, &stored, error))
    return FALSE;
  for (guint i = 0; i < late->app->seats->len; i++)
    *is = *is || kk_id_equal (&g_array_index (late->app->seats, KkOwnSeat, i).seat, &stored.seat);
  return TRUE;
}

/* A notice about the record waits for that desk already. */
static gboolean
is_waiting (const Late *late, gboolean *waiting, GError **error)
{
  g_autoptr (GPtrArray) rows = kk_vault_body_list (late->app->vault, KK_BODY_READY, error);

  *waiting = FALSE;
  for (guint i = 0; rows != NULL && i < rows->len && !*waiting; i++) {
    const KkVaultBody *row = rows->pdata[i];
    g_autoptr (KkBody) body = NULL;

    if (!kk_id_equal (&row->desk, late->receiver) || !kk_id_equal (&row->giver, late->desk))
      continue;
    body = kk_body_decode (row->bytes, error);
    if (body == NULL)
      return FALSE;
    *waiting = kk_body_is_notice (body) && kk_body_has_record (body, late->record);
  }
  return rows != NULL;
}

static gboolean
tell_deleted (const Late *late, const KkVaultRecord *record, GError **error)
{
  KkVault *vault = late->app->vault;
  g_autoptr (GPtrArray) live = kk_vault_op_list (vault, record->idx, KK_OPS_LIVE, error);
  gboolean told;

  if (live == NULL ||
      !kk_vault_sent_has_field (vault, record->idx, late->receiver, 0, &told, error) ||
      (!told && !is_waiting (late, &told, error)))
    return FALSE;
  for (guint i = 0; i < live->len && !told; i++) {
    const KkStoredOp *stored = live->pdata[i];
    KkRecordNotice notice = { .record = record, .op = stored->op };
    gboolean own;

    if (stored->op->kind != KK_OP_DELETE)
      continue;
    if (!is_of_this_seat (late, stored->log, &own, error) ||
        (own && !kk_record_notice_queue (late->app, &notice, late->receiver, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
tell_erased (const Late *late, GError **error)
{
  KkVault *vault = late->app->vault;
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultErased) erased = kk_vault_erased_get (vault, late->desk, late->record, &local);
  KkVaultRecord record = { .id = *late->record, .desk = *late->desk, .owner = *late->desk };
  KkRecordNotice notice = { .record = &record };
  g_autoptr (GBytes) asked = NULL;
  g_autoptr (KkOp) op = NULL;
  gboolean own;
  gint64 log;

  if (erased == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    return local == NULL;
  }
  if (!kk_id_equal (&erased->owner, late->desk) ||
      !kk_vault_log_find (vault, &erased->dot.log, &log))
    return TRUE;
  if (!is_of_this_seat (late, log, &own, error))
    return FALSE;
  asked = own ? kk_receipts_ask (erased->receipts, late->receiver) : NULL;
  if (asked == NULL)
    return TRUE;
  record.type = erased->type;
  op = kk_op_new (erased->dot, KK_OP_ERASE, 0);
  op->time = kk_app_now (late->app);
  notice.op = op;
  return kk_vault_erased_set_receipts (vault, late->desk, late->record, asked, error) &&
         kk_record_notice_queue (late->app, &notice, late->receiver, error);
}

gboolean
kk_inbox_tell_late (KkApp *app,
                    const KkId *desk,
                    const KkId *record,
                    const KkId *receiver,
                    GError **error)
{
  const Late late = { app, desk, receiver, record };
  KkVaultRecord stored;
  gboolean found;

  if (!kk_vault_record_find (app->vault, desk, record, &stored, &found, error))
    return FALSE;
  if (!found)
    return !kk_vault_erased_has (app->vault, desk, record) || tell_erased (&late, error);
  return stored.deletion == KK_DELETION_NONE || !kk_id_equal (&stored.owner, desk) ||
         tell_deleted (&late, &stored, error);
}
