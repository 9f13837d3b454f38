/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of an entry of the disclosure register (docs/formats/register-entry.md), over which its
 *          leaf in the chain is computed.
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR. */

#pragma once

#include "domain/kk-entry.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

GBytes *kk_entry_encode (const KkEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
KkEntry *kk_entry_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
