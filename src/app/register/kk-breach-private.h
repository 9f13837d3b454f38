/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the draft breach note that the program makes by itself when the register that a packet pins refuses something
 *          in it (exchange §13, "onterechte verstrekking"): from whom, when, which kind of data, which row. Never what
 *          was in it.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/casework/kk-record-writer-private.h"
#include "vault/kk-vault-inbox.h"

G_BEGIN_DECLS

/* AVG 33.1: 72 hours after it became known (domain research §1.6, T-11). */
#define KK_BREACH_TERM_MS (G_GINT64_CONSTANT (72) * 3600 * 1000)

/* Inside a transaction. One note for what was refused of one packet, or of the packets of one body to several seats
 * of this desk; @items (element-type KkVaultQuarantine): what was refused of it. Leaves
 * nothing when none of them is a disclosure against the law. @made: (out). */
gboolean kk_breach_draft (KkRecordWriter *writer,
                          const KkVaultInboxRow *packet,
                          const KkId *sender,
                          const GPtrArray *items,
                          gboolean *made,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
