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
 * fields that op_due has (schema/0004-grow.sql); none of another. */
GArray *kk_vault_due_list (KkVault *vault,
                           guint32 field,
                           const char *first,
                           const char *last,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkVaultRecord): of @type, a task or consultation, without a live value of @field. */
GArray *kk_vault_due_list_open (KkVault *vault, guint32 type, guint32 field, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* @day: (out) (transfer full) (nullable): the first live day of @field in the own files of @desk; NULL when it has none. */
gboolean
kk_vault_due_first (KkVault *vault, const KkId *desk, guint32 field, char **day, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @time: (out): ms, of the oldest thing that stands in a case that @owner gave to @desk; 0 when it gave none. */
gboolean kk_vault_due_first_from (KkVault *vault,
                                  const KkId *desk,
                                  const KkId *owner,
                                  gint64 *time,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
