/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the instructions inside a backup, for restoring it without us (data/backup/LEESMIJ.txt).
 * Owns:    the result belongs to the caller; it has the key of the database in it.
 * Threads: any; it reads a file of the program.
 * Errors:  KK_APP_ERROR_FAILED when the program is not installed whole. */

#pragma once

#include "base/kk-secret.h"
#include "domain/kk-backup-manifest.h"

G_BEGIN_DECLS

KkSecret *kk_backup_readme_new (const KkBackupManifest *manifest, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
