/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

/* libgit2 believes that everything is said as soon as a server knows one of the first twenty commits that it names. */
#define ENDS_NAMED 20

static void
free_group (gpointer data)
{
  KkGitGroup *group = data;

  g_array_unref (group->logs);
  g_array_unref (group->ends);
  g_free (group);
}

static KkGitGroup *
add_group (GPtrArray *groups)
{
  KkGitGroup *group = g_new0 (KkGitGroup, 1);

  group->logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  group->ends = g_array_new (FALSE, FALSE, sizeof (KkRef));
  g_ptr_array_add (groups, group);
  return group;
}

/* The first one holds what was never seen before, and needs no end. */
GPtrArray *
kk_git_fetch_group (KkGitMirror *mirror, const KkGitRemote *address, const GArray *logs)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  g_autofree char *path = kk_git_local_path (address);
  guint limit = path != NULL ? G_MAXUINT : ENDS_NAMED;
  KkGitGroup *fresh = add_group (groups);
  KkGitGroup *known = fresh;

  for (guint i = 0; i < logs->len; i++) {
    const KkId *log = &g_array_index (logs, KkId, i);
    g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (KkRef));

    kk_git_mirror_add_known (mirror, log, ends);
    if (ends->len > 0 && known->ends->len + ends->len > limit)
      known = add_group (groups);
    g_array_append_vals ((ends->len > 0 ? known : fresh)->logs, log, 1);
    g_array_append_vals (known->ends, ends->data, ends->len);
  }
  return g_steal_pointer (&groups);
}

/* What of @logs the server has, and how to ask for it. */
static KkRefList *
choose_refs (const KkRefList *listed, const GArray *logs, GPtrArray *refspecs)
{
  KkRefList *chosen = kk_ref_list_new ();

  for (guint i = 0; i < logs->len; i++) {
    const KkRef *ref = kk_ref_list_find (listed, &g_array_index (logs, KkId, i));
    KkIdText log;

    if (ref == NULL)
      continue;
    log = kk_id_text (&ref->log);
    g_array_append_val (chosen->refs, *ref);
    g_ptr_array_add (refspecs,
                     g_strdup_printf ("+refs/heads/%s:refs/heads/%s", log.text, log.text));
  }
  return chosen;
}

/* Branches are moved by ourselves: nothing is written in the view. */
static gboolean
download (KkGitSession *session, git_remote *remote, const GPtrArray *refspecs, GError **error)
{
  git_fetch_options options;
  const git_strarray specs = { (char **) refspecs->pdata, refspecs->len };
  int code;

  git_fetch_options_init (&options, GIT_FETCH_OPTIONS_VERSION);
  options.callbacks = kk_git_session_callbacks (session);
  options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
  options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
  options.update_fetchhead = 0;
  options.prune = GIT_FETCH_NO_PRUNE;
  git_error_clear ();
  code = git_remote_download (remote, &specs, &options);
  return code == 0 || kk_git_session_fail (session, code, "fetch", error);
}

gboolean
kk_git_fetch (KkGitSession *session,
              KkGitMirror *mirror,
              const KkGitGroup *group,
              KkRefList *fetched,
              GError **error)
{
  g_autoptr (GPtrArray) refspecs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KkRefList) listed = NULL;
  g_autoptr (KkRefList) chosen = NULL;
  g_autofree char *path = kk_git_local_path (session->address);
  g_autoptr (git_repository) view = kk_git_view_to_fetch (mirror, group->ends, error);
  g_autoptr (git_remote) remote = NULL;

  if (view == NULL)
    return FALSE;
  remote = kk_git_session_connect (session, view, GIT_DIRECTION_FETCH, error);
  if (remote == NULL || (listed = kk_git_session_list (session, remote, error)) == NULL)
    return FALSE;
  chosen = choose_refs (listed, group->logs, refspecs);
  if (path != NULL ? !kk_git_local_fetch (session, mirror, chosen, group->ends, error)
                   : refspecs->len > 0 && !download (session, remote, refspecs, error))
    return FALSE;
  for (guint i = 0; i < chosen->refs->len; i++)
    kk_git_mirror_move_branch (mirror, session->address, &g_array_index (chosen->refs, KkRef, i));
  g_array_append_vals (fetched->refs, chosen->refs->data, chosen->refs->len);
  return TRUE;
}
