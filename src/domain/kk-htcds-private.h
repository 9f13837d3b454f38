/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the parts of the import: one cell, and one row turned into records.
 * Owns:    nothing.
 * Threads: pure, any.
 * Errors:  a reason, or 0 when all is well. */

#pragma once

#include "domain/kk-htcds.h"

G_BEGIN_DECLS

#define KK_HTCDS_FINE ((KkHtcdsReason) 0)

KkHtcdsValue *kk_htcds_value_new (guint field, const char *element, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_htcds_value_free (KkHtcdsValue *value);

/* Adds to @values what the trimmed, not empty @text says of @field. */
KkHtcdsReason kk_htcds_read_cell (const KkField *field, const char *text, GPtrArray *values);

/* (transfer full) (element-type KkHtcdsValue): the records of a row whose cells said @values. */
GPtrArray *kk_htcds_make_records (const GPtrArray *values) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): borrowed text of the first value of the field with this name. */
const char *kk_htcds_find_text (const GPtrArray *values, const char *name);

G_END_DECLS
