/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Making, opening, refusing, transactions, key slots. */

#include "vault-room.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlcipher/sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
write_file (const char *path, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

/* Opening must fail with @code and leave every byte as it was. What is damaged can also be called unreadable: the library often
 * cannot tell. */
static void
assert_refused (VaultRoom *room, const KkSecret *key, KkVaultError code)
{
  g_autofree char *path = vault_room_path (room, KK_VAULT_DATABASE);
  g_autoptr (GBytes) before = read_file (path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_vault_open (room->folder, key, &error));
  if (code != KK_VAULT_ERROR_DAMAGED ||
      !g_error_matches (error, KK_VAULT_ERROR, KK_VAULT_ERROR_UNREADABLE))
    g_assert_error (error, KK_VAULT_ERROR, (int) code);
  after = read_file (path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_create_and_open (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *version = kk_vault_dup_cipher_version (&error);
  GStatBuf status;

  vault_room_open (&room);
  g_assert_true (kk_vault_exists (room.folder));
  path = vault_room_path (&room, KK_VAULT_DATABASE);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (room.folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpstr (kk_vault_get_folder (room.vault), ==, room.folder);
  g_assert_true (g_str_has_prefix (version, "4."));
  vault_room_reopen (&room);
  g_assert_true (kk_vault_check (room.vault, &error));
  g_assert_no_error (error);
}

static void
test_create_refuses_existing (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;

  vault_room_open (&room);
  kk_vault_close (g_steal_pointer (&room.vault));
  g_assert_null (kk_vault_create (room.folder, room.key, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT);
}

static void
test_missing_folder (void)
{
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  g_assert_false (kk_vault_exists ("/nowhere/at/all"));
  g_assert_null (kk_vault_open ("/nowhere/at/all", key, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO);
}

static void
test_wrong_key (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (KkSecret) wrong = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (KkSecret) short_key = kk_secret_new_random (16);

  vault_room_open (&room);
  kk_vault_close (g_steal_pointer (&room.vault));
  assert_refused (&room, wrong, KK_VAULT_ERROR_KEY);
  assert_refused (&room, short_key, KK_VAULT_ERROR_KEY);
  vault_room_reopen (&room);
}

static void
test_foreign_files (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (KkSecret) noise = kk_secret_new_random (8 * 4096);
  g_autoptr (GBytes) random = NULL;
  g_autoptr (GBytes) odd = NULL;
  sqlite3 *db = NULL;

  vault_room_open (&room);
  path = vault_room_path (&room, KK_VAULT_DATABASE);
  kk_vault_close (g_steal_pointer (&room.vault));

  random = g_bytes_new (kk_secret_get_data (noise), 8 * 4096);
  write_file (path, random);
  assert_refused (&room, room.key, KK_VAULT_ERROR_KEY);

  odd = g_bytes_new (kk_secret_get_data (noise), 5000);
  write_file (path, odd);
  assert_refused (&room, room.key, KK_VAULT_ERROR_DAMAGED);

  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "CREATE TABLE a (b); INSERT INTO a VALUES ('c')", NULL, NULL, NULL), ==,
      SQLITE_OK);
  sqlite3_close (db);
  assert_refused (&room, room.key, KK_VAULT_ERROR_KEY);
}

static void
test_truncated (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GBytes) whole = NULL;
  gsize sizes[] = { 0, 1, 4095, 4096, 4097, 3 * 4096, 0 };

  vault_room_open (&room);
  path = vault_room_path (&room, KK_VAULT_DATABASE);
  kk_vault_close (g_steal_pointer (&room.vault));
  whole = read_file (path);
  sizes[G_N_ELEMENTS (sizes) - 1] = g_bytes_get_size (whole) - 4096;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, sizes[i]);

    write_file (path, part);
    assert_refused (&room, room.key, KK_VAULT_ERROR_DAMAGED);
  }
  write_file (path, whole);
  vault_room_reopen (&room);
}

/* One changed byte: at the latest the check says so, and never in another word than damaged or unreadable (or, where the key
 * itself is tried, on the first page: key). */
static void
test_flipped_byte (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GBytes) whole = NULL;
  gsize size;

  vault_room_open (&room);
  path = vault_room_path (&room, KK_VAULT_DATABASE);
  kk_vault_close (g_steal_pointer (&room.vault));
  whole = read_file (path);
  size = g_bytes_get_size (whole);
  for (gsize at = 100; at < size; at += 4096) {
    g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), size);
    g_autoptr (GBytes) changed = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (KkVault) vault = NULL;

    data[at] ^= 1;
    changed = g_bytes_new (data, size);
    write_file (path, changed);
    vault = kk_vault_open (room.folder, room.key, &error);
    if (vault != NULL)
      g_assert_false (kk_vault_check (vault, &error));
    if (at < 4096)
      g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_KEY);
    else if (!g_error_matches (error, KK_VAULT_ERROR, KK_VAULT_ERROR_UNREADABLE))
      g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED);
  }
  write_file (path, whole);
  vault_room_reopen (&room);
}

static void
give_raw_key (sqlite3 *db, const KkSecret *key)
{
  g_autoptr (GString) text = g_string_new ("x'");

  for (gsize i = 0; i < kk_secret_get_size (key); i++)
    g_string_append_printf (text, "%02x", kk_secret_get_data (key)[i]);
  g_string_append_c (text, '\'');
  g_assert_cmpint (sqlite3_key (db, text->str, (int) text->len), ==, SQLITE_OK);
}

