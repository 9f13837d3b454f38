/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the seal over the root and register keys of a region, which lie in a file of their own
 *          under a passphrase (docs/formats/key-slots.md, "Root key file").
 * Owns:    results belong to the caller; format/ encodes what a KkRootSeal holds.
 * Threads: any; both take about a second, so never on the main thread.
 * Errors:  KK_CRYPTO_ERROR_PARAMETERS (costs), OPEN (wrong passphrase or damaged file: one message). */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-argon.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_ROOT_SEAL_NONCE_SIZE 24

typedef struct {
  KkArgonParameters costs;
  guint8 salt[KK_ARGON_SALT_SIZE];
  guint8 nonce[KK_ROOT_SEAL_NONCE_SIZE];
} KkRootSeal;

/* (transfer full): the ciphertext of @keys. @passphrase: as kk_key_slot_secret_from_passphrase() made it. */
GBytes *kk_root_seal (KkRootSeal *seal,
                      const KkSecret *keys,
                      const KkSecret *passphrase,
                      const KkArgonParameters *costs,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_root_open (const KkRootSeal *seal,
                        GBytes *ciphertext,
                        const KkSecret *passphrase,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
