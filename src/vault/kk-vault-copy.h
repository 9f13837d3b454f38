/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the pages of the database as they lie on disk, encrypted, at one moment: what a backup is made
 *          of (docs/formats/backup.md, "Pages"). A page that did not change since the last copy is the same
 *          bytes in both, which is what makes a small second backup possible.
 * Owns:    nothing.
 * Threads: those of the vault. Another connection may go on writing meanwhile: what it commits is not in the copy.
 * Errors:  KK_VAULT_ERROR_BUSY inside a transaction; IO; those of @take. */

#pragma once

#include "domain/kk-backup-manifest.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* Pages in order; @first counts from 1, as SQLite counts them. FALSE stops the copy. */
typedef gboolean (*KkVaultTakePages) (guint64 first,
                                      const guint8 *pages,
                                      gsize n_pages,
                                      gpointer data,
                                      GError **error);

/* Begins by moving what is in the write-ahead log into the database and telling how many pages there are, which holds
 * until the transaction, (transfer full), is rolled back. */
KkVaultTransaction *kk_vault_copy_begin (KkVault *vault, guint64 *n_pages, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Between begin and the end of its transaction, as often as wanted. */
gboolean kk_vault_copy_pages (KkVault *vault, KkVaultTakePages take, gpointer data, GError **error);

/* What a copy is compared by: rows of some tables, in a fixed order, and the heads of the register. Uses only what the tables of
 * every version have. */
gboolean kk_vault_copy_count (KkVault *vault, KkBackupManifest *manifest, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