static void
run_outside (VaultRoom *room, const char *sql)
{
  g_autofree char *path = vault_room_path (room, KK_VAULT_DATABASE);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  give_raw_key (db, room->key);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_newer_and_foreign_tables (void)
{
  g_auto (VaultRoom) room = { 0 };

  vault_room_open (&room);
  kk_vault_close (g_steal_pointer (&room.vault));
  run_outside (&room, "PRAGMA user_version = 1000");
  assert_refused (&room, room.key, KK_VAULT_ERROR_NEWER);
  run_outside (&room, "PRAGMA user_version = 0");
  assert_refused (&room, room.key, KK_VAULT_ERROR_DAMAGED);
  run_outside (&room, "PRAGMA user_version = 1; PRAGMA application_id = 7");
  assert_refused (&room, room.key, KK_VAULT_ERROR_DAMAGED);
}

static void
test_busy (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  int status;
  pid_t child;

  vault_room_open (&room);
  g_assert_null (kk_vault_open (room.folder, room.key, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    g_autoptr (GError) inner = NULL;
    KkVault *vault = kk_vault_open (room.folder, room.key, &inner);

    _exit (vault == NULL && g_error_matches (inner, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY) ? 0 : 1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  vault_room_reopen (&room);
}

static void
test_transactions (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *gone = NULL;

  vault_room_open (&room);
  {
    g_autoptr (KkVaultTransaction) outer = kk_vault_begin (room.vault, &error);

    g_assert_true (kk_vault_setting_set_text (room.vault, "kept", "1", &error));
    {
      g_autoptr (KkVaultTransaction) inner = kk_vault_begin (room.vault, &error);

      g_assert_nonnull (inner);
      g_assert_true (kk_vault_setting_set_text (room.vault, "gone", "1", &error));
      g_assert_true (kk_vault_is_in_transaction (room.vault));
    }
    g_assert_true (kk_vault_commit (g_steal_pointer (&outer), &error));
  }
  {
    g_autoptr (KkVaultTransaction) outer = kk_vault_begin (room.vault, &error);

    g_assert_nonnull (outer);
    g_assert_true (kk_vault_setting_set_text (room.vault, "kept", "2", &error));
  }
  g_assert_false (kk_vault_is_in_transaction (room.vault));
  kept = kk_vault_setting_dup_text (room.vault, "kept", &error);
  gone = kk_vault_setting_dup_text (room.vault, "gone", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, "1");
  g_assert_null (gone);
}

/* The child says when it is in the middle, and is killed there. */
static void
write_until_killed (VaultRoom *room, int ready)
{
  KkVault *vault = kk_vault_open (room->folder, room->key, NULL);
  KkVaultTransaction *transaction = kk_vault_begin (vault, NULL);

  if (transaction == NULL)
    _exit (1);
  for (guint i = 0;; i++) {
    g_autofree char *value = g_strnfill (20000, (char) ('a' + i % 26));
    g_autofree char *name = g_strdup_printf ("big-%u", i);

    kk_vault_setting_set_text (vault, "state", "half", NULL);
    kk_vault_setting_set_text (vault, name, value, NULL);
    if (i == 500 && write (ready, "x", 1) != 1)
      _exit (1);
  }
}

static void
test_killed (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  int pipes[2];
  int status;
  char byte;
  pid_t child;

  vault_room_open (&room);
  g_assert_true (kk_vault_setting_set_text (room.vault, "state", "whole", &error));
  kk_vault_close (g_steal_pointer (&room.vault));
  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0) {
    write_until_killed (&room, pipes[1]);
    _exit (1);
  }
  g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  close (pipes[0]);
  close (pipes[1]);
  room.vault = kk_vault_open (room.folder, room.key, &error);
  g_assert_no_error (error);
  state = kk_vault_setting_dup_text (room.vault, "state", &error);
  g_assert_cmpstr (state, ==, "whole");
  g_assert_true (kk_vault_check (room.vault, &error));
}

static void
test_key_slots (void)
{
  g_autofree char *parent = g_dir_make_tmp ("kk-vault-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "kluis", NULL);
  g_autofree char *path = g_build_filename (folder, KK_VAULT_KEY_SLOTS_FILE, NULL);
  g_autoptr (GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr (GBytes) second = g_bytes_new_static ("second, longer", 14);
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_null (kk_vault_read_key_slots (folder, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (kk_vault_write_key_slots (folder, first, &error));
  g_assert_true (kk_vault_write_key_slots (folder, second, &error));
  got = kk_vault_read_key_slots (folder, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (got, second));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  vault_room_remove_folder (folder);
  g_rmdir (parent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/create-and-open", test_create_and_open);
  g_test_add_func ("/vault/create-refuses-existing", test_create_refuses_existing);
  g_test_add_func ("/vault/missing-folder", test_missing_folder);
  g_test_add_func ("/vault/wrong-key", test_wrong_key);
  g_test_add_func ("/vault/foreign-files", test_foreign_files);
  g_test_add_func ("/vault/truncated", test_truncated);
  g_test_add_func ("/vault/flipped-byte", test_flipped_byte);
  g_test_add_func ("/vault/newer-and-foreign-tables", test_newer_and_foreign_tables);
  g_test_add_func ("/vault/busy", test_busy);
  g_test_add_func ("/vault/transactions", test_transactions);
  g_test_add_func ("/vault/killed", test_killed);
  g_test_add_func ("/vault/key-slots", test_key_slots);
  return g_test_run ();
}
