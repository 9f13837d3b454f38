/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    finding what a person names: a case, its records, and the own desks and seats that may look.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE for what is not there. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkId): the desks whose files are in this vault, that of the first seat first; at
 * least one. A desk that this device may no longer write for is one of them: what it has stays readable. */
GArray *kk_own_desks (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable), borrowed: the seat with which this vault writes for @desk. */
const KkOwnSeat *kk_own_seat_at (KkApp *app, const KkId *desk, GError **error);

/* By reference, or by the hex id of the case record, of another record of the case, or of its thread. */
KkVaultCase *kk_case_find (KkApp *app, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkVaultRecord): what is not deleted, the case record too. */
GArray *kk_case_records (KkApp *app, const KkVaultCase *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkVaultRecord): the same, and what is deleted. */
GArray *kk_case_all_records (KkApp *app, const KkVaultRecord *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the reference of the case of a thread, while its record is there. */
char *kk_case_dup_reference (KkApp *app, const KkId *desk, const KkId *thread);

G_END_DECLS
