/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-documents-private.h"
#include "app/kk-receive-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-tag.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-inbox.h"

#include <string.h>

/* A packet for this device, opened but not taken. */
typedef struct {
  const KkOwnSeat *seat;
  GBytes *raw;
  KkExamined *examined;
  gint64 row; /* inbox row when it was held before */
} Waiting;

static void
free_waiting (gpointer data)
{
  Waiting *waiting = data;

  g_bytes_unref (waiting->raw);
  kk_examined_free (waiting->examined);
  g_free (waiting);
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const KkStatement *left = (*(Waiting *const *) a)->examined->statement;
  const KkStatement *right = (*(Waiting *const *) b)->examined->statement;
  guint64 first = left != NULL ? left->sequence : 0;
  guint64 second = right != NULL ? right->sequence : 0;

  return (first > second) - (first < second);
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
static const KkOwnSeat *
recognise (KkReceiving *receiving, const KkSeatInfo *writer, const KkId *log, const KkId *tag)
{
  const KkTagKey *key = find_tag_key (receiving, writer);

  for (guint i = 0; key != NULL && i < receiving->app->seats->len; i++) {
    const KkOwnSeat *seat = &g_array_index (receiving->app->seats, KkOwnSeat, i);

    if (kk_tag_recognise (key, log, &seat->seat, tag))
      return seat;
  }
  return NULL;
}

/* The mailbox keys of the seat, newest first, and the key of the certificate; at most six (§12). */
static guint
collect_keys (KkApp *app, const KkOwnSeat *seat, KkKxSecretKey keys[KK_PACKET_CANDIDATES])
{
  g_autoptr (GPtrArray) mailboxes = kk_vault_mailbox_key_list (app->vault, &seat->seat, NULL);
  guint n_keys = 0;

  for (guint i = 0; mailboxes != NULL && i < mailboxes->len && n_keys < KK_PACKET_CANDIDATES - 1;
       i++) {
    const KkVaultMailboxKey *mailbox = mailboxes->pdata[i];

    memcpy (keys[n_keys].bytes, kk_secret_get_data (mailbox->secret), sizeof keys[n_keys].bytes);
    n_keys++;
  }
  memcpy (keys[n_keys].bytes, app->kx.bytes, sizeof keys[n_keys].bytes);
  return n_keys + 1;
}

static KkExamined *
examine (KkReceiving *receiving, const KkOwnSeat *seat, const KkReceivedLog *log, GBytes *raw)
{
  KkApp *app = receiving->app;
  KkKxSecretKey keys[KK_PACKET_CANDIDATES];
  g_auto (KkNetworkKey) network = { 0 };
  KkExamineContext context = { .directory = app->directory, .candidates = keys };
  KkPacketHeader header;
  KkExamined *examined;

  context.n_candidates = collect_keys (app, seat, keys);
  context.seat = &seat->seat;
  context.log = &log->log;
  context.writer = kk_directory_find_seat (app->directory, &log->seat);
  if (kk_packet_peek (raw, &header, NULL) && kk_app_network_key (app, header.epoch, &network))
    context.network = &network;
  examined = kk_examine_packet (&context, raw);
  kk_secret_wipe (keys, sizeof keys);
  return examined;
}

/* A blob that is not what the manifest lists is the server's doing: the packet counts as missing. */
static gboolean
read_packet (KkReceiving *receiving, KkReceivedLog *log, const KkTipPacket *packet, GBytes **raw)
{
  g_autoptr (GBytes) bytes =
      kk_transport_read_blob (receiving->transport, &packet->oid, KK_LIMIT_PACKET, NULL);
  KkHash hash;

  if (bytes != NULL) {
    hash = kk_packet_hash (bytes);
    if (kk_hash_equal (&hash, &packet->hash)) {
      *raw = g_steal_pointer (&bytes);
      return TRUE;
    }
  }
  log->view->missing++;
  return FALSE;
}

static gboolean
add_waiting (KkReceiving *receiving,
             KkReceivedLog *log,
             const KkTipPacket *packet,
             GPtrArray *list,
             GError **error)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  const KkOwnSeat *seat = recognise (receiving, writer, &log->log, &packet->tag);
  Waiting *waiting;
  GBytes *raw;
  gboolean has;

  if (seat == NULL)
    return TRUE;
  if (!kk_vault_inbox_has_packet (receiving->app->vault, &packet->hash, &has, error))
    return FALSE;
  if (has || !read_packet (receiving, log, packet, &raw))
    return TRUE;
  waiting = g_new0 (Waiting, 1);
  waiting->seat = seat;
  waiting->raw = raw;
  waiting->examined = examine (receiving, seat, log, raw);
  g_ptr_array_add (list, waiting);
  return TRUE;
}

static gboolean
take_all (KkReceiving *receiving, const KkReceivedLog *log, GPtrArray *list, GError **error)
{
  g_ptr_array_sort (list, compare_waiting);
  for (guint i = 0; i < list->len; i++) {
    const Waiting *waiting = list->pdata[i];
    KkInboxPlace place = { receiving->app, waiting->seat, log->idx, NULL, waiting->row };

    place.writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
    if (!kk_app_check_cancelled (receiving->app, error) ||
        !kk_inbox_take (&place, waiting->examined, waiting->raw, &receiving->count, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_receive_packets (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_waiting);

  for (guint i = 0; i < log->view->packets->len; i++) {
    if (!add_waiting (receiving, log, &g_array_index (log->view->packets, KkTipPacket, i), list,
                      error))
      return FALSE;
  }
  return take_all (receiving, log, list, error);
}

static gboolean
retry (KkReceiving *receiving, const KkVaultInboxRow *row, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_waiting);
  const KkOwnSeat *seat = kk_app_find_seat (receiving->app, &row->seat);
  const KkId *writer = kk_vault_log_get_seat (receiving->app->vault, row->log);
  KkReceivedLog log = { .idx = row->log };
  Waiting *waiting;

  if (seat == NULL || writer == NULL || row->raw == NULL ||
      kk_directory_find_seat (receiving->app->directory, writer) == NULL)
    return TRUE;
  log.log = *kk_vault_log_get_id (receiving->app->vault, row->log);
  log.seat = *writer;
  waiting = g_new0 (Waiting, 1);
  waiting->seat = seat;
  waiting->raw = g_bytes_ref (row->raw);
  waiting->row = row->idx;
  waiting->examined = examine (receiving, seat, &log, row->raw);
  g_ptr_array_add (list, waiting);
  return take_all (receiving, &log, list, error);
}

gboolean
kk_receive_held (KkReceiving *receiving, GError **error)
{
  g_autoptr (GPtrArray) held = kk_vault_inbox_list (receiving->app->vault, KK_INBOX_HOLD, 0, error);

  if (held == NULL)
    return FALSE;
  for (guint i = 0; i < held->len; i++) {
    if (!retry (receiving, held->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}
