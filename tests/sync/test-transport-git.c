/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "git-fixture.h"
#include "transport-suite.h"

#include "base/kk-limits.h"

#include <errno.h>
#include <git2.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  KkGitStage *stage;
  KkTransport *transport;
  git_odb *odb; /* of the mirror, to put there what no honest writer makes */
  git_repository *mirror;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = NULL;

  f->stage = kk_git_stage_open (NULL);
  f->transport = kk_git_stage_mirror (f->stage);
  path = kk_git_stage_mirror_path (f->stage, 0);
  g_assert_cmpint (git_repository_open (&f->mirror, path), ==, 0);
  g_assert_cmpint (git_repository_odb (&f->odb, f->mirror), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  git_odb_free (f->odb);
  git_repository_free (f->mirror);
  g_object_unref (f->transport);
  kk_git_stage_close (f->stage);
}

static git_oid
write_object (Fixture *f, const void *data, gsize size, git_object_t type)
{
  git_oid oid;

  g_assert_cmpint (git_odb_write (&oid, f->odb, data, size, type), ==, 0);
  return oid;
}

static void
add_member (GString *tree, const char *mode, const char *name, const git_oid *oid)
{
  g_string_append_printf (tree, "%s %s", mode, name);
  g_string_append_c (tree, '\0');
  g_string_append_len (tree, (const char *) oid->id, sizeof oid->id);
}

static git_oid
write_tree (Fixture *f, const GString *tree)
{
  return write_object (f, tree->str, tree->len, GIT_OBJECT_TREE);
}

static KkOid
write_commit (Fixture *f, const git_oid *tree, gsize message)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fill = g_strnfill (message, 'x');
  char hex[GIT_OID_SHA1_HEXSIZE + 1];
  git_oid oid;
  KkOid commit;

  git_oid_tostr (hex, sizeof hex, tree);
  g_string_printf (text, "tree %s\nauthor a <b> 1 +0100\ncommitter c <d> 2 +0000\n\n%s", hex, fill);
  oid = write_object (f, text->str, text->len, GIT_OBJECT_COMMIT);
  memcpy (commit.bytes, oid.id, sizeof commit.bytes);
  return commit;
}

static void
assert_unreadable (Fixture *f, const KkOid *commit, KkSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_transport_read_tip (f->transport, commit, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, (int) code);
}

#define TAG   "01000000000000000000000000000000"
#define OTHER "ff000000000000000000000000000000"

static void
test_odd_tree (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GString) leaf = g_string_new (NULL), inner = g_string_new (NULL);
  g_autoptr (GString) packets = g_string_new (NULL), numbers = g_string_new (NULL);
  g_autoptr (GString) deltas = g_string_new (NULL), root = g_string_new (NULL);
  g_autofree char *long_name = g_strnfill (300, 'c');
  g_autoptr (KkTip) tip = NULL;
  git_oid blob = write_object (f, "x", 1, GIT_OBJECT_BLOB), oid;
  git_oid absent = { { 1, 2, 3 } };
  KkOid commit;

  add_member (leaf, "100644", TAG, &blob);
  add_member (leaf, "100644", OTHER, &blob); /* 1: not of this folder */
  add_member (leaf, "160000", "01000000000000000000000000000001", &absent); /* 2: a submodule */
  add_member (leaf, "40000", "01000000000000000000000000000002",
              &absent); /* 3: a folder too deep */
  oid = write_tree (f, leaf);
  add_member (inner, "40000", "1", &oid);
  add_member (inner, "40000", "10", &absent); /* 4 */
  oid = write_tree (f, inner);
  add_member (packets, "40000", "0", &oid);
  add_member (packets, "100644", "1", &blob); /* 5: a file where a folder belongs */
  oid = write_tree (f, packets);
  add_member (numbers, "100644", "1", &absent);  /* missing */
  add_member (numbers, "100644", "2", &oid);     /* 6: a tree that says it is a file */
  add_member (root, "40000", "a", &absent);      /* skipped */
  add_member (root, "120000", "b", &blob);       /* 7: a link */
  add_member (root, "100755", "c", &blob);       /* 8: a program */
  add_member (root, "100644", long_name, &blob); /* 9 */
  add_member (root, "40000", "p", &oid);
  oid = write_tree (f, numbers);
  add_member (deltas, "40000", "0", &oid);
  oid = write_tree (f, deltas);
  add_member (root, "40000", "d", &oid);
  add_member (root, "40000", "q", &absent); /* 10: not opened */
  oid = write_tree (f, root);
  commit = write_commit (f, &oid, 0);

  tip = kk_transport_read_tip (f->transport, &commit, NULL, NULL);
  g_assert_nonnull (tip);
  g_assert_cmpuint (tip->added->len, ==, 1);
  g_assert_cmpstr (kk_tip_name_path (&g_array_index (tip->added, KkTipEntry, 0).name).text, ==,
                   "p/0/1/" TAG);
  g_assert_cmpuint (tip->ignored, ==, 10);
  g_assert_cmpuint (tip->missing, ==, 1);
}

