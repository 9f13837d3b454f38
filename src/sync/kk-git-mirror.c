/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include "base/kk-limits.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PRIORITY_FRESH   1000 /* before packs and loose objects */
#define COMMITS_FOLLOWED 20000

/* No hooks, templates or examples; nobody else looks at the mirror. */
static gboolean
make_repository (const char *path, git_repository **repository, GError **error)
{
  git_repository_init_options options = { .version = GIT_REPOSITORY_INIT_OPTIONS_VERSION };
  int code;

  if (g_mkdir_with_parents (path, 0700) < 0)
    return kk_git_error_disk (g_strerror (errno), "make the mirror", error);
  options.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH;
  code = git_repository_init_ext (repository, path, &options);
  return code == 0 || kk_git_error_mirror (code, "make the mirror", error);
}

static gboolean
open_repository (const char *path, git_repository **repository)
{
  const unsigned flags = GIT_REPOSITORY_OPEN_BARE | GIT_REPOSITORY_OPEN_NO_SEARCH;

  return git_repository_open_ext (repository, path, flags, NULL) == 0;
}

/* Sealed blobs have no common parts, but libgit2 would look for them between all objects of a pack. The largest object that it
 * looks at is read, in 1.8, from this name instead of core.bigFileThreshold. */
int
kk_git_forbid_deltas (git_repository *repository)
{
  git_config *config = NULL;
  gint64 size = 0;
  int code = git_repository_config (&config, repository);

  if (code == 0 && (git_config_get_int64 (&size, config, "pack.deltaCacheSize") < 0 || size != 1))
    code = git_config_set_int64 (config, "pack.deltaCacheSize", 1);
  git_config_free (config);
  return code;
}

static gboolean
open_odb (KkGitMirror *mirror, GError **error)
{
  int code = kk_git_forbid_deltas (mirror->repository);

  if (code == 0) {
    kk_git_compact (mirror->repository);
    code = git_repository_odb (&mirror->odb, mirror->repository);
  }
  if (code == 0)
    code = git_mempack_new (&mirror->fresh);
  if (code == 0)
    code = git_odb_add_backend (mirror->odb, mirror->fresh, PRIORITY_FRESH);
  return code == 0 || kk_git_error_mirror (code, "open the mirror", error);
}

void
kk_git_mirror_close (KkGitMirror *mirror)
{
  g_clear_pointer (&mirror->odb, git_odb_free);
  g_clear_pointer (&mirror->repository, git_repository_free);
  mirror->fresh = NULL;
}

static void
delete_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  while (children != NULL) {
    GFile *child;

    if (!g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) || child == NULL)
      break;
    delete_tree (child);
  }
  g_file_delete (file, NULL, NULL);
}

/* Only what a bare repository is made of, so that a wrong path costs nobody their files. */
static void
delete_mirror (const char *path)
{
  static const char *const members[] = { "HEAD",        "FETCH_HEAD", "ORIG_HEAD",   "config",
                                         "description", "hooks",      "index",       "info",
                                         "logs",        "objects",    "packed-refs", "refs",
                                         "shallow",     "view" };
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autoptr (GFile) member = g_file_get_child (folder, members[i]);

    delete_tree (member);
  }
}

void
kk_transport_git_delete_remote (const char *path)
{
  delete_mirror (path);
  g_rmdir (path);
}

gboolean
kk_git_mirror_open (KkGitMirror *mirror, const char *path, GError **error)
{
  mirror->path = g_strdup (path);
  if (!open_repository (path, &mirror->repository)) {
    delete_mirror (path);
    if (!make_repository (path, &mirror->repository, error))
      return FALSE;
  }
  return open_odb (mirror, error);
}

gboolean
kk_git_mirror_reset (KkGitMirror *mirror, GError **error)
{
  kk_git_mirror_close (mirror);
  delete_mirror (mirror->path);
  return make_repository (mirror->path, &mirror->repository, error) && open_odb (mirror, error);
}

gboolean
kk_git_mirror_check (KkGitMirror *mirror,
                     const git_oid *oid,
                     git_object_t type,
                     gsize limit,
                     GError **error)
{
  git_object_t found;
  gsize size;
  int code = git_odb_read_header (&size, &found, mirror->odb, oid);

  if (code < 0)
    return kk_git_error_mirror (code, "look for an object", error);
  if (found != type) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "an object is not a %s",
                 git_object_type2string (type));
    return FALSE;
  }
  if (size > limit) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT, "a %s is too large",
                 git_object_type2string (type));
    return FALSE;
  }
  return TRUE;
}

