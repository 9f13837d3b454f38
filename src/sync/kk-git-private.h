/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    everything that touches libgit2: cleanup of its types, its errors, the mirror and one conversation with a server.
 * Owns:    KkGitMirror the open repository; a conversation borrows all it is given.
 * Threads: as kk-transport-git.h.
 * Errors:  kk_git_error_mirror() and kk_git_error_remote() are the only two bridges from libgit2. */

#pragma once

#include "sync/kk-tip-private.h"
#include "sync/kk-transport-git.h"

#include <git2.h>
#include <git2/sys/errors.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_commit, git_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_odb, git_odb_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_odb_object, git_odb_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_packbuilder, git_packbuilder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_reference, git_reference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_reference_iterator, git_reference_iterator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_remote, git_remote_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_revwalk, git_revwalk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree, git_tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_treebuilder, git_treebuilder_free)

/* --- errors and names (kk-git-error.c) --- */

void kk_oid_from_git (KkOid *oid, const git_oid *from);
git_oid kk_oid_to_git (const KkOid *oid);

/* Both take the return code of the call that failed and answer FALSE. @what: "read the tree". */
gboolean kk_git_error_mirror (int code, const char *what, GError **error);
gboolean kk_git_error_remote (int code, const char *what, GError **error);
/* What this computer itself could not write, in the @words of the system; answers FALSE. */
gboolean kk_git_error_disk (const char *words, const char *what, GError **error);

/* --- the mirror (kk-git-mirror.c) --- */

typedef struct {
  char *path;
  git_repository *repository;
  git_odb *odb;
  git_odb_backend *fresh; /* objects of a write until they are in a pack; owned by @odb */
} KkGitMirror;

/* Opens or makes it; what does not open is deleted and made again. */
gboolean kk_git_mirror_open (KkGitMirror *mirror, const char *path, GError **error);
void kk_git_mirror_close (KkGitMirror *mirror);
gboolean kk_git_mirror_reset (KkGitMirror *mirror, GError **error);
/* Adds to @known (element-type KkRef) where a log was last seen, on each remote. */
void kk_git_mirror_add_known (KkGitMirror *mirror, const KkId *log, GArray *known);
/* Remembers where a log is, for the next negotiation only. Zeros: forgets it. */
void kk_git_mirror_move_branch (KkGitMirror *mirror, const KkGitRemote *address, const KkRef *ref);
/* Refuses an object of another type or larger than @limit, before it is read. */
gboolean kk_git_mirror_check (KkGitMirror *mirror,
                              const git_oid *oid,
                              git_object_t type,
                              gsize limit,
                              GError **error);
/* The tree of a commit. */
gboolean
kk_git_mirror_find_tree (KkGitMirror *mirror, const KkOid *commit, git_oid *tree, GError **error);
/* Whether a commit that was checked before has no parent. */
gboolean kk_git_mirror_is_root (KkGitMirror *mirror, const KkOid *commit);
/* Whether a commit without a parent came between @known and @commit. */
gboolean
kk_git_mirror_is_rooted_since (KkGitMirror *mirror, const KkOid *commit, const KkOid *known);
/* (transfer full): refuses a large tree before it is read. */
git_tree *kk_git_mirror_load_tree (KkGitMirror *mirror, const git_oid *oid, GError **error);

/* Packs of this repository are made without them. */
int kk_git_forbid_deltas (git_repository *repository);
/* Makes few packs of many; see kk-git-compact.c. */
void kk_git_compact (git_repository *repository);

KkTip *
kk_git_read_tip (KkGitMirror *mirror, const KkOid *commit, const KkOid *known, GError **error);
gboolean
kk_git_write_tip (KkGitMirror *mirror, const KkTipWrite *write, KkOid *commit, GError **error);

/* --- what one conversation sees of the mirror (kk-git-view.c) --- */

/* All (transfer full); the commits of @ends (element-type KkRef) look as if they had no parent. A mirror has one view at a time. */

/* @ends are what the server is told that we have. */
git_repository *kk_git_view_to_fetch (KkGitMirror *mirror, const GArray *ends, GError **error);
/* Over the objects of another repository. */
git_repository *
kk_git_view_of (KkGitMirror *mirror, git_odb *objects, const GArray *ends, GError **error);
/* @end: where the server has the branch; zeros = nowhere. @unseen: objects that look as if they were not there; it may grow. */
git_repository *kk_git_view_to_push (KkGitMirror *mirror,
                                     const KkRef *end,
                                     const GHashTable *unseen,
                                     GError **error);
