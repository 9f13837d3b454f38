/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-root-seal.h"

#include "crypto/kk-crypto-error.h"

#include <sodium.h>

G_STATIC_ASSERT (KK_ROOT_SEAL_NONCE_SIZE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

static const guint8 associated[] = { 'K', 'K', '/', '1', ' ', 'r', 'o', 'o', 't' };

GBytes *
kk_root_seal (KkRootSeal *seal,
              const KkSecret *keys,
              const KkSecret *passphrase,
              const KkArgonParameters *costs,
              GError **error)
{
  g_auto (KkSymmetricKey) key = { 0 };
  gsize size = kk_secret_get_size (keys);
  g_autofree guint8 *sealed = NULL;

  kk_secret_init ();
  seal->costs = *costs;
  randombytes_buf (seal->salt, sizeof seal->salt);
  randombytes_buf (seal->nonce, sizeof seal->nonce);
  if (!kk_argon_derive (&key, kk_secret_get_data (passphrase), kk_secret_get_size (passphrase),
                        seal->salt, costs, error))
    return NULL;

  sealed = g_malloc (size + TAG_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, kk_secret_get_data (keys), size,
                                              associated, sizeof associated, NULL, seal->nonce,
                                              key.bytes);
  return g_bytes_new_take (g_steal_pointer (&sealed), size + TAG_SIZE);
}

KkSecret *
kk_root_open (const KkRootSeal *seal,
              GBytes *ciphertext,
              const KkSecret *passphrase,
              GError **error)
{
  g_auto (KkSymmetricKey) key = { 0 };
  g_autoptr (KkSecret) keys = NULL;
  gsize size;
  const guint8 *sealed = g_bytes_get_data (ciphertext, &size);

  kk_secret_init ();
  if (size <= TAG_SIZE) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE,
                         "the sealed root keys are too short");
    return NULL;
  }
  if (!kk_argon_derive (&key, kk_secret_get_data (passphrase), kk_secret_get_size (passphrase),
                        seal->salt, &seal->costs, error))
    return NULL;

  keys = kk_secret_new (size - TAG_SIZE);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (kk_secret_edit_data (keys), NULL, NULL, sealed,
                                                  size, associated, sizeof associated, seal->nonce,
                                                  key.bytes) == 0)
    return g_steal_pointer (&keys);
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
                       "wrong passphrase, or the root key file is damaged");
  return NULL;
}
