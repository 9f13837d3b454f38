/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-tip-private.h"

#include "base/kk-limits.h"

#include <string.h>

KkTip *
kk_tip_new (const KkOid *commit)
{
  KkTip *tip = g_new0 (KkTip, 1);

  tip->commit = *commit;
  tip->added = g_array_new (FALSE, FALSE, sizeof (KkTipEntry));
  tip->removed = g_array_new (FALSE, FALSE, sizeof (KkTipEntry));
  return tip;
}

void
kk_tip_free (KkTip *tip)
{
  if (tip == NULL)
    return;
  g_array_unref (tip->added);
  g_array_unref (tip->removed);
  g_free (tip);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const KkTipEntry *one = a, *other = b;

  return kk_tip_name_compare (&one->name, &other->name);
}

static gboolean
sort_entries (GArray *entries)
{
  g_array_sort (entries, compare_entries);
  for (guint i = 1; i < entries->len; i++)
    if (compare_entries (&g_array_index (entries, KkTipEntry, i - 1),
                         &g_array_index (entries, KkTipEntry, i)) == 0)
      return FALSE;
  return TRUE;
}

gboolean
kk_tip_sort (KkTip *tip)
{
  return sort_entries (tip->added) && sort_entries (tip->removed);
}

const KkTipEntry *
kk_tip_find (const GArray *entries, const KkTipName *name)
{
  guint from = 0, to = entries->len;

  while (from < to) {
    guint middle = from + (to - from) / 2;
    const KkTipEntry *entry = &g_array_index (entries, KkTipEntry, middle);
    int order = kk_tip_name_compare (name, &entry->name);

    if (order == 0)
      return entry;
    if (order < 0)
      to = middle;
    else
      from = middle + 1;
  }
  return NULL;
}

static const struct {
  guint count;
  guint64 size;
} limits[] = {
  [KK_TIP_CHECKPOINT] = { 1, KK_LIMIT_MANIFEST },
  [KK_TIP_DELTA] = { KK_LIMIT_DELTAS, KK_LIMIT_MANIFEST },
  [KK_TIP_PACKET] = { KK_LIMIT_LIVE_PACKETS, KK_LIMIT_PACKET },
  [KK_TIP_BOARD] = { KK_TIP_BOARDS, KK_LIMIT_BOARD },
};

gboolean
kk_tip_check_limits (const KkTip *tip, GError **error)
{
  guint counts[G_N_ELEMENTS (limits)] = { 0 };
  guint64 bytes = 0;

  for (guint i = 0; i < tip->added->len; i++) {
    const KkTipEntry *entry = &g_array_index (tip->added, KkTipEntry, i);

    bytes += entry->size;
    if (++counts[entry->name.kind] <= limits[entry->name.kind].count &&
        entry->size <= limits[entry->name.kind].size && bytes <= KK_LIMIT_LIVE_BYTES)
      continue;
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT,
                 "more or larger blobs in the tip than a log may have");
    return FALSE;
  }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer unused G_GNUC_UNUSED)
{
  return kk_tip_name_compare (a, b);
}

KkTipWrite *
kk_tip_write_new (const KkOid *base, const KkOid *parent)
{
  KkTipWrite *write = g_new0 (KkTipWrite, 1);

  if (base != NULL)
    write->base = *base;
  if (parent != NULL)
    write->parent = *parent;
  write->changes = g_tree_new_full (compare_names, NULL, g_free, (GDestroyNotify) g_bytes_unref);
  return write;
}

void
kk_tip_write_free (KkTipWrite *write)
{
  if (write == NULL)
    return;
  g_tree_unref (write->changes);
  g_free (write);
}

void
kk_tip_write_put (KkTipWrite *write, const KkTipName *name, GBytes *bytes)
{
  g_return_if_fail (bytes != NULL);

  g_tree_replace (write->changes, g_memdup2 (name, sizeof *name), g_bytes_ref (bytes));
}

void
kk_tip_write_drop (KkTipWrite *write, const KkTipName *name)
{
  g_tree_replace (write->changes, g_memdup2 (name, sizeof *name), NULL);
}
