/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-backup-codec.h"

#include "base/kk-limits.h"
#include "format/kk-network-codec-private.h"

#define MOST_TABLES 64
#define MOST_ERASED 100000

static gboolean
code_count (KkCodec *codec, gpointer slot)
{
  KkBackupCount **count = slot;

  if (!kk_codec_is_encoding (codec))
    *count = kk_backup_count_new (NULL, 0);
  return kk_codec_array (codec, 2) && kk_codec_code (codec, &(*count)->table) &&
         kk_codec_number (codec, &(*count)->rows, 0, G_MAXINT64) && kk_codec_array_end (codec);
}

static gboolean
code_head (KkCodec *codec, gpointer value)
{
  KkBackupHead *head = value;

  return kk_codec_array (codec, 3) && kk_codec_id (codec, &head->log) &&
         kk_codec_sequence (codec, &head->n) && kk_codec_hash (codec, &head->chain) &&
         kk_codec_array_end (codec);
}

/* A full one stands on itself; an increment on an earlier one, whose manifest it names. */
static gboolean
require_full (KkCodec *codec, const KkBackupManifest *manifest)
{
  gboolean holds = manifest->kind == KK_BACKUP_FULL ? manifest->full == manifest->number
                                                    : manifest->full < manifest->number &&
                                                          !kk_hash_is_zero (&manifest->previous);

  return kk_codec_require (codec, holds, "what this backup stands on");
}

static gboolean
code_identity (KkCodec *codec, KkCodecMap *map, KkBackupManifest *manifest)
{
  return kk_codec_key (codec, map, 0, "level") && kk_codec_level (codec, &manifest->level) &&
         kk_codec_key (codec, map, 1, "number") && kk_codec_sequence (codec, &manifest->number) &&
         kk_codec_key (codec, map, 2, "previous") && kk_codec_hash (codec, &manifest->previous) &&
         kk_codec_key (codec, map, 3, "vault") && kk_codec_id (codec, &manifest->vault) &&
         kk_codec_key (codec, map, 4, "made") && kk_codec_time (codec, &manifest->made) &&
         kk_codec_key (codec, map, 5, "kind") &&
         kk_codec_choice (codec, &manifest->kind, KK_BACKUP_INCREMENT) &&
         kk_codec_key (codec, map, 6, "full") && kk_codec_sequence (codec, &manifest->full) &&
         require_full (codec, manifest);
}

static gboolean
code_database (KkCodec *codec, KkCodecMap *map, KkBackupManifest *manifest)
{
  return kk_codec_key (codec, map, 7, "pages") && kk_codec_sequence (codec, &manifest->n_pages) &&
         kk_codec_key (codec, map, 8, "digest") &&
         kk_codec_fixed (codec, manifest->digest, sizeof manifest->digest) &&
         kk_codec_key (codec, map, 9, "key") &&
         kk_codec_fixed (codec, manifest->key, sizeof manifest->key) &&
         kk_codec_key (codec, map, 10, "device") && kk_codec_public_key (codec, &manifest->device);
}

static gboolean
code_manifest (KkCodec *codec, gpointer value)
{
  KkBackupManifest *manifest = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && code_identity (codec, &map, manifest) &&
         code_database (codec, &map, manifest) && kk_codec_key (codec, &map, 11, "counts") &&
         kk_codec_objects (codec, manifest->counts, &(KkCount){ 0, MOST_TABLES }, code_count) &&
         kk_codec_key (codec, &map, 12, "heads") &&
         kk_codec_values (codec, manifest->heads, &(KkCount){ 0, KK_MOST_LOGS }, code_head) &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind manifest_kind = { "backup manifest", KK_BACKUP_MANIFEST_MOST,
                                              code_manifest };

/* The exact size is not known before, and what is left over is cut off in guarded memory. */
KkSecret *
kk_backup_manifest_encode (const KkBackupManifest *manifest, GError **error)
{
  g_autoptr (KkSecret) room = kk_secret_new (KK_BACKUP_MANIFEST_MOST);
  gsize size = kk_codec_encode_into (&manifest_kind, manifest, kk_secret_edit_data (room),
                                     KK_BACKUP_MANIFEST_MOST, error);

  return size == 0 ? NULL : kk_secret_new_copy (kk_secret_get_data (room), size);
}

KkBackupManifest *
kk_backup_manifest_decode (const void *data, gsize size, GError **error)
{
  g_autoptr (KkBackupManifest) manifest = kk_backup_manifest_new ();

  return kk_codec_decode (&manifest_kind, data, size, manifest, error) ? g_steal_pointer (&manifest)
                                                                       : NULL;
}

static gboolean
code_erased (KkCodec *codec, gpointer slot)
{
  KkErasedRecord **place = slot;
  KkErasedRecord *record;
  guint64 n;

  if (!kk_codec_is_encoding (codec))
    *place = g_new0 (KkErasedRecord, 1);
  record = *place;
  n = record->dot.n;
  if (!kk_codec_array (codec, 8) || !kk_codec_id (codec, &record->desk) ||
      !kk_codec_id (codec, &record->id) || !kk_codec_id (codec, &record->owner) ||
      !kk_codec_count (codec, &record->type, 1, G_MAXINT32) ||
      !kk_codec_text (codec, &record->order, KK_LIMIT_TEXT) ||
      !kk_codec_day (codec, &record->day) || !kk_codec_id (codec, &record->dot.log) ||
      !kk_codec_number (codec, &n, 1, KK_LIMIT_COUNTER))
    return FALSE;
  record->dot.n = (guint32) n;
  return kk_codec_array_end (codec);
}

static gboolean
code_erased_list (KkCodec *codec, gpointer value)
{
  KkErasedList *list = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "level") &&
         kk_codec_level (codec, &list->level) && kk_codec_key (codec, &map, 1, "vault") &&
         kk_codec_id (codec, &list->vault) && kk_codec_key (codec, &map, 2, "newest") &&
         kk_codec_number (codec, &list->newest, 0, KK_LIMIT_SEQUENCE) &&
         kk_codec_key (codec, &map, 3, "records") &&
         kk_codec_objects (codec, list->records, &(KkCount){ 0, MOST_ERASED }, code_erased) &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind erased_list_kind = { "list of what was erased", KK_ERASED_LIST_MOST,
                                                 code_erased_list };

GBytes *
kk_erased_list_encode (const KkErasedList *list, GError **error)
{
  return kk_codec_encode (&erased_list_kind, list, error);
}

KkErasedList *
kk_erased_list_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkErasedList) list = kk_erased_list_new ();

  return kk_codec_decode_bytes (&erased_list_kind, bytes, list, error) ? g_steal_pointer (&list)
                                                                       : NULL;
}
