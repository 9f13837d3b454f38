/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    HKDF-SHA256 (RFC 5869), which libsodium 1.0.18 does not have.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none; asking for more than 255 × 32 bytes is a mistake of the program. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_HKDF_KEY_SIZE 32

/* A part of a message, so that callers need not join theirs in memory. Borrowed. */
typedef struct {
  const void *data;
  gsize size;
} KkHkdfPart;

void kk_hkdf_extract (guint8 key[KK_HKDF_KEY_SIZE],
                      const void *salt,
                      gsize salt_size,
                      const KkHkdfPart *material,
                      guint n_material);
void kk_hkdf_expand (guint8 *out,
                     gsize size,
                     const guint8 key[KK_HKDF_KEY_SIZE],
                     const KkHkdfPart *info,
                     guint n_info);

G_END_DECLS
