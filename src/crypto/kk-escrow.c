/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-escrow.h"

#include <string.h>

G_STATIC_ASSERT (KK_KEY_WRAP_SIZE == KK_SECRET_KEY_SIZE + KK_HPKE_TAG_SIZE);

/* What the key is for keeps what is sealed to it for another purpose from being taken for a slot. */
static const char label[] = "KK/1 escrow";
static const KkHpkeBinding binding = { label, sizeof label - 1, NULL, NULL, 0 };

gboolean
kk_escrow_wrap (KkEscrowWrap *wrap,
                const KkSymmetricKey *master,
                const KkKxPublicKey *recipient,
                GBytes *associated,
                GError **error)
{
  g_auto (KkHpkeContext) context = { 0 };
  gsize size;
  const void *data = g_bytes_get_data (associated, &size);

  if (!kk_hpke_send (&context, &wrap->enc, recipient, &binding, error))
    return FALSE;
  kk_hpke_seal (&context, data, size, master->bytes, sizeof master->bytes, wrap->wrapped);
  return TRUE;
}

gboolean
kk_escrow_unwrap (const KkEscrowWrap *wrap,
                  const KkKxSecretKey *identity,
                  GBytes *associated,
                  KkSymmetricKey *master,
                  GError **error)
{
  g_auto (KkHpkeContext) context = { 0 };
  g_auto (KkSymmetricKey) opened = { 0 };
  gsize size;
  const void *data = g_bytes_get_data (associated, &size);

  if (!kk_hpke_receive (&context, &wrap->enc, identity, &binding, error) ||
      !kk_hpke_open (&context, data, size, wrap->wrapped, sizeof wrap->wrapped, opened.bytes,
                     error))
    return FALSE;
  *master = opened;
  return TRUE;
}
