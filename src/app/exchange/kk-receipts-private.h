/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    who was asked to erase a record too, and what they answered, as the list of erased records keeps it
 *          (docs/formats/vault.md, "erased").
 * Owns:    see each function.
 * Threads: pure functions, any.
 * Errors:  none: bytes that are no list are an empty one. */

#pragma once

#include "base/kk-id.h"

G_BEGIN_DECLS

typedef struct {
  KkId desk;
  gboolean answered;
  char *row; /* (nullable): kept on it */
} KkReceiptLine;

/* (transfer full): every one of @desks (element-type KkId) was asked. */
GBytes *kk_receipts_open (const GArray *desks) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): @desk answered; @row (nullable): it keeps it. Who was not asked is not listed. */
GBytes *kk_receipts_answer (GBytes *receipts, const KkId *desk, const char *row)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): @desk was asked as well; NULL when it was asked before. */
GBytes *kk_receipts_ask (GBytes *receipts, const KkId *desk) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkReceiptLine); @receipts (nullable) */
GPtrArray *kk_receipts_read (GBytes *receipts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
