/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of a basis, of an object and of an object as signed (docs/formats/body.md). Bodies carry them
 *          inside; the vault keeps them by these same bytes.
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "domain/kk-content.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

GBytes *kk_basis_encode (const KkBasis *basis, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkBasis *kk_basis_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the issuer signs. */
GBytes *kk_object_encode (const KkObject *object, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkObject *kk_object_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The body is not looked into: verify first, then decode it. */
GBytes *kk_signed_object_encode (const KkSignedObject *object, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkSignedObject *kk_signed_object_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
