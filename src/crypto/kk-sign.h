/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    SIGN of docs/formats/keys.md: Ed25519 over a type, the network and the exact bytes.
 * Owns:    a KkSigned owns an opened message and wipes it.
 * Threads: any; a KkSigned has one owner.
 * Errors:  verifying answers KK_CRYPTO_ERROR_SIGNATURE. */

#pragma once

#include "base/kk-id.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KK_SIGN_REGION,
  KK_SIGN_ORGANISATION,
  KK_SIGN_REGISTER,
  KK_SIGN_REQUEST,
  KK_SIGN_STATEMENT,
  KK_SIGN_MANIFEST,
  KK_SIGN_OBJECT,
} KkSignType;

/* @network_id: (nullable): NULL stands for 32 zero bytes and is allowed for the first region
 * document and for a join request only. */
KkSignature
kk_sign (KkSignType type, const KkHash *network_id, GBytes *message, const KkSignSecretKey *signer)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_sign_verify (KkSignType type,
                         const KkHash *network_id,
                         GBytes *message,
                         const KkSignature *signature,
                         const KkSignPublicKey *signer,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A message that was opened but whose signature nobody has checked. It gives its bytes only to
 * who names the signer, so that nothing is parsed before it is verified. */
typedef struct _KkSigned KkSigned;

/* (transfer full): the message. Its memory is wiped with the last reference. */
GBytes *kk_signed_verify (const KkSigned *opened, const KkSignPublicKey *signer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
const KkSignature *kk_signed_get_signature (const KkSigned *opened);
void kk_signed_free (KkSigned *opened);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSigned, kk_signed_free)

G_END_DECLS
