/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Copying pages: the copy is the vault of that moment, and unchanged pages are the same bytes. */

#include "base/kk-limits.h"
#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-copy.h"
#include "vault/kk-vault-search.h"
#include "vault/kk-vault-settings.h"

#include "base/kk-bytes.h"

#include <sqlcipher/sqlite3.h>
#include <string.h>

#define MANY 200

static guint
title_field (void)
{
  return kk_schema_field_by_name (KK_RECORD_CASE, "nl_CaseTitle")->number;
}

static gboolean
append_pages (guint64 first, const guint8 *pages, gsize n_pages, gpointer data, GError **error)
{
  GByteArray *copy = data;

  (void) error;
  g_assert_cmpuint ((first - 1) * KK_PAGE_SIZE, ==, copy->len);
  g_byte_array_append (copy, pages, (guint) (n_pages * KK_PAGE_SIZE));
  return TRUE;
}

static GByteArray *
copy_vault (VaultRoom *room)
{
  GByteArray *copy = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint64 n_pages;
  G_GNUC_UNUSED g_autoptr (KkVaultTransaction) transaction =
      kk_vault_copy_begin (room->vault, &n_pages, &error);

  g_assert_no_error (error);
  g_assert_true (kk_vault_copy_pages (room->vault, append_pages, copy, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (copy->len, ==, n_pages * KK_PAGE_SIZE);
  return copy;
}

static void
fill (VaultRoom *room, gint64 *records)
{
  for (guint i = 0; i < MANY; i++) {
    g_autofree char *text = g_strdup_printf ("zaak nummer %u", i);

    records[i] = vault_room_add_record (room, KK_RECORD_CASE, &room->own, NULL);
    vault_room_set_text (room, records[i], title_field (), text);
  }
}

/* Opened with the same key in another folder, it checks out and holds what had been committed. */
static void
test_is_whole (void)
{
  g_auto (VaultRoom) room = { 0 };
  gint64 records[MANY];
  g_autoptr (GByteArray) copy = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kk-copy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkVault) opened = NULL;
  g_autoptr (GError) error = NULL;
  KkVaultRecord record;
  gboolean found;

  vault_room_open (&room);
  fill (&room, records);
  copy = copy_vault (&room);
  g_assert_true (g_file_set_contents (path, (char *) copy->data, copy->len, NULL));
  opened = kk_vault_open (folder, room.key, &error);
  g_assert_no_error (error);
  g_assert_true (kk_vault_check (opened, &error));
  g_assert_true (kk_vault_record_get (opened, records[MANY - 1], &record, &found, &error));
  g_assert_true (found);
  g_clear_pointer (&opened, kk_vault_close);
  vault_room_remove_folder (folder);
}

static guint
count_different_pages (const GByteArray *a, const GByteArray *b)
{
  guint count = 0;

  for (gsize at = 0; at < b->len; at += KK_PAGE_SIZE)
    count += at >= a->len || memcmp (a->data + at, b->data + at, KK_PAGE_SIZE) != 0;
  return count;
}

static void
test_few_pages_change (void)
{
  g_auto (VaultRoom) room = { 0 };
  gint64 records[MANY];
  g_autoptr (GByteArray) first = NULL;
  g_autoptr (GByteArray) same = NULL;
  g_autoptr (GByteArray) second = NULL;

  vault_room_open (&room);
  fill (&room, records);
  first = copy_vault (&room);
  same = copy_vault (&room);
  g_assert_cmpuint (count_different_pages (first, same), ==, 0);
  vault_room_reopen (&room);
  vault_room_set_text (&room, records[3], title_field (), "een andere naam");
  second = copy_vault (&room);
  g_assert_cmpuint (count_different_pages (first, second), >, 0);
  g_assert_cmpuint (count_different_pages (first, second), <, first->len / KK_PAGE_SIZE / 4);
}

static void
test_not_while_writing (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultTransaction) writing = NULL;
  guint64 n_pages;

  vault_room_open (&room);
  writing = kk_vault_begin (room.vault, &error);
  g_assert_no_error (error);
  g_assert_null (kk_vault_copy_begin (room.vault, &n_pages, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY);
}

/* Somebody else who has the vault open and commits all the time: two rows that are equal after each commit. */
typedef struct {
  const VaultRoom *room;
  gint stop;
  gint commits;
  int status;
} Writer;

static sqlite3 *
connect_beside (const VaultRoom *room)
{
  g_autofree char *path = vault_room_path (room, KK_VAULT_DATABASE);
  char literal[2 * KK_VAULT_KEY_SIZE + 4] = "x'";
  sqlite3 *db = NULL;

  kk_hex_encode (kk_secret_get_data (room->key), KK_VAULT_KEY_SIZE, literal + 2);
  literal[2 * KK_VAULT_KEY_SIZE + 2] = '\'';
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key (db, literal, 2 * KK_VAULT_KEY_SIZE + 3), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 60000);
  return db;
}

