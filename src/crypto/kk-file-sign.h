/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Ed25519 over the BLAKE2b-512 of a file, as minisign does it. It is the one signature of the
 *          product without the prefix of kk-sign: the format is another's. A device's key signs both, and
 *          no statement can be taken for a file or the other way round: what is signed here is 64
 *          bytes, or 64 and a comment that minisign's own layout begins with a signature; what kk-sign
 *          signs begins with "KK-PAE-v1" and has the network's id in it.
 * Owns:    nothing; the state of a hash holds no secret.
 * Threads: any; one owner at a time.
 * Errors:  none. */

#pragma once

#include "crypto/kk-keys.h"
#include "crypto/kk-sign.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_FILE_HASH_SIZE 64

typedef struct {
  guint8 bytes[KK_FILE_HASH_SIZE];
} KkFileHash;

typedef struct _KkFileHasher KkFileHasher;

KkFileHasher *kk_file_hasher_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_file_hasher_update (KkFileHasher *hasher, const void *data, gsize size);
void kk_file_hasher_finish (KkFileHasher *hasher, KkFileHash *hash);
void kk_file_hasher_free (KkFileHasher *hasher);

void
kk_file_sign (KkSignature *signature, const void *data, gsize size, const KkSignSecretKey *signer);
gboolean kk_file_verify (const KkSignature *signature,
                         const void *data,
                         gsize size,
                         const KkSignPublicKey *signer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkFileHasher, kk_file_hasher_free)

G_END_DECLS
