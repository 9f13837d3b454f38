/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-sign-private.h"
#include "crypto/kk-wiped-bytes-private.h"

#include <sodium.h>
#include <string.h>

static const char scheme[] = "KK-PAE-v1";

static const char *const type_names[] = {
  [KK_SIGN_REGION] = "region",       [KK_SIGN_ORGANISATION] = "organisation",
  [KK_SIGN_REGISTER] = "register",   [KK_SIGN_REQUEST] = "request",
  [KK_SIGN_STATEMENT] = "statement", [KK_SIGN_MANIFEST] = "manifest",
  [KK_SIGN_OBJECT] = "object",
};

struct _KkSigned {
  GBytes *prefixed; /* prefix ‖ message */
  GBytes *message;  /* the second part of it */
  KkSignature signature;
};

gsize
kk_sign_get_prefix_size (KkSignType type)
{
  return strlen (scheme) + 8 + strlen (type_names[type]) + KK_HASH_SIZE + 8;
}

void
kk_sign_write_prefix (guint8 *out, KkSignType type, const KkHash *network_id, gsize message_size)
{
  const char *name = type_names[type];
  static const KkHash none;

  g_assert (network_id != NULL || type == KK_SIGN_REGION || type == KK_SIGN_REQUEST);

  memcpy (out, scheme, strlen (scheme));
  out += strlen (scheme);
  kk_le64_put (out, strlen (name));
  memcpy (out + 8, name, strlen (name));
  out += 8 + strlen (name);
  memcpy (out, network_id == NULL ? none.bytes : network_id->bytes, KK_HASH_SIZE);
  kk_le64_put (out + KK_HASH_SIZE, message_size);
}

void
kk_sign_prefixed (const guint8 *data,
                  gsize size,
                  const KkSignSecretKey *signer,
                  guint8 signature[KK_SIGNATURE_SIZE])
{
  crypto_sign_detached (signature, NULL, data, size, signer->bytes);
}

static gboolean
verify_prefixed (GBytes *prefixed,
                 const KkSignature *signature,
                 const KkSignPublicKey *signer,
                 GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (prefixed, &size);

  if (crypto_sign_verify_detached (signature->bytes, data, size, signer->bytes) == 0)
    return TRUE;
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIGNATURE,
                       "the signature is not by the expected signer");
  return FALSE;
}

static GBytes *
join_prefixed (KkSignType type, const KkHash *network_id, GBytes *message)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (message, &size);
  gsize prefix_size = kk_sign_get_prefix_size (type);
  guint8 *prefixed = g_malloc (prefix_size + size);

  kk_sign_write_prefix (prefixed, type, network_id, size);
  if (size > 0)
    memcpy (prefixed + prefix_size, data, size);
  return kk_wiped_bytes_new_take (prefixed, prefix_size + size);
}

KkSignature
kk_sign (KkSignType type, const KkHash *network_id, GBytes *message, const KkSignSecretKey *signer)
{
  g_autoptr (GBytes) prefixed = join_prefixed (type, network_id, message);
  KkSignature signature;
  gsize size;
  const guint8 *data = g_bytes_get_data (prefixed, &size);

  kk_sign_prefixed (data, size, signer, signature.bytes);
  return signature;
}

gboolean
kk_sign_verify (KkSignType type,
                const KkHash *network_id,
                GBytes *message,
                const KkSignature *signature,
                const KkSignPublicKey *signer,
                GError **error)
{
  g_autoptr (GBytes) prefixed = join_prefixed (type, network_id, message);

  return verify_prefixed (prefixed, signature, signer, error);
}

KkSigned *
kk_signed_new_take (guint8 *buffer, gsize size, gsize prefix_size, gsize message_size)
{
  g_autoptr (GBytes) whole = kk_wiped_bytes_new_take (buffer, size);
  gsize prefixed_size = prefix_size + message_size;
  KkSigned *opened = g_new0 (KkSigned, 1);

  g_assert (prefixed_size + KK_SIGNATURE_SIZE <= size);

  opened->prefixed = g_bytes_new_from_bytes (whole, 0, prefixed_size);
  opened->message = g_bytes_new_from_bytes (whole, prefix_size, message_size);
  memcpy (opened->signature.bytes, buffer + prefixed_size, KK_SIGNATURE_SIZE);
  return opened;
}

GBytes *
kk_signed_verify (const KkSigned *opened, const KkSignPublicKey *signer, GError **error)
{
  if (!verify_prefixed (opened->prefixed, &opened->signature, signer, error))
    return NULL;
  return g_bytes_ref (opened->message);
}

const KkSignature *
kk_signed_get_signature (const KkSigned *opened)
{
  return &opened->signature;
}

void
kk_signed_free (KkSigned *opened)
{
  if (opened == NULL)
    return;
  g_bytes_unref (opened->prefixed);
  g_bytes_unref (opened->message);
  g_free (opened);
}
