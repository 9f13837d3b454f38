/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-basis-codec-private.h"
#include "format/kk-basis-codec.h"
#include "format/kk-network-codec-private.h"

#include <string.h>

#define MOST_RECORDS 4096

static gboolean
code_gate (KkCodec *codec, KkCodecMap *map, KkObject *object)
{
  gboolean present = object->gate != NULL;
  gboolean decided = object->result != NULL;

  if (!kk_codec_optional_key (codec, map, 8, "gate", &present) ||
      !kk_codec_require (codec, present == (object->kind == KK_OBJECT_GATE),
                         "a gate that its kind of object lacks, or the other way round"))
    return FALSE;
  if (!present)
    return kk_codec_require (codec, !decided, "a result without a gate");
  return kk_codec_array (codec, 2) && kk_codec_code (codec, &object->gate) &&
         kk_codec_nullable (codec, &decided) &&
         (!decided || kk_codec_code (codec, &object->result)) && kk_codec_array_end (codec);
}

static gboolean
code_participants (KkCodec *codec, KkCodecMap *map, KkObject *object)
{
  gboolean present = object->participants->len > 0;

  return kk_codec_optional_key (codec, map, 9, "participants", &present) &&
         (!present || kk_codec_hats (codec, object->participants, 1));
}

/* What the engine reads of one kind only stands in no other: nobody may think that it limits something. */
static gboolean
code_limits (KkCodec *codec, KkCodecMap *map, KkObject *object)
{
  gboolean purposes = object->purposes != 0;
  gboolean subjects = object->subjects != 0;

  return kk_codec_optional_key (codec, map, 13, "purposes of an object", &purposes) &&
         kk_codec_require (codec, purposes == (object->kind == KK_OBJECT_ARTICLE_20),
                           "purposes that its kind of object lacks, or the other way round") &&
         (!purposes || kk_codec_set (codec, &object->purposes, KK_N_PURPOSES)) &&
         kk_codec_optional_key (codec, map, 14, "subjects of an object", &subjects) &&
         kk_codec_require (codec, subjects == (object->kind == KK_OBJECT_OM_RELEASE),
                           "subjects that its kind of object lacks, or the other way round") &&
         (!subjects || kk_codec_set (codec, &object->subjects, KK_N_SUBJECTS));
}

static gboolean
code_withdrawn (KkCodec *codec, KkCodecMap *map, KkObject *object)
{
  gboolean present = object->kind == KK_OBJECT_WITHDRAWAL;

  return kk_codec_optional_key (codec, map, 16, "object withdrawn", &present) &&
         kk_codec_require (codec, present == (object->kind == KK_OBJECT_WITHDRAWAL),
                           "a withdrawn object that its kind lacks, or the other way round") &&
         (!present || kk_codec_hash (codec, &object->withdrawn));
}

static gboolean
code_scope (KkCodec *codec, KkObject *object)
{
  gboolean limited = object->kind == KK_OBJECT_OM_RELEASE || object->kind == KK_OBJECT_ARTICLE_20;

  return kk_codec_categories (codec, &object->categories) &&
         kk_codec_require (codec, limited == (object->categories != 0),
                           "categories that its kind of object lacks, or the other way round");
}

static gboolean
code_object_head (KkCodec *codec, KkCodecMap *map, KkObject *object)
{
  return kk_codec_key (codec, map, 0, "kind of object") &&
         kk_codec_choice (codec, (guint32 *) &object->kind, KK_OBJECT_KIND_LAST) &&
         kk_codec_key (codec, map, 1, "issuer") && kk_codec_id (codec, &object->issuer) &&
         kk_codec_key (codec, map, 2, "organisation of the issuer") &&
         kk_codec_known_version (codec, &object->organisation) &&
         kk_codec_key (codec, map, 3, "receiver") && kk_codec_id (codec, &object->receiver) &&
         kk_codec_key (codec, map, 4, "thread") && kk_codec_id (codec, &object->thread);
}

static gboolean
code_object (KkCodec *codec, gpointer value)
{
  KkObject *object = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && code_object_head (codec, &map, object) &&
         kk_codec_key (codec, &map, 5, "records of an object") &&
         kk_codec_values (codec, object->records, &(KkCount){ 0, MOST_RECORDS }, kk_codec_id) &&
         kk_codec_unique_values (codec, object->records, kk_id_hash, kk_id_equal) &&
         kk_codec_key (codec, &map, 6, "categories") && code_scope (codec, object) &&
         kk_codec_key (codec, &map, 7, "until") && kk_codec_day (codec, &object->until) &&
         code_gate (codec, &map, object) && code_participants (codec, &map, object) &&
         kk_codec_key (codec, &map, 10, "conditions") &&
         kk_codec_text (codec, &object->conditions, KK_LIMIT_TEXT) &&
         kk_codec_key (codec, &map, 11, "nonce") &&
         kk_codec_fixed (codec, object->nonce, sizeof object->nonce) &&
         kk_codec_key (codec, &map, 12, "from") && kk_codec_day (codec, &object->from) &&
         kk_codec_require (codec, strcmp (object->from, object->until) <= 0,
                           "an end before its beginning") &&
         code_limits (codec, &map, object) && code_withdrawn (codec, &map, object) &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind object_kind = { "object", KK_LIMIT_PACKET_PLAIN, code_object };

GBytes *
kk_object_encode (const KkObject *object, GError **error)
{
  return kk_codec_encode (&object_kind, object, error);
}

KkObject *
kk_object_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkObject) object = kk_object_new ();

  if (!kk_codec_decode_bytes (&object_kind, bytes, object, error))
    return NULL;
  return g_steal_pointer (&object);
}

gboolean
kk_codec_signed_object (KkCodec *codec, gpointer slot)
{
  KkSignedObject **place = slot;
  KkSignedObject *object = *place != NULL ? *place : (*place = kk_signed_object_new (NULL));

  return kk_codec_array (codec, 3) && kk_codec_document (codec, &object->body) &&
         kk_codec_id (codec, &object->device) && kk_codec_signature (codec, &object->signature) &&
         kk_codec_array_end (codec);
}

static gboolean
code_lone_signed_object (KkCodec *codec, gpointer object)
{
  return kk_codec_signed_object (codec, &object);
}

static const KkDocumentKind signed_object_kind = { "signed object", KK_LIMIT_PACKET_PLAIN,
                                                   code_lone_signed_object };

GBytes *
kk_signed_object_encode (const KkSignedObject *object, GError **error)
{
  return kk_codec_encode (&signed_object_kind, object, error);
}

KkSignedObject *
kk_signed_object_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkSignedObject) object = kk_signed_object_new (NULL);

  if (!kk_codec_decode_bytes (&signed_object_kind, bytes, object, error))
    return NULL;
  return g_steal_pointer (&object);
}
