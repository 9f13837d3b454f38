/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <git2/sys/repository.h>
#include <glib/gstdio.h>
#include <string.h>

/* libgit2's own transport for folders packs every branch that the other repository has, whichever were asked for: one bad log
 * would then block all others, and the limit for one branch would count them all. */

typedef struct {
  KkGitSession *session;
  git_odb_writepack *pack;
  git_indexer_progress stats;
} Copy;

char *
kk_git_local_path (const KkGitRemote *address)
{
  if (g_path_is_absolute (address->url))
    return g_strdup (address->url);
  return g_str_has_prefix (address->url, "file:///")
             ? g_filename_from_uri (address->url, NULL, NULL)
             : NULL;
}

static int
on_bytes_cb (void *data, size_t size, void *payload)
{
  Copy *copy = payload;

  copy->session->received += size;
  if (kk_git_session_count (copy->session, &copy->stats) < 0)
    return GIT_EUSER;
  return copy->pack->append (copy->pack, data, size, &copy->stats);
}

/* What both have need not be copied again. */
static int
choose_commits (git_revwalk *walk,
                const KkRefList *chosen,
                const GArray *ends,
                KkGitMirror *mirror,
                git_odb *theirs)
{
  int code = 0;

  for (guint i = 0; code == 0 && i < ends->len; i++) {
    git_oid oid = kk_oid_to_git (&g_array_index (ends, KkRef, i).oid);

    if (git_odb_exists_ext (theirs, &oid, GIT_ODB_LOOKUP_NO_REFRESH))
      code = git_revwalk_hide (walk, &oid);
  }
  for (guint i = 0; code == 0 && i < chosen->refs->len; i++) {
    git_oid oid = kk_oid_to_git (&g_array_index (chosen->refs, KkRef, i).oid);

    if (!git_odb_exists (mirror->odb, &oid))
      code = git_revwalk_push (walk, &oid);
  }
  return code;
}

static int
copy_pack (Copy *copy, KkGitMirror *mirror, git_packbuilder *builder)
{
  int code = git_odb_write_pack (&copy->pack, mirror->odb, NULL, NULL);

  if (code == 0)
    code = git_packbuilder_foreach (builder, on_bytes_cb, copy);
  if (code == 0)
    code = copy->pack->commit (copy->pack, &copy->stats);
  if (copy->pack != NULL)
    copy->pack->free (copy->pack);
  return code;
}

static int
copy_from (KkGitSession *session,
           KkGitMirror *mirror,
           git_repository *view,
           const KkRefList *chosen,
           const GArray *ends)
{
  g_autoptr (git_odb) theirs = NULL;
  g_autoptr (git_revwalk) walk = NULL;
  g_autoptr (git_packbuilder) builder = NULL;
  Copy copy = { .session = session };
  int code = git_repository_odb (&theirs, view);

  if (code == 0)
    code = git_revwalk_new (&walk, view);
  if (code == 0)
    code = choose_commits (walk, chosen, ends, mirror, theirs);
  if (code == 0)
    code = git_packbuilder_new (&builder, view);
  if (code == 0)
    code = git_packbuilder_insert_walk (builder, walk);
  if (code < 0 || git_packbuilder_object_count (builder) == 0)
    return code;
  copy.stats.total_objects = (unsigned) git_packbuilder_object_count (builder);
  return copy_pack (&copy, mirror, builder);
}

/* A view, so that nothing of what the other repository asks for counts. */
static git_repository *
open_theirs (KkGitSession *session, KkGitMirror *mirror, const GArray *ends, GError **error)
{
  const unsigned flags = GIT_REPOSITORY_OPEN_BARE | GIT_REPOSITORY_OPEN_NO_SEARCH;
  g_autofree char *path = kk_git_local_path (session->address);
  g_autoptr (git_repository) repository = NULL;
  g_autoptr (git_odb) theirs = NULL;
  int code = git_repository_open_ext (&repository, path, flags, NULL);

  if (code == 0)
    code = git_repository_odb (&theirs, repository);
  if (code == 0)
    return kk_git_view_of (mirror, theirs, ends, error);
  kk_git_session_fail (session, code, "fetch", error);
  return NULL;
}

gboolean
kk_git_local_fetch (KkGitSession *session,
                    KkGitMirror *mirror,
                    const KkRefList *chosen,
                    const GArray *ends,
                    GError **error)
{
  g_autoptr (git_repository) view = NULL;
  int code;

  git_error_clear ();
  view = open_theirs (session, mirror, ends, error);
  if (view == NULL)
    return FALSE;
  code = copy_from (session, mirror, view, chosen, ends);
  return code == 0 || kk_git_session_fail (session, code, "fetch", error);
}

/* git writes a branch by way of a file beside it, which also keeps others out, and a program that is killed leaves it there for ever.
 * A server never does that; here the writer is this device alone, and nobody else has its vault open. */
void
kk_git_local_unlock (const KkGitRemote *address, const char *branch)
{
  g_autofree char *path = kk_git_local_path (address);
  g_autofree char *name = g_strconcat (branch, ".lock", NULL);
  g_autofree char *lock = path != NULL ? g_build_filename (path, name, NULL) : NULL;

  if (lock != NULL)
    (void) g_unlink (lock);
}

/* Each push leaves a pack in a folder, which has no server to tidy it. It is no harm when it fails, or when somebody else does the
 * same: a pack goes only when all of it is in another. */
void
kk_git_local_tidy (const KkGitRemote *address, KkGitMirror *mirror)
{
  const unsigned flags = GIT_REPOSITORY_OPEN_BARE | GIT_REPOSITORY_OPEN_NO_SEARCH;
  g_autofree char *path = kk_git_local_path (address);
  g_autoptr (git_repository) repository = NULL;
  git_config *config = NULL;

  if (path != NULL && git_repository_open_ext (&repository, path, flags, NULL) == 0 &&
      git_repository_config (&config, mirror->repository) == 0 &&
      git_repository_set_config (repository, config) == 0)
    kk_git_compact (repository);
  git_config_free (config);
}
