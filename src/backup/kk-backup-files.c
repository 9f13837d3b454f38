/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-backup-files-private.h"
#include "backup/kk-backup-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define PART (256 << 10)

static gboolean
fail_with_errno (const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
  return FALSE;
}

gboolean
kk_backup_hash_file (const char *path, KkFileHash *hash, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (file, cancellable, error);
  g_autoptr (KkFileHasher) hasher = kk_file_hasher_new ();
  g_autofree guint8 *part = g_malloc (PART);
  gssize got;

  if (in == NULL)
    return FALSE;
  while ((got = g_input_stream_read (G_INPUT_STREAM (in), part, PART, cancellable, error)) > 0)
    kk_file_hasher_update (hasher, part, (gsize) got);
  kk_file_hasher_finish (hasher, hash);
  return got == 0;
}

gboolean
kk_backup_sync_path (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean fine;

  if (fd < 0)
    return fail_with_errno ("open for syncing", error);
  fine = fsync (fd) == 0 || fail_with_errno ("sync", error);
  close (fd);
  return fine;
}

gboolean
kk_backup_sync_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return kk_backup_sync_path (folder, error);
}

gboolean
kk_backup_rename (const char *from, const char *to, GError **error)
{
  return g_rename (from, to) == 0 || fail_with_errno ("give the backup its name", error);
}
