/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-register-folder-private.h"

#include "app/kk-app-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
get_default_folder (void)
{
  const char *data = g_getenv ("KK_DATADIR");

  return g_build_filename (data == NULL ? KK_DATADIR : data, "register", NULL);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const KkDocumentFile *first = *(const KkDocumentFile *const *) a;
  const KkDocumentFile *second = *(const KkDocumentFile *const *) b;

  return strcmp (first->name, second->name);
}

static gboolean
read_file (GPtrArray *files, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (data, size);
  g_ptr_array_add (files, kk_document_file_new (name, bytes));
  return TRUE;
}

static gboolean
is_part_of_register (const char *name)
{
  return g_str_has_suffix (name, ".register") || g_str_has_suffix (name, ".profile");
}

GPtrArray *
kk_register_folder_read (const char *folder, GError **error)
{
  g_autofree char *path = folder == NULL ? get_default_folder () : g_strdup (folder);
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_document_file_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (is_part_of_register (name) && !read_file (files, path, name, error))
      return NULL;
  }
  if (files->len == 0) {
    /* Translators: %s is the path of a folder. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("There are no register files in “%s”. Name the folder with the register of "
                    "legal bases."),
                 path);
    return NULL;
  }
  g_ptr_array_sort (files, compare_files);
  return g_steal_pointer (&files);
}
