/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hash.h"
#include "crypto/kk-tag-private.h"

#include <sodium.h>
#include <string.h>

gboolean
kk_tag_key_init (KkTagKey *key,
                 const KkKxSecretKey *mine,
                 const KkKxPublicKey *theirs,
                 GError **error)
{
  kk_secret_init ();
  if (crypto_scalarmult (key->bytes, mine->bytes, theirs->bytes) == 0)
    return TRUE;
  kk_tag_key_clear (key);
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                       "the public key is of low order");
  return FALSE;
}

void
kk_tag_key_clear (KkTagKey *key)
{
  kk_secret_wipe (key, sizeof *key);
}

KkId
kk_tag_make_with (const KkTagKey *key,
                  const KkId *log,
                  const KkId *seat,
                  const guint8 random[KK_TAG_RANDOM_SIZE])
{
  guint8 message[2 * KK_ID_SIZE + KK_TAG_RANDOM_SIZE];
  KkHash hash;
  KkId tag;

  memcpy (message, log->bytes, KK_ID_SIZE);
  memcpy (message + KK_ID_SIZE, seat->bytes, KK_ID_SIZE);
  memcpy (message + 2 * KK_ID_SIZE, random, KK_TAG_RANDOM_SIZE);
  hash = kk_hash_keyed ("tag", key->bytes, message, sizeof message);
  memcpy (tag.bytes, random, KK_TAG_RANDOM_SIZE);
  memcpy (tag.bytes + KK_TAG_RANDOM_SIZE, hash.bytes, KK_ID_SIZE - KK_TAG_RANDOM_SIZE);
  return tag;
}

KkId
kk_tag_make (const KkTagKey *key, const KkId *log, const KkId *seat)
{
  guint8 random[KK_TAG_RANDOM_SIZE];

  randombytes_buf (random, sizeof random);
  return kk_tag_make_with (key, log, seat, random);
}

gboolean
kk_tag_recognise (const KkTagKey *key, const KkId *log, const KkId *seat, const KkId *tag)
{
  KkId expected = kk_tag_make_with (key, log, seat, tag->bytes);

  return sodium_memcmp (expected.bytes, tag->bytes, KK_ID_SIZE) == 0;
}
