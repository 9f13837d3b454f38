/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy-fixture.h"

#include <string.h>

static char *
get_folder (void)
{
  const char *tests = g_getenv ("G_TEST_SRCDIR");

  g_assert_nonnull (tests);
  return g_build_filename (tests, "..", "data", "register", NULL);
}

GArray *
register_files_load (void)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (KkRegisterFile));
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    KkRegisterFile file = { NULL, NULL };
    char *text = NULL;
    gsize size = 0;

    if (!g_str_has_suffix (name, ".register"))
      continue;
    g_assert_true (g_file_get_contents (path, &text, &size, NULL));
    file.name = g_strdup (name);
    file.bytes = g_bytes_new_take (text, size);
    g_array_append_val (files, file);
  }
  return files;
}

void
register_files_free (GArray *files)
{
  for (guint i = 0; i < files->len; i++) {
    KkRegisterFile *file = &g_array_index (files, KkRegisterFile, i);

    g_free ((gpointer) (guintptr) file->name);
    g_bytes_unref (file->bytes);
  }
  g_array_unref (files);
}

KkRegister *
register_load (void)
{
  GArray *files = register_files_load ();
  g_autoptr (GError) error = NULL;
  KkRegister *reg =
      kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, &error);

  g_assert_no_error (error);
  register_files_free (files);
  return reg;
}

char *
register_stamp (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) block = g_string_new (NULL);
  GString *result = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "hash: ")) {
      g_autofree char *hash = kk_register_hash_block (block->str, block->len);

      g_string_append_printf (result, "hash: %s", hash);
    } else {
      g_string_append (result, lines[i]);
    }
    if (lines[i][0] == '\0')
      g_string_truncate (block, 0);
    else
      g_string_append_printf (block, "%s\n", lines[i]);
    if (lines[i + 1] != NULL)
      g_string_append_c (result, '\n');
  }
  return g_string_free (result, FALSE);
}

void
register_files_edit (GArray *files, const char *name, const char *old, const char *fresh)
{
  for (guint i = 0; i < files->len; i++) {
    KkRegisterFile *file = &g_array_index (files, KkRegisterFile, i);
    g_autofree char *text = NULL;
    g_autoptr (GString) edited = NULL;
    char *stamped;

    if (strcmp (file->name, name) != 0)
      continue;
    text = g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
    g_assert_nonnull (strstr (text, old));
    edited = g_string_new (text);
    g_string_replace (edited, old, fresh, 1);
    stamped = register_stamp (edited->str);
    g_bytes_unref (file->bytes);
    file->bytes = g_bytes_new_take (stamped, strlen (stamped));
    return;
  }
  g_assert_not_reached ();
}
