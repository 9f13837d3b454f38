/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Bech32 (BIP 173) of 32 bytes: how age writes its keys.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  decoding answers FALSE; the caller says which key it was. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_BECH32_SIZE 32

/* (transfer full): in lower case. @prefix is in lower case. The caller wipes what came of a secret. */
char *kk_bech32_encode (const char *prefix, const guint8 data[KK_BECH32_SIZE])
    G_GNUC_WARN_UNUSED_RESULT;
/* @text in one case; exactly KK_BECH32_SIZE bytes with this prefix. */
gboolean kk_bech32_decode (const char *text, const char *prefix, guint8 data[KK_BECH32_SIZE])
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
