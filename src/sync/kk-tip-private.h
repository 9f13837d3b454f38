/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the two transports share: the inside of a write, sorted lists, limits on one entry, clean server words.
 * Owns:    see kk-tip.h.
 * Threads: as kk-tip.h.
 * Errors:  KK_SYNC_ERROR. */

#pragma once

#include "sync/kk-transport.h"

G_BEGIN_DECLS

#define KK_TIP_NAMES_READ  65536 /* from one tip, wanted or not */
#define KK_TIP_BOARDS      1024
#define KK_TIP_TREE        (2 << 20)
#define KK_SYNC_WORDS_SIZE 161

struct _KkTipWrite {
  KkOid base;
  KkOid parent;
  GTree *changes; /* (element-type KkTipName GBytes), NULL = absent afterwards */
};

/* (transfer full): empty. */
KkTip *kk_tip_new (const KkOid *commit);
/* Both lists, once all is in them. FALSE when one name stands twice in a list. */
gboolean kk_tip_sort (KkTip *tip);
/* Refuses a tip that holds too many entries, or too large ones (docs/formats/git-layout.md §3). */
gboolean kk_tip_check_limits (const KkTip *tip, GError **error);

/* (transfer full): empty. */
KkRefList *kk_ref_list_new (void);
/* Branches of logs are kept, HEAD is skipped, the rest is counted. */
void kk_ref_list_take (KkRefList *list, const char *name, const KkOid *oid);
/* Sorts; refuses more than KK_LIMIT_REFS_LISTED and one name twice. */
gboolean kk_ref_list_finish (KkRefList *list, GError **error);

/* The words of a server or a library, as printable ASCII on one line, cut off where they are too long. */
void kk_sync_words_clean (const char *words, char out[KK_SYNC_WORDS_SIZE]);

/* The most that a fetch of @n_logs branches may receive. */
guint64 kk_transport_fetch_limit (guint n_logs, guint64 budget);

G_END_DECLS
