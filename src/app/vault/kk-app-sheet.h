/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what is printed on paper: the recovery code of a vault, and the shares of an organisation's recovery key, each with
 *          what it is for and what to do with it.
 * Owns:    a sheet belongs to the caller: text in guarded memory that ends with a zero.
 * Threads: any; of a code it takes about a second, for the code is tried first.
 * Errors:  as KkApp: LOCKED for a code that does not open the vault. */

#pragma once

#include "app/vault/kk-app-escrow.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) */
KkSecret *kk_sheet_of_code (KkApp *app, const KkSecret *typed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): of share @index, from 0. */
KkSecret *kk_sheet_of_share (const KkEscrowKey *key, guint index) G_GNUC_WARN_UNUSED_RESULT;
/* Into a file of @path that only this person can read, and that is not there yet. */
gboolean kk_sheet_write (const KkSecret *sheet, const char *path, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
