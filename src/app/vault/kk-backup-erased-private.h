/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the list of what was erased, beside the backups (docs/formats/backup.md, "The list of what was erased"): written with
 *          every backup and after every erasure, read when one is put back.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  those of backup/ and the vault. */

#pragma once

#include "app/kk-app-private.h"
#include "app/vault/kk-backup-targets-private.h"
#include "domain/kk-backup-manifest.h"
#include "domain/kk-erased-list.h"

G_BEGIN_DECLS

/* Takes the place of the one that is there. */
gboolean kk_backup_erased_write (KkApp *app, const KkBackupTarget *target, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same in every folder for backups that is there now and has not everything that was erased; the others get it when they are
 * there again. Costs nothing when there is nothing new. */
void kk_backup_erased_spread (KkApp *app);
/* (transfer full) (nullable): everything that was erased in the open vault. */
KkErasedList *kk_backup_erased_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the newest that is of the vault of @manifest, signed by its device; NULL = there is none. */
KkErasedList *kk_backup_erased_read (const char *folder,
                                     const KkKxSecretKey *identity,
                                     const KkBackupManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
