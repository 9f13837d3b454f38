/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-keys.h"

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (KK_SIGN_PUBLIC_KEY_SIZE == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (KK_SIGN_SECRET_KEY_SIZE == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (KK_KX_KEY_SIZE == crypto_scalarmult_BYTES);
G_STATIC_ASSERT (KK_SECRET_KEY_SIZE == crypto_sign_SEEDBYTES);

void
kk_sign_pair_generate (KkSignPublicKey *public_key, KkSignSecretKey *secret_key)
{
  kk_secret_init ();
  crypto_sign_keypair (public_key->bytes, secret_key->bytes);
}

void
kk_sign_pair_from_seed (const KkSymmetricKey *seed,
                        KkSignPublicKey *public_key,
                        KkSignSecretKey *secret_key)
{
  kk_secret_init ();
  crypto_sign_seed_keypair (public_key->bytes, secret_key->bytes, seed->bytes);
}

KkSignPublicKey
kk_sign_secret_key_get_public (const KkSignSecretKey *secret_key)
{
  KkSignPublicKey public_key;

  memcpy (public_key.bytes, secret_key->bytes + crypto_sign_SEEDBYTES, sizeof public_key.bytes);
  return public_key;
}

gboolean
kk_sign_secret_key_load (KkSignSecretKey *secret_key, const void *data, gsize size, GError **error)
{
  g_auto (KkSignSecretKey) derived = { 0 };
  KkSignPublicKey public_key;

  if (size != sizeof secret_key->bytes) {
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                 "a signing key has %d bytes, not %" G_GSIZE_FORMAT, KK_SIGN_SECRET_KEY_SIZE, size);
    return FALSE;
  }
  kk_secret_init ();
  crypto_sign_seed_keypair (public_key.bytes, derived.bytes, data);
  if (sodium_memcmp (derived.bytes, data, size) != 0) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                         "the halves of a signing key do not belong together");
    return FALSE;
  }
  *secret_key = derived;
  return TRUE;
}

gboolean
kk_sign_public_key_equal (const KkSignPublicKey *a, const KkSignPublicKey *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void
kk_sign_secret_key_clear (KkSignSecretKey *secret_key)
{
  kk_secret_wipe (secret_key, sizeof *secret_key);
}

void
kk_kx_pair_generate (KkKxPublicKey *public_key, KkKxSecretKey *secret_key)
{
  kk_secret_init ();
  randombytes_buf (secret_key->bytes, sizeof secret_key->bytes);
  *public_key = kk_kx_secret_key_get_public (secret_key);
}

KkKxPublicKey
kk_kx_secret_key_get_public (const KkKxSecretKey *secret_key)
{
  KkKxPublicKey public_key;

  crypto_scalarmult_base (public_key.bytes, secret_key->bytes);
  return public_key;
}

gboolean
kk_kx_public_key_equal (const KkKxPublicKey *a, const KkKxPublicKey *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void
kk_kx_secret_key_clear (KkKxSecretKey *secret_key)
{
  kk_secret_wipe (secret_key, sizeof *secret_key);
}

void
kk_network_secret_generate (KkNetworkSecret *secret)
{
  kk_secret_init ();
  randombytes_buf (secret->bytes, sizeof secret->bytes);
}

void
kk_network_secret_clear (KkNetworkSecret *secret)
{
  kk_secret_wipe (secret, sizeof *secret);
}

void
kk_network_key_clear (KkNetworkKey *key)
{
  kk_secret_wipe (key, sizeof *key);
}

void
kk_symmetric_key_generate (KkSymmetricKey *key)
{
  kk_secret_init ();
  randombytes_buf (key->bytes, sizeof key->bytes);
}

void
kk_symmetric_key_clear (KkSymmetricKey *key)
{
  kk_secret_wipe (key, sizeof *key);
}
