/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-statement-codec.h"

#include "format/kk-network-codec-private.h"

#define MOST_OTHERS    4096
#define MOST_STATEMENT (KK_LIMIT_PACKET_PLAIN - 68) /* without length and signature */

static gboolean
code_addressees (KkCodec *codec, KkCodecMap *map, KkStatement *statement)
{
  GArray *others = statement->others;

  if (!kk_codec_key (codec, map, 5, "addressee") || !kk_codec_id (codec, &statement->addressee) ||
      !kk_codec_require (codec, !kk_id_equal (&statement->addressee, &statement->writer),
                         "the writer is the addressee") ||
      !kk_codec_key (codec, map, 6, "other seats") ||
      !kk_codec_values (codec, others, &(KkCount){ 0, MOST_OTHERS }, kk_codec_id) ||
      !kk_codec_unique_values (codec, others, kk_id_hash, kk_id_equal))
    return FALSE;
  for (guint i = 0; i < others->len; i++) {
    if (!kk_codec_require (codec,
                           !kk_id_equal (&g_array_index (others, KkId, i), &statement->addressee),
                           "the addressee stands among the others"))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_statement (KkCodec *codec, gpointer value)
{
  KkStatement *statement = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "level") &&
         kk_codec_level (codec, &statement->level) && kk_codec_key (codec, &map, 1, "kind") &&
         kk_codec_choice (codec, (guint32 *) &statement->kind, KK_STATEMENT_CONTROL) &&
         kk_codec_key (codec, &map, 2, "writer") && kk_codec_id (codec, &statement->writer) &&
         kk_codec_key (codec, &map, 3, "log") && kk_codec_id (codec, &statement->log) &&
         kk_codec_key (codec, &map, 4, "sequence number") &&
         kk_codec_sequence (codec, &statement->sequence) &&
         code_addressees (codec, &map, statement) && kk_codec_key (codec, &map, 7, "region") &&
         kk_codec_known_version (codec, &statement->region) &&
         kk_codec_key (codec, &map, 8, "organisation") &&
         kk_codec_known_version (codec, &statement->organisation) &&
         kk_codec_key (codec, &map, 9, "register") &&
         kk_codec_version (codec, &statement->register_) &&
         kk_codec_key (codec, &map, 10, "decided on") &&
         kk_codec_day (codec, &statement->decided_on) &&
         kk_codec_key (codec, &map, 11, "created") && kk_codec_time (codec, &statement->created) &&
         kk_codec_key (codec, &map, 12, "body") && kk_codec_document (codec, &statement->body) &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind statement_kind = { "statement", MOST_STATEMENT, code_statement };

GBytes *
kk_statement_encode (const KkStatement *statement, GError **error)
{
  return kk_codec_encode (&statement_kind, statement, error);
}

KkStatement *
kk_statement_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkStatement) statement = kk_statement_new ();

  if (!kk_codec_decode_bytes (&statement_kind, bytes, statement, error))
    return NULL;
  return g_steal_pointer (&statement);
}
