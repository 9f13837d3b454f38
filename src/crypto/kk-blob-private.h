/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    blobs with a given nonce, for vectors only.
 * Owns:    as kk-blob.h.
 * Threads: as kk-blob.h.
 * Errors:  as kk-blob.h. */

#pragma once

#include "crypto/kk-blob.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_BLOB_NONCE_SIZE 24

/* @writer: (nullable): NULL for a board. */
GBytes *kk_blob_seal_with (GBytes *message,
                           const KkNetworkKey *network,
                           const KkId *log,
                           const KkSignSecretKey *writer,
                           const guint8 nonce[KK_BLOB_NONCE_SIZE],
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
