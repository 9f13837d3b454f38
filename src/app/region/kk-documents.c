/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-documents-private.h"

#include "crypto/kk-derive.h"
#include "crypto/kk-hash.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"

#include <string.h>

G_STATIC_ASSERT (sizeof (KkPublicKey) == sizeof (KkSignPublicKey));
G_STATIC_ASSERT (sizeof (KkPublicKey) == sizeof (KkKxPublicKey));

const KkHash kk_no_network = { { 0 } };

static const char *const labels[] = {
  [KK_BOARD_REGION] = "region",
  [KK_BOARD_ORGANISATION] = "organisation",
  [KK_BOARD_REGISTER] = "register",
};

static const KkSignType sign_types[] = {
  [KK_BOARD_REGION] = KK_SIGN_REGION,
  [KK_BOARD_ORGANISATION] = KK_SIGN_ORGANISATION,
  [KK_BOARD_REGISTER] = KK_SIGN_REGISTER,
};

KkPublicKey
kk_public_key_from_sign (const KkSignPublicKey *key)
{
  KkPublicKey copy;

  memcpy (copy.bytes, key->bytes, sizeof copy.bytes);
  return copy;
}

KkPublicKey
kk_public_key_from_kx (const KkKxPublicKey *key)
{
  KkPublicKey copy;

  memcpy (copy.bytes, key->bytes, sizeof copy.bytes);
  return copy;
}

KkSignPublicKey
kk_public_key_to_sign (const KkPublicKey *key)
{
  KkSignPublicKey copy;

  memcpy (copy.bytes, key->bytes, sizeof copy.bytes);
  return copy;
}

KkKxPublicKey
kk_public_key_to_kx (const KkPublicKey *key)
{
  KkKxPublicKey copy;

  memcpy (copy.bytes, key->bytes, sizeof copy.bytes);
  return copy;
}

gboolean
kk_public_key_equal (const KkPublicKey *a, const KkPublicKey *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

KkId
kk_device_get_id (const KkDevice *device)
{
  KkSignPublicKey sign = kk_public_key_to_sign (&device->sign);
  KkKxPublicKey kx = kk_public_key_to_kx (&device->kx);

  return kk_derive_device_id (&sign, &kx);
}

KkHash
kk_document_hash (KkBoardKind kind, GBytes *body)
{
  return kk_hash_labelled_bytes (labels[kind], body);
}

KkHash
kk_document_board_hash (GBytes *signed_bytes)
{
  return kk_hash_labelled_bytes ("document", signed_bytes);
}

GBytes *
kk_document_sign (KkBoardKind kind,
                  const KkHash *network_id,
                  GBytes *body,
                  const KkSignSecretKey *signer,
                  GError **error)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_new (body);
  KkSignPublicKey public_key = kk_sign_secret_key_get_public (signer);
  KkDocumentSignature signature;

  signature.signer = kk_public_key_from_sign (&public_key);
  signature.signature = kk_sign (sign_types[kind], network_id, body, signer);
  g_array_append_val (document->signatures, signature);
  return kk_signed_document_encode (document, error);
}

gboolean
kk_document_verify (const KkSignedDocument *document,
                    KkBoardKind kind,
                    const KkHash *network_id,
                    const KkDocumentSignature *signature)
{
  KkSignPublicKey signer = kk_public_key_to_sign (&signature->signer);

  return kk_sign_verify (sign_types[kind], network_id, document->body, &signature->signature,
                         &signer, NULL);
}

static gboolean
is_signed_by (const KkSignedDocument *document,
              KkBoardKind kind,
              const KkHash *network_id,
              const KkPublicKey *key)
{
  for (guint i = 0; i < document->signatures->len; i++) {
    const KkDocumentSignature *signature =
        &g_array_index (document->signatures, KkDocumentSignature, i);

    if (kk_public_key_equal (&signature->signer, key) &&
        kk_document_verify (document, kind, network_id, signature))
      return TRUE;
  }
  return FALSE;
}

/* Whether the key at @index already stands before it: one key counts once. */
static gboolean
is_repeated (const GArray *keys, guint index)
{
  for (guint i = 0; i < index; i++) {
    if (kk_public_key_equal (&g_array_index (keys, KkPublicKey, i),
                             &g_array_index (keys, KkPublicKey, index)))
      return TRUE;
  }
  return FALSE;
}

guint
kk_document_count_signers (const KkSignedDocument *document,
                           KkBoardKind kind,
                           const KkHash *network_id,
                           const GArray *keys)
{
  guint count = 0;

  for (guint i = 0; i < keys->len; i++) {
    if (!is_repeated (keys, i) &&
        is_signed_by (document, kind, network_id, &g_array_index (keys, KkPublicKey, i)))
      count++;
  }
  return count;
}
