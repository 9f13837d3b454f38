/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "fault-folder.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#define DISK "16m"

void
fault_folder_copy (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    if (g_file_test (source, G_FILE_TEST_IS_DIR)) {
      fault_folder_copy (source, target);
      continue;
    }
    g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
    g_assert_true (g_file_set_contents_full (target, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                             0600, NULL));
  }
}

static gboolean
is_nothing (const char *path)
{
  GStatBuf found;

  return g_str_has_suffix (path, "-shm") ||
         (g_str_has_suffix (path, "-wal") && g_stat (path, &found) == 0 && found.st_size == 0);
}

static gboolean
has_same_bytes (const char *path, const char *other)
{
  g_autoptr (GMappedFile) one = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GMappedFile) two = g_mapped_file_new (other, FALSE, NULL);

  return one != NULL && two != NULL &&
         g_mapped_file_get_length (one) == g_mapped_file_get_length (two) &&
         (g_mapped_file_get_length (one) == 0 ||
          memcmp (g_mapped_file_get_contents (one), g_mapped_file_get_contents (two),
                  g_mapped_file_get_length (one)) == 0);
}

/* Everything in @folder is in @other too; @deep: with the same bytes. */
static gboolean
is_in (const char *folder, const char *other, gboolean deep)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean same = dir != NULL;
  const char *name;

  while (same && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *twin = g_build_filename (other, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      same = is_in (path, twin, deep);
    else if (!is_nothing (path))
      same = deep ? has_same_bytes (path, twin) : g_file_test (twin, G_FILE_TEST_EXISTS);
  }
  return same;
}

gboolean
fault_folder_is_same (const char *folder, const char *other)
{
  return is_in (folder, other, TRUE) && is_in (other, folder, FALSE);
}

gboolean
fault_folder_mount (const char *folder)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("kk-faults", folder, "tmpfs", 0, "mode=0700,size=" DISK) == 0;
}

void
fault_folder_set_room (const char *folder, long pages)
{
  g_autofree char *options = NULL;
  struct statvfs disk;

  g_assert_cmpint (statvfs (folder, &disk), ==, 0);
  if (pages < 0)
    options = g_strdup ("size=" DISK);
  else
    options = g_strdup_printf ("size=%lu",
                               (disk.f_blocks - disk.f_bfree + (gulong) pages) * disk.f_frsize);
  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT, options), ==, 0);
}

void
fault_folder_set_read_only (const char *folder, gboolean is_read_only)
{
  g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT | (is_read_only ? MS_RDONLY : 0), NULL),
                   ==, 0);
}

void
fault_folder_unmount (const char *folder)
{
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}
