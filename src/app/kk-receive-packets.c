/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-documents-private.h"
#include "app/kk-receive-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-hash.h"
#include "crypto/kk-tag.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-inbox.h"

#include <string.h>

/* Of what is opened but not taken, so much is kept in memory; the rest is opened again when its turn comes. */
#define OPENED_AT_ONCE ((gsize) 8 << 20)

/* A packet for this device that waits for its turn. */
typedef struct {
  const KkOwnSeat *seat;
  KkTipPacket packet; /* as the manifest lists it; of a held one there is nothing here */
  guint64 push_no;    /* that lists it */
  guint64 sequence;   /* 0 = it could not be read */
  KkHash name;        /* of its row */
  gint64 row;         /* inbox row when it was held before */
  GBytes *raw;        /* (nullable): read again when needed */
  KkExamined *examined;
} Waiting;

/* The packets of one log. */
typedef struct {
  GPtrArray *list;   /* (element-type Waiting) */
  GHashTable *names; /* set of KkHash, borrowed from the list */
  gsize opened;      /* bytes */
} Batch;

static void
close_waiting (Waiting *waiting)
{
  g_clear_pointer (&waiting->raw, g_bytes_unref);
  g_clear_pointer (&waiting->examined, kk_examined_free);
}

static void
free_waiting (gpointer data)
{
  close_waiting (data);
  g_free (data);
}

static void
init_batch (Batch *batch)
{
  batch->list = g_ptr_array_new_with_free_func (free_waiting);
  batch->names = g_hash_table_new (kk_hash_hash, kk_hash_equal);
  batch->opened = 0;
}

static void
clear_batch (Batch *batch)
{
  g_clear_pointer (&batch->names, g_hash_table_unref);
  g_clear_pointer (&batch->list, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, clear_batch)

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  guint64 first = (*(const Waiting *const *) a)->sequence;
  guint64 second = (*(const Waiting *const *) b)->sequence;

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

/* The view of the log was compared with the pin; here only the number counts. */
static gboolean
is_pinned (KkReceiving *receiving, const KkSeatInfo *writer, const KkId *log, guint64 push_no)
{
  KkPin pin;

  return writer != NULL && writer->revoked && push_no > 0 &&
         kk_directory_find_pin (receiving->app->directory, writer, log, &pin) &&
         push_no <= pin.push_no;
}

/* Of a packet that was held its manifest was looked at before. */
static KkExamined *
examine (KkReceiving *receiving, const KkReceivedLog *log, const Waiting *waiting)
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

  context.n_candidates = collect_keys (app, seat, keys);
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
kk_receive_examine (KkApp *app, const KkOwnSeat *seat, const KkVaultLog *log, GBytes *raw)
{
  KkReceiving receiving = { .app = app };
  KkReceivedLog read = { .idx = log->idx, .log = log->log, .seat = log->seat };
  Waiting waiting = { .seat = seat, .row = 1, .push_no = 1, .raw = raw };

  return examine (&receiving, &read, &waiting);
}

/* (nullable): a blob that is not what the manifest lists is the server's doing, and the packet counts as missing. */
static GBytes *
read_packet (KkReceiving *receiving, const KkTipPacket *packet)
{
  g_autoptr (GBytes) bytes =
      kk_transport_read_blob (receiving->transport, &packet->oid, KK_LIMIT_PACKET, NULL);
  KkHash hash;

  if (bytes == NULL)
    return NULL;
  hash = kk_packet_hash (bytes);
  return kk_hash_equal (&hash, &packet->hash) ? g_steal_pointer (&bytes) : NULL;
}

/* The bytes of a packet under another name than their own are a copy of what was sent elsewhere. It goes under a name of
 * its own, or whoever copies a packet first would keep the real one out. */
static KkHash
name_packet (const KkReceivedLog *log, const KkTipPacket *packet, GBytes *raw)
{
  KkPacketHeader header;

  if (!kk_packet_peek (raw, &header, NULL) || kk_id_equal (&header.tag, &packet->tag))
    return packet->hash;
  return kk_hash_labelled_pair ("copy", log->log.bytes, sizeof log->log.bytes, packet->hash.bytes,
                                sizeof packet->hash.bytes);
}

/* FALSE when the packet is not there. */
static gboolean
open_waiting (KkReceiving *receiving, const KkReceivedLog *log, Waiting *waiting)
{
  if (waiting->raw == NULL)
    waiting->raw = read_packet (receiving, &waiting->packet);
  if (waiting->raw == NULL)
    return FALSE;
  waiting->examined = examine (receiving, log, waiting);
  waiting->examined->packet = waiting->name;
  if (waiting->examined->statement != NULL)
    waiting->sequence = waiting->examined->statement->sequence;
  return TRUE;
}

static void
add_waiting (Batch *batch, Waiting *waiting)
{
  batch->opened += g_bytes_get_size (waiting->raw);
  g_ptr_array_add (batch->list, waiting);
  g_hash_table_add (batch->names, &waiting->name);
  if (batch->opened > OPENED_AT_ONCE && waiting->row == 0)
    close_waiting (waiting);
}

static gboolean
has_row (const KkReceiving *receiving, const KkHash *name, gboolean *has, GError **error)
{
  return kk_vault_inbox_has_packet (receiving->app->vault, name, has, error);
}

/* @waiting: (transfer full) */
static gboolean
add_unless_known (KkReceiving *receiving,
                  const KkReceivedLog *log,
                  Waiting *waiting,
                  Batch *batch,
                  GError **error)
{
  gboolean has = FALSE;
  gboolean asked = has_row (receiving, &waiting->name, &has, error);

  if (!asked || has || g_hash_table_contains (batch->names, &waiting->name)) {
    free_waiting (waiting);
    return asked;
  }
  (void) open_waiting (receiving, log, waiting);
  add_waiting (batch, waiting);
  return TRUE;
}

static gboolean
look_at_packet (KkReceiving *receiving,
                KkReceivedLog *log,
                const KkTipPacket *packet,
                Batch *batch,
                GError **error)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  const KkOwnSeat *seat = recognise (receiving, writer, &log->log, &packet->tag);
  Waiting *waiting;
  gboolean has;

  if (seat == NULL)
    return TRUE;
  if (!has_row (receiving, &packet->hash, &has, error))
    return FALSE;
  if (has)
    return TRUE;
  waiting = g_new0 (Waiting, 1);
  waiting->seat = seat;
  waiting->packet = *packet;
  waiting->push_no = packet->first_push;
  waiting->raw = read_packet (receiving, packet);
  if (waiting->raw == NULL) {
    log->view->missing++;
    free_waiting (waiting);
    return TRUE;
  }
  waiting->name = name_packet (log, packet, waiting->raw);
  return add_unless_known (receiving, log, waiting, batch, error);
}

