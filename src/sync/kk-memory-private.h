/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the commits that the in-memory remote and its mirrors share.
 * Owns:    entries and commits are counted; nobody changes one after it is made.
 * Threads: as kk-transport-memory.h.
 * Errors:  none. */

#pragma once

#include "sync/kk-tip-private.h"
#include "sync/kk-transport-memory.h"

G_BEGIN_DECLS

typedef struct {
  KkTipName name;
  KkOid oid;
  GBytes *bytes;
} KkMemoryEntry;

typedef struct {
  KkOid oid;
  KkOid parent;
  GPtrArray *entries; /* (element-type KkMemoryEntry), sorted by name */
} KkMemoryCommit;

KkMemoryCommit *kk_memory_commit_ref (KkMemoryCommit *commit);
void kk_memory_commit_unref (KkMemoryCommit *commit);
/* (transfer full): @base (nullable) with the changes of @write applied. */
KkMemoryCommit *kk_memory_commit_new (const KkMemoryCommit *base, const KkTipWrite *write)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): (element-type KkOid KkMemoryCommit) */
GHashTable *kk_memory_commits_new (void);
void kk_memory_commits_add (GHashTable *commits, KkMemoryCommit *commit);

/* Counts a call that needs the server. */
gboolean kk_memory_remote_answers (KkMemoryRemote *self, GError **error);
KkRefList *kk_memory_remote_list (KkMemoryRemote *self, GError **error);
/* (nullable): borrowed; what a reader gets. */
KkMemoryCommit *kk_memory_remote_show (KkMemoryRemote *self, const KkId *log);
/* @commit: NULL deletes. */
gboolean kk_memory_remote_move (KkMemoryRemote *self,
                                const KkPush *push,
                                KkMemoryCommit *commit,
                                KkOid *found,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkMemoryCommit, kk_memory_commit_unref)

G_END_DECLS