static void
test_double_name (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GString) root = g_string_new (NULL), folders = g_string_new (NULL);
  git_oid one = write_object (f, "1", 1, GIT_OBJECT_BLOB),
          other = write_object (f, "2", 1, GIT_OBJECT_BLOB);
  git_oid tree;
  KkOid commit;

  add_member (root, "100644", "c", &one);
  add_member (root, "100644", "c", &other);
  tree = write_tree (f, root);
  commit = write_commit (f, &tree, 0);
  assert_unreadable (f, &commit, KK_SYNC_ERROR_CORRUPT);

  tree = write_object (f, "", 0, GIT_OBJECT_TREE);
  add_member (folders, "40000", "b", &tree);
  add_member (folders, "40000", "b", &tree);
  tree = write_tree (f, folders);
  commit = write_commit (f, &tree, 0);
  assert_unreadable (f, &commit, KK_SYNC_ERROR_CORRUPT);
}

static void
test_too_large (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GString) root = g_string_new (NULL), board = g_string_new (NULL);
  g_autofree char *large = g_malloc0 (KK_LIMIT_BOARD + 1);
  git_oid blob = write_object (f, large, KK_LIMIT_BOARD + 1, GIT_OBJECT_BLOB), tree;
  KkOid commit;

  tree = write_tree (f, root);
  commit = write_commit (f, &tree, KK_LIMIT_COMMIT);
  assert_unreadable (f, &commit, KK_SYNC_ERROR_OVER_LIMIT);

  add_member (board, "100644", TAG, &blob);
  tree = write_tree (f, board);
  add_member (root, "40000", "b", &tree);
  tree = write_tree (f, root);
  commit = write_commit (f, &tree, 0);
  assert_unreadable (f, &commit, KK_SYNC_ERROR_OVER_LIMIT);

  for (guint i = 0; root->len <= 2 << 20; i++) {
    g_autofree char *name = g_strdup_printf ("x%08x", i);

    add_member (root, "100644", name, &blob);
  }
  tree = write_tree (f, root);
  commit = write_commit (f, &tree, 0);
  assert_unreadable (f, &commit, KK_SYNC_ERROR_OVER_LIMIT);
}

/* A folder that is the same in both tips is not opened: here it could not be. */
static void
test_unopened (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);
  g_autoptr (KkTip) tip = NULL;
  git_oid one = write_object (f, "1", 1, GIT_OBJECT_BLOB), tree;
  git_oid other = write_object (f, "2", 1, GIT_OBJECT_BLOB);
  git_oid absent = { { 1, 2, 3 } };
  KkOid known, commit;

  add_member (before, "100644", "c", &one);
  add_member (before, "40000", "p", &absent);
  tree = write_tree (f, before);
  known = write_commit (f, &tree, 0);
  add_member (after, "100644", "c", &other);
  add_member (after, "40000", "p", &absent);
  tree = write_tree (f, after);
  commit = write_commit (f, &tree, 0);
  tip = kk_transport_read_tip (f->transport, &commit, &known, NULL);
  g_assert_nonnull (tip);
  g_assert_cmpuint (tip->added->len, ==, 1);
  g_assert_cmpuint (tip->removed->len, ==, 1);
  assert_unreadable (f, &commit, KK_SYNC_ERROR_CORRUPT);
}

