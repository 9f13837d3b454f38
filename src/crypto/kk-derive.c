/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-derive.h"

#include "base/kk-bytes.h"
#include "crypto/kk-hash.h"

#include <string.h>

KkHash
kk_derive_network_id (GBytes *first_region_body)
{
  return kk_hash_labelled_bytes ("region", first_region_body);
}

KkId
kk_derive_device_id (const KkSignPublicKey *sign, const KkKxPublicKey *kx)
{
  KkHash hash = kk_hash_labelled_pair ("device", sign->bytes, sizeof sign->bytes, kx->bytes,
                                       sizeof kx->bytes);

  return kk_id_from_hash (&hash);
}

KkId
kk_derive_seat_id (const KkId *device, const KkId *desk)
{
  KkHash hash = kk_hash_labelled_pair ("seat", device->bytes, sizeof device->bytes, desk->bytes,
                                       sizeof desk->bytes);

  return kk_id_from_hash (&hash);
}

KkId
kk_derive_log_id (const KkHash *network_id, const KkId *seat, guint32 incarnation)
{
  guint8 rest[KK_ID_SIZE + 4];
  KkHash hash;

  memcpy (rest, seat->bytes, KK_ID_SIZE);
  kk_le32_put (rest + KK_ID_SIZE, incarnation);
  hash = kk_hash_labelled_pair ("log", network_id->bytes, KK_HASH_SIZE, rest, sizeof rest);
  return kk_id_from_hash (&hash);
}

static KkFingerprintText
format_fingerprint (const KkHash *hash)
{
  KkFingerprintText fingerprint;

  for (gsize i = 0; i < 6; i++) {
    guint32 number = kk_le32_get (hash->bytes + 4 * i) % 10000;
    char *group = fingerprint.text + 5 * i;

    for (gsize digit = 4; digit > 0; digit--, number /= 10)
      group[digit - 1] = (char) ('0' + number % 10);
    group[4] = i == 5 ? '\0' : ' ';
  }
  return fingerprint;
}

KkFingerprintText
kk_derive_fingerprint (const KkSignPublicKey *sign, const KkKxPublicKey *kx)
{
  KkHash hash = kk_hash_labelled_pair ("fingerprint", sign->bytes, sizeof sign->bytes, kx->bytes,
                                       sizeof kx->bytes);

  return format_fingerprint (&hash);
}

static KkHash
hash_recovery_key (const KkKxPublicKey *recipient)
{
  return kk_hash_labelled ("recovery key", recipient->bytes, sizeof recipient->bytes);
}

KkFingerprintText
kk_derive_recovery_fingerprint (const KkKxPublicKey *recipient)
{
  KkHash hash = hash_recovery_key (recipient);

  return format_fingerprint (&hash);
}

/* From the end of the hash, so that it is not the fingerprint in other digits. */
void
kk_derive_recovery_key_id (const KkKxPublicKey *recipient, guint8 id[KK_RECOVERY_KEY_ID_SIZE])
{
  KkHash hash = hash_recovery_key (recipient);

  memcpy (id, hash.bytes + KK_HASH_SIZE - KK_RECOVERY_KEY_ID_SIZE, KK_RECOVERY_KEY_ID_SIZE);
}

KkFingerprintText
kk_derive_body_fingerprint (GBytes *body)
{
  KkHash hash = kk_hash_labelled_bytes ("body fingerprint", body);

  return format_fingerprint (&hash);
}

KkHash
kk_derive_secret_commitment (const KkNetworkSecret *secret)
{
  return kk_hash_labelled ("secret", secret->bytes, sizeof secret->bytes);
}