static gpointer
keep_writing (gpointer data)
{
  Writer *writer = data;
  sqlite3 *db = connect_beside (writer->room);

  while (writer->status == SQLITE_OK && !g_atomic_int_get (&writer->stop)) {
    g_autofree char *sql =
        g_strdup_printf ("BEGIN IMMEDIATE; REPLACE INTO meta VALUES ('left', %d), ('right', %d); "
                         "REPLACE INTO meta VALUES ('filling%d', randomblob (9000)); COMMIT",
                         writer->commits, writer->commits, writer->commits % 50);

    writer->status = sqlite3_exec (db, sql, NULL, NULL, NULL);
    if (writer->status == SQLITE_OK)
      g_atomic_int_inc (&writer->commits);
  }
  sqlite3_close (db);
  return NULL;
}

static void
wait_for_commits (Writer *writer, gint more)
{
  gint from = g_atomic_int_get (&writer->commits);

  while (g_atomic_int_get (&writer->commits) < from + more && writer->status == SQLITE_OK)
    g_thread_yield ();
}

/* The same as kk_vault_copy_count() says inside the copy, and nothing of what was committed since. */
static void
check_copy (const VaultRoom *room, const GByteArray *copy, const KkBackupManifest *manifest)
{
  g_autofree char *folder = g_dir_make_tmp ("kk-copy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkVault) opened = NULL;
  g_autoptr (KkBackupManifest) found = kk_backup_manifest_new ();
  g_autoptr (GError) error = NULL;
  gint64 left;
  gint64 right;

  g_assert_true (g_file_set_contents (path, (char *) copy->data, copy->len, NULL));
  opened = kk_vault_open (folder, room->key, &error);
  g_assert_no_error (error);
  g_assert_true (kk_vault_check (opened, &error));
  g_assert_true (kk_vault_setting_get_number (opened, "left", -1, &left, NULL));
  g_assert_true (kk_vault_setting_get_number (opened, "right", -2, &right, NULL));
  g_assert_cmpint (left, ==, right);
  g_assert_true (kk_vault_copy_count (opened, found, &error));
  g_assert_cmpuint (found->counts->len, ==, manifest->counts->len);
  for (guint i = 0; i < found->counts->len; i++)
    g_assert_cmpuint (((KkBackupCount *) found->counts->pdata[i])->rows, ==,
                      ((KkBackupCount *) manifest->counts->pdata[i])->rows);
  g_clear_pointer (&opened, kk_vault_close);
  vault_room_remove_folder (folder);
}

static void
copy_beside (VaultRoom *room, Writer *writer)
{
  g_autoptr (GByteArray) copy = g_byte_array_new ();
  g_autoptr (GByteArray) again = g_byte_array_new ();
  g_autoptr (KkBackupManifest) manifest = kk_backup_manifest_new ();
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_pages;

  transaction = kk_vault_copy_begin (room->vault, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_true (kk_vault_copy_pages (room->vault, append_pages, copy, &error));
  wait_for_commits (writer, 8);
  g_assert_true (kk_vault_copy_count (room->vault, manifest, &error));
  g_assert_true (kk_vault_copy_pages (room->vault, append_pages, again, &error));
  g_clear_pointer (&transaction, kk_vault_rollback);
  g_assert_cmpuint (copy->len, ==, n_pages * KK_PAGE_SIZE);
  g_assert_cmpmem (copy->data, copy->len, again->data, again->len);
  check_copy (room, copy, manifest);
}

static void
test_beside_a_writer (void)
{
  g_auto (VaultRoom) room = { 0 };
  gint64 records[MANY];
  Writer writer = { .room = &room };
  GThread *thread;

  vault_room_open (&room);
  fill (&room, records);
  thread = g_thread_new ("writer", keep_writing, &writer);
  wait_for_commits (&writer, 3);
  for (guint i = 0; i < 5; i++)
    copy_beside (&room, &writer);
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_cmpint (writer.status, ==, SQLITE_OK);
  g_assert_cmpint (writer.commits, >, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-copy/is-whole", test_is_whole);
  g_test_add_func ("/vault-copy/few-pages-change", test_few_pages_change);
  g_test_add_func ("/vault-copy/beside-a-writer", test_beside_a_writer);
  g_test_add_func ("/vault-copy/not-while-writing", test_not_while_writing);
  return g_test_run ();
}
