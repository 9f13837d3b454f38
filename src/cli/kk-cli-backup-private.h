/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the commands about backups share.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "app/vault/kk-app-backup.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @name: (nullable): of the member. */
void kk_cli_backup_add_info (JsonBuilder *builder, const char *name, const KkBackupInfo *info);

G_END_DECLS
