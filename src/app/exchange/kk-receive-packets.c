/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The packets of one log, in the order of their numbers (exchange §16). */

#include "app/exchange/kk-receive-waiting-private.h"

#include "app/exchange/kk-receive-private.h"
#include "crypto/kk-hash.h"
#include "vault/kk-vault-inbox.h"

/* Of what is opened but not taken, so much is kept in memory; the rest is opened again when its turn comes. */
#define OPENED_AT_ONCE ((gsize) 8 << 20)

/* The packets of one log. */
typedef struct {
  GPtrArray *list;   /* (element-type KkWaiting) */
  GHashTable *names; /* set of KkHash, borrowed from the list */
  gsize opened;      /* bytes */
} Batch;

static void
init_batch (Batch *batch)
{
  batch->list = g_ptr_array_new_with_free_func (kk_waiting_free);
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
  guint64 first = (*(const KkWaiting *const *) a)->sequence;
  guint64 second = (*(const KkWaiting *const *) b)->sequence;

  return (first > second) - (first < second);
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

static void
add_waiting (Batch *batch, KkWaiting *waiting)
{
  batch->opened += g_bytes_get_size (waiting->raw);
  g_ptr_array_add (batch->list, waiting);
  g_hash_table_add (batch->names, &waiting->name);
  if (batch->opened > OPENED_AT_ONCE && waiting->row == 0)
    kk_waiting_close (waiting);
}

/* For the order; what cannot be opened now is opened, or fails, when it is taken. */
static void
open_early (KkReceiving *receiving, const KkReceivedLog *log, KkWaiting *waiting)
{
  (void) kk_waiting_open (receiving, log, waiting, NULL);
}

/* @waiting: (transfer full) */
static gboolean
add_unless_known (KkReceiving *receiving,
                  const KkReceivedLog *log,
                  KkWaiting *waiting,
                  Batch *batch,
                  GError **error)
{
  gboolean has = FALSE;
  gboolean asked = kk_receive_has_row (receiving, &waiting->name, &has, error);

  if (!asked || has || g_hash_table_contains (batch->names, &waiting->name)) {
    kk_waiting_free (waiting);
    return asked;
  }
  open_early (receiving, log, waiting);
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
  const KkOwnSeat *seat = kk_receive_recognise (receiving, writer, &log->log, &packet->tag);
  KkWaiting *waiting;
  gboolean has;

  if (seat == NULL)
    return TRUE;
  if (!kk_receive_has_row (receiving, &packet->hash, &has, error))
    return FALSE;
  if (has)
    return TRUE;
  waiting = g_new0 (KkWaiting, 1);
  waiting->seat = seat;
  waiting->packet = *packet;
  waiting->push_no = packet->first_push;
  waiting->raw = kk_receive_read_packet (receiving, packet);
  if (waiting->raw == NULL) {
    log->view->missing++;
    kk_waiting_free (waiting);
    return TRUE;
  }
  waiting->name = name_packet (log, packet, waiting->raw);
  return add_unless_known (receiving, log, waiting, batch, error);
}

static gboolean
take_batch (KkReceiving *receiving, const KkReceivedLog *log, Batch *batch, GError **error)
{
  g_ptr_array_sort (batch->list, compare_waiting);
  for (guint i = 0; i < batch->list->len; i++) {
    if (!kk_waiting_take (receiving, log, batch->list->pdata[i], error))
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
  KkWaiting *waiting;

  if (seat == NULL || row->raw == NULL)
    return FALSE;
  waiting = g_new0 (KkWaiting, 1);
  waiting->seat = seat;
  waiting->raw = g_bytes_ref (row->raw);
  waiting->row = row->idx;
  waiting->push_no = row->push_no;
  waiting->name = row->packet;
  open_early (receiving, log, waiting);
  add_waiting (batch, waiting);
  return TRUE;
}

/* What came may be what a later packet's "no value any more" was about: what waits for that is looked at again. */
static gboolean
take_again (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
{
  g_autoptr (GPtrArray) waiting = kk_vault_inbox_list_coded (
      receiving->app->vault, kk_examine_code_text (KK_EXAMINE_EARLIER), error);
  g_auto (Batch) batch = { 0 };

  init_batch (&batch);
  for (guint i = 0; waiting != NULL && i < waiting->len; i++) {
    const KkVaultInboxRow *row = waiting->pdata[i];

    if (row->log == log->idx)
      (void) add_stored (receiving, log, row, &batch);
  }
  return waiting != NULL && take_batch (receiving, log, &batch, error);
}

gboolean
kk_receive_packets (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  g_auto (Batch) batch = { 0 };

  init_batch (&batch);
  for (guint i = 0; i < log->view->packets->len; i++) {
    if (!look_at_packet (receiving, log, &g_array_index (log->view->packets, KkTipPacket, i),
                         &batch, error))
      return FALSE;
  }
  return batch.list->len == 0 ||
         (take_batch (receiving, log, &batch, error) && take_again (receiving, log, error));
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
  return !add_stored (receiving, &log, row, &batch) ||
         (take_batch (receiving, &log, &batch, error) && take_again (receiving, &log, error));
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

/* Another device of the same desk wrote in this sync. */
static gboolean
has_colleague_news (const KkReceiving *receiving, gint64 log)
{
  const KkId *desk = kk_vault_log_get_desk (receiving->app->vault, log);

  for (guint i = 0; desk != NULL && i < receiving->logs->len; i++) {
    const KkReceivedLog *other = receiving->logs->pdata[i];
    const KkSeatInfo *info = kk_directory_find_seat (receiving->app->directory, &other->seat);

    if (other->idx != log && info != NULL && kk_id_equal (&info->desk->id, desk))
      return TRUE;
  }
  return FALSE;
}

static gboolean
was_about_nothing (KkReceiving *receiving,
                   const KkVaultInboxRow *row,
                   gboolean *was,
                   GError **error)
{
  g_autoptr (GPtrArray) refused = kk_vault_quarantine_list (receiving->app->vault, row->idx, error);

  *was = FALSE;
  for (guint i = 0; refused != NULL && i < refused->len && !*was; i++)
    *was = g_str_equal (((const KkVaultQuarantine *) refused->pdata[i])->code,
                        kk_examine_code_text (KK_EXAMINE_OP_NOT_SENT));
  return refused != NULL;
}

/* What a server kept back for a while may be what a colleague of its writer spoke of. */
static gboolean
retry_refused (KkReceiving *receiving, GError **error)
{
  g_autoptr (GPtrArray) partly =
      kk_vault_inbox_list (receiving->app->vault, KK_INBOX_PARTLY, 0, error);

  receiving->again = TRUE;
  for (guint i = 0; partly != NULL && i < partly->len; i++) {
    const KkVaultInboxRow *row = partly->pdata[i];
    gboolean again = has_colleague_news (receiving, row->log);

    if ((again && !was_about_nothing (receiving, row, &again, error)) ||
        (again && !retry (receiving, row, error)))
      return FALSE;
  }
  receiving->again = FALSE;
  return partly != NULL;
}

gboolean
kk_receive_early (KkReceiving *receiving, GError **error)
{
  g_autoptr (GPtrArray) early = NULL;

  if (receiving->count.applied > 0 && !retry_refused (receiving, error))
    return FALSE;
  early = kk_vault_inbox_list_coded (receiving->app->vault,
                                     kk_examine_code_text (KK_EXAMINE_OP_NOT_SENT), error);
  for (guint i = 0; early != NULL && i < early->len; i++) {
    const KkVaultInboxRow *row = early->pdata[i];

    if (row->state == KK_INBOX_HOLD && !retry (receiving, row, error))
      return FALSE;
  }
  return early != NULL;
}
