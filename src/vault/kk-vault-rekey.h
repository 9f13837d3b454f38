/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    moving a vault to another key, so that copies of its old key slots open nothing that is made from now on
 *          (docs/formats/key-slots.md, "A new master key").
 * Owns:    nothing.
 * Threads: those of the vault; 100 MB take some seconds.
 * Errors:  KK_VAULT_ERROR, those of @progress. Before the slots are replaced the vault goes on under its old key; after it
 *          the new one holds, also when something fails: then opening it again finishes the work. */

#pragma once

#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* In pages; FALSE, with an error, gives up. */
typedef gboolean (*KkVaultRekeyProgress) (guint64 done,
                                          guint64 total,
                                          gpointer data,
                                          GError **error);

typedef struct {
  const KkSecret *key; /* KK_VAULT_KEY_SIZE bytes */
  GBytes *slots;       /* the key slots file that gives @key */
  const char *setting; /* (nullable): one that only the vault under the new key has, with @value */
  const KkSecret *value;         /* (nullable): it has none */
  KkVaultRekeyProgress progress; /* (nullable) */
  gpointer data;
} KkVaultRekey;

/* Outside a transaction. @is_moved: (out): whether the new key holds, also after an error. */
gboolean
kk_vault_rekey (KkVault *vault, const KkVaultRekey *rekey, gboolean *is_moved, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
