/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the file with root and register keys of a region, under a passphrase, kept apart from every vault
 *          (docs/formats/key-slots.md, "Root key file").
 * Owns:    results belong to the caller.
 * Threads: any; both take about a second.
 * Errors:  KK_APP_ERROR: USAGE when the file is there already or missing, LOCKED for a wrong passphrase. */

#pragma once

#include "crypto/kk-keys.h"
#include "format/kk-secret-codec.h"

G_BEGIN_DECLS

/* Never replaces a file: it may hold the only copy of other keys. */
gboolean kk_root_keys_write (const KkRootKeys *keys,
                             const char *path,
                             const KkSecret *passphrase,
                             gboolean quick,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkRootKeys *kk_root_keys_read (const char *path, const KkSecret *passphrase, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
