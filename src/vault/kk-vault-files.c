/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-limits.h"
#include "vault/kk-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static KkVaultError
code_of (int number)
{
  switch (number) {
  case EWOULDBLOCK:
    return KK_VAULT_ERROR_BUSY;
  case ENOLCK:
  case ENOSYS:
  case EOPNOTSUPP:
    return KK_VAULT_ERROR_NO_LOCKS;
  default:
    return KK_VAULT_ERROR_IO;
  }
}

static gboolean
fail_with_errno (const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, KK_VAULT_ERROR, (gint) code_of (saved), "%s: %s", what, g_strerror (saved));
  return FALSE;
}

gboolean
kk_vault_sync_path (const char *path, GError **error)
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
kk_vault_make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_with_errno ("make vault folder", error);
  /* It may have been there before, open to others. */
  if (g_chmod (folder, 0700) != 0)
    return fail_with_errno ("close vault folder to others", error);
  return TRUE;
}

int
kk_vault_take_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_LOCK, NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    fail_with_errno ("open lock file", error);
    return -1;
  }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    fail_with_errno ("lock vault folder", error);
    close (fd);
    return -1;
  }
  return fd;
}

static gboolean
has_write_ahead_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (log, &status) == 0 && status.st_size > 0;
}

/* An empty file would be taken for a new database and a cut one opened as far as it goes, so look before. After a power
 * failure the last page may be cut, and the log beside the file has it whole. */
gboolean
kk_vault_check_file (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return fail_with_errno ("find vault", error);
  if (S_ISREG (status.st_mode) && status.st_size >= KK_PAGE_SIZE &&
      (status.st_size % KK_PAGE_SIZE == 0 || has_write_ahead_log (path)))
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED,
               "open vault: not a whole number of pages");
  return FALSE;
}

gboolean
kk_vault_exists (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

GBytes *
kk_vault_read_key_slots (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_KEY_SLOTS_FILE, NULL);
  g_autoptr (GError) local = NULL;
  char *data;
  gsize size;

  if (g_file_get_contents (path, &data, &size, &local))
    return g_bytes_new_take (data, size);
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO, "read key slots: %s", local->message);
  return NULL;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0) {
    ssize_t n = write (fd, data, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    data += n;
    size -= (gsize) n;
  }
  return fsync (fd) == 0;
}

static gboolean
write_new_file (const char *path, GBytes *bytes, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean fine;

  if (fd < 0)
    return fail_with_errno ("make new key slots", error);
  fine = write_all (fd, bytes) || fail_with_errno ("write key slots", error);
  return close (fd) == 0 && fine;
}

int
kk_vault_hold_file (const char *path)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat status;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_nlink == 1)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
overwrite (int fd)
{
  static const guint8 zeros[64 << 10];
  struct stat status;
  off_t done = 0;

  if (fstat (fd, &status) != 0)
    return;
  while (done < status.st_size) {
    gsize size = (gsize) MIN ((off_t) sizeof zeros, status.st_size - done);
    ssize_t put = pwrite (fd, zeros, size, done);

    if (put < 0 && errno == EINTR)
      continue;
    if (put <= 0)
      return;
    done += put;
  }
  (void) fsync (fd);
}

void
kk_vault_let_go (int fd, gboolean wipe)
{
  if (fd < 0)
    return;
  if (wipe)
    overwrite (fd);
  close (fd);
}

gboolean
kk_vault_write_key_slots (const char *folder, GBytes *bytes, GError **error)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_KEY_SLOTS_FILE, NULL);
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  gboolean fine;
  int old;

  if (!kk_vault_make_folder (folder, error))
    return FALSE;
  if (!write_new_file (fresh, bytes, error)) {
    g_unlink (fresh);
    return FALSE;
  }
  old = kk_vault_hold_file (path);
  fine = g_rename (fresh, path) == 0 || fail_with_errno ("replace key slots", error);
  fine = fine && kk_vault_sync_path (folder, error);
  /* The old file opens with secrets that were taken out of the new one. */
  kk_vault_let_go (old, fine);
  return fine;
}