static gboolean
take_one (KkReceiving *receiving, const KkReceivedLog *log, Waiting *waiting, GError **error)
{
  KkInboxPlace place = { receiving->app, waiting->seat, log->idx, NULL, waiting->row, 0 };
  gboolean taken;

  place.writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  place.push_no = waiting->push_no;
  if (!kk_app_check_cancelled (receiving->app, error))
    return FALSE;
  if (waiting->examined == NULL && !open_waiting (receiving, log, waiting))
    return TRUE; /* it was there a moment ago: the next sync sees it again */
  taken = kk_inbox_take (&place, waiting->examined, waiting->raw, &receiving->count, error);
  close_waiting (waiting);
  return taken;
}

static gboolean
take_batch (KkReceiving *receiving, const KkReceivedLog *log, Batch *batch, GError **error)
{
  g_ptr_array_sort (batch->list, compare_waiting);
  for (guint i = 0; i < batch->list->len; i++) {
    if (!take_one (receiving, log, batch->list->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_stored (KkReceiving *receiving,
            const KkReceivedLog *log,
            const KkVaultInboxRow *row,
            Batch *batch)
{
  const KkOwnSeat *seat = kk_app_find_seat (receiving->app, &row->seat);
  Waiting *waiting;

  if (seat == NULL || row->raw == NULL)
    return FALSE;
  waiting = g_new0 (Waiting, 1);
  waiting->seat = seat;
  waiting->raw = g_bytes_ref (row->raw);
  waiting->row = row->idx;
  waiting->push_no = row->push_no;
  waiting->name = row->packet;
  (void) open_waiting (receiving, log, waiting);
  add_waiting (batch, waiting);
  return TRUE;
}

/* What came late may be what a later packet's "no value any more" was about: that one is looked at again. */
static gboolean
take_again (KkReceiving *receiving, const KkReceivedLog *log, guint64 since, GError **error)
{
  g_autoptr (GPtrArray) partly =
      kk_vault_inbox_list (receiving->app->vault, KK_INBOX_PARTLY, log->idx, error);
  g_auto (Batch) batch = { 0 };

  init_batch (&batch);
  for (guint i = 0; partly != NULL && i < partly->len; i++) {
    const KkVaultInboxRow *row = partly->pdata[i];

    if (row->sequence > since)
      (void) add_stored (receiving, log, row, &batch);
  }
  return partly != NULL && take_batch (receiving, log, &batch, error);
}

static gboolean
find_late (KkReceiving *receiving,
           const KkReceivedLog *log,
           const Batch *batch,
           guint64 *late,
           GError **error)
{
  *late = 0;
  for (guint i = 0; i < batch->list->len && *late == 0; i++) {
    const Waiting *waiting = batch->list->pdata[i];
    guint64 highest;

    if (waiting->sequence == 0)
      continue;
    if (!kk_vault_inbox_highest (receiving->app->vault, log->idx, &waiting->seat->seat, &highest,
                                 error))
      return FALSE;
    if (waiting->sequence < highest)
      *late = waiting->sequence;
  }
  return TRUE;
}

gboolean
kk_receive_packets (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  g_auto (Batch) batch = { 0 };
  guint64 late;

  init_batch (&batch);
  for (guint i = 0; i < log->view->packets->len; i++) {
    if (!look_at_packet (receiving, log, &g_array_index (log->view->packets, KkTipPacket, i),
                         &batch, error))
      return FALSE;
  }
  if (batch.list->len == 0)
    return TRUE;
  g_ptr_array_sort (batch.list, compare_waiting);
  return find_late (receiving, log, &batch, &late, error) &&
         take_batch (receiving, log, &batch, error) &&
         (late == 0 || take_again (receiving, log, late, error));
}

static gboolean
retry (KkReceiving *receiving, const KkVaultInboxRow *row, GError **error)
{
  const KkId *writer = kk_vault_log_get_seat (receiving->app->vault, row->log);
  KkReceivedLog log = { .idx = row->log };
  g_auto (Batch) batch = { 0 };

  if (writer == NULL || kk_directory_find_seat (receiving->app->directory, writer) == NULL)
    return TRUE;
  log.log = *kk_vault_log_get_id (receiving->app->vault, row->log);
  log.seat = *writer;
  init_batch (&batch);
  return !add_stored (receiving, &log, row, &batch) || take_batch (receiving, &log, &batch, error);
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

/* Grants. */

/* @waiting: with seat and packet. What is no grant waits until the manifest says that it counts. */
static gboolean
take_grant (KkReceiving *receiving,
            const KkReceivedLog *log,
            Waiting *waiting,
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
  if (!has_row (receiving, &waiting->name, &has, error))
    return FALSE;
  if (has || !open_waiting (receiving, log, waiting) || waiting->examined->code != KK_EXAMINE_OK ||
      waiting->examined->control == NULL || waiting->examined->control->kind != KK_CONTROL_GRANT)
    return TRUE;
  *taken = TRUE;
  return take_one (receiving, log, waiting, error);
}

static gboolean
find_grants (KkReceiving *receiving, KkReceivedLog *log, gboolean *taken, GError **error)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  g_autoptr (KkTip) tip = kk_transport_read_tip (receiving->transport, &log->tip, NULL, NULL);

  for (guint i = 0; writer != NULL && tip != NULL && !*taken && i < tip->added->len; i++) {
    const KkTipEntry *entry = &g_array_index (tip->added, KkTipEntry, i);
    Waiting *waiting;
    gboolean done;

    if (entry->name.kind != KK_TIP_PACKET)
      continue;
    waiting = g_new0 (Waiting, 1);
    waiting->packet.tag = entry->name.id;
    waiting->packet.oid = entry->oid;
    waiting->seat = recognise (receiving, writer, &log->log, &entry->name.id);
    done = waiting->seat == NULL || take_grant (receiving, log, waiting, taken, error);
    free_waiting (waiting);
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

    if (log->status == KK_LOG_HELD && !find_grants (receiving, log, news, error))
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
