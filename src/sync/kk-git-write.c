/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <string.h>

typedef struct {
  KkTipPath path;
  git_oid blob;
  gboolean drop;
} Change;

typedef struct {
  KkGitMirror *mirror;
  GArray *changes; /* (element-type Change), sorted by path */
  GArray *objects; /* (element-type git_oid), made by this write and not in a pack yet */
} Writer;

static void
note_object (Writer *writer, const git_oid *oid)
{
  git_odb_backend *fresh = writer->mirror->fresh;

  if (fresh->exists (fresh, oid))
    g_array_append_val (writer->objects, *oid);
}

/* git_odb_write() would look through the pack folder again for each new blob. */
static gboolean
write_blob (Writer *writer, GBytes *bytes, git_oid *oid, GError **error)
{
  git_odb_backend *fresh = writer->mirror->fresh;
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  int code = git_odb_hash (oid, data != NULL ? data : "", size, GIT_OBJECT_BLOB);

  if (code == 0 && !git_odb_exists_ext (writer->mirror->odb, oid, GIT_ODB_LOOKUP_NO_REFRESH))
    code = fresh->write (fresh, oid, data != NULL ? data : "", size, GIT_OBJECT_BLOB);
  if (code < 0)
    return kk_git_error_mirror (code, "write a blob", error);
  note_object (writer, oid);
  return TRUE;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *one = a, *other = b;

  return strcmp (one->path.text, other->path.text);
}

typedef struct {
  Writer *writer;
  GError **error;
  gboolean failed;
} Collecting;

static gboolean
on_change_cb (gpointer name, gpointer bytes, gpointer data)
{
  Collecting *collecting = data;
  Change change = { .path = kk_tip_name_path (name), .drop = bytes == NULL };

  collecting->failed =
      bytes != NULL && !write_blob (collecting->writer, bytes, &change.blob, collecting->error);
  g_array_append_val (collecting->writer->changes, change);
  return collecting->failed;
}

static gboolean
collect_changes (Writer *writer, const KkTipWrite *write, GError **error)
{
  Collecting collecting = { .writer = writer, .error = error };

  g_tree_foreach (write->changes, on_change_cb, &collecting);
  g_array_sort (writer->changes, compare_changes);
  return !collecting.failed;
}

/* A run of changes with one path so far, which is @depth characters long. */
typedef struct {
  guint from;
  guint to;
  gsize depth;
} Run;

static const char *
get_rest (const Writer *writer, guint i, gsize depth)
{
  return g_array_index (writer->changes, Change, i).path.text + depth;
}

/* The part of @run, from its first change on, that goes into the same folder. */
static Run
split_folder (const Writer *writer, const Run *run, const char *name, gsize length)
{
  Run part = { .from = run->from, .to = run->from, .depth = run->depth + length + 1 };

  while (part.to < run->to &&
         strncmp (get_rest (writer, part.to, run->depth), name, length + 1) == 0)
    part.to++;
  return part;
}

static gboolean
write_tree (Writer *writer, const git_oid *base, Run run, git_oid *oid, GError **error);

static gboolean
set_member (git_treebuilder *builder,
            const char *name,
            const git_oid *oid,
            git_filemode_t mode,
            GError **error)
{
  int code = 0;

  if (oid != NULL)
    code = git_treebuilder_insert (NULL, builder, name, oid, mode);
  else if (git_treebuilder_get (builder, name) != NULL)
    code = git_treebuilder_remove (builder, name);
  return code == 0 || kk_git_error_mirror (code, "change a tree", error);
}

/* A folder that has become empty leaves its parent: git has no empty folders. */
static gboolean
write_folder (Writer *writer, git_treebuilder *builder, const char *name, Run part, GError **error)
{
  const git_tree_entry *entry = git_treebuilder_get (builder, name);
  git_oid oid = { { 0 } };
  git_oid base = { { 0 } };

  if (entry != NULL)
    base = *git_tree_entry_id (entry);
  if (!write_tree (writer, entry != NULL ? &base : NULL, part, &oid, error))
    return FALSE;
  return set_member (builder, name, git_oid_is_zero (&oid) ? NULL : &oid, GIT_FILEMODE_TREE, error);
}

