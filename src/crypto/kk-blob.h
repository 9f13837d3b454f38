/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    manifests and boards, the blobs that every member opens (docs/formats/sealed-blob.md).
 * Owns:    results belong to the caller; plaintext is wiped with its last reference.
 * Threads: any.
 * Errors:  KK_CRYPTO_ERROR_SIZE, OUTER, SECRET, OPEN, PADDING, in this order; SIGNATURE from
 *          kk_signed_verify(). Sealing: SIZE only. */

#pragma once

#include "base/kk-id.h"
#include "crypto/kk-keys.h"
#include "crypto/kk-sign.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KK_BLOB_MANIFEST,
  KK_BLOB_BOARD,
} KkBlobKind;

/* Checks size and outer; @epoch tells which secret opens it. */
gboolean kk_blob_peek (GBytes *blob, KkBlobKind kind, guint32 *epoch, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

GBytes *kk_manifest_seal (GBytes *manifest,
                          const KkNetworkKey *network,
                          const KkId *log,
                          const KkSignSecretKey *writer,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkSigned *
kk_manifest_open (GBytes *blob, const KkNetworkKey *network, const KkId *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* H("manifest", m), the link of the manifest chain. */
KkHash kk_manifest_hash (GBytes *manifest);

GBytes *
kk_board_seal (GBytes *document, const KkNetworkKey *network, const KkId *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *kk_board_open (GBytes *blob, const KkNetworkKey *network, const KkId *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
