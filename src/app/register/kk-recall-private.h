/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what was asked back: which recalls and erasures of a record are open, and carrying out what was answered
 *          (exchange §14; docs/formats/operations.md, "Recalling and erasing").
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  vault and format errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-operation.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

typedef struct {
  KkVaultRecord record;
  GPtrArray *ops; /* (element-type KkStoredOp): recalls, answers and erasures of the record */
} KkRecalls;

/* FALSE only with an error; nothing recalled is an empty list. */
gboolean
kk_recalls_read (KkApp *app, const KkVaultRecord *record, KkRecalls *recalls, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_recalls_clear (KkRecalls *recalls);

/* Whether @stored asks for something back: of the record's owner, and not the undoing of a deletion. */
gboolean kk_recalls_is_request (KkApp *app,
                                const KkRecalls *recalls,
                                const KkStoredOp *stored,
                                GError **error);
/* (nullable), borrowed: the answer of @desk to the request @dot. One that keeps has a basis. */
const KkStoredOp *kk_recalls_answer (const KkRecalls *recalls, const KkDot *dot, const KkId *desk);
gboolean kk_op_names_dot (const KkOp *op, const KkDot *dot);

/* Inside a transaction, after operations of a record came in or were answered: what was answered with "erased" is erased, also
 * when it came only now. @answer: what has no ground of its own here is erased and answered at once. */
gboolean kk_recall_settle (KkApp *app, gint64 record, gboolean answer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction. @row: (nullable): keep it on this row; NULL = erase it. Goes to the desk that asked. */
gboolean kk_recall_answer (KkApp *app,
                           const KkVaultRecord *record,
                           const KkStoredOp *request,
                           const char *row,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: asks back @dots of an own record from @desks. */
gboolean kk_recall_ask (KkApp *app,
                        const KkVaultRecord *record,
                        const GArray *dots,
                        const GArray *desks,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: what is asked about a record that never came here is gone already. */
gboolean kk_recall_answer_unknown (KkApp *app,
                                   const KkVaultRecord *record,
                                   const KkOp *request,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Why a record is taken out of the vault. */
typedef struct {
  const char *order;
  gboolean ask; /* everybody who was given something of it is asked to do the same */
  const KkDot *
      by; /* (nullable): a colleague's operation, which is repeated here; NULL = an own one is made */
} KkWipe;

/* Inside a transaction: the record is gone from every table, with the bodies, packets, refused packets and register entries that
 * speak of it; its id stays in the list of erased records. @dot: (out) (optional): the operation. */
gboolean kk_record_wipe (KkApp *app,
                         const KkVaultRecord *record,
                         const KkWipe *wipe,
                         KkDot *dot,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: the mirror holds sealed messages that may not stay. It is made anew after the next sync. */
gboolean kk_app_forget_mirror (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: a desk answered about a record that was erased here. @row: (nullable). */
gboolean kk_wipe_note_receipt (KkApp *app,
                               const KkId *desk,
                               const KkId *record,
                               const KkId *from,
                               const char *row,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkRecalls, kk_recalls_clear)

G_END_DECLS
