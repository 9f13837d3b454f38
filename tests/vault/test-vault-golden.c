/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A vault of every version that was released opens for ever: tests/fixtures/vaults/vNNNN holds one with its raw key in
 * key.txt, all of it invented. Called with KK_MAKE_FIXTURE=1 this program writes the newest one anew; that is for the
 * version in the making only, and the program refuses it for a version that was released. */

#include "base/kk-bytes.h"
#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-search.h"
#include "vault/kk-vault-settings.h"

#include <glib/gstdio.h>
#include <string.h>

/* The vaults of these versions are with people: their files never change again. */
#define RELEASED 3

static char *
fixture_path (guint version, const char *name)
{
  g_autofree char *folder = g_strdup_printf ("v%04u", version);

  return g_test_build_filename (G_TEST_DIST, "fixtures", "vaults", folder, name, NULL);
}

static KkSecret *
read_key (guint version)
{
  g_autofree char *path = fixture_path (version, "key.txt");
  g_autofree char *text = NULL;
  g_autoptr (KkSecret) key = kk_secret_new (KK_VAULT_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (kk_hex_decode (g_strchomp (text), kk_secret_edit_data (key), KK_VAULT_KEY_SIZE));
  return g_steal_pointer (&key);
}

static void
fill_room (VaultRoom *room)
{
  g_autoptr (GError) error = NULL;
  KkId thread = vault_room_id (1);
  gint64 record = vault_room_add_record (room, KK_RECORD_CASE, &room->own, &thread);
  gint64 person;

  vault_room_set_text (room, record, 301, "GOUD-2026-0001");
  vault_room_set_text (room, record, 302, "Eerste naam");
  vault_room_set_text (room, record, 302, "Magazijn Handelskade");
  vault_room_set_text (room, record, 311, "S01");
  person = vault_room_add_record (room, KK_RECORD_PERSON, &room->own, &thread);
  vault_room_set_text (room, person, 401, "Oefenstra");
  g_assert_true (kk_vault_setting_set_text (room->vault, "vault-id", "golden", &error));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &data, &size, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (to, data, (gssize) size, NULL));
}

static void
make_fixture (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autofree char *database = fixture_path (KK_VAULT_VERSION, KK_VAULT_DATABASE);
  g_autofree char *key = fixture_path (KK_VAULT_VERSION, "key.txt");
  g_autofree char *folder = g_path_get_dirname (key);
  g_autofree char *made = NULL;
  char text[KK_VAULT_KEY_SIZE * 2 + 1];

  g_assert_cmpuint (KK_VAULT_VERSION, >, RELEASED);
  vault_room_open (&room);
  fill_room (&room);
  made = vault_room_path (&room, KK_VAULT_DATABASE);
  kk_vault_close (g_steal_pointer (&room.vault));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  copy_file (made, database);
  kk_hex_encode (kk_secret_get_data (room.key), KK_VAULT_KEY_SIZE, text);
  g_assert_true (g_file_set_contents (key, text, -1, NULL));
}

/* Puts the golden vault where the room had a new one. */
static void
open_golden (VaultRoom *room, guint version)
{
  g_autofree char *from = fixture_path (version, KK_VAULT_DATABASE);
  g_autofree char *to = NULL;

  vault_room_open (room);
  kk_vault_close (g_steal_pointer (&room->vault));
  to = vault_room_path (room, KK_VAULT_DATABASE);
  copy_file (from, to);
  g_clear_pointer (&room->key, kk_secret_free);
  room->key = read_key (version);
  vault_room_reopen (room);
}

static void
test_content (gconstpointer data)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GArray) found = NULL;
  g_autofree char *id = NULL;
  KkVaultCaseQuery query = { 0 };
  const KkVaultCase *item;

  open_golden (&room, GPOINTER_TO_UINT (data));
  g_assert_true (kk_vault_check (room.vault, &error));
  g_assert_no_error (error);
  id = kk_vault_setting_dup_text (room.vault, "vault-id", &error);
  g_assert_cmpstr (id, ==, "golden");
  cases = kk_vault_case_list (room.vault, &query, &error);
  g_assert_cmpuint (cases->len, ==, 1);
  item = cases->pdata[0];
  g_assert_cmpstr (item->reference, ==, "GOUD-2026-0001");
  g_assert_cmpstr (item->title, ==, "Magazijn Handelskade");
  ops = kk_vault_op_list (room.vault, item->record.idx, KK_OPS_ALL, &error);
  g_assert_cmpuint (ops->len, ==, 4);
  found = kk_vault_search_records (room.vault, NULL, "oefenstra", 0, &error);
  g_assert_cmpuint (found->len, ==, 1);
  /* It can be written, too. */
  vault_room_set_text (&room, item->record.idx, 302, "Nieuwe naam");
}

static char *
describe_tables (KkVault *vault)
{
  g_auto (KkQuery) query =
      kk_query_once (vault, "SELECT coalesce (sql, name) FROM sqlite_master ORDER BY type, name");
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  while (kk_query_next (&query, &error))
    g_string_append_printf (text, "%s\n", kk_query_text (&query, 0));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

/* An old vault has the very tables of a new one. */
static void
test_tables (gconstpointer data)
{
  g_auto (VaultRoom) golden = { 0 };
  g_auto (VaultRoom) fresh = { 0 };
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  open_golden (&golden, GPOINTER_TO_UINT (data));
  vault_room_open (&fresh);
  old = describe_tables (golden.vault);
  new = describe_tables (fresh.vault);
  g_assert_cmpstr (old, ==, new);
}

static void
add_tests (guint version)
{
  g_autofree char *content = g_strdup_printf ("/vault-golden/v%u/content", version);
  g_autofree char *tables = g_strdup_printf ("/vault-golden/v%u/tables", version);

  g_test_add_data_func (content, GUINT_TO_POINTER (version), test_content);
  g_test_add_data_func (tables, GUINT_TO_POINTER (version), test_tables);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("KK_MAKE_FIXTURE") != NULL)
    make_fixture ();
  for (guint version = 1; version <= KK_VAULT_VERSION; version++)
    add_tests (version);
  return g_test_run ();
}
