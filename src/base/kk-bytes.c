/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"

#include <string.h>

void
kk_le32_put (guint8 out[4], guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  memcpy (out, &little, sizeof little);
}

void
kk_le64_put (guint8 out[8], guint64 number)
{
  guint64 little = GUINT64_TO_LE (number);

  memcpy (out, &little, sizeof little);
}

guint32
kk_le32_get (const guint8 in[4])
{
  guint32 little;

  memcpy (&little, in, sizeof little);
  return GUINT32_FROM_LE (little);
}

guint64
kk_le64_get (const guint8 in[8])
{
  guint64 little;

  memcpy (&little, in, sizeof little);
  return GUINT64_FROM_LE (little);
}

void
kk_hex_encode (const guint8 *data, gsize size, char *out)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < size; i++) {
    out[2 * i] = digits[data[i] >> 4];
    out[2 * i + 1] = digits[data[i] & 15];
  }
  out[2 * size] = '\0';
}

gboolean
kk_hex_decode (const char *text, guint8 *out, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]);
    int low = high < 0 ? -1 : g_ascii_xdigit_value (text[2 * i + 1]);

    if (low < 0)
      return FALSE;
    out[i] = (guint8) (high << 4 | low);
  }
  return text[2 * size] == '\0';
}

GBytes *
kk_bytes_join (const void *prefix, gsize prefix_size, const void *rest, gsize rest_size)
{
  guint8 *joined = g_malloc (prefix_size + rest_size);

  if (prefix_size > 0)
    memcpy (joined, prefix, prefix_size);
  if (rest_size > 0)
    memcpy (joined + prefix_size, rest, rest_size);
  return g_bytes_new_take (joined, prefix_size + rest_size);
}
