/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Another key for a vault: at every moment the old key opens it or the new one does, and never neither. Complaint U10. */

#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-rekey.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TITLE 302

static const char old_slots[] = "old slots";
static const char new_slots[] = "new slots";

static void
write_slots (const VaultRoom *room, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  g_assert_true (kk_vault_write_key_slots (room->folder, bytes, NULL));
}

static void
start (VaultRoom *room)
{
  vault_room_open (room);
  write_slots (room, old_slots);
  for (guint i = 0; i < 40; i++) {
    gint64 record = vault_room_add_record (room, KK_RECORD_CASE, &room->own, NULL);

    vault_room_set_text (room, record, TITLE, "Magazijn Handelskade");
  }
}

static gint64
count_records (KkVault *vault)
{
  g_auto (KkQuery) query = kk_query_once (vault, "SELECT count (*) FROM record");
  gint64 count = -1;

  g_assert_true (kk_query_get_number (&query, 0, &count, NULL));
  return count;
}

static gboolean
opens (const VaultRoom *room, const KkSecret *key)
{
  g_autoptr (KkVault) vault = kk_vault_open (room->folder, key, NULL);

  if (vault == NULL)
    return FALSE;
  g_assert_true (kk_vault_check (vault, NULL));
  g_assert_cmpint (count_records (vault), ==, 40);
  return TRUE;
}