gboolean
kk_git_mirror_find_tree (KkGitMirror *mirror, const KkOid *commit, git_oid *tree, GError **error)
{
  git_oid oid = kk_oid_to_git (commit);
  g_autoptr (git_commit) parsed = NULL;
  int code;

  if (!kk_git_mirror_check (mirror, &oid, GIT_OBJECT_COMMIT, KK_LIMIT_COMMIT, error))
    return FALSE;
  code = git_commit_lookup (&parsed, mirror->repository, &oid);
  if (code < 0)
    return kk_git_error_mirror (code, "read the commit", error);
  *tree = *git_commit_tree_id (parsed);
  return TRUE;
}

gboolean
kk_git_mirror_is_root (KkGitMirror *mirror, const KkOid *commit)
{
  git_oid oid = kk_oid_to_git (commit);
  g_autoptr (git_commit) parsed = NULL;

  return git_commit_lookup (&parsed, mirror->repository, &oid) == 0 &&
         git_commit_parentcount (parsed) == 0;
}

/* What cannot be read says nothing: it is no reason to begin anew each time. */
gboolean
kk_git_mirror_is_rooted_since (KkGitMirror *mirror, const KkOid *commit, const KkOid *known)
{
  git_oid oid = kk_oid_to_git (commit);
  git_oid end = kk_oid_to_git (known);

  for (guint i = 0; i < COMMITS_FOLLOWED && !git_oid_equal (&oid, &end); i++) {
    g_autoptr (git_commit) parsed = NULL;

    if (!kk_git_mirror_check (mirror, &oid, GIT_OBJECT_COMMIT, KK_LIMIT_COMMIT, NULL) ||
        git_commit_lookup (&parsed, mirror->repository, &oid) < 0)
      return FALSE;
    if (git_commit_parentcount (parsed) == 0)
      return TRUE;
    oid = *git_commit_parent_id (parsed, 0);
  }
  return FALSE;
}

git_tree *
kk_git_mirror_load_tree (KkGitMirror *mirror, const git_oid *oid, GError **error)
{
  git_tree *tree = NULL;
  int code;

  if (!kk_git_mirror_check (mirror, oid, GIT_OBJECT_TREE, KK_TIP_TREE, error))
    return NULL;
  code = git_tree_lookup (&tree, mirror->repository, oid);
  if (code < 0)
    kk_git_error_mirror (code, "read a tree", error);
  return tree;
}

/* Remotes share one mirror, but not one set of branches. */
static char *
name_branch (const KkGitRemote *address, const KkId *log)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address->url, -1);
  KkIdText text = kk_id_text (log);

  return g_strdup_printf ("refs/remotes/%.16s/%s", digest, text.text);
}

void
kk_git_mirror_add_known (KkGitMirror *mirror, const KkId *log, GArray *known)
{
  g_autofree char *folder = g_build_filename (mirror->path, "refs", "remotes", NULL);
  g_autoptr (GDir) remotes = g_dir_open (folder, 0, NULL);
  KkIdText text = kk_id_text (log);
  const char *remote;

  while (remotes != NULL && (remote = g_dir_read_name (remotes)) != NULL) {
    g_autofree char *name = g_strdup_printf ("refs/remotes/%s/%s", remote, text.text);
    KkRef ref = { .log = *log };
    git_oid oid;

    if (git_reference_name_to_id (&oid, mirror->repository, name) < 0 ||
        !git_odb_exists (mirror->odb, &oid))
      continue;
    kk_oid_from_git (&ref.oid, &oid);
    g_array_append_val (known, ref);
  }
}

void
kk_git_mirror_move_branch (KkGitMirror *mirror, const KkGitRemote *address, const KkRef *ref)
{
  g_autofree char *name = name_branch (address, &ref->log);
  g_autoptr (git_reference) reference = NULL;
  git_oid oid = kk_oid_to_git (&ref->oid);

  if (git_oid_is_zero (&oid))
    git_reference_remove (mirror->repository, name);
  else
    git_reference_create (&reference, mirror->repository, name, &oid, 1, NULL);
}
