/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of operations that stand alone, outside a body (docs/formats/operations.md).
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "domain/kk-operation.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

/* @ops: (element-type KkOp), all of one record. A basis index is kept as it is; who keeps the list knows its bases. */
GBytes *kk_op_list_encode (const GPtrArray *ops, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kk_op_list_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