static gboolean
apply_changes (Writer *writer, git_treebuilder *builder, Run run, GError **error)
{
  while (run.from < run.to) {
    const Change *change = &g_array_index (writer->changes, Change, run.from);
    const char *rest = change->path.text + run.depth;
    const char *slash = strchr (rest, '/');
    g_autofree char *folder = NULL;
    Run part;

    if (slash == NULL) {
      if (!set_member (builder, rest, change->drop ? NULL : &change->blob, GIT_FILEMODE_BLOB,
                       error))
        return FALSE;
      run.from++;
      continue;
    }
    folder = g_strndup (rest, (gsize) (slash - rest));
    part = split_folder (writer, &run, rest, strlen (folder));
    if (!write_folder (writer, builder, folder, part, error))
      return FALSE;
    run.from = part.to;
  }
  return TRUE;
}

/* @oid: zeros for a tree without members, except for the root, which always exists. */
static gboolean
write_tree (Writer *writer, const git_oid *base, Run run, git_oid *oid, GError **error)
{
  g_autoptr (git_tree) tree = NULL;
  g_autoptr (git_treebuilder) builder = NULL;
  int code;

  if (base != NULL && (tree = kk_git_mirror_load_tree (writer->mirror, base, error)) == NULL)
    return FALSE;
  code = git_treebuilder_new (&builder, writer->mirror->repository, tree);
  if (code < 0)
    return kk_git_error_mirror (code, "change a tree", error);
  if (!apply_changes (writer, builder, run, error))
    return FALSE;
  memset (oid, 0, sizeof *oid);
  if (git_treebuilder_entrycount (builder) == 0 && run.depth > 0)
    return TRUE;
  code = git_treebuilder_write (oid, builder);
  if (code < 0)
    return kk_git_error_mirror (code, "write a tree", error);
  note_object (writer, oid);
  return TRUE;
}

/* Not git_commit_create(): it would ask for the parent's object and for a signature of somebody. */
static gboolean
write_commit (Writer *writer,
              const KkOid *parent,
              const git_oid *tree,
              git_oid *oid,
              GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char tree_text[GIT_OID_SHA1_HEXSIZE + 1];
  KkOidText parent_text = kk_oid_text (parent);
  int code;

  git_oid_tostr (tree_text, sizeof tree_text, tree);
  g_string_append_printf (text, "tree %s\n", tree_text);
  if (!kk_oid_is_zero (parent))
    g_string_append_printf (text, "parent %s\n", parent_text.text);
  g_string_append (text, "author kk <kk@invalid> 0 +0000\n"
                         "committer kk <kk@invalid> 0 +0000\n\n");
  code = git_odb_write (oid, writer->mirror->odb, text->str, text->len, GIT_OBJECT_COMMIT);
  if (code < 0)
    return kk_git_error_mirror (code, "write the commit", error);
  note_object (writer, oid);
  return TRUE;
}

/* One pack for the whole write: a few file operations instead of one for each object. */
static gboolean
write_pack (Writer *writer, GError **error)
{
  g_autoptr (git_packbuilder) builder = NULL;
  int code = git_packbuilder_new (&builder, writer->mirror->repository);

  for (guint i = 0; code == 0 && i < writer->objects->len; i++)
    code = git_packbuilder_insert (builder, &g_array_index (writer->objects, git_oid, i), NULL);
  if (code == 0 && writer->objects->len > 0)
    code = git_packbuilder_write (builder, NULL, 0600, NULL, NULL);
  if (code == 0)
    code = git_mempack_reset (writer->mirror->fresh);
  return code == 0 || kk_git_error_mirror (code, "write the pack", error);
}

static gboolean
write_all (Writer *writer, const KkTipWrite *write, git_oid *commit, GError **error)
{
  gboolean rooted = kk_oid_is_zero (&write->base);
  git_oid base, tree;
  Run all = { 0 };

  if (!rooted && !kk_git_mirror_find_tree (writer->mirror, &write->base, &base, error))
    return FALSE;
  if (!collect_changes (writer, write, error))
    return FALSE;
  all.to = writer->changes->len;
  return write_tree (writer, rooted ? NULL : &base, all, &tree, error) &&
         write_commit (writer, &write->parent, &tree, commit, error) && write_pack (writer, error);
}

gboolean
kk_git_write_tip (KkGitMirror *mirror, const KkTipWrite *write, KkOid *commit, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (git_oid));
  Writer writer = { .mirror = mirror, .changes = changes, .objects = objects };
  git_oid oid;

  if (!write_all (&writer, write, &oid, error)) {
    git_mempack_reset (mirror->fresh);
    return FALSE;
  }
  kk_oid_from_git (commit, &oid);
  return TRUE;
}
