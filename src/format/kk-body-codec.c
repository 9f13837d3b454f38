/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-body-codec.h"

#include "format/kk-basis-codec-private.h"
#include "format/kk-network-codec-private.h"
#include "format/kk-operation-codec-private.h"

#include <string.h>

#define MOST_DESKS 4096

/* What is computed beside the body: its tables, and when encoding its records, which have to be
 * written before the tables that stand in front of them. */
typedef struct {
  KkOpTables ops;
  KkIdTable desks;
  KkCborWriter records;
} BodyTables;

static void
clear_tables (BodyTables *tables)
{
  kk_id_table_clear (&tables->ops.logs);
  kk_id_table_clear (&tables->desks);
  g_free (tables->ops.basis_used);
  kk_cbor_writer_clear (&tables->records);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BodyTables, clear_tables)

static BodyTables *
get_tables (KkCodec *codec)
{
  return (BodyTables *) (gpointer) codec->tables;
}

static gboolean
code_record (KkCodec *codec, gpointer slot)
{
  KkBodyRecord **place = slot;
  KkBodyRecord *record = *place != NULL ? *place : (*place = kk_body_record_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "id of a record") &&
         kk_codec_id (codec, &record->id) && kk_codec_key (codec, &map, 1, "type of a record") &&
         kk_codec_count (codec, &record->type, 1, G_MAXUINT32) &&
         kk_codec_key (codec, &map, 2, "owner of a record") &&
         kk_codec_table_id (codec, &get_tables (codec)->desks, &record->owner) &&
         kk_codec_optional_key (codec, &map, 3, "thread of a record", &record->has_thread) &&
         (!record->has_thread || kk_codec_id (codec, &record->thread)) &&
         kk_codec_key (codec, &map, 4, "operations of a record") &&
         kk_codec_objects (codec, record->ops, &(KkCount){ 1, KK_LIMIT_OPERATIONS }, kk_codec_op) &&
         kk_codec_map_end (codec, &map);
}

static gboolean
code_record_list (KkCodec *codec, GPtrArray *records)
{
  static const KkMember id = { kk_id_hash, kk_id_equal, G_STRUCT_OFFSET (KkBodyRecord, id), FALSE };

  return kk_codec_objects (codec, records, &(KkCount){ 0, KK_LIMIT_OPERATIONS }, code_record) &&
         kk_codec_unique_members (codec, records, &id);
}

static gboolean
require_bases_used (KkCodec *codec, guint n_bases)
{
  for (guint i = 0; i < n_bases; i++) {
    if (!kk_codec_require (codec, codec->tables->basis_used[i],
                           "a basis that no operation rests on"))
      return FALSE;
  }
  return TRUE;
}

static void
expect_bases (KkCodec *codec, const KkBody *body)
{
  codec->tables->n_bases = body->bases->len;
  codec->tables->basis_used = g_new0 (gboolean, body->bases->len + 1);
}

static gboolean
prepare_records (KkCodec *codec, KkBody *body)
{
  KkCborWriter *whole = codec->writer;
  gboolean coded;

  expect_bases (codec, body);
  kk_cbor_writer_init (&get_tables (codec)->records, 4096);
  codec->writer = &get_tables (codec)->records;
  coded = code_record_list (codec, body->records);
  codec->writer = whole;
  return coded && require_bases_used (codec, body->bases->len);
}

static gboolean
code_records (KkCodec *codec, KkBody *body)
{
  BodyTables *tables = get_tables (codec);

  if (kk_codec_is_encoding (codec)) {
    kk_cbor_write_encoded (codec->writer, tables->records.data, tables->records.size);
    return TRUE;
  }
  expect_bases (codec, body);
  return code_record_list (codec, body->records) &&
         kk_codec_require_table_used (codec, &tables->ops.logs) &&
         kk_codec_require_table_used (codec, &tables->desks) &&
         require_bases_used (codec, body->bases->len);
}

/* Objects by themselves serve no purpose: they are what a later packet may rest on. */
static gboolean
require_purpose (KkCodec *codec, const KkBody *body)
{
  return kk_codec_require (codec,
                           body->purpose != KK_PURPOSE_NONE || body->scope != KK_SCOPE_PARTNER ||
                               body->records->len == 0,
                           "a partner is told no purpose");
}

static gboolean
code_share (KkCodec *codec, KkCodecMap *map, KkBody *body)
{
  return kk_codec_optional_key (codec, map, 1, "share", &body->has_share) &&
         (!body->has_share || kk_codec_id (codec, &body->share));
}

static gboolean
code_purpose (KkCodec *codec, KkCodecMap *map, KkBody *body)
{
  return kk_codec_key (codec, map, 2, "purpose") &&
         kk_codec_choice_or_none (codec, &body->purpose, KK_N_PURPOSES - 1);
}

static gboolean
code_stage (KkCodec *codec, KkCodecMap *map, KkBody *body)
{
  gboolean present = body->stage != NULL;

  return kk_codec_optional_key (codec, map, 3, "stage", &present) &&
         (!present || kk_codec_code (codec, &body->stage));
}

static gboolean
code_covers (KkCodec *codec, KkCodecMap *map, KkBody *body)
{
  gboolean present = body->covers != 0;

  return kk_codec_optional_key (codec, map, 11, "covers", &present) &&
         (!present || kk_codec_sequence (codec, &body->covers));
}

