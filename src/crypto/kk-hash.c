/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-hash.h"

#include "base/kk-bytes.h"

#include <sodium.h>
#include <string.h>

static const char prefix[] = "KK1";

static void
begin_hash (crypto_generichash_state *state, const char *label, const guint8 *key)
{
  guint8 label_size[8];

  g_assert (label[0] != '\0');

  kk_le64_put (label_size, strlen (label));
  crypto_generichash_init (state, key, key == NULL ? 0 : KK_HASH_SIZE, KK_HASH_SIZE);
  crypto_generichash_update (state, (const guint8 *) prefix, strlen (prefix));
  crypto_generichash_update (state, label_size, sizeof label_size);
  crypto_generichash_update (state, (const guint8 *) label, strlen (label));
}

static KkHash
end_hash (crypto_generichash_state *state)
{
  KkHash hash;

  crypto_generichash_final (state, hash.bytes, sizeof hash.bytes);
  sodium_memzero (state, sizeof *state);
  return hash;
}

KkHash
kk_hash_labelled (const char *label, const void *data, gsize size)
{
  return kk_hash_labelled_pair (label, data, size, NULL, 0);
}

KkHash
kk_hash_labelled_bytes (const char *label, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return kk_hash_labelled (label, data, size);
}

KkHash
kk_hash_labelled_pair (const char *label,
                       const void *first,
                       gsize first_size,
                       const void *second,
                       gsize second_size)
{
  crypto_generichash_state state;

  begin_hash (&state, label, NULL);
  crypto_generichash_update (&state, first, first_size);
  crypto_generichash_update (&state, second, second_size);
  return end_hash (&state);
}

KkHash
kk_hash_keyed (const char *label, const guint8 key[32], const void *data, gsize size)
{
  crypto_generichash_state state;

  begin_hash (&state, label, key);
  crypto_generichash_update (&state, data, size);
  return end_hash (&state);
}

KkHash
kk_hash_keyed_bytes (const char *label, const guint8 key[32], GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return kk_hash_keyed (label, key, data, size);
}
