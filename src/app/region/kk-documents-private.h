/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    making and proving signed documents: the two hashes of a document, signing one, counting who signed, and
 *          the keys in documents as keys of crypto/ (docs/formats/documents.md, "Hashes and signatures").
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR. */

#pragma once

#include "crypto/kk-keys.h"
#include "domain/kk-content.h"
#include "domain/kk-network.h"

G_BEGIN_DECLS

KkPublicKey kk_public_key_from_sign (const KkSignPublicKey *key);
KkPublicKey kk_public_key_from_kx (const KkKxPublicKey *key);
KkSignPublicKey kk_public_key_to_sign (const KkPublicKey *key);
KkKxPublicKey kk_public_key_to_kx (const KkPublicKey *key);
gboolean kk_public_key_equal (const KkPublicKey *a, const KkPublicKey *b);
KkId kk_device_get_id (const KkDevice *device);

/* Names a version: in pins, in `prev` and in the vault. Signatures are not in it, for they may be collected later. */
KkHash kk_document_hash (KkBoardKind kind, GBytes *body);
/* Names the exact bytes on a board. */
KkHash kk_document_board_hash (GBytes *signed_bytes);

/* 32 zero bytes: the network of what is signed before a network has an id. */
extern const KkHash kk_no_network;

/* (transfer full): the signed document. @network_id: kk_no_network for document 1 of a region or organisation. */
GBytes *kk_document_sign (KkBoardKind kind,
                          const KkHash *network_id,
                          GBytes *body,
                          const KkSignSecretKey *signer,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_document_verify (const KkSignedDocument *document,
                             KkBoardKind kind,
                             const KkHash *network_id,
                             const KkDocumentSignature *signature) G_GNUC_WARN_UNUSED_RESULT;
/* How many different keys of @keys (element-type KkPublicKey) signed. */
guint kk_document_count_signers (const KkSignedDocument *document,
                                 KkBoardKind kind,
                                 const KkHash *network_id,
                                 const GArray *keys);

G_END_DECLS