static void
test_too_many (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (GBytes) bytes = kk_suite_bytes (1, 8);
  KkOid commit;

  for (guint i = 1; i <= KK_LIMIT_DELTAS + 1; i++) {
    KkTipName name = kk_tip_name_delta (i);

    kk_tip_write_put (write, &name, bytes);
  }
  g_assert_true (kk_transport_write_tip (f->transport, write, &commit, NULL));
  assert_unreadable (f, &commit, KK_SYNC_ERROR_OVER_LIMIT);
}

static void
test_not_a_commit (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  git_oid blob = write_object (f, "tree", 4, GIT_OBJECT_BLOB);
  git_oid broken = write_object (f, "tree 12\n", 8, GIT_OBJECT_BLOB);
  KkOid oid;

  memcpy (oid.bytes, blob.id, sizeof oid.bytes);
  assert_unreadable (f, &oid, KK_SYNC_ERROR_CORRUPT);
  g_assert_false (kk_transport_has_tip (f->transport, &oid));
  oid = write_commit (f, &broken, 0);
  assert_unreadable (f, &oid, KK_SYNC_ERROR_CORRUPT);
}

/* A thousand packets, a re-root and a deletion; then git itself looks at what arrived. */
static void
test_clean (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL), next = NULL, root = NULL;
  g_autoptr (GError) error = NULL;
  KkTipName delta = kk_tip_name_delta (255);
  g_autoptr (GBytes) bytes = kk_suite_bytes (5000, 700);
  KkId log = kk_suite_log (1), other = kk_suite_log (2);
  KkOid first, second, third;

  for (guint i = 0; i < 1000; i++)
    kk_suite_put_packet (write, i, 64);
  kk_tip_write_put (write, &delta, bytes);
  first = kk_suite_publish (f->transport, &log, write, NULL);
  next = kk_tip_write_new (&first, &first);
  kk_suite_put_packet (next, 1001, 64);
  second = kk_suite_publish (f->transport, &log, next, &first);
  root = kk_tip_write_new (&second, NULL);
  kk_tip_write_drop (root, &delta);
  third = kk_suite_publish (f->transport, &other, root, NULL);
  kk_git_stage_assert_clean (f->stage);
  g_assert_true (kk_suite_push (f->transport, &log, &second, &third, TRUE, NULL, &error));
  g_assert_true (kk_suite_push (f->transport, &other, &third, NULL, FALSE, NULL, &error));
}

static void
test_neutral (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autofree char *shown = NULL;
  KkId log = kk_suite_log (1);
  KkOid commit;
  KkOidText text;

  commit = kk_suite_publish (f->transport, &log, write, NULL);
  text = kk_oid_text (&commit);
  {
    const char *const arguments[] = { "cat-file", "-p", text.text, NULL };

    g_assert_cmpint (kk_git_stage_run (f->stage, arguments, &shown), ==, 0);
  }
  g_assert_cmpstr (shown, ==,
                   "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
                   "author kk <kk@invalid> 0 +0000\ncommitter kk <kk@invalid> 0 +0000\n\n");
}

/* One packet more beside 10,000: how much is new. */
static void
test_cost (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL), next = NULL;
  g_autoptr (KkTip) tip = NULL;
  g_autofree char *range = NULL;
  g_autofree char *shown = NULL;
  g_auto (GStrv) lines = NULL;
  KkId log = kk_suite_log (1);
  KkOid first, second;

  for (guint i = 0; i < 10000; i++)
    kk_suite_put_packet (write, i, 32);
  first = kk_suite_publish (f->transport, &log, write, NULL);
  next = kk_tip_write_new (&first, &first);
  kk_suite_put_packet (next, 10001, 32);
  second = kk_suite_publish (f->transport, &log, next, &first);
  range = g_strdup_printf ("%s..%s", kk_oid_text (&first).text, kk_oid_text (&second).text);
  {
    const char *const arguments[] = { "rev-list", "--objects", range, NULL };

    g_assert_cmpint (kk_git_stage_run (f->stage, arguments, &shown), ==, 0);
  }
  lines = g_strsplit (g_strstrip (shown), "\n", -1);
  g_test_message ("new objects of one packet beside 10,000: %u", g_strv_length (lines));
  /* The commit, the root, p, x, y and the packet. */
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  tip = kk_transport_read_tip (f->transport, &second, &first, NULL);
  g_assert_cmpuint (tip->added->len, ==, 1);
}

