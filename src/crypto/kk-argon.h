/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Argon2id and the bounds of its costs (docs/formats/key-slots.md, "Costs").
 * Owns:    nothing.
 * Threads: any; deriving takes about a second and the memory asked for, so never on the main thread.
 * Errors:  costs out of bounds, or not enough memory: KK_CRYPTO_ERROR_PARAMETERS. */

#pragma once

#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_ARGON_SALT_SIZE 16

typedef struct {
  guint32 passes;
  guint32 memory_kib;
} KkArgonParameters;

/* The least costs that are accepted, for tests and for machines that cannot do more. */
#define KK_ARGON_FLOOR ((KkArgonParameters){ 3, 64 << 10 })

/* Times one derivation and scales it to about a second on this machine. */
KkArgonParameters kk_argon_calibrate (void);
gboolean kk_argon_check (const KkArgonParameters *costs, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_argon_derive (KkSymmetricKey *key,
                          const void *secret,
                          gsize size,
                          const guint8 salt[KK_ARGON_SALT_SIZE],
                          const KkArgonParameters *costs,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