/* (transfer full) (element-type git_oid) */
GHashTable *kk_git_view_new_unseen (void);

/* --- the end of a connection that is stuck (kk-git-watch.c) --- */

typedef struct _KkGitWatch KkGitWatch;

/* (transfer full): ends the connection to @port that is made after this call, when it takes longer than @milliseconds or when
 * @cancellable (nullable) says so. */
KkGitWatch *kk_git_watch_new (guint16 port, guint milliseconds, GCancellable *cancellable);
/* The server let us in: from now on libgit2 minds the time itself. */
void kk_git_watch_relax (KkGitWatch *watch);
gboolean kk_git_watch_has_fired (KkGitWatch *watch);
void kk_git_watch_free (KkGitWatch *watch);

/* How long a server may take to let us in. */
guint kk_git_get_patience (void);
/* 0 = no connection. */
guint16 kk_git_address_port (const KkGitRemote *address);

/* --- a server (kk-git-session.c, kk-git-push.c) --- */

typedef struct {
  const KkGitRemote *address;
  GCancellable *cancellable;
  KkGitWatch *watch;
  KkTransportProgress progress;
  gpointer progress_data;
  guint64 budget;   /* bytes that may be received */
  guint64 received; /* bytes that were */
  KkHash host_key;  /* of the server met */
  gboolean met_host;
  gboolean tried_key;
  gboolean tried_agent;
  gboolean tried_login;
  GError *error; /* why one of our callbacks ended the conversation */
  const KkPush *push;
  KkOid found;     /* where the server has the branch that is pushed */
  gboolean judged; /* the server spoke about the branch that is pushed */
  char refusal[KK_SYNC_WORDS_SIZE];
} KkGitSession;

void kk_git_session_clear (KkGitSession *session);
/* (transfer full): connected. @repository: what libgit2 sees; with it a list of refs can be asked for, and what it was made for. */
git_remote *kk_git_session_connect (KkGitSession *session,
                                    git_repository *repository,
                                    git_direction direction,
                                    GError **error);
git_remote_callbacks kk_git_session_callbacks (KkGitSession *session);
KkRefList *kk_git_session_list (KkGitSession *session, git_remote *remote, GError **error);
/* What a callback had to say, if it did; else what libgit2 says. Answers FALSE. */
gboolean kk_git_session_fail (KkGitSession *session, int code, const char *what, GError **error);
/* Counts what was received, tells the person, and ends the conversation when it is too much. */
int kk_git_session_count (KkGitSession *session, const git_indexer_progress *stats);
/* Ends the conversation from inside a callback when somebody cancelled it. */
int kk_git_session_poll (KkGitSession *session);

gboolean kk_git_push (KkGitSession *session, KkGitMirror *mirror, GError **error);

/* --- what a server has (kk-git-fetch.c) --- */

/* Logs that are asked for in one conversation. */
typedef struct {
  GArray *logs; /* (element-type KkId) */
  GArray *ends; /* (element-type KkRef): where they were last seen */
} KkGitGroup;

/* (transfer full) (element-type KkGitGroup) */
GPtrArray *kk_git_fetch_group (KkGitMirror *mirror, const KkGitRemote *address, const GArray *logs);
/* Adds to @fetched where the branches are now that the mirror holds them. */
gboolean kk_git_fetch (KkGitSession *session,
                       KkGitMirror *mirror,
                       const KkGitGroup *group,
                       KkRefList *fetched,
                       GError **error);

/* --- a repository in a folder (kk-git-local.c) --- */

/* (transfer full) (nullable): its path, when the remote is one. */
char *kk_git_local_path (const KkGitRemote *address);
/* Copies what the mirror does not have of @chosen, and of nothing else. @ends (element-type KkRef): what it has of those logs. */
gboolean kk_git_local_fetch (KkGitSession *session,
                             KkGitMirror *mirror,
                             const KkRefList *chosen,
                             const GArray *ends,
                             GError **error);
/* Makes few packs of many there, when the remote is a folder. */
/* Takes away what a push that was cut off left in the way of @branch. */
void kk_git_local_unlock (const KkGitRemote *address, const char *branch);
void kk_git_local_tidy (const KkGitRemote *address, KkGitMirror *mirror);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkGitSession, kk_git_session_clear)

G_END_DECLS
