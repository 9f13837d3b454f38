/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    HPKE with a given ephemeral key, for vectors and the start-up test only: an ephemeral key
 *          that is used twice gives away both messages.
 * Owns:    as kk-hpke.h.
 * Threads: as kk-hpke.h.
 * Errors:  as kk-hpke.h. */

#pragma once

#include "crypto/kk-hpke.h"

#include <glib.h>

G_BEGIN_DECLS

gboolean kk_hpke_send_with (KkHpkeContext *context,
                            KkHpkeEnc *enc,
                            const KkKxPublicKey *addressee,
                            const KkHpkeBinding *binding,
                            const KkKxSecretKey *ephemeral,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