static void
assert_unreachable (Fixture *f, const char *url)
{
  KkGitRemote remote = { .url = url };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, &remote, NULL);
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  KkPush push = { .log = kk_suite_log (1) };

  g_assert_nonnull (transport);
  g_assert_null (kk_transport_list_refs (transport, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_true (kk_transport_write_tip (transport, write, &push.commit, NULL));
  g_assert_false (kk_transport_push (transport, &push, NULL, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
}

static void
test_unreachable (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *absent = g_build_filename (f->stage->folder, "absent.git", NULL);

  assert_unreachable (f, absent);
  assert_unreachable (f, f->stage->folder);
}

static void
test_other_refs (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  static const char *const names[] = { "refs/heads/main", "refs/tags/v1", "refs/kk/x",
                                       "refs/heads/0909090909090909090909090909090909",
                                       "refs/heads/0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a" };
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (KkRefList) list = NULL;
  KkId log = kk_suite_log (9);
  KkOid commit = kk_suite_publish (f->transport, &log, write, NULL);
  KkOidText text = kk_oid_text (&commit);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *const arguments[] = { "update-ref", names[i], text.text, NULL };

    g_assert_cmpint (kk_git_stage_run (f->stage, arguments, NULL), ==, 0);
  }
  list = kk_transport_list_refs (f->transport, NULL, NULL);
  g_assert_cmpuint (list->refs->len, ==, 1);
  g_assert_cmpuint (list->others, ==, G_N_ELEMENTS (names));
}

static void
pack_refs (Fixture *f, const KkOid *commit, guint count)
{
  g_autoptr (GString) text = g_string_new ("# pack-refs with: peeled fully-peeled sorted \n");
  g_autofree char *path = g_build_filename (f->stage->repository, "packed-refs", NULL);
  KkOidText hex = kk_oid_text (commit);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s refs/heads/%032x\n", hex.text, i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

static void
test_many_refs (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (KkRefList) list = NULL;
  g_autoptr (GError) error = NULL;
  KkId log = kk_suite_log (9);
  KkOid commit = kk_suite_publish (f->transport, &log, write, NULL);

  pack_refs (f, &commit, KK_LIMIT_REFS_LISTED - 1);
  list = kk_transport_list_refs (f->transport, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len, ==, KK_LIMIT_REFS_LISTED);
  pack_refs (f, &commit, KK_LIMIT_REFS_LISTED);
  g_assert_null (kk_transport_list_refs (f->transport, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT);
}

static void
test_damaged (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = kk_git_stage_mirror_path (f->stage, 7);
  g_autofree char *head = g_build_filename (path, "HEAD", NULL);
  g_autofree char *bystander = g_build_filename (path, "letter.txt", NULL);
  KkGitRemote remote = { .url = f->stage->repository };
  g_autoptr (KkTransport) transport = kk_transport_git_open (path, &remote, NULL), again = NULL;
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  KkOid commit;

  g_assert_true (kk_transport_write_tip (transport, write, &commit, NULL));
  g_assert_true (kk_transport_has_tip (transport, &commit));
  g_assert_true (kk_transport_git_reset (KK_TRANSPORT_GIT (transport), &error));
  g_assert_false (kk_transport_has_tip (transport, &commit));
  g_assert_true (kk_transport_write_tip (transport, write, &commit, NULL));
  g_clear_object (&transport);

  g_assert_true (g_file_set_contents (bystander, "kept", -1, NULL));
  g_assert_cmpint (g_unlink (head), ==, 0);
  again = kk_transport_git_open (path, &remote, &error);
  g_assert_no_error (error);
  g_assert_false (kk_transport_has_tip (again, &commit));
  g_assert_true (kk_transport_write_tip (again, write, &commit, NULL));
  g_assert_true (g_file_test (bystander, G_FILE_TEST_EXISTS));
}

static void
truncate_packs (const char *mirror)
{
  g_autofree char *path = g_build_filename (mirror, "objects", "pack", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_str_has_suffix (name, ".pack"))
      g_assert_true (g_file_set_contents (file, "PACK", -1, NULL));
  }
}

static void
test_damaged_pack (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = kk_git_stage_mirror_path (f->stage, 7);
  KkGitRemote remote = { .url = f->stage->repository };
  g_autoptr (KkTransport) transport = kk_transport_git_open (path, &remote, NULL), again = NULL;
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  KkOid commit;

  kk_suite_put_packet (write, 1, 4200);
  g_assert_true (kk_transport_write_tip (transport, write, &commit, NULL));
  g_clear_object (&transport);
  truncate_packs (path);
  again = kk_transport_git_open (path, &remote, &error);
  g_assert_no_error (error);
  g_assert_null (kk_transport_read_tip (again, &commit, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (kk_transport_git_reset (KK_TRANSPORT_GIT (again), &error));
  g_assert_true (kk_transport_write_tip (again, write, &commit, NULL));
  g_assert_true (kk_transport_has_tip (again, &commit));
}

/* Each write leaves a pack; opening the mirror makes few of them, without losing what is on no branch yet. */
static void
test_compact (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autofree char *path = kk_git_stage_mirror_path (f->stage, 7);
  g_autofree char *packs = g_build_filename (path, "objects", "pack", NULL);
  KkGitRemote remote = { .url = f->stage->repository };
  g_autoptr (KkTransport) transport = kk_transport_git_open (path, &remote, NULL), again = NULL;
  g_autoptr (KkTip) tip = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;
  KkOid commit = { { 0 } };
  guint files = 0;

  for (guint i = 0; i < 60; i++) {
    g_autoptr (KkTipWrite) write =
        kk_tip_write_new (i > 0 ? &commit : NULL, i > 0 ? &commit : NULL);

    kk_suite_put_packet (write, i, 500);
    g_assert_true (kk_transport_write_tip (transport, write, &commit, NULL));
  }
  g_clear_object (&transport);
  again = kk_transport_git_open (path, &remote, NULL);
  folder = g_dir_open (packs, 0, NULL);
  while (g_dir_read_name (folder) != NULL)
    files++;
  g_test_message ("%u files", files);
  g_assert_cmpuint (files, <, 60);
  tip = kk_transport_read_tip (again, &commit, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tip->added->len, ==, 60);
  g_assert_cmpuint (tip->missing, ==, 0);
}

/* A fetch that was cut off leaves nothing behind. */
static void
test_no_leftovers (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (KkTransport) reader = kk_git_stage_mirror (f->stage);
  g_autofree char *path = kk_git_stage_mirror_path (f->stage, 1);
  g_autofree char *packs = g_build_filename (path, "objects", "pack", NULL);
  g_autoptr (GArray) logs = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  KkId log = kk_suite_log (1);

  kk_suite_put_packet (write, 1, 900 * 1024);
  kk_suite_publish (f->transport, &log, write, NULL);
  logs = kk_suite_logs (&log);
  g_assert_null (kk_transport_fetch (reader, logs, 1000, NULL, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT);
  folder = g_dir_open (packs, 0, NULL);
  g_assert_true (folder == NULL || g_dir_read_name (folder) == NULL);
}

static void
test_addresses (Fixture *f G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  static const char *const good[] = { "/srv/kk.git",
                                      "file:///srv/kk.git",
                                      "ssh://kk@example.org/kk.git",
                                      "ssh://kk@example.org:2222/kk.git",
                                      "ssh://kk@[::1]:22/kk.git",
                                      "kk@example.org:kk.git",
                                      "kk@example.org:/srv/kk.git",
                                      "https://example.org/kk.git" };
  static const char *const bad[] = { "",
                                     "kk.git",
                                     "../kk.git",
                                     "file://host/kk.git",
                                     "http://example.org/kk.git",
                                     "git://example.org/kk.git",
                                     "ssh://example.org/kk.git",
                                     "ssh://kk:secret@example.org/kk.git",
                                     "https://kk:secret@example.org/kk.git",
                                     "https://token@example.org/kk.git",
                                     "ssh://kk@/kk.git",
                                     "ssh://kk@example.org",
                                     "ssh://kk@-oProxy/kk.git",
                                     "kk@-oProxy:kk.git",
                                     "kk@example.org:",
                                     "example.org:kk.git",
                                     "kk@example.org://kk.git",
                                     "ext::sh -c true",
                                     "/srv/kk\n.git",
                                     "ssh://kk@example.org/kk.git?x",
                                     "https://example.org/kk#x" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_test_message ("%s", good[i]);
    g_assert_true (kk_transport_git_accepts_url (good[i]));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("%s", bad[i]);
    g_assert_false (kk_transport_git_accepts_url (bad[i]));
  }
}

static void
test_password (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkGitRemote remote = { .url = "https://kk:secret@example.org/kk.git" };
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_git_stage_mirror_of (f->stage, &remote, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
  g_assert_null (strstr (error->message, "secret"));
}

/* main() wrote a configuration that sends every file:// address elsewhere. */
static void
test_isolated (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRefList) list = kk_transport_list_refs (f->transport, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list);
}

/* Here and not with SSH: a GSocket would ignore the signal too. */
static void
test_past_unread (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkGitFixture git = { .stage = f->stage };

  kk_git_fixture_assert_past_unread (&git);
}

static void
test_push_past_unread (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkGitFixture git = { .stage = f->stage };

  kk_git_fixture_assert_push_past_unread (&git);
}

static void
test_cut_off_push (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkGitFixture git = { .stage = f->stage };

  kk_git_fixture_assert_cut_off_push (&git);
}

static void
test_broken_pipe (Fixture *f G_GNUC_UNUSED, gconstpointer unused G_GNUC_UNUSED)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  close (ends[0]);
  g_assert_cmpint ((int) write (ends[1], "x", 1), ==, -1);
  g_assert_cmpint (errno, ==, EPIPE);
  close (ends[1]);
}

static gpointer
open_stage (void)
{
  return kk_git_stage_open (NULL);
}

static const KkStage file_stage = {
  .name = "git",
  .open = open_stage,
  .close = kk_git_stage_close,
  .mirror = kk_git_stage_mirror,
  .empty = kk_git_stage_empty,
};

#define ADD(name, function) g_test_add ("/git/" name, Fixture, NULL, set_up, function, tear_down)

static int
run_tests (void)
{
  kk_transport_suite_add (&file_stage);
  ADD ("odd-tree", test_odd_tree);
  ADD ("double-name", test_double_name);
  ADD ("too-large", test_too_large);
  ADD ("unopened", test_unopened);
  ADD ("too-many", test_too_many);
  ADD ("not-a-commit", test_not_a_commit);
  ADD ("clean", test_clean);
  ADD ("cut-off-push", test_cut_off_push);
  ADD ("neutral", test_neutral);
  ADD ("cost", test_cost);
  ADD ("unreachable", test_unreachable);
  ADD ("other-refs", test_other_refs);
  ADD ("many-refs", test_many_refs);
  ADD ("damaged", test_damaged);
  ADD ("damaged-pack", test_damaged_pack);
  ADD ("compact", test_compact);
  ADD ("past-unread", test_past_unread);
  ADD ("push-past-unread", test_push_past_unread);
  ADD ("no-leftovers", test_no_leftovers);
  ADD ("addresses", test_addresses);
  ADD ("password", test_password);
  ADD ("broken-pipe", test_broken_pipe);
  ADD ("isolated", test_isolated);
  return g_test_run ();
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("kk-home-XXXXXX", NULL);
  g_autofree char *configuration = g_build_filename (home, ".gitconfig", NULL);
  int code;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("HOME", home, TRUE);
  g_assert_true (g_file_set_contents (configuration,
                                      "[url \"/elsewhere\"]\n\tinsteadOf = file://\n", -1, NULL));
  code = run_tests ();
  g_unlink (configuration);
  g_rmdir (home);
  return code;
}
