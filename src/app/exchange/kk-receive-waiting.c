/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One packet for this device: found by its tag, opened, examined, taken (exchange §16). */

#include "app/exchange/kk-receive-waiting-private.h"

#include "app/exchange/kk-receive-private.h"
#include "app/region/kk-documents-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-tag.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-inbox.h"

#include <string.h>

void
kk_waiting_close (KkWaiting *waiting)
{
  g_clear_pointer (&waiting->raw, g_bytes_unref);
  g_clear_pointer (&waiting->examined, kk_examined_free);
}

void
kk_waiting_free (gpointer data)
{
  kk_waiting_close (data);
  g_free (data);
}

static const KkTagKey *
find_tag_key (KkReceiving *receiving, const KkSeatInfo *writer)
{
  KkTagKey *key = g_hash_table_lookup (receiving->tag_keys, &writer->device_id);
  KkKxPublicKey theirs = kk_public_key_to_kx (&writer->device->kx);

  if (key != NULL)
    return key;
  key = g_new0 (KkTagKey, 1);
  if (!kk_tag_key_init (key, &receiving->app->kx, &theirs, NULL)) {
    g_free (key);
    return NULL;
  }
  g_hash_table_insert (receiving->tag_keys, kk_id_copy (&writer->device_id), key);
  return key;
}

/* (nullable): the own seat to which a packet is addressed. */
const KkOwnSeat *
kk_receive_recognise (KkReceiving *receiving,
                      const KkSeatInfo *writer,
                      const KkId *log,
                      const KkId *tag)
{
  const KkTagKey *key = find_tag_key (receiving, writer);

  for (guint i = 0; key != NULL && i < receiving->app->seats->len; i++) {
    const KkOwnSeat *seat = &g_array_index (receiving->app->seats, KkOwnSeat, i);

    if (kk_tag_recognise (key, log, &seat->seat, tag))
      return seat;
  }
  return NULL;
}

/* The mailbox keys of the seat, newest first, and the key of the certificate; at most six (§12). 0: they could not be read. */
static guint
collect_keys (KkApp *app,
              const KkOwnSeat *seat,
              KkKxSecretKey keys[KK_PACKET_CANDIDATES],
              GError **error)
{
  g_autoptr (GPtrArray) mailboxes = kk_vault_mailbox_key_list (app->vault, &seat->seat, error);
  guint n_keys = 0;

  if (mailboxes == NULL)
    return 0;
  for (guint i = 0; i < mailboxes->len && n_keys < KK_PACKET_CANDIDATES - 1; i++) {
    const KkVaultMailboxKey *mailbox = mailboxes->pdata[i];

    memcpy (keys[n_keys].bytes, kk_secret_get_data (mailbox->secret), sizeof keys[n_keys].bytes);
    n_keys++;
  }
  memcpy (keys[n_keys].bytes, app->kx.bytes, sizeof keys[n_keys].bytes);
  return n_keys + 1;
}

/* The view of the log was compared with the pin; here only the number counts. */
static gboolean
is_pinned (KkReceiving *receiving, const KkSeatInfo *writer, const KkId *log, guint64 push_no)
{
  KkPin pin;

  return writer != NULL && writer->revoked && push_no > 0 &&
         kk_directory_find_pin (receiving->app->directory, writer, log, &pin) &&
         push_no <= pin.push_no;
}

/* Of a packet that was held its manifest was looked at before. Where the own keys cannot be read nothing is said about the packet: it
 * would be refused for ever. */
static KkExamined *
examine (KkReceiving *receiving, const KkReceivedLog *log, const KkWaiting *waiting, GError **error)
{
  const KkTipPacket *packet = waiting->row == 0 ? &waiting->packet : NULL;
  const KkOwnSeat *seat = waiting->seat;
  GBytes *raw = waiting->raw;
  KkApp *app = receiving->app;
  KkKxSecretKey keys[KK_PACKET_CANDIDATES];
  g_auto (KkNetworkKey) network = { 0 };
  KkExamineContext context = { .directory = app->directory, .candidates = keys };
  KkPacketHeader header;
  KkExamined *examined;

  context.n_candidates = collect_keys (app, seat, keys, error);
  if (context.n_candidates == 0)
    return NULL;
  context.seat = &seat->seat;
  context.log = &log->log;
  context.tag = packet != NULL ? &packet->tag : NULL;
  context.least_register = packet != NULL ? packet->least_register : 0;
  context.writer = kk_directory_find_seat (app->directory, &log->seat);
  context.is_pinned = is_pinned (receiving, context.writer, &log->log, waiting->push_no);
  if (kk_packet_peek (raw, &header, NULL) && kk_app_network_key (app, header.epoch, &network))
    context.network = &network;
  examined = kk_examine_packet (&context, raw);
  kk_secret_wipe (keys, sizeof keys);
  return examined;
}

KkExamined *
kk_receive_examine (KkApp *app,
                    const KkOwnSeat *seat,
                    const KkVaultLog *log,
                    GBytes *raw,
                    GError **error)
{
  KkReceiving receiving = { .app = app };
  KkReceivedLog read = { .idx = log->idx, .log = log->log, .seat = log->seat };
  KkWaiting waiting = { .seat = seat, .row = 1, .push_no = 1, .raw = raw };

  return examine (&receiving, &read, &waiting, error);
}

/* (nullable): a blob that is not what the manifest lists is the server's doing, and the packet counts as missing. */
GBytes *
kk_receive_read_packet (KkReceiving *receiving, const KkTipPacket *packet)
{
  g_autoptr (GBytes) bytes =
      kk_transport_read_blob (receiving->transport, &packet->oid, KK_LIMIT_PACKET, NULL);
  KkHash hash;

  if (bytes == NULL)
    return NULL;
  hash = kk_packet_hash (bytes);
  return kk_hash_equal (&hash, &packet->hash) ? g_steal_pointer (&bytes) : NULL;
}

gboolean
kk_waiting_open (KkReceiving *receiving,
                 const KkReceivedLog *log,
                 KkWaiting *waiting,
                 GError **error)
{
  if (waiting->raw == NULL)
    waiting->raw = kk_receive_read_packet (receiving, &waiting->packet);
  if (waiting->raw == NULL)
    return TRUE;
  waiting->examined = examine (receiving, log, waiting, error);
  if (waiting->examined == NULL)
    return FALSE;
  waiting->examined->packet = waiting->name;
  if (waiting->examined->statement != NULL)
    waiting->sequence = waiting->examined->statement->sequence;
  return TRUE;
}

gboolean
kk_receive_has_row (const KkReceiving *receiving, const KkHash *name, gboolean *has, GError **error)
{
  return kk_vault_inbox_has_packet (receiving->app->vault, name, has, error);
}

gboolean
kk_waiting_take (KkReceiving *receiving,
                 const KkReceivedLog *log,
                 KkWaiting *waiting,
                 GError **error)
{
  KkInboxPlace place = { .app = receiving->app, .seat = waiting->seat, .log = log->idx };
  gboolean taken;

  place.writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  place.row = waiting->row;
  place.push_no = waiting->push_no;
  place.more_to_come = receiving->more_to_come;
  place.again = receiving->again;
  if (!kk_app_check_cancelled (receiving->app, error))
    return FALSE;
  if (waiting->examined == NULL && !kk_waiting_open (receiving, log, waiting, error))
    return FALSE;
  if (waiting->examined == NULL)
    return TRUE; /* it was there a moment ago: the next sync sees it again */
  taken = kk_inbox_take (&place, waiting->examined, waiting->raw, &receiving->count, error);
  kk_waiting_close (waiting);
  return taken;
}
