/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the parts of the import: one value, and one row turned into records.
 * Owns:    nothing.
 * Threads: pure, any.
 * Errors:  none here; reading a cell, in the public header, answers a reason. */

#pragma once

#include "domain/kk-htcds.h"

G_BEGIN_DECLS

KkHtcdsValue *kk_htcds_value_new (guint field, const char *element, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type KkHtcdsValue): the records of a row whose cells said @values. */
GPtrArray *kk_htcds_make_records (const GPtrArray *values) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): borrowed text of the first value of the field with this name. */
const char *kk_htcds_find_text (const GPtrArray *values, const char *name);

G_END_DECLS
