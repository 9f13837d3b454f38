/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    which pages a backup held, by a short hash of each, so that the next one can leave out what did
 *          not change (docs/formats/backup.md, "The index of pages"). It is a cache: without it, or when it is
 *          damaged, the next backup is a full one. What it says is proved by restoring.
 * Owns:    its hashes.
 * Threads: one at a time.
 * Errors:  KK_BACKUP_ERROR_CONTENT for bytes that are no index. */

#pragma once

#include "base/kk-id.h"
#include "crypto/kk-file-sign.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KkPageIndex KkPageIndex;

/* The backup that the pages went into. */
typedef struct {
  guint64 number;
  guint64 full; /* number of the full one that it needs */
  KkHash hash;  /* of its manifest */
} KkPageIndexOf;

KkPageIndex *kk_page_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_page_index_set_of (KkPageIndex *index, const KkPageIndexOf *of);
const KkPageIndexOf *kk_page_index_get_of (const KkPageIndex *index);
/* The next pages in order; also adds them to the digest of the whole. */
void kk_page_index_add (KkPageIndex *index, const guint8 *pages, gsize n_pages);
guint64 kk_page_index_count (const KkPageIndex *index);
/* Of all pages, once all were added. */
void kk_page_index_get_digest (KkPageIndex *index, KkFileHash *digest);
/* Whether @page, from 1, of @index is other than it was in @before, or was not there. */
gboolean
kk_page_index_is_changed (const KkPageIndex *index, const KkPageIndex *before, guint64 page);
guint64 kk_page_index_count_changed (const KkPageIndex *index, const KkPageIndex *before);

GBytes *kk_page_index_write (const KkPageIndex *index) G_GNUC_WARN_UNUSED_RESULT;
KkPageIndex *kk_page_index_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_page_index_free (KkPageIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkPageIndex, kk_page_index_free)

G_END_DECLS
