/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-padme.h"

#include "base/kk-limits.h"

gsize
kk_padme_size (gsize size)
{
  guint exponent, kept;
  gsize mask;

  if (size < 2)
    return size;
  exponent = (guint) g_bit_storage (size) - 1;
  kept = (guint) g_bit_storage (exponent);
  mask = ((gsize) 1 << (exponent - kept)) - 1;
  return (size + mask) & ~mask;
}

gsize
kk_padme_packet_size (gsize content)
{
  if (content > KK_LIMIT_PACKET_PLAIN)
    return 0;
  return MAX (kk_padme_size (content), KK_PACKET_FLOOR);
}
