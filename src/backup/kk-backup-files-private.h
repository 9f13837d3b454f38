/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the few things about files that writing and reading a backup share.
 * Owns:    nothing.
 * Threads: any; they block.
 * Errors:  G_IO_ERROR. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits until the file or folder at @path is on the disk. */
gboolean kk_backup_sync_path (const char *path, GError **error);
gboolean kk_backup_sync_folder_of (const char *path, GError **error);
gboolean kk_backup_rename (const char *from, const char *to, GError **error);

G_END_DECLS
