/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Putting a database together from a full backup and what followed it. */

#include "app/vault/kk-backup-place-private.h"

#include "app/kk-app-error.h"
#include "base/kk-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PART (64 * KK_PAGE_SIZE)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED, sentence);
  return FALSE;
}

static gboolean
fail_with_errno (GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved),
               "put the database together: %s", g_strerror (saved));
  return FALSE;
}

static gboolean
write_at (int fd, const guint8 *data, gsize size, guint64 offset, GError **error)
{
  while (size > 0) {
    gssize put = pwrite (fd, data, size, (off_t) offset);

    if (put < 0 && errno == EINTR)
      continue;
    if (put <= 0)
      return fail_with_errno (error);
    data += put;
    size -= (gsize) put;
    offset += (guint64) put;
  }
  return TRUE;
}

static void
report_progress (const KkRebuild *rebuild, const KkOpenBackup *backup, guint64 bytes)
{
  if (rebuild->progress != NULL)
    rebuild->progress (_ ("Reading the backup"), bytes / KK_PAGE_SIZE, backup->manifest->n_pages,
                       rebuild->progress_data);
}

static gboolean
copy_member (const KkRebuild *rebuild,
             KkOpenBackup *backup,
             int fd,
             guint64 offset,
             guint64 *size,
             GError **error)
{
  g_autofree guint8 *part = g_malloc (PART);
  gssize got;

  *size = 0;
  while ((got = kk_backup_reader_read (backup->reader, part, PART, error)) > 0) {
    if (!write_at (fd, part, (gsize) got, offset + *size, error))
      return FALSE;
    *size += (guint64) got;
    report_progress (rebuild, backup, offset + *size);
  }
  return got == 0;
}

/* Where a member belongs in the database. */
static gboolean
find_place (const KkBackupManifest *manifest, const KkBackupMember *member, guint64 *offset)
{
  guint64 page;

  *offset = 0;
  if (manifest->kind == KK_BACKUP_FULL)
    return g_str_equal (member->name, KK_BACKUP_DATABASE);
  if (!g_str_has_prefix (member->name, KK_BACKUP_PAGES) ||
      !g_ascii_string_to_unsigned (member->name + strlen (KK_BACKUP_PAGES), 10, 1,
                                   manifest->n_pages, &page, NULL))
    return FALSE;
  *offset = (page - 1) * KK_PAGE_SIZE;
  return TRUE;
}

static gboolean
is_within (const KkBackupManifest *manifest, guint64 offset, guint64 size)
{
  return size % KK_PAGE_SIZE == 0 &&
         offset / KK_PAGE_SIZE + size / KK_PAGE_SIZE <= manifest->n_pages;
}

static gboolean
apply_members (const KkRebuild *rebuild, KkOpenBackup *backup, int fd, GError **error)
{
  KkBackupMember member;
  GError *failure = NULL;
  guint64 offset;
  guint64 size;

  while (kk_backup_reader_next (backup->reader, &member, &failure)) {
    if (!find_place (backup->manifest, &member, &offset) ||
        !is_within (backup->manifest, offset, member.size))
      return refuse (error, _ ("This backup is not laid out as Ketenkluis does it. It may be of a "
                               "newer version: use that to restore it."));
    if (!copy_member (rebuild, backup, fd, offset, &size, error))
      return FALSE;
  }
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  return ftruncate (fd, (off_t) (backup->manifest->n_pages * KK_PAGE_SIZE)) == 0 ||
         fail_with_errno (error);
}

/* That each backup follows on the one before it keeps anybody from slipping in an older or another one. */
static gboolean
follows (const KkOpenBackup *backup, const KkOpenBackup *before, guint64 full)
{
  if (backup->manifest->full != full)
    return FALSE;
  return before->manifest == NULL
             ? backup->manifest->kind == KK_BACKUP_FULL
             : backup->manifest->kind == KK_BACKUP_INCREMENT &&
                   kk_id_equal (&backup->manifest->vault, &before->manifest->vault) &&
                   kk_hash_equal (&backup->manifest->previous, &before->hash);
}

static gboolean
open_backup (const KkRebuild *rebuild, guint64 number, KkOpenBackup *backup, GError **error)
{
  g_autofree char *path = kk_backup_path (rebuild->folder, number);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return kk_backup_open (backup, path, rebuild->identity, rebuild->cancellable, error);
  /* Translators: %s is the path of a file. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("“%s” is not there, and this backup needs it. Put it beside the others."), path);
  return FALSE;
}

/* @backup becomes @last. */
static gboolean
apply_backup (const KkRebuild *rebuild,
              KkOpenBackup *backup,
              guint64 full,
              int fd,
              KkOpenBackup *last,
              GError **error)
{
  if (!follows (backup, last, full))
    return refuse (error, _ ("These backups do not belong together: one of those that this one "
                             "needs is missing, damaged, or was exchanged for another. Put the "
                             "files back as they were made."));
  if (!apply_members (rebuild, backup, fd, error))
    return FALSE;
  kk_open_backup_clear (last);
  *last = *backup;
  *backup = (KkOpenBackup){ 0 };
  return TRUE;
}

/* Numbers between two of one folder were given to backups in other folders, or by other vaults in this one: whatever does
 * not follow is passed over, and if it was needed the next one does not follow either. */
static gboolean
apply_between (const KkRebuild *rebuild, guint64 full, int fd, KkOpenBackup *last, GError **error)
{
  g_autoptr (GArray) numbers = kk_backup_numbers (rebuild->folder, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
    guint64 number = g_array_index (numbers, guint64, i);
    g_auto (KkOpenBackup) between = { 0 };

    if (number <= full || number >= rebuild->number)
      continue;
    if (g_cancellable_set_error_if_cancelled (rebuild->cancellable, error))
      return FALSE;
    if (open_backup (rebuild, number, &between, NULL) && follows (&between, last, full) &&
        !apply_backup (rebuild, &between, full, fd, last, error))
      return FALSE;
  }
  return numbers != NULL;
}

static gboolean
apply_full (const KkRebuild *rebuild, guint64 full, int fd, KkOpenBackup *last, GError **error)
{
  g_auto (KkOpenBackup) first = { 0 };

  return open_backup (rebuild, full, &first, error) &&
         apply_backup (rebuild, &first, full, fd, last, error);
}

/* The wanted one is opened first, for it says where to begin, and applied last. */
static gboolean
apply_all (const KkRebuild *rebuild, int fd, KkOpenBackup *last, GError **error)
{
  g_auto (KkOpenBackup) wanted = { 0 };
  guint64 full;

  if (!open_backup (rebuild, rebuild->number, &wanted, error))
    return FALSE;
  full = wanted.manifest->full;
  if (full < rebuild->number && (!apply_full (rebuild, full, fd, last, error) ||
                                 !apply_between (rebuild, full, fd, last, error)))
    return FALSE;
  if (!apply_backup (rebuild, &wanted, full, fd, last, error))
    return FALSE;
  g_clear_pointer (&last->reader, kk_backup_reader_free);
  return !rebuild->is_lasting || fsync (fd) == 0 || fail_with_errno (error);
}

gboolean
kk_backup_rebuild (const KkRebuild *rebuild, KkOpenBackup *last, GError **error)
{
  int fd = g_open (rebuild->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean fine;

  if (fd < 0)
    return fail_with_errno (error);
  fine = apply_all (rebuild, fd, last, error);
  (void) g_close (fd, NULL);
  return fine;
}
