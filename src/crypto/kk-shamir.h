/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    splitting a secret in n shares of which any k give it back and fewer say nothing: Shamir over
 *          GF(256) with the polynomial of AES (docs/formats/key-slots.md, "Shares on paper").
 * Owns:    shares are secret: KkSecret.
 * Threads: any.
 * Errors:  KK_CRYPTO_ERROR_PARAMETERS for counts that cannot be, shares of different sizes, or one
 *          share given twice. Wrong shares give a wrong secret: what is split must carry its own check. */

#pragma once

#include "base/kk-secret.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_SHAMIR_SHARES_MOST 255

/* (transfer full) (element-type KkSecret): @needed of @count, 2 ≤ @needed ≤ @count ≤ 255. A share is as long as the
 * secret and one byte, its place from 1, at the end. */
GPtrArray *kk_shamir_split (const KkSecret *secret, guint needed, guint count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): @shares: (element-type KkSecret), two or more. */
KkSecret *kk_shamir_join (const GPtrArray *shares, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
