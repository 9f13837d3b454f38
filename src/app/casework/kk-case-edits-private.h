/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    edits of the fields of a case, in the words of a person: the owner's value, or a proposal to another owner
 *          (exchange §14).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE for what cannot be understood or written. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-case-editing-private.h"

G_BEGIN_DECLS

/* What is asked, understood; by type of record, so that a person is there before the role that leads to it. */
GPtrArray *kk_case_edits_read (const KkFieldEdit *edits, gsize n_edits, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Nothing in them names somebody in a request for advice. */
gboolean kk_case_edits_check (KkCaseEditing *editing, const GPtrArray *edits, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Inside a transaction. @record: (nullable): hex id of the record that they are about; NULL = the one of their type. */
gboolean kk_case_edits_write (KkCaseEditing *editing,
                              const char *record,
                              const GPtrArray *edits,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
