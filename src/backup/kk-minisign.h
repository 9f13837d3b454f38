/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    signatures that Debian's minisign checks (docs/formats/backup.md, "The signature"): Ed25519
 *          over the BLAKE2b-512 of a file, with a line of text that is signed along.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  KK_BACKUP_ERROR_SIGNATURE, KK_BACKUP_ERROR_KEY. */

#pragma once

#include "crypto/kk-file-sign.h"

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the text of a .minisig file. @comment is one line that is signed along. */
char *kk_minisign_sign (const KkFileHash *hash, const KkSignSecretKey *signer, const char *comment)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the comment, once both signatures are right. */
char *kk_minisign_verify (const char *text,
                          const KkFileHash *hash,
                          const KkSignPublicKey *signer,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the text of a .pub file, for `minisign -V -p`. */
char *kk_minisign_public_key_to_text (const KkSignPublicKey *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
