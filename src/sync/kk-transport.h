/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the port through which logs travel: a mailbox of single-writer branches and a local mirror of it. Blobs are opaque.
 *          Twins: kk-transport-git.h and kk-transport-memory.h; one contract suite holds both (tests/sync/transport-suite.c).
 * Owns:    nothing by itself; the implementation owns its mirror and its connection.
 * Threads: one thread at a time for each object; every call blocks and can be cancelled.
 * Errors:  KK_SYNC_ERROR. What is found in the mirror is as untrusted as the server it came from. */

#pragma once

#include "sync/kk-tip.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KK_SYNC_ERROR (kk_sync_error_quark ())
GQuark kk_sync_error_quark (void);

/* Messages are printable ASCII of at most 200 characters, also where they quote a server. */
typedef enum {
  KK_SYNC_ERROR_UNREACHABLE, /* no answer, a broken connection, or no repository there: try again later */
  KK_SYNC_ERROR_HOST_KEY, /* the server's key is not the pinned one, or none is pinned: see kk_transport_git_get_host_key() */
  KK_SYNC_ERROR_AUTHENTICATION, /* the server does not let us in */
  KK_SYNC_ERROR_REFUSED,        /* the server did not take the push, in its own words */
  KK_SYNC_ERROR_LEASE, /* the branch is not where the caller expected it; nothing was changed */
  KK_SYNC_ERROR_OVER_LIMIT, /* more or larger than exchange §19 allows */
  KK_SYNC_ERROR_CORRUPT, /* an object is missing or malformed: reset the mirror when it is ours */
  KK_SYNC_ERROR_CANCELLED,
  KK_SYNC_ERROR_DISK, /* the mirror cannot be written or read: that is this computer, not the server */
} KkSyncError;

typedef struct {
  KkId log;
  KkOid oid;
} KkRef;

typedef struct {
  GArray *refs; /* (element-type KkRef), sorted by log */
  guint others; /* refs of other names; they are never fetched */
} KkRefList;

void kk_ref_list_free (KkRefList *list);
/* (nullable): borrowed, by binary search. */
const KkRef *kk_ref_list_find (const KkRefList *list, const KkId *log);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRefList, kk_ref_list_free)

typedef struct {
  KkId log;
  KkOid expected; /* the lease: where the server's branch must be; zeros = it must not exist */
  KkOid commit;   /* zeros = delete the branch */
  gboolean force; /* also when @commit does not descend from @expected */
} KkPush;

/* What was received so far in the running call. */
typedef void (*KkTransportProgress) (guint64 bytes,
                                     guint objects,
                                     guint objects_total,
                                     gpointer data);

#define KK_TYPE_TRANSPORT (kk_transport_get_type ())
G_DECLARE_INTERFACE (KkTransport, kk_transport, KK, TRANSPORT, GObject)

struct _KkTransportInterface {
  GTypeInterface parent;

  void (*set_progress) (KkTransport *self, KkTransportProgress progress, gpointer data);
  KkRefList *(*list_refs) (KkTransport *self, GCancellable *cancellable, GError **error);
  KkRefList *(*fetch) (KkTransport *self,
                       const GArray *logs,
                       guint64 budget,
                       guint64 *received,
                       GCancellable *cancellable,
                       GError **error);
  gboolean (*has_tip) (KkTransport *self, const KkOid *tip);
  KkTip *(*read_tip) (KkTransport *self, const KkOid *tip, const KkOid *known, GError **error);
  GBytes *(*read_blob) (KkTransport *self, const KkOid *blob, gsize limit, GError **error);
  gboolean (*write_tip) (KkTransport *self, const KkTipWrite *write, KkOid *commit, GError **error);
  gboolean (*push) (KkTransport *self,
                    const KkPush *push,
                    KkOid *found,
                    GCancellable *cancellable,
                    GError **error);
};

/* NULL to stop. */
void kk_transport_set_progress (KkTransport *self, KkTransportProgress progress, gpointer data);

/* (transfer full): the server's branches now. More than KK_LIMIT_REFS_LISTED is OVER_LIMIT. */
KkRefList *kk_transport_list_refs (KkTransport *self, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): where the branches of @logs (element-type KkId) stand, now that the mirror holds them; those that the server
 * does not have are left out. At most @budget bytes, and never more than KK_LIMIT_RECEIVED_PER_SYNC, or _PER_REF when @logs is
 * one; beyond that OVER_LIMIT and the mirror is as before: the caller then goes on one log at a time.
 * @received (nullable): bytes received, also after a failure. */
KkRefList *kk_transport_fetch (KkTransport *self,
                               const GArray *logs,
                               guint64 budget,
                               guint64 *received,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the mirror holds this commit, so that it can be read without a fetch. */
gboolean kk_transport_has_tip (KkTransport *self, const KkOid *tip);

/* (transfer full): the names in @tip that are not the same in @known (nullable); equal folders are not opened. OVER_LIMIT and
 * CORRUPT speak of this log only. Numbers and sizes of entries are limited in what is read here; what the caller knew already
 * is its own to add. */
KkTip *
kk_transport_read_tip (KkTransport *self, const KkOid *tip, const KkOid *known, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): OVER_LIMIT, before it is read, when larger than @limit. */
GBytes *kk_transport_read_blob (KkTransport *self, const KkOid *blob, gsize limit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Makes blobs, trees and the neutral commit in the mirror. The same tree and parent give the same @commit, however often.
 * CORRUPT when the mirror does not hold the base. */
gboolean
kk_transport_write_tip (KkTransport *self, const KkTipWrite *write, KkOid *commit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* TRUE only when the server said that it moved the branch. It may have moved after an UNREACHABLE too: list again.
 * @found (nullable): with LEASE, where the server's branch is; zeros = it does not exist. */
gboolean kk_transport_push (KkTransport *self,
                            const KkPush *push,
                            KkOid *found,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
