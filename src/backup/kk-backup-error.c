/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-backup-error.h"

G_DEFINE_QUARK (kk_backup_error, kk_backup_error)
