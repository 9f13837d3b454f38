/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the two seals that bring a newcomer in: the answer to a join request, and the network
 *          secrets under a spoken code (docs/formats/sealed-blob.md, "Join answer").
 * Owns:    results belong to the caller; plaintext is wiped with its last reference.
 * Threads: any; the spoken code costs an Argon2id, so never on the main thread.
 * Errors:  KK_CRYPTO_ERROR_SIZE, OUTER, PARAMETERS, OPEN (another request's, damaged, or a wrong code). */

#pragma once

#include "crypto/kk-argon.h"
#include "crypto/kk-code.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_JOIN_NONCE_SIZE  32 /* what this version writes in a request */
#define KK_JOIN_NONCE_LEAST 16
#define KK_JOIN_NONCE_MOST  64

/* (transfer full): the nonce for a new request. */
GBytes *kk_join_nonce_generate (void) G_GNUC_WARN_UNUSED_RESULT;

GBytes *kk_join_seal (GBytes *answer, GBytes *nonce, const KkKxPublicKey *newcomer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *kk_join_open (GBytes *sealed, GBytes *nonce, const KkKxSecretKey *newcomer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

GBytes *kk_join_wrap_secrets (GBytes *secrets,
                              GBytes *nonce,
                              const KkCode *code,
                              const KkArgonParameters *costs,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *kk_join_unwrap_secrets (GBytes *wrapped, GBytes *nonce, const KkCode *code, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
