/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-backup-writer.h"
#include "backup/kk-age-output.h"
#include "backup/kk-backup-files-private.h"
#include "backup/kk-backup-reader.h"
#include "backup/kk-minisign.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define UNFINISHED ".nieuw"

struct _KkBackupWriter {
  char *path;
  char *unfinished;
  int fd; /* of the unfinished file; −1 = none */
  GOutputStream *sealed;
  struct archive *tar;
  GCancellable *cancellable;
  GError *failure; /* of the stream below, as libarchive carries only its own errors */
};

char *
kk_backup_signature_path (const char *path)
{
  return g_strconcat (path, ".minisig", NULL);
}

static la_ssize_t
write_sealed (struct archive *tar, void *data, const void *buffer, size_t size)
{
  KkBackupWriter *writer = data;

  (void) tar;
  if (writer->failure == NULL && g_output_stream_write_all (writer->sealed, buffer, size, NULL,
                                                            writer->cancellable, &writer->failure))
    return (la_ssize_t) size;
  return -1;
}

/* Prefers what the stream below said to what libarchive makes of it. */
static gboolean
check_tar (KkBackupWriter *writer, int status, GError **error)
{
  if (status == ARCHIVE_OK)
    return TRUE;
  if (writer->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&writer->failure));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, archive_error_string (writer->tar));
  return FALSE;
}

static gboolean
open_file (KkBackupWriter *writer, const KkBackupSeal *seal, GError **error)
{
  g_autoptr (GOutputStream) file = NULL;

  writer->fd =
      g_open (writer->unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (writer->fd < 0) {
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "make the backup: %s",
                 g_strerror (errno));
    return FALSE;
  }
  file = g_unix_output_stream_new (writer->fd, FALSE);
  writer->sealed =
      kk_age_output_new (file, seal->recipients, seal->n_recipients, writer->cancellable, error);
  return writer->sealed != NULL;
}

/* Without blocks libarchive hands everything on at once, and keeps no copy of what may be a key. */
static gboolean
open_tar (KkBackupWriter *writer, GError **error)
{
  writer->tar = archive_write_new ();
  return check_tar (writer, archive_write_set_format_pax_restricted (writer->tar), error) &&
         check_tar (writer, archive_write_add_filter_none (writer->tar), error) &&
         check_tar (writer, archive_write_set_bytes_per_block (writer->tar, 0), error) &&
         check_tar (writer, archive_write_open (writer->tar, writer, NULL, write_sealed, NULL),
                    error);
}

KkBackupWriter *
kk_backup_writer_new (const char *path,
                      const KkBackupSeal *seal,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (KkBackupWriter) writer = g_new0 (KkBackupWriter, 1);

  writer->fd = -1;
  writer->path = g_strdup (path);
  writer->unfinished = g_strconcat (path, UNFINISHED, NULL);
  g_set_object (&writer->cancellable, cancellable);
  if (!open_file (writer, seal, error) || !open_tar (writer, error))
    return NULL;
  return g_steal_pointer (&writer);
}

gboolean
kk_backup_writer_begin (KkBackupWriter *writer, const char *name, guint64 size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean fine;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  fine = check_tar (writer, archive_write_header (writer->tar, entry), error);
  archive_entry_free (entry);
  return fine;
}

gboolean
kk_backup_writer_write (KkBackupWriter *writer, const void *data, gsize size, GError **error)
{
  la_ssize_t written = archive_write_data (writer->tar, data, size);

  if (written == (la_ssize_t) size)
    return TRUE;
  if (written < 0)
    return check_tar (writer, ARCHIVE_FATAL, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "more was written than was announced");
  return FALSE;
}

gboolean
kk_backup_writer_add (KkBackupWriter *writer, const char *name, GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return kk_backup_writer_begin (writer, name, size, error) &&
         (size == 0 || kk_backup_writer_write (writer, data, size, error));
}

static gboolean
close_file (KkBackupWriter *writer, GError **error)
{
  int fd = writer->fd;

  if (!check_tar (writer, archive_write_close (writer->tar), error) ||
      !kk_age_output_finish (KK_AGE_OUTPUT (writer->sealed), writer->cancellable, error) ||
      !kk_backup_sync_path (writer->unfinished, error))
    return FALSE;
  writer->fd = -1;
  return g_close (fd, error);
}

static gboolean
write_signature (KkBackupWriter *writer,
                 const KkSignSecretKey *signer,
                 const char *comment,
                 GError **error)
{
  g_autofree char *path = kk_backup_signature_path (writer->path);
  g_autofree char *text = NULL;
  KkFileHash hash;

  if (!kk_backup_hash_file (writer->unfinished, &hash, writer->cancellable, error))
    return FALSE;
  text = kk_minisign_sign (&hash, signer, comment);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

gboolean
kk_backup_writer_finish (KkBackupWriter *writer,
                         const KkSignSecretKey *signer,
                         const char *comment,
                         GError **error)
{
  if (!close_file (writer, error) || !write_signature (writer, signer, comment, error) ||
      !kk_backup_rename (writer->unfinished, writer->path, error))
    return FALSE;
  g_clear_pointer (&writer->unfinished, g_free);
  return kk_backup_sync_folder_of (writer->path, error);
}

void
kk_backup_writer_free (KkBackupWriter *writer)
{
  if (writer == NULL)
    return;
  /* Freeing closes, and closing would write; a failure keeps that from the file. */
  if (writer->failure == NULL)
    writer->failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "given up");
  if (writer->tar != NULL)
    archive_write_free (writer->tar);
  g_clear_object (&writer->sealed);
  if (writer->fd >= 0)
    (void) g_close (writer->fd, NULL);
  if (writer->unfinished != NULL)
    (void) g_unlink (writer->unfinished);
  g_clear_error (&writer->failure);
  g_clear_object (&writer->cancellable);
  g_free (writer->unfinished);
  g_free (writer->path);
  g_free (writer);
}
