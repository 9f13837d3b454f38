/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the private half of an organisation's recovery key, for as long as it is needed.
 * Owns:    the key belongs to the caller.
 * Threads: any.
 * Errors:  as kk-app-escrow.h. */

#pragma once

#include "app/vault/kk-app-escrow.h"
#include "crypto/kk-keys.h"

G_BEGIN_DECLS

gboolean kk_escrow_join (const GPtrArray *typed, KkKxSecretKey *identity, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
