/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the indexes of pages of the last backups, beside the vault: one for each folder that backups go to, so that
 *          each has increments of its own (docs/formats/backup.md, "The index of pages").
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  G_IO_ERROR when one cannot be written. One that cannot be read is none. */

#pragma once

#include "app/kk-app-private.h"
#include "backup/kk-page-index.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): of the newest backup in @folder that there is an index of; @numbers: (element-type guint64) what
 * lies there, ascending. */
KkPageIndex *kk_backup_index_find (KkApp *app, const char *folder, const GArray *numbers)
    G_GNUC_WARN_UNUSED_RESULT;
/* @before: (nullable): what the backup was an increment on; its index is needed no more. */
gboolean kk_backup_index_keep (KkApp *app,
                               const KkPageIndex *index,
                               const KkPageIndex *before,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
