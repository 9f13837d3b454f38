/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the few byte conversions that every layer needs: little-endian numbers and hexadecimal.
 * Owns:    nothing; callers bring the memory.
 * Threads: any.
 * Errors:  decoding answers FALSE and leaves the output undefined. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void kk_le32_put (guint8 out[4], guint32 number);
void kk_le64_put (guint8 out[8], guint64 number);
guint32 kk_le32_get (const guint8 in[4]);
guint64 kk_le64_get (const guint8 in[8]);

/* Writes 2 × @size lower-case digits and a terminating zero to @out. */
void kk_hex_encode (const guint8 *data, gsize size, char *out);
/* @text must be exactly 2 × @size digits, either case. */
gboolean kk_hex_decode (const char *text, guint8 *out, gsize size) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): a copy with @prefix of @prefix_size bytes before it. */
GBytes *kk_bytes_join (const void *prefix, gsize prefix_size, const void *rest, gsize rest_size)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
