/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one record of a body on its way into the vault, and the checks of its operations.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/exchange/kk-inbox-taking-private.h"

G_BEGIN_DECLS

typedef struct {
  KkInboxTaking *taking;
  const KkBodyRecord *record;
  gint64 idx;         /* in the vault; 0 = it is not there, and nothing of the packet brings it */
  KkExamineCode code; /* what is wrong with the record as a whole */
} KkTakenRecord;

/* What the law was asked about is what the schema says of field, element and value: where they do not belong together,
 * something else would travel than was decided. An unknown field is kept as it is (§20). */
gboolean kk_inbox_fits_schema (const KkTakenRecord *taken, const KkOp *op);

/* @op_no: its number in the packet. @code: (out): OK, or why it is refused; @row: (out): by which row. */
gboolean kk_inbox_check_op (const KkTakenRecord *taken,
                            guint op_no,
                            const KkOp *op,
                            KkExamineCode *code,
                            const KkRow **row,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Between the two something was lost: what says that a value is old may be about one of those that never came. It says
 * nothing here then, and nobody did wrong. */
gboolean kk_inbox_is_about_lost (const KkTakenRecord *taken,
                                 KkExamineCode code,
                                 gboolean *lost,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
