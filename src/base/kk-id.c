/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-id.h"

#include "base/kk-bytes.h"
#include "base/kk-secret.h"

#include <sodium.h>
#include <string.h>

KkId
kk_id_random (void)
{
  KkId id;

  kk_secret_init ();
  randombytes_buf (id.bytes, sizeof id.bytes);
  return id;
}

KkId
kk_id_from_hash (const KkHash *hash)
{
  KkId id;

  memcpy (id.bytes, hash->bytes, sizeof id.bytes);
  return id;
}

gboolean
kk_id_parse (const char *text, KkId *id)
{
  return kk_hex_decode (text, id->bytes, sizeof id->bytes);
}

KkIdText
kk_id_text (const KkId *id)
{
  KkIdText hex;

  kk_hex_encode (id->bytes, sizeof id->bytes, hex.text);
  return hex;
}

gboolean
kk_id_is_zero (const KkId *id)
{
  return sodium_is_zero (id->bytes, sizeof id->bytes) != 0;
}

gboolean
kk_id_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, KK_ID_SIZE) == 0;
}

/* Ids are hashes or random: their first bytes are as good as any mixing of them. */
guint
kk_id_hash (gconstpointer id)
{
  guint hash;

  memcpy (&hash, id, sizeof hash);
  return hash;
}

int
kk_id_compare (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, KK_ID_SIZE);
}

KkId *
kk_id_copy (const KkId *id)
{
  return g_memdup2 (id, sizeof *id);
}

gboolean
kk_hash_parse (const char *text, KkHash *hash)
{
  return kk_hex_decode (text, hash->bytes, sizeof hash->bytes);
}

KkHashText
kk_hash_text (const KkHash *hash)
{
  KkHashText hex;

  kk_hex_encode (hash->bytes, sizeof hash->bytes, hex.text);
  return hex;
}

gboolean
kk_hash_is_zero (const KkHash *hash)
{
  return sodium_is_zero (hash->bytes, sizeof hash->bytes) != 0;
}

gboolean
kk_hash_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, KK_HASH_SIZE) == 0;
}

guint
kk_hash_hash (gconstpointer hash)
{
  return kk_id_hash (hash);
}
