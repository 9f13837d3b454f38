/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-wiped-bytes-private.h"

typedef struct {
  guint8 *data;
  gsize size;
} Wiped;

static void
free_wiped (gpointer data)
{
  Wiped *wiped = data;

  kk_secret_wipe (wiped->data, wiped->size);
  g_free (wiped->data);
  g_free (wiped);
}

GBytes *
kk_wiped_bytes_new_take (guint8 *data, gsize size)
{
  Wiped *wiped = g_new (Wiped, 1);

  *wiped = (Wiped){ data, size };
  return g_bytes_new_with_free_func (data, size, free_wiped, wiped);
}
