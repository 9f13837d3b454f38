/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Files that a region must not sign: tests/policy/bad-register, each with the line and the reason that a person is
 * told (docs/formats/register-file.md). The widening profiles are among them. */

#include "policy-fixture.h"

#include <locale.h>
#include <string.h>

static char *
get_path (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "policy", "bad-register", name, NULL);
}

static KkRegister *
parse_beside_register (const char *name, GError **error)
{
  GArray *files = register_files_load ();
  g_autofree char *path = get_path (name);
  KkRegisterFile file = { g_strdup (name), NULL };
  KkRegister *reg;
  char *text = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &text, &size, NULL))
    g_error ("%s is in expected.txt and not in the folder", name);
  file.bytes = g_bytes_new_take (text, size);
  g_array_append_val (files, file);
  reg = kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, error);
  register_files_free (files);
  return reg;
}

static void
check_file (gconstpointer line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 3);
  g_autofree char *place = g_strdup_printf ("%s:%s: ", parts[0], parts[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg = parse_beside_register (parts[0], &error);

  if (strcmp (parts[1], "0") == 0) {
    g_assert_no_error (error);
    return;
  }
  g_assert_null (reg);
  g_assert_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER);
  if (!g_str_has_prefix (error->message, place) || strstr (error->message, parts[2]) == NULL)
    g_error ("expected \"%s... %s\", found \"%s\"", place, parts[2], error->message);
}

/* A file that nobody expects anything of proves nothing. */
static void
check_folder (gconstpointer data)
{
  const char *expected = data;
  g_autofree char *folder = get_path ("");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *line = g_strdup_printf ("\n%s ", name);

    if (strcmp (name, "expected.txt") != 0 && strstr (expected, line) == NULL)
      g_error ("%s stands in the folder and not in expected.txt", name);
  }
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  path = get_path ("expected.txt");
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  lines = g_strsplit (expected, "\n", -1);
  g_test_add_data_func ("/register-bad/folder", expected, check_folder);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *name = NULL;

    if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    name = g_strdup_printf ("/register-bad/%.*s", (int) strcspn (lines[i], " "), lines[i]);
    g_test_add_data_func (name, lines[i], check_file);
  }
  return g_test_run ();
}
