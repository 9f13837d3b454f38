/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A file system for SQLite in memory. One connection for each database, so locks are nothing. The write-ahead log is
 * what changes in a short life; the database itself is shared by all who started from it until somebody writes it. */

#include "sim-storage.h"

#include <sqlcipher/sqlite3.h>
#include <string.h>

#define SHARED_MOST 16

typedef struct {
  GBytes *base;    /* (nullable): until it is written to */
  GByteArray *own; /* (nullable) */
  void *shared[SHARED_MOST];
  int shared_size;
} File;

typedef struct {
  sqlite3_file base;
  File *file;
} Handle;

struct _SimImage {
  GBytes *database;
  GBytes *journal;
};

static GHashTable *files; /* path → File */

static File *
find_file (const char *path, gboolean create)
{
  File *file = g_hash_table_lookup (files, path);

  if (file == NULL && create) {
    file = g_new0 (File, 1);
    file->own = g_byte_array_new ();
    g_hash_table_insert (files, g_strdup (path), file);
  }
  return file;
}

static gsize
size_of (const File *file)
{
  return file->own != NULL ? file->own->len : g_bytes_get_size (file->base);
}

static const guint8 *
bytes_of (const File *file)
{
  return file->own != NULL ? file->own->data : g_bytes_get_data (file->base, NULL);
}

static GByteArray *
make_own (File *file)
{
  gsize size;
  const guint8 *data;

  if (file->own != NULL)
    return file->own;
  data = g_bytes_get_data (file->base, &size);
  file->own = g_byte_array_sized_new ((guint) size);
  g_byte_array_append (file->own, data, (guint) size);
  g_clear_pointer (&file->base, g_bytes_unref);
  return file->own;
}

static void
set_bytes (File *file, GBytes *bytes)
{
  g_clear_pointer (&file->base, g_bytes_unref);
  g_clear_pointer (&file->own, g_byte_array_unref);
  file->base = g_bytes_ref (bytes);
}

static void
free_file (gpointer data)
{
  File *file = data;

  g_clear_pointer (&file->base, g_bytes_unref);
  g_clear_pointer (&file->own, g_byte_array_unref);
  for (guint i = 0; i < SHARED_MOST; i++)
    g_free (file->shared[i]);
  g_free (file);
}

static int
on_close (sqlite3_file *handle G_GNUC_UNUSED)
{
  return SQLITE_OK;
}

static int
on_read (sqlite3_file *handle, void *buffer, int amount, sqlite3_int64 offset)
{
  const File *file = ((Handle *) handle)->file;
  gsize size = size_of (file);
  gsize from = MIN ((gsize) offset, size);
  gsize n = MIN ((gsize) amount, size - from);

  if (n > 0)
    memcpy (buffer, bytes_of (file) + from, n);
  memset ((guint8 *) buffer + n, 0, (gsize) amount - n);
  return n == (gsize) amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
on_write (sqlite3_file *handle, const void *buffer, int amount, sqlite3_int64 offset)
{
  GByteArray *own = make_own (((Handle *) handle)->file);
  guint end = (guint) offset + (guint) amount;
  guint before = own->len;

  if (before < end)
    g_byte_array_set_size (own, end);
  if (before < (guint) offset)
    memset (own->data + before, 0, (guint) offset - before);
  memcpy (own->data + offset, buffer, (gsize) amount);
  return SQLITE_OK;
}

static int
on_truncate (sqlite3_file *handle, sqlite3_int64 size)
{
  GByteArray *own = make_own (((Handle *) handle)->file);

  if (own->len > (guint) size)
    g_byte_array_set_size (own, (guint) size);
  return SQLITE_OK;
}

static int
on_sync (sqlite3_file *handle G_GNUC_UNUSED, int flags G_GNUC_UNUSED)
{
  return SQLITE_OK;
}

static int
on_file_size (sqlite3_file *handle, sqlite3_int64 *size)
{
  *size = (sqlite3_int64) size_of (((Handle *) handle)->file);
  return SQLITE_OK;
}

static int
on_lock (sqlite3_file *handle G_GNUC_UNUSED, int level G_GNUC_UNUSED)
{
  return SQLITE_OK;
}

static int
on_check_lock (sqlite3_file *handle G_GNUC_UNUSED, int *locked)
{
  *locked = 0;
  return SQLITE_OK;
}

/* Nothing is mapped: the vault asks to be sure of that. */
static int
on_control (sqlite3_file *handle G_GNUC_UNUSED, int what, void *data)
{
  if (what != SQLITE_FCNTL_MMAP_SIZE)
    return SQLITE_NOTFOUND;
  *(sqlite3_int64 *) data = 0;
  return SQLITE_OK;
}

static int
on_sector_size (sqlite3_file *handle G_GNUC_UNUSED)
{
  return 4096;
}

static int
on_device (sqlite3_file *handle G_GNUC_UNUSED)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_SAFE_APPEND;
}