static gboolean
code_part (KkCodec *codec, KkCodecMap *map, KkBody *body)
{
  gboolean present = body->part != 0;

  if (!kk_codec_optional_key (codec, map, 12, "part", &present))
    return FALSE;
  if (!present)
    return kk_codec_require (codec, body->parts == 0, "parts without a part");
  return kk_codec_array (codec, 2) && kk_codec_count (codec, &body->part, 1, G_MAXUINT32) &&
         kk_codec_count (codec, &body->parts, 2, G_MAXUINT32) && kk_codec_array_end (codec) &&
         kk_codec_require (codec, body->part <= body->parts, "a part beyond the last");
}

static gboolean
code_line (KkCodec *codec, gpointer slot)
{
  static const guint8 no_salt[16] = { 0 };
  KkRegisterLine **place = slot;
  KkRegisterLine *line = *place != NULL ? *place : (*place = kk_register_line_new ());
  gboolean present = line->text != NULL;

  return kk_codec_array (codec, 4) && kk_codec_sequence (codec, &line->n) &&
         kk_codec_hash (codec, &line->leaf) &&
         kk_codec_fixed (codec, line->salt, sizeof line->salt) &&
         kk_codec_nullable (codec, &present) &&
         (!present || kk_codec_blob (codec, &line->text, 0, KK_LIMIT_PACKET_PLAIN)) &&
         kk_codec_require (codec, present || memcmp (line->salt, no_salt, sizeof no_salt) == 0,
                           "an erased line that kept its salt") &&
         kk_codec_array_end (codec);
}

static gboolean
code_lines (KkCodec *codec, KkCodecMap *map, KkBody *body)
{
  gboolean present = body->lines->len > 0;

  if (!kk_codec_optional_key (codec, map, 13, "register lines", &present))
    return FALSE;
  if (!present)
    return TRUE;
  if (!kk_codec_require (codec, body->scope == KK_SCOPE_SIBLING, "register lines for a partner") ||
      !kk_codec_array (codec, 2) || !kk_codec_id (codec, &body->lines_log) ||
      !kk_codec_objects (codec, body->lines, &(KkCount){ 1, KK_LIMIT_OPERATIONS }, code_line))
    return FALSE;
  for (guint i = 1; i < body->lines->len; i++) {
    const KkRegisterLine *before = g_ptr_array_index (body->lines, i - 1);
    const KkRegisterLine *line = g_ptr_array_index (body->lines, i);

    if (!kk_codec_require (codec, before->n < line->n, "a list is not ascending"))
      return FALSE;
  }
  return kk_codec_array_end (codec);
}

static gboolean
code_content (KkCodec *codec, KkBody *body)
{
  static const KkCount many = { 0, KK_LIMIT_OPERATIONS };
  BodyTables *tables = get_tables (codec);
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "scope") &&
         kk_codec_choice (codec, (guint32 *) &body->scope, KK_SCOPE_RETURN) &&
         code_share (codec, &map, body) && code_purpose (codec, &map, body) &&
         code_stage (codec, &map, body) && kk_codec_key (codec, &map, 4, "table of logs") &&
         kk_codec_id_table (codec, &tables->ops.logs, KK_MOST_LOGS) &&
         kk_codec_key (codec, &map, 5, "table of desks") &&
         kk_codec_id_table (codec, &tables->desks, MOST_DESKS) &&
         kk_codec_key (codec, &map, 6, "bases") &&
         kk_codec_objects (codec, body->bases, &many, kk_codec_basis) &&
         kk_codec_key (codec, &map, 7, "objects") &&
         kk_codec_objects (codec, body->objects, &many, kk_codec_signed_object) &&
         kk_codec_key (codec, &map, 8, "records") && code_records (codec, body) &&
         require_purpose (codec, body) && kk_codec_key (codec, &map, 9, "withheld") &&
         kk_codec_count (codec, &body->withheld, 0, G_MAXUINT32) &&
         kk_codec_key (codec, &map, 10, "duties") &&
         kk_codec_objects (codec, body->duties, &(KkCount){ 0, KK_MOST_IN_BASIS }, kk_codec_code) &&
         kk_codec_unique_texts (codec, body->duties) && code_covers (codec, &map, body) &&
         code_part (codec, &map, body) && code_lines (codec, &map, body) &&
         kk_codec_map_end (codec, &map);
}

static gboolean
code_body (KkCodec *codec, gpointer body)
{
  g_auto (BodyTables) tables = { 0 };
  gboolean coded;

  kk_id_table_init (&tables.ops.logs);
  kk_id_table_init (&tables.desks);
  codec->tables = &tables.ops;
  coded = (!kk_codec_is_encoding (codec) || prepare_records (codec, body)) &&
          code_content (codec, body);
  codec->tables = NULL;
  return coded;
}

static const KkDocumentKind body_kind = { "body", KK_LIMIT_PACKET_PLAIN, code_body };

GBytes *
kk_body_encode (const KkBody *body, GError **error)
{
  return kk_codec_encode (&body_kind, body, error);
}

KkBody *
kk_body_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkBody) body = kk_body_new (KK_SCOPE_PARTNER);

  if (!kk_codec_decode_bytes (&body_kind, bytes, body, error))
    return NULL;
  return g_steal_pointer (&body);
}
