/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the register of legal bases as files in a folder (docs/formats/register-file.md).
 * Owns:    results belong to the caller.
 * Threads: any.
 * Errors:  KK_APP_ERROR_USAGE when there are no register files, G_FILE_ERROR. */

#pragma once

#include "domain/kk-network.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkDocumentFile): by name. @folder: (nullable): NULL = the register that came with the
 * program, in the folder that KK_DATADIR names before the installed one. */
GPtrArray *kk_register_folder_read (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