static int
on_map_shared (sqlite3_file *handle, int index, int size, int extend, void volatile **memory)
{
  File *file = ((Handle *) handle)->file;

  g_assert_cmpint (index, <, SHARED_MOST);
  file->shared_size = size;
  if (file->shared[index] == NULL && extend)
    file->shared[index] = g_malloc0 ((gsize) size);
  *memory = file->shared[index];
  return SQLITE_OK;
}

static int
on_lock_shared (sqlite3_file *handle G_GNUC_UNUSED,
                int offset G_GNUC_UNUSED,
                int n G_GNUC_UNUSED,
                int flags G_GNUC_UNUSED)
{
  return SQLITE_OK;
}

static void
on_barrier (sqlite3_file *handle G_GNUC_UNUSED)
{
}

static void
clear_shared (File *file)
{
  for (guint i = 0; i < SHARED_MOST; i++) {
    if (file->shared[i] != NULL)
      memset (file->shared[i], 0, (gsize) file->shared_size);
  }
}

static int
on_unmap_shared (sqlite3_file *handle, int delete)
{
  if (delete)
    clear_shared (((Handle *) handle)->file);
  return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_file_size,
  .xLock = on_lock,
  .xUnlock = on_lock,
  .xCheckReservedLock = on_check_lock,
  .xFileControl = on_control,
  .xSectorSize = on_sector_size,
  .xDeviceCharacteristics = on_device,
  .xShmMap = on_map_shared,
  .xShmLock = on_lock_shared,
  .xShmBarrier = on_barrier,
  .xShmUnmap = on_unmap_shared,
};

static int
on_open (sqlite3_vfs *vfs G_GNUC_UNUSED,
         const char *path,
         sqlite3_file *handle,
         int flags,
         int *out_flags)
{
  Handle *opened = (Handle *) handle;

  g_assert_nonnull (path); /* temporary data stays in the memory of the library */
  opened->file = find_file (path, (flags & SQLITE_OPEN_CREATE) != 0);
  if (opened->file == NULL)
    return SQLITE_CANTOPEN;
  opened->base.pMethods = &methods;
  if (out_flags != NULL)
    *out_flags = flags;
  return SQLITE_OK;
}

static int
on_delete (sqlite3_vfs *vfs G_GNUC_UNUSED, const char *path, int sync G_GNUC_UNUSED)
{
  File *file = find_file (path, FALSE);

  if (file != NULL)
    g_byte_array_set_size (make_own (file), 0);
  return SQLITE_OK;
}

static int
on_access (sqlite3_vfs *vfs G_GNUC_UNUSED, const char *path, int flags G_GNUC_UNUSED, int *there)
{
  const File *file = find_file (path, FALSE);

  *there = file != NULL && size_of (file) > 0;
  return SQLITE_OK;
}

static int
on_full_path (sqlite3_vfs *vfs G_GNUC_UNUSED, const char *path, int size, char *out)
{
  g_strlcpy (out, path, (gsize) size);
  return SQLITE_OK;
}

static sqlite3_vfs memory_vfs;

/* All but the files is that of the disk. */
void
sim_storage_start (void)
{
  sqlite3_vfs *disk = sqlite3_vfs_find (NULL);

  g_assert_nonnull (disk);
  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
  memory_vfs = *disk;
  memory_vfs.iVersion = 2;
  memory_vfs.zName = "simulation";
  memory_vfs.szOsFile = sizeof (Handle);
  memory_vfs.pNext = NULL;
  memory_vfs.xOpen = on_open;
  memory_vfs.xDelete = on_delete;
  memory_vfs.xAccess = on_access;
  memory_vfs.xFullPathname = on_full_path;
  g_assert_cmpint (sqlite3_vfs_register (&memory_vfs, 1), ==, SQLITE_OK);
}

void
sim_storage_load (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  bytes = g_bytes_new_take (data, size);
  set_bytes (find_file (path, TRUE), bytes);
}

static File *
find_journal (const char *path)
{
  g_autofree char *name = g_strconcat (path, "-wal", NULL);

  return find_file (name, TRUE);
}

static GBytes *
share_bytes (File *file)
{
  if (file->base == NULL) {
    file->base = g_byte_array_free_to_bytes (g_steal_pointer (&file->own));
    file->own = NULL;
  }
  return g_bytes_ref (file->base);
}

SimImage *
sim_storage_take (const char *path)
{
  SimImage *image = g_rc_box_new0 (SimImage);

  image->database = share_bytes (find_file (path, FALSE));
  image->journal = share_bytes (find_journal (path));
  return image;
}

/* Without the shared index the library reads the journal from its beginning and forgets its pages. */
void
sim_storage_put (const char *path, const SimImage *image)
{
  File *file = find_file (path, FALSE);

  set_bytes (file, image->database);
  set_bytes (find_journal (path), image->journal);
  clear_shared (file);
}

static void
clear_image (gpointer data)
{
  SimImage *image = data;

  g_bytes_unref (image->database);
  g_bytes_unref (image->journal);
}

void
sim_image_unref (SimImage *image)
{
  g_rc_box_release_full (image, clear_image);
}

SimImage *
sim_image_ref (SimImage *image)
{
  return g_rc_box_acquire (image);
}
