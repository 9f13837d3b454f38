/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Threat T20: nothing that a vault holds is ever written in the clear, not even into a temporary file that is gone
 * before anybody can look. Every byte that a filling and searching program writes is read with strace. */

#include "vault-room.h"

#include <glib/gstdio.h>
#include <string.h>

#define MARKER "kanariepiet"

static const char *canary;

typedef struct {
  char *vault;
  char *temporary;
  char *parent;
  char *trace;
} Cage;

static void
open_cage (Cage *cage)
{
  cage->parent = g_dir_make_tmp ("kk-canary-XXXXXX", NULL);
  cage->vault = g_build_filename (cage->parent, "kluis", NULL);
  cage->temporary = g_build_filename (cage->parent, "tmp", NULL);
  cage->trace = g_build_filename (cage->parent, "trace", NULL);
  g_assert_cmpint (g_mkdir (cage->temporary, 0700), ==, 0);
}

static void
clear_cage (Cage *cage)
{
  vault_room_remove_folder (cage->vault);
  vault_room_remove_folder (cage->temporary);
  vault_room_remove_folder (cage->parent);
  g_free (cage->vault);
  g_free (cage->temporary);
  g_free (cage->parent);
  g_free (cage->trace);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cage, clear_cage)

static gboolean
can_trace (void)
{
  g_autoptr (GError) error = NULL;
  int status = -1;

  return g_spawn_command_line_sync ("strace -f --seccomp-bpf -e trace=openat -o /dev/null true",
                                    NULL, NULL, &status, &error) &&
         g_spawn_check_wait_status (status, NULL);
}

/* -xx: every byte of every string as \x.., so that one search finds all forms. */
static char **
make_command (const Cage *cage, const char *mode)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "strace", "-f", "--seccomp-bpf", "-xx", "-s", "70000", "-o",
                           cage->trace, "-e",
                           "trace=write,pwrite64,writev,pwritev,openat,rename,sendto,memfd_create",
                           canary, cage->vault, mode, NULL);
  return g_strv_builder_end (builder);
}

static void
run_canary (const Cage *cage, const char *mode)
{
  g_auto (GStrv) command = make_command (cage, mode);
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "TMPDIR", cage->temporary, TRUE);
  g_autoptr (GError) error = NULL;
  int status = -1;

  environment = g_environ_setenv (environment, "SQLITE_TMPDIR", cage->temporary, TRUE);
  /* The leak checker of a sanitizer cannot run under strace. */
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_assert_true (g_spawn_sync (NULL, command, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

/* (element-type GBytes): the marker as it stands, in both orders of UTF-16, and in hexadecimal digits. */
static GPtrArray *
make_forms (void)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GByteArray) little = g_byte_array_new ();
  g_autoptr (GByteArray) big = g_byte_array_new ();
  g_autoptr (GString) lower = g_string_new (NULL);
  g_autoptr (GString) upper = g_string_new (NULL);

  for (const char *at = MARKER; *at != '\0'; at++) {
    const guint8 pair[] = { (guint8) *at, 0, (guint8) *at };

    g_byte_array_append (little, pair, 2);
    g_byte_array_append (big, pair + 1, 2);
    g_string_append_printf (lower, "%02x", (guint8) *at);
    g_string_append_printf (upper, "%02X", (guint8) *at);
  }
  g_ptr_array_add (forms, g_bytes_new_static (MARKER, strlen (MARKER)));
  g_ptr_array_add (forms, g_bytes_new (little->data, little->len));
  g_ptr_array_add (forms, g_bytes_new (big->data, big->len));
  g_ptr_array_add (forms, g_bytes_new (lower->str, lower->len));
  g_ptr_array_add (forms, g_bytes_new (upper->str, upper->len));
  return forms;
}

static char *
as_strace_writes (GBytes *form)
{
  GString *text = g_string_new (NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (form, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "\\x%02x", data[i]);
  return g_string_free (text, FALSE);
}

static guint
count_in (const char *haystack, gsize size, const void *needle, gsize needle_size)
{
  guint count = 0;
  const char *at = haystack;
  const char *end = haystack + size;

  while ((at = memmem (at, (gsize) (end - at), needle, needle_size)) != NULL) {
    count++;
    at += needle_size;
  }
  return count;
}

static guint
count_in_trace (const Cage *cage)
{
  g_autoptr (GPtrArray) forms = make_forms ();
  g_autoptr (GMappedFile) trace = g_mapped_file_new (cage->trace, FALSE, NULL);
  guint count = 0;

  g_assert_nonnull (trace);
  g_assert_cmpuint (g_mapped_file_get_length (trace), >, 1 << 20);
  for (guint i = 0; i < forms->len; i++) {
    g_autofree char *text = as_strace_writes (forms->pdata[i]);

    count += count_in (g_mapped_file_get_contents (trace), g_mapped_file_get_length (trace), text,
                       strlen (text));
  }
  return count;
}

static guint
count_in_file (const char *path)
{
  g_autoptr (GPtrArray) forms = make_forms ();
  g_autofree char *data = NULL;
  gsize size;
  guint count = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  for (guint i = 0; i < forms->len; i++)
    count += count_in (data, size, g_bytes_get_data (forms->pdata[i], NULL),
                       g_bytes_get_size (forms->pdata[i]));
  return count;
}

static guint
count_in_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    count += count_in_file (path);
  }
  return count;
}

static void
test_canary_filesystem (void)
{
  g_auto (Cage) cage = { 0 };

  open_cage (&cage);
  if (!can_trace ()) {
    g_mkdir (cage.vault, 0700);
    g_test_skip ("strace is not there, or may not trace");
    return;
  }
  run_canary (&cage, "safe");
  g_assert_cmpuint (count_in_trace (&cage), ==, 0);
  g_assert_cmpuint (count_in_folder (cage.vault), ==, 0);
  g_assert_cmpuint (count_in_folder (cage.temporary), ==, 0);
}

/* The same probe sees the leak that one setting makes. */
static void
test_canary_can_fail (void)
{
  g_auto (Cage) cage = { 0 };

  open_cage (&cage);
  if (!can_trace ()) {
    g_mkdir (cage.vault, 0700);
    g_test_skip ("strace is not there, or may not trace");
    return;
  }
  run_canary (&cage, "leaky");
  g_assert_cmpuint (count_in_trace (&cage), >, 100);
  g_assert_cmpuint (count_in_folder (cage.vault), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert (argc == 2);
  canary = argv[1];
  g_test_add_func ("/vault-canary/filesystem", test_canary_filesystem);
  g_test_add_func ("/vault-canary/can-fail", test_canary_can_fail);
  return g_test_run ();
}
