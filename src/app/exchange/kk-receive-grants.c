/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Grants: network secrets out of logs whose manifests cannot be opened yet (exchange §15). */

#include "app/exchange/kk-receive-waiting-private.h"

#include "app/exchange/kk-receive-private.h"
#include "base/kk-limits.h"

/* @waiting: with seat and packet. What is no grant waits until the manifest says that it counts. */
static gboolean
take_grant (KkReceiving *receiving,
            const KkReceivedLog *log,
            KkWaiting *waiting,
            gboolean *taken,
            GError **error)
{
  gboolean has;

  waiting->raw =
      kk_transport_read_blob (receiving->transport, &waiting->packet.oid, KK_LIMIT_PACKET, NULL);
  if (waiting->raw == NULL)
    return TRUE;
  waiting->packet.hash = kk_packet_hash (waiting->raw);
  waiting->name = waiting->packet.hash;
  if (!kk_receive_has_row (receiving, &waiting->name, &has, error))
    return FALSE;
  if (!has && !kk_waiting_open (receiving, log, waiting, error))
    return FALSE;
  if (has || waiting->examined->code != KK_EXAMINE_OK || waiting->examined->control == NULL ||
      waiting->examined->control->kind != KK_CONTROL_GRANT)
    return TRUE;
  *taken = TRUE;
  return kk_waiting_take (receiving, log, waiting, error);
}

static gboolean
find_grants (KkReceiving *receiving, KkReceivedLog *log, gboolean *taken, GError **error)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  g_autoptr (KkTip) tip = kk_transport_read_tip (receiving->transport, &log->tip, NULL, NULL);

  for (guint i = 0; writer != NULL && tip != NULL && !*taken && i < tip->added->len; i++) {
    const KkTipEntry *entry = &g_array_index (tip->added, KkTipEntry, i);
    KkWaiting *waiting;
    gboolean done;

    if (entry->name.kind != KK_TIP_PACKET)
      continue;
    waiting = g_new0 (KkWaiting, 1);
    waiting->packet.tag = entry->name.id;
    waiting->packet.oid = entry->oid;
    waiting->seat = kk_receive_recognise (receiving, writer, &log->log, &entry->name.id);
    done = waiting->seat == NULL || take_grant (receiving, log, waiting, taken, error);
    kk_waiting_free (waiting);
    if (!done)
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_receive_grants (KkReceiving *receiving, gboolean *news, GError **error)
{
  *news = FALSE;
  for (guint i = 0; i < receiving->logs->len && !*news; i++) {
    KkReceivedLog *log = receiving->logs->pdata[i];

    if (log->status == KK_LOG_HELD && !log->board_only &&
        !find_grants (receiving, log, news, error))
      return FALSE;
  }
  /* With the new secret every log that waited for one may be open. */
  for (guint i = 0; *news && i < receiving->logs->len; i++) {
    KkReceivedLog *log = receiving->logs->pdata[i];

    if (log->status != KK_LOG_HELD)
      continue;
    g_clear_pointer (&log->view, kk_tip_view_free);
    log->status = KK_LOG_OK;
  }
  return TRUE;
}
