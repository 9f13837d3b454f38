/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a git bundle: branches of logs in one file, to be carried by hand (docs/formats/git-layout.md §8).
 * Owns:    nothing.
 * Threads: any; not two at once for one folder.
 * Errors:  KK_SYNC_ERROR: CORRUPT for what is no bundle of ours, OVER_LIMIT before anything is read; G_FILE_ERROR and G_IO_ERROR for the file. */

#pragma once

#include "sync/kk-transport.h"

G_BEGIN_DECLS

#define KK_BUNDLE_HEADER (1 << 20) /* bytes: room for every ref that may be listed */

/* (transfer full): the branches that the first @size bytes of a bundle list; @pack: where its objects begin. */
KkRefList *kk_bundle_parse_header (const char *bytes, gsize size, gsize *pack, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Makes a bare repository at @folder, which does not exist yet, with what is in the bundle @path. */
gboolean
kk_bundle_unpack (const char *path, const char *folder, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Writes every branch of the bare repository at @folder to @path, all at once or not at all. */
gboolean
kk_bundle_pack (const char *folder, const char *path, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
