/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-manifest-codec.h"

#include "format/kk-network-codec-private.h"

#include <string.h>

#define MOST_BOARD 10000
#define MOST_PAST  16

static gboolean
is_checkpoint (const KkManifest *manifest)
{
  return manifest->kind == KK_MANIFEST_CHECKPOINT;
}

static gboolean
code_live_packet (KkCodec *codec, gpointer value)
{
  KkLivePacket *packet = value;

  return kk_codec_array (codec, 2) && kk_codec_id (codec, &packet->tag) &&
         kk_codec_hash (codec, &packet->packet) && kk_codec_array_end (codec);
}

/* Both lists are ascending: one walk finds a tag that stands in both. */
static gboolean
require_disjoint (KkCodec *codec, const KkManifest *manifest)
{
  guint i = 0;

  for (guint j = 0; j < manifest->drop->len; j++) {
    const KkId *dropped = &g_array_index (manifest->drop, KkId, j);

    while (i < manifest->add->len &&
           kk_id_compare (&g_array_index (manifest->add, KkLivePacket, i).tag, dropped) < 0)
      i++;
    if (!kk_codec_require (
            codec,
            i == manifest->add->len ||
                !kk_id_equal (&g_array_index (manifest->add, KkLivePacket, i).tag, dropped),
            "a packet is added and dropped"))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_packets (KkCodec *codec, KkCodecMap *map, KkManifest *manifest)
{
  static const KkCount count = { 0, KK_LIMIT_LIVE_PACKETS };
  gboolean has_drop = !is_checkpoint (manifest);

  if (!kk_codec_key (codec, map, 5, "packets added") ||
      !kk_codec_values (codec, manifest->add, &count, code_live_packet) ||
      !kk_codec_ascending (codec, manifest->add, kk_id_compare) ||
      !kk_codec_optional_key (codec, map, 6, "packets dropped", &has_drop) ||
      !kk_codec_require (
          codec, has_drop == !is_checkpoint (manifest) && (has_drop || manifest->drop->len == 0),
          "a checkpoint that drops, or a delta that does not say"))
    return FALSE;
  return !has_drop || (kk_codec_values (codec, manifest->drop, &count, kk_codec_id) &&
                       kk_codec_ascending (codec, manifest->drop, kk_id_compare) &&
                       require_disjoint (codec, manifest));
}

static gboolean
code_mailbox (KkCodec *codec, KkCodecMap *map, KkManifest *manifest)
{
  return kk_codec_optional_key (codec, map, 8, "mailbox key", &manifest->has_mailbox) &&
         kk_codec_require (codec, manifest->has_mailbox || !is_checkpoint (manifest),
                           "a checkpoint without what it has to say") &&
         (!manifest->has_mailbox || kk_codec_public_key (codec, &manifest->mailbox));
}

static gboolean
code_board_entry (KkCodec *codec, gpointer value)
{
  KkBoardEntry *entry = value;

  return kk_codec_array (codec, 3) &&
         kk_codec_choice (codec, (guint32 *) &entry->kind, KK_BOARD_REGISTER) &&
         kk_codec_sequence (codec, &entry->version) && kk_codec_hash (codec, &entry->hash) &&
         kk_codec_array_end (codec);
}

static int
compare_board_entries (gconstpointer a, gconstpointer b)
{
  const KkBoardEntry *first = a;
  const KkBoardEntry *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->version != second->version)
    return first->version < second->version ? -1 : 1;
  return memcmp (first->hash.bytes, second->hash.bytes, KK_HASH_SIZE);
}

static gboolean
code_board (KkCodec *codec, KkCodecMap *map, KkManifest *manifest)
{
  gboolean present = manifest->board != NULL;

  if (!kk_codec_optional_key (codec, map, 13, "board", &present) ||
      !kk_codec_require (codec, present || !is_checkpoint (manifest),
                         "a checkpoint without what it has to say"))
    return FALSE;
  if (present && manifest->board == NULL)
    manifest->board = g_array_new (FALSE, FALSE, sizeof (KkBoardEntry));
  return !present ||
         (kk_codec_values (codec, manifest->board, &(KkCount){ 0, MOST_BOARD }, code_board_entry) &&
          kk_codec_ascending (codec, manifest->board, compare_board_entries));
}

static gboolean
code_continues (KkCodec *codec, KkCodecMap *map, KkManifest *manifest)
{
  const KkPin *pin = &manifest->continues;

  if (!kk_codec_optional_key (codec, map, 15, "continues", &manifest->has_continues))
    return FALSE;
  return !manifest->has_continues ||
         (kk_codec_pin (codec, &manifest->continues) &&
          kk_codec_require (codec,
                            manifest->push_no == 1 && !kk_id_equal (&pin->log, &manifest->log),
                            "only the first push continues another log"));
}

static gboolean
code_past_checkpoint (KkCodec *codec, gpointer value)
{
  KkPastCheckpoint *past = value;

  return kk_codec_array (codec, 2) && kk_codec_sequence (codec, &past->push_no) &&
         kk_codec_hash (codec, &past->hash) && kk_codec_array_end (codec);
}

static int
compare_past (gconstpointer a, gconstpointer b)
{
  const KkPastCheckpoint *first = a;
  const KkPastCheckpoint *second = b;

  return first->push_no < second->push_no ? -1 : first->push_no > second->push_no;
}

static gboolean
code_past (KkCodec *codec, KkCodecMap *map, KkManifest *manifest)
{
  GArray *past = manifest->past;
  gboolean present = is_checkpoint (manifest);

  if (!kk_codec_optional_key (codec, map, 16, "past checkpoints", &present) ||
      !kk_codec_require (codec, present == is_checkpoint (manifest) && (present || past->len == 0),
                         "past checkpoints stand in checkpoints, and in each"))
    return FALSE;
  if (!present)
    return TRUE;
  return kk_codec_values (codec, past, &(KkCount){ 0, MOST_PAST }, code_past_checkpoint) &&
         kk_codec_ascending (codec, past, compare_past) &&
         kk_codec_require (codec,
                           past->len == 0 ||
                               g_array_index (past, KkPastCheckpoint, past->len - 1).push_no <
                                   manifest->push_no,
                           "a past checkpoint that is not past");
}

static gboolean
code_head (KkCodec *codec, KkCodecMap *map, KkManifest *manifest)
{
  return kk_codec_key (codec, map, 0, "level") && kk_codec_level (codec, &manifest->level) &&
         kk_codec_key (codec, map, 1, "log") && kk_codec_id (codec, &manifest->log) &&
         kk_codec_key (codec, map, 2, "push number") &&
         kk_codec_sequence (codec, &manifest->push_no) &&
         kk_codec_key (codec, map, 3, "previous hash") &&
         kk_codec_hash (codec, &manifest->previous) &&
         kk_codec_require_chain (codec, manifest->push_no, &manifest->previous) &&
         kk_codec_key (codec, map, 4, "kind") &&
         kk_codec_choice (codec, (guint32 *) &manifest->kind, KK_MANIFEST_CHECKPOINT) &&
         kk_codec_require (codec, manifest->push_no > 1 || is_checkpoint (manifest),
                           "the first push is not a checkpoint");
}

static gboolean
code_manifest (KkCodec *codec, gpointer value)
{
  KkManifest *manifest = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && code_head (codec, &map, manifest) &&
         code_packets (codec, &map, manifest) && kk_codec_key (codec, &map, 7, "marks") &&
         kk_codec_marks (codec, manifest->marks) && code_mailbox (codec, &map, manifest) &&
         kk_codec_key (codec, &map, 9, "register head") &&
         kk_codec_hash (codec, &manifest->register_head) &&
         kk_codec_key (codec, &map, 10, "region") &&
         kk_codec_known_version (codec, &manifest->region) &&
         kk_codec_key (codec, &map, 11, "organisation") &&
         kk_codec_known_version (codec, &manifest->organisation) &&
         kk_codec_key (codec, &map, 12, "register") &&
         kk_codec_version (codec, &manifest->register_) && code_board (codec, &map, manifest) &&
         kk_codec_key (codec, &map, 14, "day") && kk_codec_day (codec, &manifest->day) &&
         code_continues (codec, &map, manifest) && code_past (codec, &map, manifest) &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind manifest_kind = { "manifest", KK_LIMIT_MANIFEST, code_manifest };

GBytes *
kk_manifest_encode (const KkManifest *manifest, GError **error)
{
  return kk_codec_encode (&manifest_kind, manifest, error);
}

KkManifest *
kk_manifest_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkManifest) manifest = kk_manifest_new (KK_MANIFEST_DELTA);

  if (!kk_codec_decode_bytes (&manifest_kind, bytes, manifest, error))
    return NULL;
  return g_steal_pointer (&manifest);
}
