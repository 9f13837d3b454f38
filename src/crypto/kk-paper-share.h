/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the recovery key of an organisation as shares on paper: four lines of characters, each with its own check,
 *          of which a number that was chosen give the key back (docs/formats/key-slots.md, "Shares on paper").
 * Owns:    a share is secret; its text is a KkSecret that ends with a zero.
 * Threads: any.
 * Errors:  KK_CRYPTO_ERROR_PARAMETERS: counts that cannot be; OPEN: shares that do not belong together, or too few. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-derive.h"

G_BEGIN_DECLS

#define KK_PAPER_SHARES_MOST 16
#define KK_PAPER_LINES       4

typedef struct {
  guint needed; /* how many of them give the key */
  guint place;  /* from 1 */
  guint8 key_id[KK_RECOVERY_KEY_ID_SIZE];
  KkSecret *share; /* as kk_shamir_split() makes them */
} KkPaperShare;

/* (transfer full) (element-type KkSecret): the texts, four lines each. 2 ≤ @needed ≤ @count ≤ KK_PAPER_SHARES_MOST. */
GPtrArray *
kk_paper_share_split (const KkKxSecretKey *identity, guint needed, guint count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): @typed with its ends of lines, hyphens and blanks as it comes. @line: (out): from 1, the
 * first that is not as it was printed; 0 = the length is wrong. */
KkPaperShare *kk_paper_share_parse (const char *typed, guint *line) G_GNUC_WARN_UNUSED_RESULT;
/* @shares: (element-type KkPaperShare), as many as are needed or more. */
gboolean kk_paper_share_join (const GPtrArray *shares, KkKxSecretKey *identity, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_paper_share_is_of (const KkPaperShare *share, const KkPaperShare *other);
void kk_paper_share_free (KkPaperShare *share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkPaperShare, kk_paper_share_free)

G_END_DECLS
