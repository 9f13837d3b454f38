/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-seal-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-packet.h"
#include "crypto/kk-tag.h"
#include "format/kk-statement-codec.h"
#include "vault/kk-vault-logs.h"

#include <string.h>

static const KkTagKey *
find_tag_key (KkSealing *sealing, const KkSeatInfo *addressee, GError **error)
{
  KkTagKey *key = g_hash_table_lookup (sealing->tag_keys, &addressee->device_id);
  KkKxPublicKey theirs;

  if (key != NULL)
    return key;
  key = g_new0 (KkTagKey, 1);
  memcpy (theirs.bytes, addressee->device->kx.bytes, sizeof theirs.bytes);
  if (!kk_tag_key_init (key, &sealing->app->kx, &theirs, error)) {
    g_free (key);
    return NULL;
  }
  g_hash_table_insert (sealing->tag_keys, kk_id_copy (&addressee->device_id), key);
  return key;
}

/* The random half of a tag is not used twice in a live set (§12). */
static gboolean
make_tag (KkSealing *sealing, const KkSeatInfo *addressee, KkId *tag, GError **error)
{
  const KkTagKey *key = find_tag_key (sealing, addressee, error);
  KkId half;

  if (key == NULL)
    return FALSE;
  do {
    *tag = kk_tag_make (key, &sealing->seat->log, &addressee->seat);
    half = *tag;
    memset (half.bytes + KK_ID_SIZE / 2, 0, KK_ID_SIZE / 2);
  } while (!g_hash_table_add (sealing->tags, kk_id_copy (&half)));
  return TRUE;
}

/* The newest mailbox key that was verified, else the key of the certificate (§11). */
static gboolean
pick_key (KkSealing *sealing, const KkSeatInfo *addressee, KkKxPublicKey *key, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (sealing->app->vault, &addressee->seat, error);
  guint32 newest = 0;

  if (logs == NULL)
    return FALSE;
  memcpy (key->bytes, addressee->device->kx.bytes, sizeof key->bytes);
  for (guint i = 0; i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (log->has_mailbox && log->incarnation >= newest) {
      newest = log->incarnation;
      memcpy (key->bytes, log->mailbox.bytes, sizeof key->bytes);
    }
  }
  return TRUE;
}

static KkStatement *
make_statement (KkSealing *sealing, const KkSealOrder *order, guint64 sequence)
{
  KkStatement *statement = kk_statement_new ();
  const KkDirectory *directory = sealing->app->directory;

  statement->level = KK_LEVEL;
  statement->kind = order->kind;
  statement->writer = sealing->seat->seat;
  statement->log = sealing->seat->log;
  statement->sequence = sequence;
  statement->addressee = order->addressee->seat;
  for (guint i = 0; order->seats != NULL && i < order->seats->len; i++) {
    const KkId *seat = &g_array_index (order->seats, KkId, i);

    if (!kk_id_equal (seat, &order->addressee->seat))
      g_array_append_vals (statement->others, seat, 1);
  }
  statement->region = kk_directory_region_version (directory);
  statement->organisation =
      kk_directory_organisation_version (directory, sealing->info->organisation->slug);
  statement->register_ = kk_directory_register_version (directory);
  statement->decided_on = g_strdup (sealing->day);
  statement->created = kk_app_now (sealing->app);
  statement->body = g_bytes_ref (order->body);
  return statement;
}

static GBytes *
seal_statement (KkSealing *sealing,
                const KkSealOrder *order,
                guint64 sequence,
                const KkId *tag,
                GError **error)
{
  g_autoptr (KkStatement) statement = make_statement (sealing, order, sequence);
  g_autoptr (GBytes) bytes = kk_statement_encode (statement, error);
  const KkNetworkKey *network = order->network != NULL ? order->network : &sealing->network;
  KkKxPublicKey key;

  if (bytes == NULL || !pick_key (sealing, order->addressee, &key, error))
    return NULL;
  return kk_packet_seal (bytes, network, &sealing->app->sign, &key, tag, error);
}

static gboolean
store_packet (KkSealing *sealing, const KkSealOrder *order, KkVaultPacket *row, GError **error)
{
  KkLivePacket live = { row->tag, row->hash };

  row->log = sealing->log;
  row->seat = order->addressee->seat;
  row->first_push = sealing->push_no;
  row->has_body = order->body_id != NULL;
  if (order->body_id != NULL)
    row->body = *order->body_id;
  row->kind = order->kind;
  row->control = order->control;
  row->created = kk_app_now (sealing->app);
  row->state = KK_PACKET_LIVE;
  if (!kk_vault_packet_add (sealing->app->vault, row, error))
    return FALSE;
  g_array_append_val (sealing->add, live);
  sealing->result->packets++;
  sealing->result->bytes += g_bytes_get_size (row->bytes);
  return TRUE;
}

gboolean
kk_seal_packet (KkSealing *sealing,
                const KkSealOrder *order,
                gint64 *packet,
                KkHash *hash,
                GError **error)
{
  g_autoptr (KkVaultPacket) row = kk_vault_packet_new ();

  if (!kk_vault_addressee_take_sequence (sealing->app->vault, sealing->log, &order->addressee->seat,
                                         &row->sequence, error) ||
      !make_tag (sealing, order->addressee, &row->tag, error))
    return FALSE;
  row->bytes = seal_statement (sealing, order, row->sequence, &row->tag, error);
  if (row->bytes == NULL)
    return FALSE;
  row->hash = kk_packet_hash (row->bytes);
  if (!store_packet (sealing, order, row, error))
    return FALSE;
  *packet = row->idx;
  *hash = row->hash;
  return TRUE;
}
