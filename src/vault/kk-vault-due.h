/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    records by the day or code that one of their fields has, and work that nobody said is done: what is due is found
 *          without reading what is not (docs/formats/vault.md, "Due").
 * Owns:    results belong to the caller.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. */

#pragma once

#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkVaultRecord): those with a live value of @field from @first to @last, both in it. Of the
 * fields that the index has: 304, 326, 327, 1503, 1713, 2503; of another it finds them too, slowly. */
GArray *kk_vault_due_list (KkVault *vault,
                           guint32 field,
                           const char *first,
                           const char *last,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkVaultRecord): of @type, a task or consultation, without a live value of @field. */
GArray *kk_vault_due_list_open (KkVault *vault, guint32 type, guint32 field, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
