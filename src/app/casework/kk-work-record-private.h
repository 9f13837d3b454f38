/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the records of a case that the work itself makes (moves, tracks, milestones, tasks, meetings): listed by type,
 *          and written field by field in the words of a person or of the program.
 * Owns:    KkWorkRecord its operations.
 * Threads: as KkApp.
 * Errors:  vault errors; USAGE for a value that the field cannot hold. */

#pragma once

#include "app/casework/kk-record-writer-private.h"
#include "app/sharing/kk-statement-fields-private.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

typedef struct {
  KkVaultRecord record;
  GPtrArray *ops; /* (element-type KkStoredOp): live */
} KkWorkRecord;

/* (transfer full) (element-type KkWorkRecord): of the case, in the order in which this vault got them. */
GPtrArray *kk_work_list (KkApp *app, const KkVaultCase *case_, KkRecordType type, GError **error);
/* (nullable), borrowed: the value of a field that is a text, day or code. */
const char *kk_work_text (const KkWorkRecord *work, const char *field);

/* Inside a transaction. What is NULL is left as it is; "" takes the value away. @ticked: categories of free text. */
gboolean kk_work_put (KkRecordWriter *writer,
                      const KkVaultRecord *record,
                      const char *field,
                      const char *text,
                      KkCategories ticked,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The task that a desk has by law; NONE when the documents do not name it. */
KkHat kk_work_hat (KkApp *app, const KkId *desk);

G_END_DECLS
