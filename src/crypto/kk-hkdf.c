/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-hkdf-private.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (KK_HKDF_KEY_SIZE == crypto_auth_hmacsha256_BYTES);

static void
update_hmac (crypto_auth_hmacsha256_state *state, const KkHkdfPart *parts, guint n_parts)
{
  for (guint i = 0; i < n_parts; i++)
    crypto_auth_hmacsha256_update (state, parts[i].data, parts[i].size);
}

void
kk_hkdf_extract (guint8 key[KK_HKDF_KEY_SIZE],
                 const void *salt,
                 gsize salt_size,
                 const KkHkdfPart *material,
                 guint n_material)
{
  crypto_auth_hmacsha256_state state;

  /* No salt is a key of zeros (RFC 5869 §2.2), which is what HMAC makes of an empty one. */
  crypto_auth_hmacsha256_init (&state, salt_size == 0 ? (const guint8 *) "" : salt, salt_size);
  update_hmac (&state, material, n_material);
  crypto_auth_hmacsha256_final (&state, key);
  kk_secret_wipe (&state, sizeof state);
}

void
kk_hkdf_expand (guint8 *out,
                gsize size,
                const guint8 key[KK_HKDF_KEY_SIZE],
                const KkHkdfPart *info,
                guint n_info)
{
  guint8 block[KK_HKDF_KEY_SIZE];
  guint8 counter = 1;

  g_assert (size <= 255 * sizeof block);

  for (gsize done = 0; done < size; done += sizeof block, counter++) {
    crypto_auth_hmacsha256_state state;

    crypto_auth_hmacsha256_init (&state, key, KK_HKDF_KEY_SIZE);
    if (done > 0)
      crypto_auth_hmacsha256_update (&state, block, sizeof block);
    update_hmac (&state, info, n_info);
    crypto_auth_hmacsha256_update (&state, &counter, 1);
    crypto_auth_hmacsha256_final (&state, block);
    kk_secret_wipe (&state, sizeof state);
    memcpy (out + done, block, MIN (sizeof block, size - done));
  }
  kk_secret_wipe (block, sizeof block);
}
