/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-certificate.h"

#define SEQUENCE 0x30
#define VERSION  0xa0
#define INTEGER  0x02
#define LARGEST  65536 /* no certificate of a server comes near */

typedef struct {
  const guint8 *bytes;
  gsize size;
} Span;

/* A length in its shortest form (X.690 §10.1). */
static gboolean
take_length (Span *rest, gsize *length)
{
  guint count;

  if (rest->size == 0)
    return FALSE;
  *length = *rest->bytes++;
  rest->size--;
  if (*length < 0x80)
    return TRUE;
  count = *length & 0x7f;
  if (count == 0 || count > 3 || count > rest->size || *rest->bytes == 0)
    return FALSE;
  for (*length = 0; count > 0; count--, rest->size--)
    *length = *length << 8 | *rest->bytes++;
  return *length >= 0x80;
}

/* The next element of @rest, which has to be of this sort. @whole (nullable): with its own head; @inside (nullable): without. */
static gboolean
take_element (Span *rest, guint8 tag, Span *whole, Span *inside)
{
  const guint8 *begin = rest->bytes;
  gsize length;

  if (rest->size == 0 || *rest->bytes != tag)
    return FALSE;
  rest->bytes++;
  rest->size--;
  if (!take_length (rest, &length) || length > rest->size)
    return FALSE;
  if (inside != NULL)
    *inside = (Span){ rest->bytes, length };
  rest->bytes += length;
  rest->size -= length;
  if (whole != NULL)
    *whole = (Span){ begin, (gsize) (rest->bytes - begin) };
  return TRUE;
}

/* serial, algorithm, issuer, validity, subject: all before the key. */
static gboolean
skip_to_key (Span *body)
{
  static const guint8 tags[] = { INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE };

  if (body->size > 0 && *body->bytes == VERSION && !take_element (body, VERSION, NULL, NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (!take_element (body, tags[i], NULL, NULL))
      return FALSE;
  return TRUE;
}

gboolean
kk_certificate_hash_key (const guint8 *der, gsize size, KkHash *hash)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  Span rest = { der, size };
  Span certificate, body, key;
  gsize digest = sizeof hash->bytes;

  if (size > LARGEST || !take_element (&rest, SEQUENCE, NULL, &certificate) || rest.size > 0 ||
      !take_element (&certificate, SEQUENCE, NULL, &body) || !skip_to_key (&body) ||
      !take_element (&body, SEQUENCE, &key, NULL))
    return FALSE;
  g_checksum_update (sum, key.bytes, (gssize) key.size);
  g_checksum_get_digest (sum, hash->bytes, &digest);
  return TRUE;
}
