/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the bytes in front of a signed message, so that sealing and opening can sign and verify in
 *          the buffer that they have anyway, without a copy of the message.
 * Owns:    see kk_signed_new_take().
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "crypto/kk-sign.h"

#include <glib.h>

G_BEGIN_DECLS

gsize kk_sign_get_prefix_size (KkSignType type);
void
kk_sign_write_prefix (guint8 *out, KkSignType type, const KkHash *network_id, gsize message_size);
/* @data: the prefix and then the message. */
void kk_sign_prefixed (const guint8 *data,
                       gsize size,
                       const KkSignSecretKey *signer,
                       guint8 signature[KK_SIGNATURE_SIZE]);

/* (transfer full): takes @buffer of @size bytes, from g_malloc(), in which the prefix of @prefix_size
 * bytes, the message of @message_size bytes and the signature follow one another from the start. */
KkSigned *kk_signed_new_take (guint8 *buffer, gsize size, gsize prefix_size, gsize message_size);

G_END_DECLS
