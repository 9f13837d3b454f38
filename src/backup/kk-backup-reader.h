/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    reads one backup: checks its signature, opens it, and gives its members in order
 *          (docs/formats/backup.md, "The file").
 * Owns:    its file and keys. Nothing is written to disk here.
 * Threads: one at a time; reading blocks.
 * Errors:  KK_BACKUP_ERROR_SIGNATURE, HEADER, NO_MATCH, MAC, PAYLOAD, CONTENT; G_IO_ERROR. */

#pragma once

#include "backup/kk-age-input.h"
#include "crypto/kk-file-sign.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KK_BACKUP_NAME_MOST 64

typedef struct _KkBackupReader KkBackupReader;

typedef struct {
  char name[KK_BACKUP_NAME_MOST]; /* letters, digits, and . - / within; no path upwards */
  guint64 size;
} KkBackupMember;

/* Reads the file as it lies on the disk. */
gboolean
kk_backup_hash_file (const char *path, KkFileHash *hash, GCancellable *cancellable, GError **error);
/* (transfer full) (nullable): the comment that was signed along, once file and comment proved to be by @signer. */
char *kk_backup_check_signature (const char *path,
                                 const KkSignPublicKey *signer,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): does not look at the signature. */
KkBackupReader *kk_backup_reader_new (const char *path,
                                      const KkAgeWaysIn *ways,
                                      GCancellable *cancellable,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE at the end and on error; look at the error. The end is only reached when the file is whole to its last byte. */
gboolean kk_backup_reader_next (KkBackupReader *reader, KkBackupMember *member, GError **error);
/* Up to @size bytes of the member: 0 at its end, −1 on error. */
gssize kk_backup_reader_read (KkBackupReader *reader, void *buffer, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): a whole member of @most bytes or fewer. */
GBytes *kk_backup_reader_read_all (KkBackupReader *reader,
                                   const KkBackupMember *member,
                                   gsize most,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a member that holds keys; not an empty one. */
KkSecret *kk_backup_reader_read_secret (KkBackupReader *reader,
                                        const KkBackupMember *member,
                                        gsize most,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_backup_reader_free (KkBackupReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupReader, kk_backup_reader_free)

G_END_DECLS
