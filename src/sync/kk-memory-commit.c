/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-memory-private.h"

#include <string.h>

static void
clear_entry (gpointer data)
{
  KkMemoryEntry *entry = data;

  g_bytes_unref (entry->bytes);
}

static void
unref_entry (gpointer data)
{
  g_rc_box_release_full (data, clear_entry);
}

static void
clear_commit (gpointer data)
{
  KkMemoryCommit *commit = data;

  g_ptr_array_unref (commit->entries);
}

KkMemoryCommit *
kk_memory_commit_ref (KkMemoryCommit *commit)
{
  return g_rc_box_acquire (commit);
}

void
kk_memory_commit_unref (KkMemoryCommit *commit)
{
  g_rc_box_release_full (commit, clear_commit);
}

static void
digest_finish (GChecksum *sum, KkOid *oid)
{
  gsize size = sizeof oid->bytes;

  g_checksum_get_digest (sum, oid->bytes, &size);
}

/* As git names a blob, so that the twin names it alike. */
static KkMemoryEntry *
make_entry (const KkTipName *name, GBytes *bytes)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *head = g_strdup_printf ("blob %" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
  KkMemoryEntry *entry = g_rc_box_new0 (KkMemoryEntry);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  entry->name = *name;
  entry->bytes = g_bytes_ref (bytes);
  g_checksum_update (sum, (const guint8 *) head, (gssize) strlen (head) + 1);
  g_checksum_update (sum, data, (gssize) size);
  digest_finish (sum, &entry->oid);
  return entry;
}

static void
name_commit (KkMemoryCommit *commit)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);

  g_checksum_update (sum, (const guint8 *) "commit", 6);
  g_checksum_update (sum, commit->parent.bytes, KK_OID_SIZE);
  for (guint i = 0; i < commit->entries->len; i++) {
    const KkMemoryEntry *entry = g_ptr_array_index (commit->entries, i);
    KkTipPath path = kk_tip_name_path (&entry->name);

    g_checksum_update (sum, (const guint8 *) path.text, (gssize) strlen (path.text) + 1);
    g_checksum_update (sum, entry->oid.bytes, KK_OID_SIZE);
  }
  digest_finish (sum, &commit->oid);
}

typedef struct {
  const KkMemoryCommit *base;
  guint at; /* the next entry of @base */
  GPtrArray *entries;
} Merge;

static void
take_base_before (Merge *merge, const KkTipName *name)
{
  while (merge->base != NULL && merge->at < merge->base->entries->len) {
    KkMemoryEntry *entry = g_ptr_array_index (merge->base->entries, merge->at);
    int order = name == NULL ? -1 : kk_tip_name_compare (&entry->name, name);

    if (order > 0)
      return;
    if (order < 0)
      g_ptr_array_add (merge->entries, g_rc_box_acquire (entry));
    merge->at++;
  }
}

static gboolean
on_change_cb (gpointer name, gpointer bytes, gpointer data)
{
  Merge *merge = data;

  take_base_before (merge, name);
  if (bytes != NULL)
    g_ptr_array_add (merge->entries, make_entry (name, bytes));
  return FALSE;
}

KkMemoryCommit *
kk_memory_commit_new (const KkMemoryCommit *base, const KkTipWrite *write)
{
  KkMemoryCommit *commit = g_rc_box_new0 (KkMemoryCommit);
  Merge merge = { .base = base };

  commit->parent = write->parent;
  commit->entries = g_ptr_array_new_with_free_func (unref_entry);
  merge.entries = commit->entries;
  g_tree_foreach (write->changes, on_change_cb, &merge);
  take_base_before (&merge, NULL);
  name_commit (commit);
  return commit;
}

GHashTable *
kk_memory_commits_new (void)
{
  return g_hash_table_new_full (kk_oid_hash, kk_oid_equal, NULL,
                                (GDestroyNotify) kk_memory_commit_unref);
}

void
kk_memory_commits_add (GHashTable *commits, KkMemoryCommit *commit)
{
  g_hash_table_replace (commits, &commit->oid, kk_memory_commit_ref (commit));
}
