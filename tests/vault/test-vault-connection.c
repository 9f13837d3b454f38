/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Every setting of a connection is what docs/formats/vault.md says, and its memory is wiped and off the dump. */

#include "vault-room.h"
#include "vault/kk-vault-private.h"

#include <string.h>

typedef struct {
  const char *pragma;
  const char *value;
} Expected;

static const Expected expected[] = {
  { "PRAGMA cipher_page_size", "4096" },
  { "PRAGMA cipher_hmac_algorithm", "HMAC_SHA512" },
  { "PRAGMA cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512" },
  { "PRAGMA cipher_use_hmac", "1" },
  { "PRAGMA cipher_plaintext_header_size", "0" },
  { "PRAGMA temp_store", "2" },
  { "PRAGMA secure_delete", "1" },
  { "PRAGMA foreign_keys", "1" },
  { "PRAGMA trusted_schema", "0" },
  { "PRAGMA cell_size_check", "1" },
  { "PRAGMA journal_mode", "wal" },
  { "PRAGMA synchronous", "2" },
  { "PRAGMA mmap_size", "0" },
  { "PRAGMA user_version", G_STRINGIFY (KK_VAULT_VERSION) },
  { "PRAGMA application_id", "1263293769" },
  { "SELECT v FROM search_config WHERE k = 'secure-delete'", "1" },
};

static void
assert_settings (VaultRoom *room)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_auto (KkQuery) query = kk_query_once (room->vault, expected[i].pragma);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", expected[i].pragma);
    g_assert_true (kk_query_next (&query, &error));
    g_assert_cmpstr (kk_query_text (&query, 0), ==, expected[i].value);
  }
}

static void
test_settings (void)
{
  g_auto (VaultRoom) room = { 0 };
  int defensive = -1;
  int loading = -1;

  vault_room_open (&room);
  assert_settings (&room);
  vault_room_reopen (&room);
  assert_settings (&room);
  sqlite3_db_config (room.vault->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  sqlite3_db_config (room.vault->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1, &loading);
  g_assert_cmpint (defensive, ==, 1);
  g_assert_cmpint (loading, ==, 0);
}

static gboolean
lines_hold (const char *text, const char *start, const char *wanted)
{
  const char *region = strstr (text, start);
  const char *flags = region != NULL ? strstr (region, "VmFlags:") : NULL;
  const char *end = flags != NULL ? strchr (flags, '\n') : NULL;
  g_autofree char *line = end != NULL ? g_strndup (flags, (gsize) (end - flags)) : NULL;

  return line != NULL && strstr (line, wanted) != NULL;
}

/* The start of the mapping that holds @address, as the kernel writes it. */
static char *
find_mapping (const char *text, guintptr address)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++) {
    guint64 from = 0;
    guint64 to = 0;
    char *end;

    from = g_ascii_strtoull (lines[i], &end, 16);
    if (*end != '-')
      continue;
    to = g_ascii_strtoull (end + 1, &end, 16);
    if (*end == ' ' && address >= from && address < to)
      return g_strdup (lines[i]);
  }
  return NULL;
}

static void
test_memory_is_not_dumped (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *mapping = NULL;
  void *small;

  vault_room_open (&room);
  small = sqlite3_malloc (100);
  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  mapping = find_mapping (text, (guintptr) small);
  g_assert_nonnull (mapping);
  g_assert_true (lines_hold (text, mapping, " dd"));
  sqlite3_free (small);
}

/* Looks at memory after it was given back: it is still mapped, and nobody has taken it yet. */
static void
test_memory_is_wiped (void)
{
  static const int sizes[] = { 1, 24, 25, 100, 4360, 60000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    volatile guint8 *block = sqlite3_malloc (sizes[i]);

    memset ((void *) (guintptr) block, 0x5a, sizes[i]);
    sqlite3_free ((void *) (guintptr) block);
    for (int at = sizeof (gpointer); at < sizes[i]; at++)
      g_assert_cmpint (block[at], ==, 0);
  }
}

static void
test_memory_keeps_content (void)
{
  guint8 *block = sqlite3_malloc (1);

  g_assert_cmpint ((int) sqlite3_msize (block), >=, 1);
  block[0] = 7;
  for (int size = 2; size < 300000; size = size * 3 / 2 + 1) {
    block = sqlite3_realloc (block, size);
    g_assert_nonnull (block);
    g_assert_cmpint ((int) ((guintptr) block % 8), ==, 0);
    g_assert_cmpint (block[0], ==, 7);
    g_assert_cmpint ((int) sqlite3_msize (block), >=, size);
    for (int at = 1; at < size; at++)
      block[at] = 9;
  }
  block = sqlite3_realloc (block, 10);
  g_assert_cmpint (block[0], ==, 7);
  g_assert_cmpint (block[9], ==, 9);
  sqlite3_free (block);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-connection/settings", test_settings);
  g_test_add_func ("/vault-connection/memory-is-not-dumped", test_memory_is_not_dumped);
  g_test_add_func ("/vault-connection/memory-is-wiped", test_memory_is_wiped);
  g_test_add_func ("/vault-connection/memory-keeps-content", test_memory_keeps_content);
  return g_test_run ();
}
