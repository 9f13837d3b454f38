/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    finding records by words of their live text values (docs/formats/vault.md, "Derived").
 * Owns:    nothing but what it hands out.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. Any text is a question; one without a letter or digit finds nothing. */

#pragma once

#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkVaultRecord): records that have every word of @text, whatever its case and accents;
 * each word also as the beginning of a longer one. Newest record first, at most @limit (0 = 100); @desk
 * (nullable): of all own desks. Deleted records are left out. */
GArray *kk_vault_search_records (KkVault *vault,
                                 const KkId *desk,
                                 const char *text,
                                 guint limit,
                                 GError **error);

/* Brings search, case list and conflicts up to date with the open transaction. Committing does this by itself; call it
 * only to look at them before. */
gboolean kk_vault_search_flush (KkVault *vault, GError **error);
/* Inside a transaction. Makes all of it again from the operations; says nothing new when nothing was wrong. */
gboolean kk_vault_search_rebuild (KkVault *vault, GError **error);

G_END_DECLS
