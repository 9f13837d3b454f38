/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    wrapping the vault master key to the recovery key of an organisation: HPKE in mode base
 *          (docs/formats/key-slots.md, "The organisation's recovery key"). Nothing secret is needed to wrap.
 * Owns:    nothing; format/ encodes what a KkEscrowWrap holds.
 * Threads: any; quick.
 * Errors:  KK_CRYPTO_ERROR_PARAMETERS (a public key of low order), OPEN (another key, or damaged). */

#pragma once

#include "crypto/kk-hpke.h"
#include "crypto/kk-key-slot.h"

G_BEGIN_DECLS

typedef struct {
  KkHpkeEnc enc;
  guint8 wrapped[KK_KEY_WRAP_SIZE];
} KkEscrowWrap;

/* @associated: as for kk_key_slot_wrap(). */
gboolean kk_escrow_wrap (KkEscrowWrap *wrap,
                         const KkSymmetricKey *master,
                         const KkKxPublicKey *recipient,
                         GBytes *associated,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_escrow_unwrap (const KkEscrowWrap *wrap,
                           const KkKxSecretKey *identity,
                           GBytes *associated,
                           KkSymmetricKey *master,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
