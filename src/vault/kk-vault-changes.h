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
  gint64 op;      /* idx, of the operations of the own log; 0 = none yet */
  guint64 line;   /* entry of the own register */
  gint64 gone;    /* idx in the list of erased records */
  gboolean known; /* FALSE: nothing was ever given: see kk_vault_sibling_start() */
} KkVaultSibling;

gboolean
kk_vault_sibling_get (KkVault *vault, const KkId *seat, KkVaultSibling *sibling, GError **error);
gboolean kk_vault_sibling_set (KkVault *vault,
                               const KkId *seat,
                               const KkVaultSibling *sibling,
                               GError **error);

/* Everything of @desk that is not of own log @log becomes due for @seat, which was never given anything. */
gboolean kk_vault_sibling_start (KkVault *vault,
                                 const KkId *desk,
                                 const KkId *seat,
                                 gint64 log,
                                 GError **error);

/* As if it was never given anything. */
gboolean kk_vault_sibling_forget (KkVault *vault, const KkId *seat, GError **error);

/* The operation came without that seat being told. */
gboolean kk_vault_sibling_add_due (KkVault *vault, const KkId *seat, gint64 op, GError **error);
/* It was told now. */
gboolean kk_vault_sibling_clear_due (KkVault *vault, const KkId *seat, gint64 op, GError **error);

/* (transfer full) (element-type KkStoredOp): what @seat of @desk lacks: by idx the operations of @log after @sibling->op, then by
 * idx those that are due. At most @limit. */
GPtrArray *kk_vault_sibling_list_ops (KkVault *vault,
                                      const KkId *desk,
                                      const KkId *seat,
                                      gint64 log,
                                      const KkVaultSibling *sibling,
                                      guint limit,
                                      GError **error);

/* Inside a transaction. Operations of log @before made after the instant @since become those of @after, with the numbers
 * they have: nobody else has seen them. */
gboolean
kk_vault_op_move (KkVault *vault, gint64 before, gint64 after, gint64 since, GError **error);

/* (transfer full): set of KkId: desks that own desk @desk shares with, or from whose logs something came. */
GHashTable *kk_vault_partner_desks (KkVault *vault, const KkId *desk, GError **error);

G_END_DECLS
