/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the disclosure register: one chain of entries per log (exchange §17; docs/formats/vault.md, "Register").
 *          Leaf and chain values are computed elsewhere; here they only stand in line.
 * Owns:    KkVaultEntry what it holds.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is NULL without an error. */

#pragma once

#include "base/kk-id.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

typedef struct {
  gint64 log;
  guint64 n; /* from 1, without a hole */
  KkHash leaf;
  KkHash chain;
  gboolean erased; /* salt and text are gone, the leaf stays */
  guint8 salt[16];
  GBytes *text; /* (nullable): NULL when erased */
} KkVaultEntry;

KkVaultEntry *kk_vault_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_entry_free (KkVaultEntry *entry);
/* @entry->n must be 1 + the last of its log, else KK_VAULT_ERROR_CONSTRAINT. */
gboolean kk_vault_entry_append (KkVault *vault, const KkVaultEntry *entry, GError **error);
/* (transfer full) (nullable): the last of @log. */
KkVaultEntry *kk_vault_entry_last (KkVault *vault, gint64 log, GError **error);
/* (transfer full) (element-type KkVaultEntry): numbers @from up to and including @to (0 = the last), ascending. */
GPtrArray *
kk_vault_entry_list (KkVault *vault, gint64 log, guint64 from, guint64 to, GError **error);
gboolean kk_vault_entry_erase (KkVault *vault, gint64 log, guint64 n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultEntry, kk_vault_entry_free)

G_END_DECLS
