/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what one commit of a log holds, and what a push changes in it (docs/formats/git-layout.md §3–4).
 * Owns:    KkTip its arrays; KkTipWrite its names and a reference on the bytes.
 * Threads: one owner at a time.
 * Errors:  none. */

#pragma once

#include "sync/kk-git-name.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  KkTipName name;
  KkOid oid;
  guint64 size; /* from the object's header; 0 in `removed` */
} KkTipEntry;

/* The difference from a tip that the reader knows to a tip it reads, both sorted by name. A blob that was replaced under its
 * name stands in both lists. */
typedef struct {
  KkOid commit;
  gboolean
      complete; /* `added` is the whole tree and `removed` is empty: no tip was known, or it is gone from the mirror */
  gboolean root;   /* the commit has no parent, or one that came after the tip that was known */
  GArray *added;   /* (element-type KkTipEntry) */
  GArray *removed; /* (element-type KkTipEntry) */
  guint
      ignored; /* names outside the grammar, and anything but a regular file; nothing below them was opened */
  guint
      missing; /* names whose blob the server did not give; they are in neither list: do not take this tip as known */
} KkTip;

void kk_tip_free (KkTip *tip);
/* (nullable): borrowed entry of @entries, by binary search. */
const KkTipEntry *kk_tip_find (const GArray *entries, const KkTipName *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTip, kk_tip_free)

typedef struct _KkTipWrite KkTipWrite;

/* @base: the tip whose tree is changed, or NULL for the empty tree. @parent: the commit before, or NULL for a re-root. They are
 * the same in an ordinary push. */
KkTipWrite *kk_tip_write_new (const KkOid *base, const KkOid *parent) G_GNUC_WARN_UNUSED_RESULT;
void kk_tip_write_free (KkTipWrite *write);
/* Adds or replaces. The last call for a name holds. */
void kk_tip_write_put (KkTipWrite *write, const KkTipName *name, GBytes *bytes);
/* The name is absent afterwards, whether or not it was there. */
void kk_tip_write_drop (KkTipWrite *write, const KkTipName *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTipWrite, kk_tip_write_free)

G_END_DECLS
