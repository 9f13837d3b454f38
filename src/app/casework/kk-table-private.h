/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the agenda and the decisions of the table share.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

/* Kind of the journal entry that is a contribution. */
#define KK_TABLE_ENTRY "table"

/* (transfer full) (element-type KkId): the desks that took or were given decisions at gates, without that of the file. */
GArray *kk_table_participants (KkApp *app, const KkVaultCase *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
