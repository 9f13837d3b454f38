/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"

#include <sodium.h>
#include <string.h>

struct _KkSecret {
  gsize size;
  guint8 *data; /* from sodium_malloc() */
};

void
kk_secret_init (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium did not start");
}

KkSecret *
kk_secret_new (gsize size)
{
  KkSecret *secret;

  g_return_val_if_fail (size > 0, NULL);

  kk_secret_init ();
  secret = g_new0 (KkSecret, 1);
  secret->size = size;
  secret->data = sodium_malloc (size);
  if (secret->data == NULL)
    g_error ("no guarded memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  memset (secret->data, 0, size);
  return secret;
}

KkSecret *
kk_secret_new_random (gsize size)
{
  KkSecret *secret = kk_secret_new (size);

  randombytes_buf (secret->data, size);
  return secret;
}

KkSecret *
kk_secret_new_copy (const void *data, gsize size)
{
  KkSecret *secret = kk_secret_new (size);

  memcpy (secret->data, data, size);
  return secret;
}

KkSecret *
kk_secret_dup (const KkSecret *secret)
{
  return kk_secret_new_copy (secret->data, secret->size);
}

void
kk_secret_free (KkSecret *secret)
{
  if (secret == NULL)
    return;
  sodium_free (secret->data); /* wipes first */
  g_free (secret);
}

const guint8 *
kk_secret_get_data (const KkSecret *secret)
{
  return secret->data;
}

guint8 *
kk_secret_edit_data (KkSecret *secret)
{
  return secret->data;
}

gsize
kk_secret_get_size (const KkSecret *secret)
{
  return secret->size;
}

gboolean
kk_secret_equal (const KkSecret *a, const KkSecret *b)
{
  return a->size == b->size && sodium_memcmp (a->data, b->data, a->size) == 0;
}

void
kk_secret_wipe (void *data, gsize size)
{
  sodium_memzero (data, size);
}
