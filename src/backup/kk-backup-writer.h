/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    writes one backup: an age file around a tar, and its signature beside it
 *          (docs/formats/backup.md, "The file"). What goes into it is the caller's.
 * Owns:    its unfinished file, which it removes unless finishing succeeded.
 * Threads: one at a time; writing blocks.
 * Errors:  G_IO_ERROR for the disk (full, read-only, gone); KK_BACKUP_ERROR. */

#pragma once

#include "crypto/kk-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KkBackupWriter KkBackupWriter;

/* Borrowed while the writer is made. */
typedef struct {
  const KkKxPublicKey *recipients;
  guint n_recipients;
} KkBackupSeal;

/* (transfer full) (nullable): @path, whose folder is there, appears only when all of it is written. */
KkBackupWriter *kk_backup_writer_new (const char *path,
                                      const KkBackupSeal *seal,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A member of @size bytes begins; exactly that many are written before the next one. */
gboolean
kk_backup_writer_begin (KkBackupWriter *writer, const char *name, guint64 size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_backup_writer_write (KkBackupWriter *writer, const void *data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_backup_writer_add (KkBackupWriter *writer, const char *name, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Everything is on the disk, the signature first, before @path has its name. @comment: one line, signed along. */
gboolean kk_backup_writer_finish (KkBackupWriter *writer,
                                  const KkSignSecretKey *signer,
                                  const char *comment,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_backup_writer_free (KkBackupWriter *writer);

/* (transfer full): where the signature of the backup at @path lies. */
char *kk_backup_signature_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupWriter, kk_backup_writer_free)

G_END_DECLS
