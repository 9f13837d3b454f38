/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the disk of the simulation: the files of every vault in memory, below SQLCipher, so that the same cipher,
 *          statements and journal run as on a disk, and a vault can be put back to any bytes that it once had.
 * Owns:    the files; SimImage what was in one of them, and its journal.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on every database is opened here, and no longer on the disk. */
void sim_storage_start (void);
/* The bytes of the file @path on the disk become the file @path here. */
void sim_storage_load (const char *path);

/* A database and its journal as they were at one moment. */
typedef struct _SimImage SimImage;

SimImage *sim_storage_take (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* Between transactions of the connection that has it open; that connection sees the other bytes from its next one on. */
void sim_storage_put (const char *path, const SimImage *image);
void sim_image_unref (SimImage *image);
SimImage *sim_image_ref (SimImage *image);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimImage, sim_image_unref)

G_END_DECLS
