/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the public key inside a TLS certificate, which stays when the certificate is renewed (docs/formats/git-layout.md §7).
 * Owns:    nothing.
 * Threads: any.
 * Errors:  FALSE for what is not a certificate as far as its key; what follows the key is not looked at. */

#pragma once

#include "base/kk-id.h"

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 of the SubjectPublicKeyInfo of a certificate in DER (RFC 5280 §4.1), as `curl --pinnedpubkey` has it too. */
gboolean kk_certificate_hash_key (const guint8 *der, gsize size, KkHash *hash)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
