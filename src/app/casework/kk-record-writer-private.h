/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the one place where this device makes an operation of its own: the next number of its log on that
 *          record, the context of what it saw, and applying it (exchange §14).
 * Owns:    KkRecordWriter is a plain value that borrows the vault of the app.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE when this vault does not work for the desk. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-operation.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app; /* borrowed */
  KkId desk;
  KkId log;
  gint64 log_idx;
  gint64 now;
  gint64 made;    /* idx of the record made last */
  guint32 made_n; /* operations in it */
} KkRecordWriter;

/* What an own operation says; number, context and time come from the writer. */
typedef struct {
  KkOpKind kind;
  guint32 field;
  const char *element; /* (nullable) */
  KkValue *value;      /* (nullable), borrowed */
  KkCategories extra;
  gint64 basis; /* under which the value came to this desk, or KK_VAULT_NO_BASIS */
} KkOwnOp;

/* @desk: (nullable): own desk to write at; NULL = that of the first seat. */
gboolean
kk_record_writer_start (KkRecordWriter *writer, KkApp *app, const KkId *desk, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction, all three. A new record of the own desk; @thread: (nullable): NULL = of no case; @record: (out). */
gboolean kk_record_writer_make (KkRecordWriter *writer,
                                KkRecordType type,
                                const KkId *thread,
                                KkVaultRecord *record,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first operation of its field and element in the record made last: it can have seen nothing. */
gboolean kk_record_writer_add_first (KkRecordWriter *writer, const KkOwnOp *own, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* An operation that saw every live one of its field and element. */
gboolean kk_record_writer_add (KkRecordWriter *writer,
                               const KkVaultRecord *record,
                               const KkOwnOp *own,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the same, and what was stored. */
KkStoredOp *kk_record_writer_add_and_get (KkRecordWriter *writer,
                                          const KkVaultRecord *record,
                                          const KkOwnOp *own,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
