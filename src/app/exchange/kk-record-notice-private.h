/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    an operation about a whole record on its way to another desk: deleted, recalled, answered, erased
 *          (exchange §14, kinds 4 to 6). It carries no value, so no law is asked, and stands in a body of its own.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault and format errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

typedef struct {
  const KkVaultRecord *record; /* idx 0 or less: it is not here any more */
  const KkOp *op;
  const char *row; /* (nullable): legal row on which the answering desk keeps what was recalled */
} KkRecordNotice;

/* Adds it to a body of such notices. The thread is left out: who has the record knows it, and who does not need not learn it. */
void kk_record_notice_add (const KkRecordNotice *notice, KkBody *body);
/* Inside a transaction. Goes with the next sync, whatever became of the share. */
gboolean
kk_record_notice_queue (KkApp *app, const KkRecordNotice *notice, const KkId *desk, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: that a record was deleted, to every desk that was given anything of it; that it was put back, to those
 * that heard of a deletion. */
gboolean kk_record_notice_queue_all (KkApp *app, const KkRecordNotice *notice, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: operations of own log @before went over to @after; what waits to tell of them names them so. */
gboolean kk_record_notice_move (KkApp *app, const KkId *before, const KkId *after, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when @body holds nothing else. */
gboolean kk_body_is_notice (const KkBody *body);
/* What the register calls it. */
guint kk_body_notice_entry_kind (const KkBody *body);

/* Inside a transaction: the basis that says nothing but the row on which something is kept. */
gboolean kk_notice_basis_ensure (KkApp *app, const char *row, gint64 *basis, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the row of such a basis. */
char *kk_notice_basis_dup_row (KkApp *app, gint64 basis, GError **error);

G_END_DECLS
