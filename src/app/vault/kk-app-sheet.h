/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what is printed on paper: the recovery code of a vault, and the shares of an organisation's recovery key, each with
 *          what it is for and what to do with it.
 * Owns:    a sheet belongs to the caller; what is secret on it stays in guarded memory until it is in a file.
 * Threads: any; of a code it takes about a second, for the code is tried first.
 * Errors:  as KkApp: LOCKED for a code that does not open the vault. */

#pragma once

#include "app/vault/kk-app-escrow.h"

G_BEGIN_DECLS

typedef struct _KkSheet KkSheet;

/* (transfer full) (nullable) */
KkSheet *kk_sheet_of_code (KkApp *app, const KkSecret *typed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): of share @index, from 0. */
KkSheet *kk_sheet_of_share (const KkEscrowKey *key, guint index) G_GNUC_WARN_UNUSED_RESULT;
void kk_sheet_free (KkSheet *sheet);
/* (transfer full): text that ends with a zero. */
KkSecret *kk_sheet_dup_text (const KkSheet *sheet) G_GNUC_WARN_UNUSED_RESULT;
/* Into a file of @path that only this person can read, and that is not there yet: a page of PDF where it ends with .pdf,
 * otherwise text. */
gboolean kk_sheet_write (const KkSheet *sheet, const char *path, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSheet, kk_sheet_free)

G_END_DECLS
