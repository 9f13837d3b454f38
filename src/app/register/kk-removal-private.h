/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one removal in progress: which records it is about, in one transaction.
 * Owns:    KkRemoving what kk_removing_clear() frees; the transaction is rolled back unless it was finished.
 * Threads: as KkApp.
 * Errors:  vault errors; USAGE. */

#pragma once

#include "app/casework/kk-record-writer-private.h"
#include "app/register/kk-app-removal.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app;
  const KkRemoval *removal;
  KkVaultTransaction *transaction;
  KkRecordWriter writer;
  KkVaultRecord case_;
  GArray *records; /* (element-type KkVaultRecord): owned by the own desk */
} KkRemoving;

gboolean kk_removing_start (KkRemoving *removing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An entry in the journal of the case, which only the own desk sees. */
gboolean kk_removing_note_reason (KkRemoving *removing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_removing_finish (KkRemoving *removing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_removing_clear (KkRemoving *removing);

/* Inside a transaction. Deletes the record (KK_OP_DELETE, naming the live values that it saw) or puts it back
 * (KK_OP_RECALL, naming the deletions); who was given something of it hears of it. */
gboolean kk_removal_write (KkRecordWriter *writer,
                           const KkVaultRecord *record,
                           KkOpKind kind,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction. A journal entry of the own desk in the case of @thread. */
gboolean
kk_journal_note (KkRecordWriter *writer, const KkId *thread, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkRemoving, kk_removing_clear)

G_END_DECLS
