/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-file-sign.h"
#include "base/kk-secret.h"

#include <sodium.h>

struct _KkFileHasher {
  crypto_generichash_state state;
};

G_STATIC_ASSERT (KK_FILE_HASH_SIZE == crypto_generichash_BYTES_MAX);

KkFileHasher *
kk_file_hasher_new (void)
{
  KkFileHasher *hasher = g_aligned_alloc (1, sizeof *hasher, 64);

  kk_secret_init ();
  crypto_generichash_init (&hasher->state, NULL, 0, KK_FILE_HASH_SIZE);
  return hasher;
}

void
kk_file_hasher_update (KkFileHasher *hasher, const void *data, gsize size)
{
  crypto_generichash_update (&hasher->state, data, size);
}

void
kk_file_hasher_finish (KkFileHasher *hasher, KkFileHash *hash)
{
  crypto_generichash_final (&hasher->state, hash->bytes, sizeof hash->bytes);
}

void
kk_file_hasher_free (KkFileHasher *hasher)
{
  g_aligned_free (hasher);
}

void
kk_file_sign (KkSignature *signature, const void *data, gsize size, const KkSignSecretKey *signer)
{
  kk_secret_init ();
  crypto_sign_detached (signature->bytes, NULL, data, size, signer->bytes);
}

gboolean
kk_file_verify (const KkSignature *signature,
                const void *data,
                gsize size,
                const KkSignPublicKey *signer)
{
  kk_secret_init ();
  return crypto_sign_verify_detached (signature->bytes, data, size, signer->bytes) == 0;
}
