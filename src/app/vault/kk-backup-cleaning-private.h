/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    taking old backups away from a target, in two steps, and not at all when something is strange
 *          (docs/formats/backup.md, "What stays").
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  as KkApp; then nothing is lost that had to stay. */

#pragma once

#include "app/vault/kk-backup-targets-private.h"

G_BEGIN_DECLS

typedef struct {
  guint removed;
  guint marked;
  char *sentence; /* (nullable): why nothing goes */
} KkBackupCleaned;

/* @before: ms since 1970: the last backup anywhere before the one that was just made, 0 = none. */
gboolean kk_backup_clean (KkApp *app,
                          const KkBackupTarget *target,
                          gint64 before,
                          KkBackupCleaned *cleaned,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): code word, and in @sentence the words for a person: why old ones stay until somebody looks. */
gboolean kk_backup_find_stop (KkApp *app,
                              const KkBackupTarget *target,
                              const char **stop,
                              char **sentence,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
