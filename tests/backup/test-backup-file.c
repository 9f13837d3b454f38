/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-backup-error.h"
#include "backup/kk-backup-reader.h"
#include "backup/kk-backup-writer.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
  KkKxPublicKey recipient;
  KkKxSecretKey identity;
  KkSignPublicKey signer;
  KkSignSecretKey signing;
} Room;

static void
open_room (Room *room)
{
  room->folder = g_dir_make_tmp ("kk-backup-XXXXXX", NULL);
  room->path = g_build_filename (room->folder, "kluis-000001.kkb.age", NULL);
  kk_kx_pair_generate (&room->recipient, &room->identity);
  kk_sign_pair_generate (&room->signer, &room->signing);
}

static guint
count_files (const Room *room)
{
  g_autoptr (GDir) dir = g_dir_open (room->folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
clear_room (Room *room)
{
  g_autofree char *signature = kk_backup_signature_path (room->path);

  g_unlink (room->path);
  g_unlink (signature);
  g_assert_cmpint (g_rmdir (room->folder), ==, 0);
  g_free (room->folder);
  g_free (room->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, clear_room)

static GBytes *
make_bytes (gsize size)
{
  guint8 *data = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i % 251);
  return g_bytes_new_take (data, size);
}

static KkBackupWriter *
start (const Room *room)
{
  g_autoptr (GError) error = NULL;
  KkBackupWriter *writer =
      kk_backup_writer_new (room->path, &(KkBackupSeal){ &room->recipient, 1 }, NULL, &error);

  g_assert_no_error (error);
  return writer;
}

static void
write_backup (const Room *room)
{
  g_autoptr (KkBackupWriter) writer = start (room);
  g_autoptr (GBytes) small = make_bytes (10);
  g_autoptr (GBytes) large = make_bytes (300000);
  g_autoptr (GBytes) none = make_bytes (0);
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_backup_writer_add (writer, "LEESMIJ.txt", small, &error));
  g_assert_true (kk_backup_writer_add (writer, "leeg", none, &error));
  g_assert_true (kk_backup_writer_add (writer, "pages/00000001", large, &error));
  g_assert_cmpuint (count_files (room), ==, 1);
  g_assert_true (kk_backup_writer_finish (writer, &room->signing, "nummer 1", &error));
  g_assert_no_error (error);
}

static KkBackupReader *
open_backup (const Room *room, GError **error)
{
  return kk_backup_reader_new (room->path, &(KkAgeWaysIn){ &room->identity, 1, NULL }, NULL, error);
}

static void
assert_member (KkBackupReader *reader, const char *name, gsize size)
{
  KkBackupMember member;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected = make_bytes (size);
  g_autoptr (GBytes) got = NULL;

  g_assert_true (kk_backup_reader_next (reader, &member, &error));
  g_assert_cmpstr (member.name, ==, name);
  g_assert_cmpuint (member.size, ==, size);
  got = kk_backup_reader_read_all (reader, &member, size, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (got, expected));
}

static void
test_round (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkBackupReader) reader = NULL;
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;
  KkBackupMember member;

  open_room (&room);
  write_backup (&room);
  g_assert_cmpuint (count_files (&room), ==, 2);
  comment = kk_backup_check_signature (room.path, &room.signer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (comment, ==, "nummer 1");
  reader = open_backup (&room, &error);
  g_assert_no_error (error);
  assert_member (reader, "LEESMIJ.txt", 10);
  assert_member (reader, "leeg", 0);
  assert_member (reader, "pages/00000001", 300000);
  g_assert_false (kk_backup_reader_next (reader, &member, &error));
  g_assert_no_error (error);
}

/* Members may be passed over, and the file must be whole all the same. */
static gboolean
reads_to_end (const Room *room, GError **error)
{
  g_autoptr (KkBackupReader) reader = open_backup (room, error);
  KkBackupMember member;
  GError *problem = NULL;

  if (reader == NULL)
    return FALSE;
  while (kk_backup_reader_next (reader, &member, &problem))
    continue;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static void
test_cut_anywhere (void)
{
  g_auto (Room) room = { 0 };
  g_autofree char *data = NULL;
  gsize size;

  open_room (&room);
  write_backup (&room);
  g_assert_true (reads_to_end (&room, NULL));
  g_assert_true (g_file_get_contents (room.path, &data, &size, NULL));
  for (gsize cut = 0; cut < size; cut += size / 97) {
    g_autoptr (GError) error = NULL;
    g_autofree char *comment = NULL;

    g_assert_true (g_file_set_contents (room.path, data, (gssize) cut, NULL));
    g_assert_false (reads_to_end (&room, &error));
    g_assert_true (error->domain == KK_BACKUP_ERROR);
    comment = kk_backup_check_signature (room.path, &room.signer, NULL, NULL);
    g_assert_null (comment);
  }
}

static void
test_given_up (void)
{
  g_auto (Room) room = { 0 };
  KkBackupWriter *writer;
  g_autoptr (GBytes) bytes = make_bytes (100000);

  open_room (&room);
  writer = start (&room);
  g_assert_true (kk_backup_writer_add (writer, "a", bytes, NULL));
  kk_backup_writer_free (writer);
  g_assert_cmpuint (count_files (&room), ==, 0);
}

static void
test_cancelled (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KkBackupWriter) writer = NULL;
  g_autoptr (GBytes) bytes = make_bytes (300000);
  g_autoptr (GError) error = NULL;

  open_room (&room);
  writer =
      kk_backup_writer_new (room.path, &(KkBackupSeal){ &room.recipient, 1 }, cancellable, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (kk_backup_writer_add (writer, "a", bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&writer, kk_backup_writer_free);
  g_assert_cmpuint (count_files (&room), ==, 0);
}

/* Names that would leave the folder, or could be taken for an option or hidden file. */
static void
test_names (void)
{
  static const char *const wrong[] = { "/etc/passwd", "../x", "a/../b", "a//b",
                                       ".x",          "a/",   "-x",     "a b" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_auto (Room) room = { 0 };
    g_autoptr (KkBackupWriter) writer = NULL;
    g_autoptr (GBytes) bytes = make_bytes (5);
    g_autoptr (GError) error = NULL;

    open_room (&room);
    writer = start (&room);
    g_assert_true (kk_backup_writer_add (writer, wrong[i], bytes, NULL));
    g_assert_true (kk_backup_writer_finish (writer, &room.signing, "nummer 1", NULL));
    g_assert_false (reads_to_end (&room, &error));
    g_assert_error (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_CONTENT);
  }
}

static void
test_other_keys (void)
{
  g_auto (Room) room = { 0 };
  KkKxPublicKey recipient;
  KkSignPublicKey signer;
  KkSignSecretKey signing;
  g_autoptr (GError) error = NULL;

  open_room (&room);
  write_backup (&room);
  kk_kx_pair_generate (&recipient, &room.identity);
  g_assert_false (reads_to_end (&room, &error));
  g_assert_error (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_NO_MATCH);
  g_clear_error (&error);
  kk_sign_pair_generate (&signer, &signing);
  g_assert_null (kk_backup_check_signature (room.path, &signer, NULL, &error));
  g_assert_error (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_SIGNATURE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup-file/round", test_round);
  g_test_add_func ("/backup-file/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/backup-file/given-up", test_given_up);
  g_test_add_func ("/backup-file/cancelled", test_cancelled);
  g_test_add_func ("/backup-file/names", test_names);
  g_test_add_func ("/backup-file/other-keys", test_other_keys);
  return g_test_run ();
}
