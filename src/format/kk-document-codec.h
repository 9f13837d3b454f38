/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of the region, organisation and register documents, of a revocation and of a signed document
 *          (docs/formats/documents.md). Encoding what was decoded gives the same bytes.
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse, with the same code. */

#pragma once

#include "domain/kk-network.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

GBytes *kk_region_encode (const KkRegion *region, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkRegion *kk_region_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *kk_organisation_encode (const KkOrganisation *organisation, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkOrganisation *kk_organisation_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *kk_register_document_encode (const KkRegisterDocument *document, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkRegisterDocument *kk_register_document_decode (GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* One alone, for a file or the vault; documents carry theirs inside. */
GBytes *kk_revocation_encode (const KkRevocation *revocation, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkRevocation *kk_revocation_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The body is not looked into: verify first, then decode it. */
GBytes *kk_signed_document_encode (const KkSignedDocument *document, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkSignedDocument *kk_signed_document_decode (GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
