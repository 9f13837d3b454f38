/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-memory-private.h"

struct _KkTransportMemory {
  GObject parent;

  KkMemoryRemote *remote;
  GHashTable *commits; /* (element-type KkOid KkMemoryCommit) */
  GHashTable *blobs;   /* (element-type KkOid GBytes), keys borrowed from entries of @commits */
  KkTransportProgress progress;
  gpointer progress_data;
};

static void kk_transport_memory_iface_init (KkTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KkTransportMemory,
                               kk_transport_memory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KK_TYPE_TRANSPORT,
                                                      kk_transport_memory_iface_init))

static gboolean
may_go_on (KkTransportMemory *self, GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return kk_memory_remote_answers (self->remote, error);
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

static void
keep_commit (KkTransportMemory *self, KkMemoryCommit *commit)
{
  if (g_hash_table_contains (self->commits, &commit->oid))
    return;
  kk_memory_commits_add (self->commits, commit);
  for (guint i = 0; i < commit->entries->len; i++) {
    KkMemoryEntry *entry = g_ptr_array_index (commit->entries, i);

    if (!g_hash_table_contains (self->blobs, &entry->oid))
      g_hash_table_insert (self->blobs, &entry->oid, g_bytes_ref (entry->bytes));
  }
}

static void
set_progress (KkTransport *transport, KkTransportProgress progress, gpointer data)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (transport);

  self->progress = progress;
  self->progress_data = data;
}

static KkRefList *
list_refs (KkTransport *transport, GCancellable *cancellable, GError **error)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (transport);

  return may_go_on (self, cancellable, error) ? kk_memory_remote_list (self->remote, error) : NULL;
}

/* What would come over the line: blobs that the mirror does not hold. */
static guint64
measure_commit (KkTransportMemory *self, const KkMemoryCommit *commit)
{
  guint64 bytes = 0;

  if (g_hash_table_contains (self->commits, &commit->oid))
    return 0;
  for (guint i = 0; i < commit->entries->len; i++) {
    const KkMemoryEntry *entry = g_ptr_array_index (commit->entries, i);

    if (!g_hash_table_contains (self->blobs, &entry->oid))
      bytes += g_bytes_get_size (entry->bytes);
  }
  return bytes;
}

static KkRefList *
fetch (KkTransport *transport,
       const GArray *logs,
       guint64 budget,
       guint64 *received,
       GCancellable *cancellable,
       GError **error)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (transport);
  g_autoptr (GPtrArray) commits = g_ptr_array_new ();
  g_autoptr (KkRefList) list = kk_ref_list_new ();

  if (!may_go_on (self, cancellable, error))
    return NULL;
  for (guint i = 0; i < logs->len; i++) {
    KkRef ref = { .log = g_array_index (logs, KkId, i) };
    KkMemoryCommit *commit = kk_memory_remote_show (self->remote, &ref.log);

    if (commit == NULL)
      continue;
    ref.oid = commit->oid;
    g_array_append_val (list->refs, ref);
    g_ptr_array_add (commits, commit);
    *received += measure_commit (self, commit);
    if (self->progress != NULL)
      self->progress (*received, i + 1, logs->len, self->progress_data);
    if (*received > budget) {
      g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT, "more than may be received");
      return NULL;
    }
  }
  for (guint i = 0; i < commits->len; i++)
    keep_commit (self, g_ptr_array_index (commits, i));
  return kk_ref_list_finish (list, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean
has_tip (KkTransport *transport, const KkOid *tip)
{
  return g_hash_table_contains (KK_TRANSPORT_MEMORY (transport)->commits, tip);
}

static void
take_entry (GArray *entries, const KkMemoryEntry *entry, gboolean sized)
{
  KkTipEntry copy = { .name = entry->name,
                      .oid = entry->oid,
                      .size = sized ? g_bytes_get_size (entry->bytes) : 0 };

  g_array_append_val (entries, copy);
}

/* Both lists are sorted: one pass. */
static void
compare_commits (KkTip *tip, const KkMemoryCommit *new, const KkMemoryCommit *old)
{
  guint n_old = old == NULL ? 0 : old->entries->len;
  guint i = 0, j = 0;

  while (i < new->entries->len || j < n_old) {
    const KkMemoryEntry *one = i < new->entries->len ? g_ptr_array_index (new->entries, i) : NULL;
    const KkMemoryEntry *other = j < n_old ? g_ptr_array_index (old->entries, j) : NULL;
    int order = one == NULL     ? 1
                : other == NULL ? -1
                                : kk_tip_name_compare (&one->name, &other->name);
    gboolean equal = order == 0 && kk_oid_equal (&one->oid, &other->oid);

    if (one != NULL && order <= 0 && !equal)
      take_entry (tip->added, one, TRUE);
    if (other != NULL && order >= 0 && !equal)
      take_entry (tip->removed, other, FALSE);
    i += order <= 0;
    j += order >= 0;
  }
}

static gboolean
is_rooted_since (KkTransportMemory *self, const KkMemoryCommit *commit, const KkOid *known)
{
  while (commit != NULL && !kk_oid_equal (&commit->oid, known)) {
    if (kk_oid_is_zero (&commit->parent))
      return TRUE;
    commit = g_hash_table_lookup (self->commits, &commit->parent);
  }
  return FALSE;
}

static KkTip *
read_tip (KkTransport *transport, const KkOid *oid, const KkOid *known, GError **error)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (transport);
  const KkMemoryCommit *commit = g_hash_table_lookup (self->commits, oid);
  const KkMemoryCommit *old = known == NULL ? NULL : g_hash_table_lookup (self->commits, known);
  g_autoptr (KkTip) tip = NULL;

  if (commit == NULL) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "the mirror does not hold the tip");
    return NULL;
  }
  tip = kk_tip_new (oid);
  tip->complete = old == NULL;
  tip->root =
      kk_oid_is_zero (&commit->parent) || (known != NULL && is_rooted_since (self, commit, known));
  compare_commits (tip, commit, old);
  return kk_tip_check_limits (tip, error) ? g_steal_pointer (&tip) : NULL;
}

