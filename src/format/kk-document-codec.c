/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-document-codec.h"

#include "format/kk-network-codec-private.h"

#include <string.h>

#define MOST_FILES      256
#define MOST_SIGNATURES 128

static gboolean
code_file (KkCodec *codec, gpointer slot)
{
  KkDocumentFile **place = slot;
  KkDocumentFile *file = *place != NULL ? *place : (*place = kk_document_file_new (NULL, NULL));

  /* A name is never more than a name, also for who writes the files to a folder. */
  return kk_codec_array (codec, 2) && kk_codec_code (codec, &file->name) &&
         kk_codec_require (codec, strchr (file->name, '/') == NULL && file->name[0] != '.',
                           "a file name that is a path") &&
         kk_codec_blob (codec, &file->bytes, 0, KK_LIMIT_BOARD) && kk_codec_array_end (codec);
}

static gboolean
code_files (KkCodec *codec, GPtrArray *files)
{
  if (!kk_codec_objects (codec, files, &(KkCount){ 1, MOST_FILES }, code_file))
    return FALSE;
  for (guint i = 1; i < files->len; i++) {
    const KkDocumentFile *before = g_ptr_array_index (files, i - 1);
    const KkDocumentFile *file = g_ptr_array_index (files, i);

    if (!kk_codec_require (codec, strcmp (before->name, file->name) < 0, "a list is not ascending"))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_register (KkCodec *codec, gpointer value)
{
  KkRegisterDocument *document = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "level") &&
         kk_codec_level (codec, &document->level) && kk_codec_key (codec, &map, 1, "version") &&
         kk_codec_sequence (codec, &document->version) &&
         kk_codec_key (codec, &map, 2, "previous hash") &&
         kk_codec_hash (codec, &document->previous) &&
         kk_codec_require_chain (codec, document->version, &document->previous) &&
         kk_codec_key (codec, &map, 3, "files") && code_files (codec, document->files) &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind register_kind = { "register document", KK_LIMIT_BOARD, code_register };

GBytes *
kk_register_document_encode (const KkRegisterDocument *document, GError **error)
{
  return kk_codec_encode (&register_kind, document, error);
}

KkRegisterDocument *
kk_register_document_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();

  if (!kk_codec_decode_bytes (&register_kind, bytes, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

static gboolean
code_lone_revocation (KkCodec *codec, gpointer revocation)
{
  return kk_codec_revocation (codec, &revocation);
}

static const KkDocumentKind revocation_kind = { "revocation", KK_LIMIT_BOARD,
                                                code_lone_revocation };

GBytes *
kk_revocation_encode (const KkRevocation *revocation, GError **error)
{
  return kk_codec_encode (&revocation_kind, revocation, error);
}

KkRevocation *
kk_revocation_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkRevocation) revocation = kk_revocation_new ();

  if (!kk_codec_decode_bytes (&revocation_kind, bytes, revocation, error))
    return NULL;
  return g_steal_pointer (&revocation);
}

static gboolean
code_signature (KkCodec *codec, gpointer value)
{
  KkDocumentSignature *signature = value;

  return kk_codec_array (codec, 2) && kk_codec_public_key (codec, &signature->signer) &&
         kk_codec_signature (codec, &signature->signature) && kk_codec_array_end (codec);
}

static gboolean
code_signed_document (KkCodec *codec, gpointer value)
{
  KkSignedDocument *document = value;

  if (!kk_codec_array (codec, 2))
    return FALSE;
  codec->part = "body";
  if (!kk_codec_document (codec, &document->body))
    return FALSE;
  codec->part = "signatures";
  return kk_codec_values (codec, document->signatures, &(KkCount){ 1, MOST_SIGNATURES },
                          code_signature) &&
         kk_codec_unique_values (codec, document->signatures, kk_hash_hash, kk_hash_equal) &&
         kk_codec_array_end (codec);
}

static const KkDocumentKind signed_kind = { "signed document", KK_LIMIT_BOARD,
                                            code_signed_document };

GBytes *
kk_signed_document_encode (const KkSignedDocument *document, GError **error)
{
  return kk_codec_encode (&signed_kind, document, error);
}

KkSignedDocument *
kk_signed_document_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_new (NULL);

  if (!kk_codec_decode_bytes (&signed_kind, bytes, document, error))
    return NULL;
  return g_steal_pointer (&document);
}
