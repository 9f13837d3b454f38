/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vector-file.h"

#include "base/kk-bytes.h"

#include <string.h>

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
kk_vector_list (const char *prefix)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "vectors", "crypto", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".vector"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  }
  g_assert_cmpuint (paths->len, >, 0);
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

KkVector *
kk_vector_read (const char *path)
{
  KkVector *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", path);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *colon = strchr (lines[i], ':');

    if (lines[i][0] == '#' || colon == NULL)
      continue;
    g_hash_table_insert (fields, g_strndup (lines[i], (gsize) (colon - lines[i])),
                         g_strdup (colon[1] == ' ' ? colon + 2 : colon + 1));
  }
  return fields;
}

gboolean
kk_vector_has (KkVector *vector, const char *key)
{
  return g_hash_table_contains (vector, key);
}

const char *
kk_vector_text (KkVector *vector, const char *key)
{
  const char *text = g_hash_table_lookup (vector, key);

  if (text == NULL)
    g_error ("the vector has no field '%s'", key);
  return text;
}

guint32
kk_vector_number (KkVector *vector, const char *key)
{
  return (guint32) g_ascii_strtoull (kk_vector_text (vector, key), NULL, 10);
}

GBytes *
kk_test_unhex (const char *text)
{
  gsize size = strlen (text) / 2;
  guint8 *data = g_malloc (size + 1);

  g_assert_true (kk_hex_decode (text, data, size));
  return g_bytes_new_take (data, size);
}

GBytes *
kk_vector_bytes (KkVector *vector, const char *key)
{
  return kk_test_unhex (kk_vector_text (vector, key));
}

void
kk_vector_fill (KkVector *vector, const char *key, void *out, gsize size)
{
  const char *text = kk_vector_text (vector, key);

  g_assert_cmpuint (strlen (text), ==, 2 * size);
  g_assert_true (kk_hex_decode (text, out, size));
}

char *
kk_test_find_vectors (const char *name)
{
  const char *folder = g_getenv ("KK_VECTORS");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL)
                                         : g_test_build_filename (G_TEST_DIST, "..", "..", "shared",
                                                                  "vectors", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("no %s in the folder of KK_VECTORS", name);
  return NULL;
}
