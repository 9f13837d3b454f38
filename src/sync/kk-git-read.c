/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <string.h>

typedef struct {
  const char *name; /* borrowed from its tree */
  git_oid oid;
  git_filemode_t mode;
} Member;

typedef struct {
  KkGitMirror *mirror;
  KkTip *tip;
  guint names; /* looked at so far */
} Reader;

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *one = a, *other = b;

  return strcmp (one->name, other->name);
}

static Member
get_member (const git_tree *tree, gsize i)
{
  const git_tree_entry *entry = git_tree_entry_byindex (tree, i);

  return (Member){ .name = git_tree_entry_name (entry),
                   .oid = *git_tree_entry_id (entry),
                   .mode = git_tree_entry_filemode_raw (entry) };
}

/* The members that the grammar knows, sorted our way: what a hostile tree claims about its order is not relied on. */
static gboolean
list_members (Reader *reader,
              const char *prefix,
              const git_tree *tree,
              GArray *members,
              GError **error)
{
  gsize count = tree == NULL ? 0 : git_tree_entrycount (tree);

  if (count > KK_TIP_NAMES_READ - reader->names) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT, "too many names in the tip");
    return FALSE;
  }
  reader->names += (guint) count;
  for (gsize i = 0; i < count; i++) {
    Member member = get_member (tree, i);

    if (*prefix == '\0' && strcmp (member.name, "a") == 0)
      continue;
    g_array_append_val (members, member);
  }
  g_array_sort (members, compare_members);
  for (guint i = 1; i < members->len; i++) {
    if (compare_members (&g_array_index (members, Member, i - 1),
                         &g_array_index (members, Member, i)) != 0)
      continue;
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "a tree has one name twice");
    return FALSE;
  }
  return TRUE;
}

typedef enum { OTHER, BLOB, FOLDER } Sort;

/* @path receives the whole path of what is known. */
static Sort
classify (const char *prefix, const Member *member, char path[sizeof (KkTipPath)], KkTipName *name)
{
  if (member == NULL || strlen (prefix) + strlen (member->name) >= sizeof (KkTipPath))
    return OTHER;
  g_snprintf (path, sizeof (KkTipPath), "%s%s", prefix, member->name);
  if (member->mode == GIT_FILEMODE_BLOB && kk_tip_name_parse (path, name))
    return BLOB;
  if (member->mode == GIT_FILEMODE_TREE && kk_tip_name_is_folder (path))
    return FOLDER;
  return OTHER;
}

static void
take_added (Reader *reader, const KkTipName *name, const Member *member)
{
  KkTipEntry entry = { .name = *name };
  git_object_t type;
  gsize size;

  kk_oid_from_git (&entry.oid, &member->oid);
  if (git_odb_read_header (&size, &type, reader->mirror->odb, &member->oid) < 0) {
    reader->tip->missing++;
    return;
  }
  if (type != GIT_OBJECT_BLOB) {
    reader->tip->ignored++;
    return;
  }
  entry.size = size;
  g_array_append_val (reader->tip->added, entry);
}

static void
take_removed (Reader *reader, const KkTipName *name, const Member *member)
{
  KkTipEntry entry = { .name = *name };

  kk_oid_from_git (&entry.oid, &member->oid);
  g_array_append_val (reader->tip->removed, entry);
}

static gboolean compare_trees (Reader *reader,
                               const char *prefix,
                               const git_oid *new,
                               const git_oid *old,
                               GError **error);

/* @new and @old: what two trees hold under one name; NULL = nothing. */
static gboolean
compare_pair (Reader *reader,
              const char *prefix,
              const Member *new,
              const Member *old,
              GError **error)
{
  char path[sizeof (KkTipPath)], old_path[sizeof (KkTipPath)];
  KkTipName name, old_name;
  Sort sort = classify (prefix, new, path, &name);
  Sort old_sort = classify (prefix, old, old_path, &old_name);

  if (new != NULL && sort == OTHER)
    reader->tip->ignored++;
  if (sort == old_sort && sort != OTHER && git_oid_equal (&new->oid, &old->oid))
    return TRUE;
  if (sort == BLOB)
    take_added (reader, &name, new);
  if (old_sort == BLOB)
    take_removed (reader, &old_name, old);
  if (sort != FOLDER && old_sort != FOLDER)
    return TRUE;
  return compare_trees (reader, sort == FOLDER ? path : old_path, sort == FOLDER ? &new->oid : NULL,
                        old_sort == FOLDER ? &old->oid : NULL, error);
}

static gboolean
compare_members_of (Reader *reader,
                    const char *prefix,
                    const GArray *new,
                    const GArray *old,
                    GError **error)
{
  guint i = 0, j = 0;

  while (i < new->len || j < old->len) {
    const Member *one = i < new->len ? &g_array_index (new, Member, i) : NULL;
    const Member *other = j < old->len ? &g_array_index (old, Member, j) : NULL;
    int order = one == NULL ? 1 : other == NULL ? -1 : compare_members (one, other);

    if (!compare_pair (reader, prefix, order <= 0 ? one : NULL, order >= 0 ? other : NULL, error))
      return FALSE;
    i += order <= 0;
    j += order >= 0;
  }
  return TRUE;
}

/* The depth is bounded by the grammar: only its folders are entered. */
static gboolean
compare_trees (Reader *reader,
               const char *path,
               const git_oid *new,
               const git_oid *old,
               GError **error)
{
  g_autoptr (GArray) new_members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (GArray) old_members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autofree char *prefix = *path == '\0' ? g_strdup ("") : g_strconcat (path, "/", NULL);
  g_autoptr (git_tree) new_tree = NULL;
  g_autoptr (git_tree) old_tree = NULL;

  if (new != NULL && (new_tree = kk_git_mirror_load_tree (reader->mirror, new, error)) == NULL)
    return FALSE;
  if (old != NULL && (old_tree = kk_git_mirror_load_tree (reader->mirror, old, error)) == NULL)
    return FALSE;
  return list_members (reader, prefix, new_tree, new_members, error) &&
         list_members (reader, prefix, old_tree, old_members, error) &&
         compare_members_of (reader, prefix, new_members, old_members, error);
}

KkTip *
kk_git_read_tip (KkGitMirror *mirror, const KkOid *commit, const KkOid *known, GError **error)
{
  g_autoptr (KkTip) tip = kk_tip_new (commit);
  Reader reader = { .mirror = mirror, .tip = tip };
  git_oid new, old;

  tip->complete = known == NULL || !kk_git_mirror_find_tree (mirror, known, &old, NULL);
  if (!kk_git_mirror_find_tree (mirror, commit, &new, error) ||
      !compare_trees (&reader, "", &new, tip->complete ? NULL : &old, error))
    return NULL;
  tip->root = kk_git_mirror_is_root (mirror, commit) ||
              (known != NULL && kk_git_mirror_is_rooted_since (mirror, commit, known));
  if (!kk_tip_sort (tip)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "the tip has one name twice");
    return NULL;
  }
  return kk_tip_check_limits (tip, error) ? g_steal_pointer (&tip) : NULL;
}
