/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of the manifest of a backup (docs/formats/backup.md, "The manifest").
 * Owns:    results belong to the caller. The bytes hold a key: the caller wipes them.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "base/kk-secret.h"
#include "domain/kk-backup-manifest.h"
#include "domain/kk-erased-list.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

#define KK_BACKUP_MANIFEST_MOST (1u << 20)

KkSecret *kk_backup_manifest_encode (const KkBackupManifest *manifest, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkBackupManifest *kk_backup_manifest_decode (const void *data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

#define KK_ERASED_LIST_MOST (32u << 20)

GBytes *kk_erased_list_encode (const KkErasedList *list, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkErasedList *kk_erased_list_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
