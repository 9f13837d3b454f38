/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-argon.h"

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"

#include <sodium.h>
#include <unistd.h>

/* docs/formats/key-slots.md, "Costs" */
#define PASSES_LEAST    3
#define PASSES_MOST     16
#define MEMORY_LEAST    (64u << 10)
#define MEMORY_MOST     (4u << 20)
#define START_MEMORY    (256u << 10)
#define NEW_MEMORY_MOST (1u << 20)
#define MEMORY_STEP     (16u << 10)

G_STATIC_ASSERT (KK_ARGON_SALT_SIZE == crypto_pwhash_SALTBYTES);

gboolean
kk_argon_check (const KkArgonParameters *costs, GError **error)
{
  if (costs->passes >= PASSES_LEAST && costs->passes <= PASSES_MOST &&
      costs->memory_kib >= MEMORY_LEAST && costs->memory_kib <= MEMORY_MOST)
    return TRUE;
  g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
               "Argon2id costs out of bounds: %u passes over %u KiB", costs->passes,
               costs->memory_kib);
  return FALSE;
}

gboolean
kk_argon_derive (KkSymmetricKey *key,
                 const void *secret,
                 gsize size,
                 const guint8 salt[KK_ARGON_SALT_SIZE],
                 const KkArgonParameters *costs,
                 GError **error)
{
  if (!kk_argon_check (costs, error))
    return FALSE;
  kk_secret_init ();
  if (crypto_pwhash (key->bytes, sizeof key->bytes, secret, size, salt, costs->passes,
                     (gsize) costs->memory_kib << 10, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
               "not enough memory for Argon2id over %u KiB", costs->memory_kib);
  return FALSE;
}

/* In KiB: min(1 GiB, a quarter of the machine's), at least the floor. */
static guint32
get_memory_ceiling (void)
{
  glong pages = sysconf (_SC_PHYS_PAGES);
  glong page_size = sysconf (_SC_PAGESIZE);
  guint64 quarter =
      pages > 0 && page_size > 0 ? (guint64) pages * (guint64) page_size / 4 >> 10 : START_MEMORY;

  return (guint32) CLAMP (quarter, MEMORY_LEAST, NEW_MEMORY_MOST);
}

KkArgonParameters
kk_argon_calibrate (void)
{
  static const guint8 salt[KK_ARGON_SALT_SIZE];
  guint32 ceiling = get_memory_ceiling ();
  KkArgonParameters costs = { PASSES_LEAST, MIN (START_MEMORY, ceiling) };
  g_auto (KkSymmetricKey) key = { 0 };
  gint64 start = g_get_monotonic_time ();
  gint64 taken;
  guint64 memory, passes;

  if (!kk_argon_derive (&key, "", 0, salt, &costs, NULL))
    return KK_ARGON_FLOOR;
  taken = MAX (g_get_monotonic_time () - start, 1000);

  /* Time grows with passes × memory. Memory first: it is what an attacker's hardware lacks. */
  memory =
      (guint64) costs.memory_kib * G_USEC_PER_SEC / (guint64) taken / MEMORY_STEP * MEMORY_STEP;
  memory = CLAMP (memory, costs.memory_kib, ceiling);
  passes = (guint64) costs.passes * costs.memory_kib * G_USEC_PER_SEC / ((guint64) taken * memory);
  return (KkArgonParameters){ (guint32) CLAMP (passes, PASSES_LEAST, PASSES_MOST),
                              (guint32) memory };
}
