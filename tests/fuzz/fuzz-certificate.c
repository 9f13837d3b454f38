/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-fuzz.h"

#include "sync/kk-git-certificate.h"

#include <string.h>

/* A key is found in one reading of the bytes only: nothing can be added behind the certificate or cut off it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree guint8 *longer = g_malloc0 (size + 1);
  KkHash hash, again;

  if (size == 0 || !kk_certificate_hash_key (data, size, &hash))
    return 0;
  memcpy (longer, data, size);
  g_assert_true (kk_certificate_hash_key (longer, size, &again));
  g_assert_true (kk_hash_equal (&hash, &again));
  g_assert_false (kk_certificate_hash_key (longer, size + 1, &again));
  g_assert_false (kk_certificate_hash_key (longer, size - 1, &again));
  return 0;
}
