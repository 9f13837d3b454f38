/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    KkTransport without files and without git, for tests and for the simulation: mirrors that share one remote, and a
 *          remote that can be told to misbehave.
 * Owns:    the remote its branches and every commit it ever had; a mirror what it fetched or wrote.
 * Threads: one thread for a remote and all its mirrors.
 * Errors:  as KkTransport. Object names are deterministic, but not those that git would give. */

#pragma once

#include "sync/kk-transport.h"

G_BEGIN_DECLS

#define KK_TYPE_MEMORY_REMOTE (kk_memory_remote_get_type ())
G_DECLARE_FINAL_TYPE (KkMemoryRemote, kk_memory_remote, KK, MEMORY_REMOTE, GObject)

#define KK_TYPE_TRANSPORT_MEMORY (kk_transport_memory_get_type ())
G_DECLARE_FINAL_TYPE (KkTransportMemory, kk_transport_memory, KK, TRANSPORT_MEMORY, GObject)

KkMemoryRemote *kk_memory_remote_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): an empty mirror of @remote. */
KkTransport *kk_transport_memory_new (KkMemoryRemote *remote) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets everything, as a mirror that was damaged and deleted. */
void kk_transport_memory_reset (KkTransportMemory *self);

/* (transfer full): the same branches and settings, going their own way from now on. */
KkMemoryRemote *kk_memory_remote_copy (KkMemoryRemote *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): a mirror of @remote that holds what this one holds. */
KkTransport *kk_transport_memory_copy (KkTransportMemory *self, KkMemoryRemote *remote)
    G_GNUC_WARN_UNUSED_RESULT;

/* Where a branch is; FALSE when it does not exist. Not affected by the knobs for listing. */
gboolean kk_memory_remote_get_tip (KkMemoryRemote *self, const KkId *log, KkOid *oid);

/* Knobs. A hidden branch exists for pushes, but is neither listed nor fetched. */
void kk_memory_remote_hide (KkMemoryRemote *self, const KkId *log, gboolean hidden);
/* Readers see the branch as it was @steps pushes ago; 0 = as it is. Pushes meet it as it is. */
void kk_memory_remote_delay (KkMemoryRemote *self, const KkId *log, guint steps);
/* Back by @steps pushes, or gone when there were not that many. */
void kk_memory_remote_roll_back (KkMemoryRemote *self, const KkId *log, guint steps);
/* Every branch gone. */
void kk_memory_remote_empty (KkMemoryRemote *self);
/* A server that makes its own commit on top: without @name, or with these bytes under it. */
void kk_memory_remote_withhold (KkMemoryRemote *self, const KkId *log, const KkTipName *name);
void kk_memory_remote_forge (KkMemoryRemote *self,
                             const KkId *log,
                             const KkTipName *name,
                             GBytes *bytes);
/* Shows the tip of @other as that of @log too. */
void kk_memory_remote_duplicate (KkMemoryRemote *self, const KkId *log, const KkId *other);
/* (transfer full) (element-type KkTipName): what the tip of @log holds. */
GArray *kk_memory_remote_list_names (KkMemoryRemote *self, const KkId *log)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable) */
GBytes *kk_memory_remote_read (KkMemoryRemote *self, const KkId *log, const KkTipName *name)
    G_GNUC_WARN_UNUSED_RESULT;
/* Refuses every push with @words; NULL = takes them again. */
void kk_memory_remote_refuse (KkMemoryRemote *self, const char *words);
/* Refuses what is not a fast-forward (receive.denyNonFastForwards). */
void kk_memory_remote_refuse_force (KkMemoryRemote *self, gboolean refuse);
/* After @calls more calls that need the server all are UNREACHABLE; 0 = from now on, negative = never. */
void kk_memory_remote_fail_after (KkMemoryRemote *self, int calls);
/* The next push is carried out, but its answer is lost: UNREACHABLE. */
void kk_memory_remote_lose_answer (KkMemoryRemote *self);
/* Answers, takes and shows everything from now on. What it lost or changed stays so. */
void kk_memory_remote_heal (KkMemoryRemote *self);

G_END_DECLS
