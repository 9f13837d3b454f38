/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    which record of a case an edit is about; one that is not there yet is made, with its references.
 * Owns:    KkCaseEditing borrows what it points at.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE when no record or several could be meant. */

#pragma once

#include "app/casework/kk-record-writer-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app;
  KkRecordWriter writer;
  const KkVaultCase *case_;
  GArray *records; /* (element-type KkVaultRecord): of the case; new ones are added */
  gboolean has_entry;
  KkVaultRecord entry; /* the journal entry of these edits */
} KkCaseEditing;

/* Whether kk_case_editing_find_target() would not have to make a record. */
gboolean kk_case_editing_has_target (const KkCaseEditing *editing, const KkField *field);
/* Inside a transaction. @target: (out): the record of @field's type. */
gboolean kk_case_editing_find_target (KkCaseEditing *editing,
                                      const KkField *field,
                                      KkVaultRecord *target,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside a transaction. One more record, that leads to the case and to @person (nullable). @made: (out). */
gboolean kk_case_editing_add (KkCaseEditing *editing,
                              KkRecordType type,
                              const KkId *person,
                              KkVaultRecord *made,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @name: hex id, as a person gave it. */
gboolean kk_case_editing_find_named (const KkCaseEditing *editing,
                                     const char *name,
                                     const KkField *field,
                                     KkVaultRecord *target,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable), borrowed: the record of the case with this hex id. */
const KkVaultRecord *kk_case_editing_find_record (const KkCaseEditing *editing, const char *text);

G_END_DECLS
