/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the folders that backups go to by themselves, as the vault remembers them. Each holds a small file with the number of
 *          the target, so that a stick that is not in, or another one in its place, is seen.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR with whole sentences; those of the vault. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

typedef struct {
  char *id;
  char *folder;
  GPtrArray *others; /* (element-type utf8): more keys of age that can open what lies there */
  gint64 made;       /* ms since 1970: last backup that went there, 0 = none */
  guint64 number;    /* of that one */
} KkBackupTarget;

void kk_backup_target_free (KkBackupTarget *target);
/* (transfer full) (element-type KkBackupTarget): in the order in which they were added. */
GPtrArray *kk_backup_targets_read (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_backup_targets_write (KkApp *app, const GPtrArray *targets, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether what is at its path now is the target itself. */
gboolean kk_backup_target_is_present (const KkBackupTarget *target);

/* In a vault whose tables are of an earlier version: a full backup to the first target that is there. One that cannot be made is no
 * reason to keep somebody out of the vault: bringing the tables up to date is one transaction. */
void kk_backup_before_change (KkApp *app);

G_END_DECLS
