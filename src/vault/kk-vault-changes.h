/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the other seats of the own desk were given, and what they lack (exchange §15; docs/formats/vault.md, "Out").
 * Owns:    nothing but what it hands out.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. */

#pragma once

#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* Up to where a seat of the own desk was given what this one has. */
typedef struct {
  gint64 op;    /* idx; 0 = nothing yet: everything is due */
  guint64 line; /* entry of the own register */
} KkVaultSibling;

gboolean
kk_vault_sibling_get (KkVault *vault, const KkId *seat, KkVaultSibling *sibling, GError **error);
gboolean kk_vault_sibling_set (KkVault *vault,
                               const KkId *seat,
                               const KkVaultSibling *sibling,
                               GError **error);

/* The operation came without that seat being told. */
gboolean kk_vault_sibling_add_due (KkVault *vault, const KkId *seat, gint64 op, GError **error);
gboolean kk_vault_sibling_clear_due (KkVault *vault, const KkId *seat, GError **error);

/* (transfer full) (element-type KkStoredOp): by idx, what @seat of @desk lacks: the operations of @log after @sibling->op and those
 * that are due; with @sibling->op 0 all of them. At most @limit. */
GPtrArray *kk_vault_sibling_list_ops (KkVault *vault,
                                      const KkId *desk,
                                      const KkId *seat,
                                      gint64 log,
                                      const KkVaultSibling *sibling,
                                      guint limit,
                                      GError **error);

G_END_DECLS