static gboolean
has_file (const VaultRoom *room, const char *name)
{
  g_autofree char *path = vault_room_path (room, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
has_new_slots (const VaultRoom *room)
{
  g_autoptr (GBytes) found = kk_vault_read_key_slots (room->folder, NULL);

  return g_bytes_get_size (found) == strlen (new_slots) &&
         memcmp (g_bytes_get_data (found, NULL), new_slots, strlen (new_slots)) == 0;
}

static gboolean
rekey (VaultRoom *room,
       const KkSecret *key,
       KkVaultRekeyProgress progress,
       gpointer data,
       GError **error)
{
  g_autoptr (GBytes) slots = g_bytes_new_static (new_slots, strlen (new_slots));
  KkVaultRekey plan = { .key = key, .slots = slots, .progress = progress, .data = data };
  gboolean is_moved;
  gboolean fine = kk_vault_rekey (room->vault, &plan, &is_moved, error);

  g_assert_true (fine == is_moved);
  return fine;
}

static void
test_moves (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  start (&room);
  g_assert_true (rekey (&room, key, NULL, NULL, &error));
  g_assert_no_error (error);
  /* It goes on as if nothing had happened, and what is written then is there too. */
  g_assert_cmpint (count_records (room.vault), ==, 40);
  vault_room_set_text (&room, 1, TITLE, "Nieuwe naam");
  kk_vault_close (g_steal_pointer (&room.vault));
  g_assert_false (opens (&room, room.key));
  g_assert_true (opens (&room, key));
  g_assert_true (has_new_slots (&room));
  g_assert_false (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
}

static gboolean
give_up (guint64 done, guint64 total, gpointer data, GError **error)
{
  (void) data;
  g_assert_cmpuint (done, <=, total);
  g_set_error_literal (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY, "given up");
  return FALSE;
}

static void
test_gives_up (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  start (&room);
  for (guint i = 0; i < 60; i++) {
    g_autofree char *text = g_strnfill (60000, 'x');

    vault_room_set_text (&room, 1, TITLE, text);
  }
  g_assert_false (rekey (&room, key, give_up, NULL, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY);
  g_assert_false (has_new_slots (&room));
  g_assert_false (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
  vault_room_set_text (&room, 1, TITLE, "Nieuwe naam");
  kk_vault_close (g_steal_pointer (&room.vault));
  g_assert_true (opens (&room, room.key));
}

/* The copy cannot be made, or the slots cannot be replaced: a folder stands where the file should come. */
static void
test_cannot (void)
{
  static const char *const blocked[] = { KK_VAULT_DATABASE ".nieuw",
                                         KK_VAULT_KEY_SLOTS_FILE ".new" };

  for (guint i = 0; i < G_N_ELEMENTS (blocked); i++) {
    g_auto (VaultRoom) room = { 0 };
    g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
    g_autofree char *path = NULL;
    g_autoptr (GError) error = NULL;

    start (&room);
    path = vault_room_path (&room, blocked[i]);
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
    g_assert_false (rekey (&room, key, NULL, NULL, &error));
    g_assert_nonnull (error);
    g_assert_cmpint (g_rmdir (path), ==, 0);
    kk_vault_close (g_steal_pointer (&room.vault));
    g_assert_true (opens (&room, room.key));
    g_assert_false (has_new_slots (&room));
  }
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (to, data, (gssize) size, NULL));
}

/* The files as they lie when the program stops: the old database with a log that was not moved into it, and what stood
 * beside it then. */
typedef struct {
  char *old;   /* path of a copy */
  char *log;   /* of its log */
  char *fresh; /* of the database under the new key */
} Remains;

static void
remains_clear (Remains *remains)
{
  g_unlink (remains->old);
  g_unlink (remains->log);
  g_unlink (remains->fresh);
  g_free (remains->old);
  g_free (remains->log);
  g_free (remains->fresh);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Remains, remains_clear)

static void
keep (char **kept, const VaultRoom *room, const char *name)
{
  g_autofree char *path = vault_room_path (room, name);
  int fd = g_file_open_tmp ("kk-rekey-XXXXXX", kept, NULL);

  close (fd);
  copy_file (path, *kept);
}

static void
put (const VaultRoom *room, const char *name, const char *kept)
{
  g_autofree char *path = vault_room_path (room, name);

  copy_file (kept, path);
}

static void
collect (VaultRoom *room, const KkSecret *key, Remains *remains)
{
  start (room);
  keep (&remains->old, room, KK_VAULT_DATABASE);
  keep (&remains->log, room, KK_VAULT_DATABASE "-wal");
  g_assert_true (rekey (room, key, NULL, NULL, NULL));
  kk_vault_close (g_steal_pointer (&room->vault));
  keep (&remains->fresh, room, KK_VAULT_DATABASE);
  put (room, KK_VAULT_DATABASE, remains->old);
  put (room, KK_VAULT_DATABASE "-wal", remains->log);
  put (room, KK_VAULT_DATABASE ".nieuw", remains->fresh);
}

/* Stopped before the slots were replaced: the old key opens, and the copy goes away. */
static void
test_stopped_before (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_auto (Remains) remains = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);

  collect (&room, key, &remains);
  g_assert_true (opens (&room, room.key));
  g_assert_false (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
  g_assert_false (opens (&room, key));
}

/* The same while the copy was not whole yet. */
static void
test_stopped_halfway (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_auto (Remains) remains = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autofree char *copy = NULL;

  collect (&room, key, &remains);
  copy = vault_room_path (&room, KK_VAULT_DATABASE ".nieuw");
  g_assert_cmpint (truncate (copy, 3 * 4096 + 100), ==, 0);
  g_assert_true (opens (&room, room.key));
  g_assert_false (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
}

/* Stopped after: the new key opens, and the log of the old database is not read into the new one. */
static void
test_stopped_after (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_auto (Remains) remains = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);

  collect (&room, key, &remains);
  g_assert_true (opens (&room, key));
  g_assert_false (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
  g_assert_false (opens (&room, room.key));
}

/* A key of neither: nothing is touched. */
static void
test_neither (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_auto (Remains) remains = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (KkSecret) stranger = kk_secret_new_random (KK_VAULT_KEY_SIZE);

  collect (&room, key, &remains);
  g_assert_false (opens (&room, stranger));
  g_assert_true (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
  g_assert_true (opens (&room, key));
}

static gboolean
die_at (guint64 done, guint64 total, gpointer data, GError **error)
{
  guint *left = data;

  (void) done;
  (void) total;
  (void) error;
  if ((*left)-- == 0)
    _exit (0);
  return TRUE;
}

/* Killed in the middle of copying, in a process of its own. */
static void
test_killed (void)
{
  for (guint at = 0; at < 3; at++) {
    g_auto (VaultRoom) room = { 0 };
    g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
    pid_t child;
    int status;

    start (&room);
    for (guint i = 0; i < 60; i++) {
      g_autofree char *text = g_strnfill (60000, 'x');

      vault_room_set_text (&room, 1, TITLE, text);
    }
    child = fork ();
    if (child == 0) {
      guint left = at;

      (void) rekey (&room, key, die_at, &left, NULL);
      _exit (1);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    g_assert_true (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
    kk_vault_close (g_steal_pointer (&room.vault));
    g_assert_true (opens (&room, room.key));
    g_assert_false (has_file (&room, KK_VAULT_DATABASE ".nieuw"));
  }
}

/* Nothing of the old files can be read back where they lay: they are overwritten, unless they have another name too. */
static void
test_overwritten (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autofree char *database = NULL;
  g_autofree char *slots = NULL;
  g_autofree char *other_name = NULL;
  g_autofree char *kept = NULL;
  char page[64] = { 1 };
  char text[sizeof old_slots] = { 1 };
  int held_database;
  int held_slots;

  start (&room);
  database = vault_room_path (&room, KK_VAULT_DATABASE);
  slots = vault_room_path (&room, KK_VAULT_KEY_SLOTS_FILE);
  held_database = g_open (database, O_RDONLY, 0);
  held_slots = g_open (slots, O_RDONLY, 0);
  g_assert_true (rekey (&room, key, NULL, NULL, NULL));
  g_assert_cmpint (pread (held_database, page, sizeof page, 0), ==, sizeof page);
  g_assert_cmpint (pread (held_slots, text, sizeof text, 0), ==, strlen (old_slots));
  for (guint i = 0; i < sizeof page; i++)
    g_assert_cmpint (page[i], ==, 0);
  g_assert_cmpint (text[0], ==, 0);
  close (held_database);
  close (held_slots);

  other_name = vault_room_path (&room, "kept");
  g_assert_cmpint (link (slots, other_name), ==, 0);
  write_slots (&room, old_slots);
  g_assert_true (g_file_get_contents (other_name, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, new_slots);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-rekey/moves", test_moves);
  g_test_add_func ("/vault-rekey/gives-up", test_gives_up);
  g_test_add_func ("/vault-rekey/cannot", test_cannot);
  g_test_add_func ("/vault-rekey/stopped-before", test_stopped_before);
  g_test_add_func ("/vault-rekey/stopped-halfway", test_stopped_halfway);
  g_test_add_func ("/vault-rekey/stopped-after", test_stopped_after);
  g_test_add_func ("/vault-rekey/neither", test_neither);
  g_test_add_func ("/vault-rekey/killed", test_killed);
  g_test_add_func ("/vault-rekey/overwritten", test_overwritten);
  return g_test_run ();
}
