/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-index-private.h"

#include "app/vault/kk-backup-place-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "kluis-"
#define SUFFIX ".pages"
#define MOST   8 /* so many folders, or sticks that take turns, have increments */

static char *
make_path (KkApp *app, guint64 number)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%06" G_GUINT64_FORMAT SUFFIX, number);

  return g_build_filename (app->folder, name, NULL);
}

static KkPageIndex *
read_index (KkApp *app, guint64 number)
{
  g_autofree char *path = make_path (app, number);
  g_autoptr (KkPageIndex) index = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (data, size);
  index = kk_page_index_read (bytes, NULL);
  return index != NULL && kk_page_index_get_of (index)->number == number ? g_steal_pointer (&index)
                                                                         : NULL;
}

KkPageIndex *
kk_backup_index_find (KkApp *app, const char *folder, const GArray *numbers)
{
  for (guint i = numbers->len; i > 0; i--) {
    KkPageIndex *index = read_index (app, g_array_index (numbers, guint64, i - 1));
    g_autofree char *full = NULL;

    if (index == NULL)
      continue;
    full = kk_backup_path (folder, kk_page_index_get_of (index)->full);
    if (g_file_test (full, G_FILE_TEST_EXISTS))
      return index;
    kk_page_index_free (index);
  }
  return NULL;
}

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  return -strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of equal length sort as their numbers do, longer ones come later. */
static void
remove_old (KkApp *app)
{
  g_autoptr (GDir) dir = g_dir_open (app->folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (paths, g_build_filename (app->folder, name, NULL));
  g_ptr_array_sort (paths, compare_descending);
  for (guint i = MOST; i < paths->len; i++)
    (void) g_unlink (paths->pdata[i]);
}

gboolean
kk_backup_index_keep (KkApp *app,
                      const KkPageIndex *index,
                      const KkPageIndex *before,
                      GError **error)
{
  g_autofree char *path = make_path (app, kk_page_index_get_of (index)->number);
  g_autoptr (GBytes) bytes = kk_page_index_write (index);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 error))
    return FALSE;
  if (before != NULL) {
    g_autofree char *gone = make_path (app, kk_page_index_get_of (before)->number);

    (void) g_unlink (gone);
  }
  remove_old (app);
  return TRUE;
}
