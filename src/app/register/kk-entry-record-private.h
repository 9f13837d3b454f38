/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the disclosure register says of an operation about a whole record: of which case it is, and which fields are
 *          asked back (exchange §17; docs/formats/register-entry.md). A partner is told none of this.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault and format errors; a record that nobody knows is an answer, not an error. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-entry.h"
#include "domain/kk-operation.h"

G_BEGIN_DECLS

/* Sets the thread of @entry to that of a record of @desk: of one that was erased, the entry in @log that says so knows it. Leaves
 * it when nothing does. */
gboolean kk_entry_name_case (KkApp *app,
                             gint64 log,
                             const KkId *desk,
                             const KkId *record,
                             KkEntry *entry,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds the record with the fields of the operations that @op asks back, or answers for; without any, only the record. @record: idx,
 * 0 or less when it is not here. */
gboolean kk_entry_add_recalled (KkApp *app,
                                gint64 record,
                                const KkId *id,
                                const KkOp *op,
                                KkEntry *entry,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
