/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    known answers of BLAKE2b, Ed25519, HPKE and Argon2id, computed once at start
 *          (docs/formats/keys.md, "Start-up test").
 * Owns:    nothing.
 * Threads: any.
 * Errors:  KK_CRYPTO_ERROR_BROKEN names the primitive; the program must stop. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kk_crypto_selftest (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
