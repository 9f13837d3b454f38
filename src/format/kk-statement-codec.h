/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of a statement, the signed inside of a packet (docs/formats/statement.md).
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "domain/kk-content.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

GBytes *kk_statement_encode (const KkStatement *statement, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The body is not looked into. */
KkStatement *kk_statement_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