static GBytes *
read_blob (KkTransport *transport, const KkOid *oid, gsize limit, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (KK_TRANSPORT_MEMORY (transport)->blobs, oid);

  if (bytes == NULL)
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "the mirror does not hold the blob");
  else if (g_bytes_get_size (bytes) > limit)
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT, "the blob is too large");
  else
    return g_bytes_ref (bytes);
  return NULL;
}

static gboolean
write_tip (KkTransport *transport, const KkTipWrite *write, KkOid *oid, GError **error)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (transport);
  const KkMemoryCommit *base = g_hash_table_lookup (self->commits, &write->base);
  g_autoptr (KkMemoryCommit) commit = NULL;

  if (base == NULL && !kk_oid_is_zero (&write->base)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "the mirror does not hold the base");
    return FALSE;
  }
  commit = kk_memory_commit_new (base, write);
  keep_commit (self, commit);
  *oid = commit->oid;
  return TRUE;
}

static gboolean
push (KkTransport *transport,
      const KkPush *request,
      KkOid *found,
      GCancellable *cancellable,
      GError **error)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (transport);
  KkMemoryCommit *commit = g_hash_table_lookup (self->commits, &request->commit);

  if (!may_go_on (self, cancellable, error))
    return FALSE;
  if (commit == NULL && !kk_oid_is_zero (&request->commit)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT,
                 "the mirror does not hold the commit");
    return FALSE;
  }
  return kk_memory_remote_move (self->remote, request, commit, found, error);
}

static void
kk_transport_memory_iface_init (KkTransportInterface *iface)
{
  iface->set_progress = set_progress;
  iface->list_refs = list_refs;
  iface->fetch = fetch;
  iface->has_tip = has_tip;
  iface->read_tip = read_tip;
  iface->read_blob = read_blob;
  iface->write_tip = write_tip;
  iface->push = push;
}

static void
kk_transport_memory_finalize (GObject *object)
{
  KkTransportMemory *self = KK_TRANSPORT_MEMORY (object);

  g_hash_table_unref (self->blobs);
  g_hash_table_unref (self->commits);
  g_object_unref (self->remote);
  G_OBJECT_CLASS (kk_transport_memory_parent_class)->finalize (object);
}

static void
kk_transport_memory_class_init (KkTransportMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_transport_memory_finalize;
}

static void
kk_transport_memory_init (KkTransportMemory *self)
{
  self->commits = kk_memory_commits_new ();
  self->blobs =
      g_hash_table_new_full (kk_oid_hash, kk_oid_equal, NULL, (GDestroyNotify) g_bytes_unref);
}

KkTransport *
kk_transport_memory_new (KkMemoryRemote *remote)
{
  KkTransportMemory *self = g_object_new (KK_TYPE_TRANSPORT_MEMORY, NULL);

  self->remote = g_object_ref (remote);
  return KK_TRANSPORT (self);
}

KkTransport *
kk_transport_memory_copy (KkTransportMemory *self, KkMemoryRemote *remote)
{
  KkTransport *copy = kk_transport_memory_new (remote);
  GHashTableIter iter;
  gpointer commit;

  g_hash_table_iter_init (&iter, self->commits);
  while (g_hash_table_iter_next (&iter, NULL, &commit))
    keep_commit (KK_TRANSPORT_MEMORY (copy), commit);
  return copy;
}

void
kk_transport_memory_reset (KkTransportMemory *self)
{
  g_hash_table_remove_all (self->blobs);
  g_hash_table_remove_all (self->commits);
}
