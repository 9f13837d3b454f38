/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one struct type for each kind of key, so that a public key handed to a parameter for a
 *          secret one does not compile (docs/formats/keys.md).
 * Owns:    nothing outside the structs. Secret ones are declared with g_auto() and { 0 }, and are
 *          wiped when they go out of scope; they may be copied by assignment, each copy with its own g_auto.
 * Threads: any.
 * Errors:  loading a stored key answers KK_CRYPTO_ERROR_PARAMETERS. */

#pragma once

#include "base/kk-id.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_SIGN_PUBLIC_KEY_SIZE 32
#define KK_SIGN_SECRET_KEY_SIZE 64
#define KK_KX_KEY_SIZE          32
#define KK_SECRET_KEY_SIZE      32

typedef struct {
  guint8 bytes[KK_SIGN_PUBLIC_KEY_SIZE];
} KkSignPublicKey;

/* Seed ‖ public key, as libsodium keeps them. */
typedef struct {
  guint8 bytes[KK_SIGN_SECRET_KEY_SIZE];
} KkSignSecretKey;

typedef struct {
  guint8 bytes[KK_KX_KEY_SIZE];
} KkKxPublicKey;

typedef struct {
  guint8 bytes[KK_KX_KEY_SIZE];
} KkKxSecretKey;

typedef struct {
  guint8 bytes[KK_SECRET_KEY_SIZE];
} KkNetworkSecret;

/* The vault master key and the keys derived from it. */
typedef struct {
  guint8 bytes[KK_SECRET_KEY_SIZE];
} KkSymmetricKey;

/* What sealing and opening in one secret epoch of one network needs. */
typedef struct {
  KkHash network_id;
  guint32 epoch;
  KkNetworkSecret secret;
} KkNetworkKey;

void kk_sign_pair_generate (KkSignPublicKey *public_key, KkSignSecretKey *secret_key);
/* From the seed that is the first half of a secret key, for keys that come back from paper. */
void kk_sign_pair_from_seed (const KkSymmetricKey *seed,
                             KkSignPublicKey *public_key,
                             KkSignSecretKey *secret_key);
KkSignPublicKey kk_sign_secret_key_get_public (const KkSignSecretKey *secret_key);
/* Refuses another size, and halves that do not belong together: signing with such a key would
 * give the seed away. Every stored key comes in through here. */
gboolean
kk_sign_secret_key_load (KkSignSecretKey *secret_key, const void *data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_sign_public_key_equal (const KkSignPublicKey *a, const KkSignPublicKey *b);
void kk_sign_secret_key_clear (KkSignSecretKey *secret_key);

void kk_kx_pair_generate (KkKxPublicKey *public_key, KkKxSecretKey *secret_key);
KkKxPublicKey kk_kx_secret_key_get_public (const KkKxSecretKey *secret_key);
gboolean kk_kx_public_key_equal (const KkKxPublicKey *a, const KkKxPublicKey *b);
void kk_kx_secret_key_clear (KkKxSecretKey *secret_key);

void kk_network_secret_generate (KkNetworkSecret *secret);
void kk_network_secret_clear (KkNetworkSecret *secret);
void kk_network_key_clear (KkNetworkKey *key);

void kk_symmetric_key_generate (KkSymmetricKey *key);
void kk_symmetric_key_clear (KkSymmetricKey *key);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkSignSecretKey, kk_sign_secret_key_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkKxSecretKey, kk_kx_secret_key_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkNetworkSecret, kk_network_secret_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkNetworkKey, kk_network_key_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkSymmetricKey, kk_symmetric_key_clear)

G_END_DECLS
