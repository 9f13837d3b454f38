/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Gives every file of the corpus folders on the command line to one fuzz target, without libFuzzer, so that
 * ordinary builds with any compiler keep what the fuzzers once found. */

#include "kk-fuzz.h"

#include <glib.h>

/* meson's sign for a test that could not be run */
enum { EXIT_SKIPPED = 77 };

/* A copy of exactly its size, so that a sanitizer sees an access one byte beyond. */
static void
run_target (const char *contents, gsize size)
{
  g_autofree guint8 *exact = g_memdup2 (contents, size);

  LLVMFuzzerTestOneInput (exact, size);
}

static guint
replay_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  if (dir == NULL)
    return 0;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *contents = NULL;
    gsize size = 0;

    if (!g_file_get_contents (path, &contents, &size, NULL))
      g_error ("cannot read %s", path);
    g_printerr ("%s\n", path); /* the last name printed is the one that failed */
    run_target (contents, size);
    count++;
  }
  return count;
}

int
main (int argc, char *argv[])
{
  guint count = 0;

  for (int i = 1; i < argc; i++)
    count += replay_folder (argv[i]);
  run_target (NULL, 0);
  g_print ("%u files replayed\n", count);
  return count > 0 ? 0 : EXIT_SKIPPED;
}
