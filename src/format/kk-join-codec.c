/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-join-codec.h"

#include "format/kk-network-codec-private.h"

#define MOST_DOCUMENTS 10000
#define MOST_WRAPPED   (1u << 20)

static gboolean
code_organisation (KkCodec *codec, KkCodecMap *map, KkJoinRequest *request)
{
  gboolean present = request->organisation != NULL;

  return kk_codec_optional_key (codec, map, 4, "new organisation", &present) &&
         (!present || kk_codec_document (codec, &request->organisation));
}

static gboolean
code_request (KkCodec *codec, gpointer value)
{
  KkJoinRequest *request = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "signing key") &&
         kk_codec_public_key (codec, &request->sign) && kk_codec_key (codec, &map, 1, "kx key") &&
         kk_codec_public_key (codec, &request->kx) && kk_codec_key (codec, &map, 2, "person") &&
         kk_codec_person (codec, &request->person) && kk_codec_key (codec, &map, 3, "desks") &&
         kk_codec_desks (codec, request->desks, 1) && code_organisation (codec, &map, request) &&
         kk_codec_key (codec, &map, 5, "nonce") &&
         kk_codec_fixed (codec, request->nonce, sizeof request->nonce) &&
         kk_codec_key (codec, &map, 6, "slug") && kk_codec_slug (codec, &request->slug) &&
         kk_codec_key (codec, &map, 7, "name of the organisation") &&
         kk_codec_name (codec, &request->organisation_name) && kk_codec_map_end (codec, &map);
}

static const KkDocumentKind request_kind = { "join request", KK_LIMIT_BOARD, code_request };

GBytes *
kk_join_request_encode (const KkJoinRequest *request, GError **error)
{
  return kk_codec_encode (&request_kind, request, error);
}

KkJoinRequest *
kk_join_request_decode (GBytes *body, GError **error)
{
  g_autoptr (KkJoinRequest) request = kk_join_request_new ();

  if (!kk_codec_decode_bytes (&request_kind, body, request, error))
    return NULL;
  return g_steal_pointer (&request);
}

typedef struct {
  GBytes *body;
  KkSignature signature;
} JoinFile;

static gboolean
code_join_file (KkCodec *codec, gpointer value)
{
  JoinFile *file = value;

  return kk_codec_array (codec, 2) && kk_codec_document (codec, &file->body) &&
         kk_codec_signature (codec, &file->signature) && kk_codec_array_end (codec);
}

static const KkDocumentKind join_file_kind = { "join request file", KK_LIMIT_BOARD,
                                               code_join_file };

GBytes *
kk_join_file_encode (GBytes *body, const KkSignature *signature, GError **error)
{
  JoinFile file = { body, *signature };

  return kk_codec_encode (&join_file_kind, &file, error);
}

gboolean
kk_join_file_decode (GBytes *bytes, GBytes **body, KkSignature *signature, GError **error)
{
  JoinFile file = { 0 };
  gboolean decoded = kk_codec_decode_bytes (&join_file_kind, bytes, &file, error);
  g_autoptr (GBytes) found = file.body;

  if (!decoded)
    return FALSE;
  *body = g_steal_pointer (&found);
  *signature = file.signature;
  return TRUE;
}

static gboolean
code_documents (KkCodec *codec, GPtrArray *documents, guint least)
{
  return kk_codec_objects (codec, documents, &(KkCount){ least, MOST_DOCUMENTS },
                           kk_codec_document);
}

static gboolean
code_answer (KkCodec *codec, gpointer value)
{
  KkJoinAnswer *answer = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "region documents") &&
         code_documents (codec, answer->regions, 1) &&
         kk_codec_key (codec, &map, 1, "organisation documents") &&
         code_documents (codec, answer->organisations, 0) &&
         kk_codec_key (codec, &map, 2, "register documents") &&
         code_documents (codec, answer->registers, 0) && kk_codec_key (codec, &map, 3, "marks") &&
         kk_codec_marks (codec, answer->marks) && kk_codec_key (codec, &map, 4, "secrets") &&
         kk_codec_blob (codec, &answer->secrets, 1, MOST_WRAPPED) && kk_codec_map_end (codec, &map);
}

static const KkDocumentKind answer_kind = { "join answer", KK_LIMIT_LIVE_BYTES, code_answer };

GBytes *
kk_join_answer_encode (const KkJoinAnswer *answer, GError **error)
{
  return kk_codec_encode (&answer_kind, answer, error);
}

KkJoinAnswer *
kk_join_answer_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkJoinAnswer) answer = kk_join_answer_new ();

  if (!kk_codec_decode_bytes (&answer_kind, bytes, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}
