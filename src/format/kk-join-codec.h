/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of the request and the answer with which a device joins (docs/formats/join.md).
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "domain/kk-network.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

/* What the device signs. */
GBytes *kk_join_request_encode (const KkJoinRequest *request, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkJoinRequest *kk_join_request_decode (GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The request file: body and signature. Its key stands in the body, so this once parsing goes before verifying. */
GBytes *kk_join_file_encode (GBytes *body, const KkSignature *signature, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_join_file_decode (GBytes *bytes, GBytes **body, KkSignature *signature, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Plaintext of the answer file; crypto/ seals it. */
GBytes *kk_join_answer_encode (const KkJoinAnswer *answer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkJoinAnswer *kk_join_answer_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
