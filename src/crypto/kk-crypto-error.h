/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the error domain of crypto/. A code is the check that failed, in the order of
 *          docs/formats/packet-envelope.md; receiving turns each into its own quarantine code.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  messages never contain keys, content or names. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KK_CRYPTO_ERROR_SIZE,      /* too small, too large, or not a size that is ever written */
  KK_CRYPTO_ERROR_OUTER,     /* another magic or suite */
  KK_CRYPTO_ERROR_SECRET,    /* of a secret epoch other than that of the key at hand: hold */
  KK_CRYPTO_ERROR_COMMIT,    /* none of the keys at hand: not for me, or a wrong secret */
  KK_CRYPTO_ERROR_OPEN,      /* damaged or forged; for a passphrase or code: a wrong one */
  KK_CRYPTO_ERROR_PADDING,   /* opened, but not padded as every writer pads */
  KK_CRYPTO_ERROR_SIGNATURE, /* not by the given signer */
  KK_CRYPTO_ERROR_PARAMETERS, /* a key of low order, halves that differ, or Argon2id costs out of bounds */
  KK_CRYPTO_ERROR_BROKEN,          /* the start-up test gave a wrong answer: nothing may be used */
  KK_CRYPTO_ERROR_NO_SECURITY_KEY, /* none is plugged in, or none of them has this credential */
  KK_CRYPTO_ERROR_PIN,             /* the security key wants its PIN, or another one */
  KK_CRYPTO_ERROR_SECURITY_KEY,    /* it did not answer: not touched in time, or it cannot */
  KK_CRYPTO_ERROR_UNSUPPORTED,     /* this program was built without security keys */
} KkCryptoError;

#define KK_CRYPTO_ERROR (kk_crypto_error_quark ())
GQuark kk_crypto_error_quark (void);

G_END_DECLS
