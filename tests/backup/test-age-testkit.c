/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The test files of the age specification (third party; found through KK_VECTORS): each has one thing
 * wrong, or nothing, and says what a reader must find. */

#include "backup/kk-age-input.h"
#include "backup/kk-age-keys.h"
#include "backup/kk-backup-error.h"
#include "vector-file.h"

#include <string.h>

typedef struct {
  char *expect;
  char *payload; /* hexadecimal SHA-256 of all plaintext given out */
  KkKxSecretKey identities[4];
  guint n_identities;
  KkSecret *passphrase;
  gboolean is_armored;
  gboolean is_hybrid;
  gboolean is_compressed;
  GBytes *file;
} Kit;

static void
clear_kit (Kit *kit)
{
  g_free (kit->expect);
  g_free (kit->payload);
  g_clear_pointer (&kit->passphrase, kk_secret_free);
  g_bytes_unref (kit->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kit, clear_kit)

static void
read_identity (Kit *kit, const char *text)
{
  if (g_str_has_prefix (text, "AGE-SECRET-KEY-PQ-")) {
    kit->is_hybrid = TRUE;
    return;
  }
  g_assert_cmpuint (kit->n_identities, <, G_N_ELEMENTS (kit->identities));
  g_assert_true (kk_age_identity_from_text (&kit->identities[kit->n_identities++], text, NULL));
}

static void
read_line (Kit *kit, const char *name, const char *value)
{
  if (g_str_equal (name, "expect"))
    kit->expect = g_strdup (value);
  else if (g_str_equal (name, "payload"))
    kit->payload = g_strdup (value);
  else if (g_str_equal (name, "identity"))
    read_identity (kit, value);
  else if (g_str_equal (name, "passphrase") && kit->passphrase == NULL)
    kit->passphrase = kk_secret_new_copy (value, strlen (value));
  else if (g_str_equal (name, "armored"))
    kit->is_armored = TRUE;
  else if (g_str_equal (name, "compressed"))
    kit->is_compressed = TRUE;
}

static GBytes *
decompress (const char *data, gsize size)
{
  g_autoptr (GInputStream) below = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GZlibDecompressor) zlib = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr (GInputStream) above = g_converter_input_stream_new (below, G_CONVERTER (zlib));
  g_autoptr (GOutputStream) whole = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (whole, above, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (whole));
}

static void
read_kit (Kit *kit, const char *path)
{
  g_autofree char *text = NULL;
  gsize size;
  const char *body;
  g_auto (GStrv) lines = NULL;
  g_autofree char *head = NULL;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  body = g_strstr_len (text, (gssize) size, "\n\n");
  g_assert_nonnull (body);
  head = g_strndup (text, (gsize) (body - text));
  lines = g_strsplit (head, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);

    read_line (kit, pair[0], pair[1]);
  }
  body += 2;
  size -= (gsize) (body - text);
  kit->file = kit->is_compressed ? decompress (body, size) : g_bytes_new (body, size);
}

static const char *
name_problem (const GError *error)
{
  if (error == NULL)
    return "success";
  g_assert_true (error->domain == KK_BACKUP_ERROR);
  switch (error->code) {
  case KK_BACKUP_ERROR_HEADER:
    return "header failure";
  case KK_BACKUP_ERROR_NO_MATCH:
    return "no match";
  case KK_BACKUP_ERROR_MAC:
    return "HMAC failure";
  case KK_BACKUP_ERROR_PAYLOAD:
    return "payload failure";
  default:
    g_assert_not_reached ();
  }
}

static void
read_plain (GInputStream *plain, GChecksum *sum, GError **error)
{
  guint8 part[1000];
  gssize got;

  while ((got = g_input_stream_read (plain, part, sizeof part, NULL, error)) > 0)
    g_checksum_update (sum, part, got);
}

static void
check_kit (const Kit *kit)
{
  g_autoptr (GInputStream) sealed = g_memory_input_stream_new_from_bytes (kit->file);
  KkAgeWaysIn ways = { kit->identities, kit->n_identities, kit->passphrase };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) plain = kk_age_input_new (sealed, &ways, NULL, &error);

  if (plain != NULL)
    read_plain (plain, sum, &error);
  g_assert_cmpstr (name_problem (error), ==, kit->expect);
  if (kit->payload != NULL)
    g_assert_cmpstr (g_checksum_get_string (sum), ==, kit->payload);
  else
    g_assert_null (plain);
}

static void
test_kit (gconstpointer path)
{
  g_auto (Kit) kit = { 0 };

  read_kit (&kit, path);
  if (kit.is_armored)
    g_test_skip ("armor is not written nor read: a backup is a file, not a letter");
  else if (kit.is_hybrid)
    g_test_skip ("post-quantum keys are suite 2 (docs/formats/backup.md)");
  else
    check_kit (&kit);
}

static void
test_no_kit (void)
{
  G_GNUC_UNUSED g_autofree char *found = kk_test_find_vectors ("age");
}

static void
add_kits (void)
{
  const char *folder = g_getenv ("KK_VECTORS");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "age", NULL)
                                         : g_test_build_filename (G_TEST_DIST, "..", "..", "shared",
                                                                  "vectors", "age", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL) {
    g_test_add_func ("/age-testkit", test_no_kit);
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *test = g_strconcat ("/age-testkit/", name, NULL);

    g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_kit, g_free);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_kits ();
  return g_test_run ();
}
