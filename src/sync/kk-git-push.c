/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <string.h>

static int
stop_for_lease (KkGitSession *session)
{
  if (session->error == NULL)
    session->error =
        g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_LEASE, "the branch is not where it was");
  return GIT_EUSER;
}

/* The last moment before the pack goes out. libgit2 has no lease of its own. */
static int
on_negotiation_cb (const git_push_update **updates, size_t count, void *data)
{
  KkGitSession *session = data;

  for (size_t i = 0; i < count; i++) {
    kk_oid_from_git (&session->found, &updates[i]->src);
    if (!kk_oid_equal (&session->found, &session->push->expected))
      return stop_for_lease (session);
  }
  return kk_git_session_poll (session);
}

/* The only place where a server says whether it moved the branch: git_remote_push() answers 0 also when it did not. */
static int
on_reference_cb (const char *name G_GNUC_UNUSED, const char *status, void *data)
{
  KkGitSession *session = data;

  session->judged = TRUE;
  if (status != NULL)
    kk_sync_words_clean (*status != '\0' ? status : "without a reason", session->refusal);
  return 0;
}

static int
on_push_progress_cb (unsigned current, unsigned total, size_t bytes, void *data)
{
  KkGitSession *session = data;

  if (session->progress != NULL)
    session->progress (bytes, current, total, session->progress_data);
  return kk_git_session_poll (session);
}

static int
on_pack_cb (int stage G_GNUC_UNUSED,
            uint32_t current G_GNUC_UNUSED,
            uint32_t total G_GNUC_UNUSED,
            void *data)
{
  return kk_git_session_poll (data);
}

static gboolean
refuse (const char *words, GError **error)
{
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED, "the server refused: %s", words);
  return FALSE;
}

static gboolean
judge (KkGitSession *session, int code, GError **error)
{
  const git_error *last = git_error_last ();

  if (session->error != NULL ||
      (code < 0 && session->watch != NULL && kk_git_watch_has_fired (session->watch)))
    return kk_git_session_fail (session, code, "push", error);
  if (*session->refusal != '\0')
    return refuse (session->refusal, error);
  /* The server could not, or did not want to, take the pack: libgit2 has no code for it. */
  if (code < 0 && last != NULL && last->message != NULL && strstr (last->message, "unpack") != NULL)
    return refuse ("it did not take the objects", error);
  if (code < 0)
    return kk_git_error_remote (code, "push", error);
  if (session->judged)
    return TRUE;
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE,
               "the server said nothing of the branch");
  return FALSE;
}

static int
upload (KkGitSession *session, git_remote *remote, const char *branch)
{
  KkOidText commit = kk_oid_text (&session->push->commit);
  gboolean deletes = kk_oid_is_zero (&session->push->commit);
  g_autofree char *refspec = g_strdup_printf ("%s%s:%s", session->push->force ? "+" : "",
                                              deletes ? "" : commit.text, branch);
  git_push_options options;
  const git_strarray refspecs = { &refspec, 1 };

  git_push_options_init (&options, GIT_PUSH_OPTIONS_VERSION);
  options.pb_parallelism = 1;
  options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
  options.callbacks = kk_git_session_callbacks (session);
  options.callbacks.push_negotiation = on_negotiation_cb;
  options.callbacks.push_update_reference = on_reference_cb;
  options.callbacks.push_transfer_progress = on_push_progress_cb;
  options.callbacks.pack_progress = on_pack_cb;
  git_error_clear ();
  return git_remote_upload (remote, &refspecs, &options);
}

/* The branches of others have nothing in common with this one. */
static void
hide_others (const KkRefList *list, const KkPush *push, GHashTable *unseen)
{
  for (guint i = 0; i < list->refs->len; i++) {
    const KkRef *ref = &g_array_index (list->refs, KkRef, i);
    git_oid oid = kk_oid_to_git (&ref->oid);

    if (!kk_oid_equal (&ref->oid, &push->expected) && !kk_oid_equal (&ref->oid, &push->commit))
      g_hash_table_add (unseen, g_memdup2 (&oid, sizeof oid));
  }
}

/* Also before the negotiation, which libgit2 reaches only with a push that it would make itself. */
static gboolean
check_lease (KkGitSession *session, git_remote *remote, GHashTable *unseen, GError **error)
{
  g_autoptr (KkRefList) list = kk_git_session_list (session, remote, error);
  const KkRef *ref;

  if (list == NULL)
    return FALSE;
  ref = kk_ref_list_find (list, &session->push->log);
  memset (&session->found, 0, sizeof session->found);
  if (ref != NULL)
    session->found = ref->oid;
  if (kk_oid_equal (&session->found, &session->push->expected)) {
    hide_others (list, session->push, unseen);
    return TRUE;
  }
  return kk_git_session_fail (session, stop_for_lease (session), "push", error);
}

gboolean
kk_git_push (KkGitSession *session, KkGitMirror *mirror, GError **error)
{
  KkIdText log = kk_id_text (&session->push->log);
  g_autofree char *branch = g_strconcat ("refs/heads/", log.text, NULL);
  g_autoptr (GHashTable) unseen = kk_git_view_new_unseen ();
  g_autoptr (git_repository) view = NULL;
  g_autoptr (git_remote) remote = NULL;
  git_oid oid = kk_oid_to_git (&session->push->commit);
  const KkRef moved = { .log = session->push->log, .oid = session->push->commit };
  const KkRef end = { .log = session->push->log, .oid = session->push->expected };

  if (!git_oid_is_zero (&oid) && !git_odb_exists (mirror->odb, &oid)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT,
                 "the mirror does not hold the commit");
    return FALSE;
  }
  view = kk_git_view_to_push (mirror, &end, unseen, error);
  if (view == NULL)
    return FALSE;
  kk_git_local_unlock (session->address, branch);
  remote = kk_git_session_connect (session, view, GIT_DIRECTION_PUSH, error);
  if (remote == NULL || !check_lease (session, remote, unseen, error) ||
      !judge (session, upload (session, remote, branch), error))
    return FALSE;
  kk_git_mirror_move_branch (mirror, session->address, &moved);
  kk_git_local_tidy (session->address, mirror);
  return TRUE;
}
