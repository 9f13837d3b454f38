/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a FIDO2 security key as a second thing to have beside a passphrase: it answers a challenge with 32 bytes
 *          that only it can make (the extension hmac-secret; docs/formats/key-slots.md, "A security key").
 * Owns:    a credential is no secret; what the key answers is.
 * Threads: any; waits half a minute for somebody to touch the key, so never on the main thread.
 * Errors:  KK_CRYPTO_ERROR_NO_SECURITY_KEY, PIN, SECURITY_KEY; UNSUPPORTED when built without libfido2. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-keys.h"

G_BEGIN_DECLS

#define KK_SECURITY_KEY_CHALLENGE_SIZE 32

gboolean kk_security_key_is_supported (void);
/* (transfer full) (nullable): the id of a new credential on the one key that is plugged in. @pin: (nullable): text that
 * ends with a zero. */
GBytes *kk_security_key_enrol (const KkSecret *pin, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks every key that is plugged in until one has @credential. The answer with a PIN is another than without. */
gboolean kk_security_key_answer (GBytes *credential,
                                 const guint8 challenge[KK_SECURITY_KEY_CHALLENGE_SIZE],
                                 const KkSecret *pin,
                                 KkSymmetricKey *answer,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
