/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    writes one backup of the open vault: full, or what changed since the last one.
 * Owns:    a result belongs to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; a backup that could not be finished leaves no file. */

#pragma once

#include "app/kk-app-private.h"
#include "app/vault/kk-app-backup.h"
#include "backup/kk-page-index.h"
#include "domain/kk-backup-manifest.h"

G_BEGIN_DECLS

typedef struct {
  char *path;
  KkBackupManifest *manifest;
  KkHash hash;         /* of the manifest */
  KkPageIndex *index;  /* of its pages */
  KkPageIndex *before; /* (nullable): of what it is an increment on; NULL = a full one */
} KkMadeBackup;

gboolean kk_backup_make (KkApp *app, const KkBackupPlan *plan, KkMadeBackup *made, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* What the next one starts from, once this one is proved. */
gboolean kk_backup_remember (KkApp *app, const KkMadeBackup *made, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_made_backup_clear (KkMadeBackup *made);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkMadeBackup, kk_made_backup_clear)

G_END_DECLS
