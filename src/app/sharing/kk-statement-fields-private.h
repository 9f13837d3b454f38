/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the fields of one record that a desk wrote about its own work (consent, note, assessment), by their names.
 * Owns:    results that are borrowed live as long as the list they came from.
 * Threads: as KkApp.
 * Errors:  vault errors; a field that is not there reads as nothing. */

#pragma once

#include "app/casework/kk-record-writer-private.h"

G_BEGIN_DECLS

/* Reading: @ops (element-type KkStoredOp) are the live operations of the record. Borrowed, all (nullable). */
const char *kk_statement_text (const GPtrArray *ops, const char *field);
KkTri kk_statement_tri (const GPtrArray *ops, const char *field);
gboolean kk_statement_id (const GPtrArray *ops, const char *field, KkId *id);
KkCategories kk_statement_categories (const GPtrArray *ops, const char *field);

/* Writing, right after kk_record_writer_make(); what is NULL, unknown or empty is left out. */
gboolean
kk_statement_put_text (KkRecordWriter *writer, const char *field, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_statement_put_tri (KkRecordWriter *writer, const char *field, KkTri tri, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_statement_put_id (KkRecordWriter *writer, const char *field, const KkId *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_statement_put_categories (KkRecordWriter *writer,
                                      const char *field,
                                      KkCategories categories,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @hats: (element-type KkHat). */
gboolean kk_statement_put_hats (KkRecordWriter *writer,
                                const char *field,
                                const GArray *hats,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
