/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    text that a person typed or that a file held, as values of operations (docs/formats/schema.md, "Kinds").
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_APP_ERROR_USAGE: whole sentences that name the field and never the value. */

#pragma once

#include "app/kk-app-error.h"
#include "domain/kk-htcds.h"
#include "domain/kk-operation.h"
#include "domain/kk-schema.h"

G_BEGIN_DECLS

/* What @text says of @field, by the rules of the import: (transfer full) (element-type KkHtcdsValue), one value, or one
 * for each code of a set; empty when @text is NULL or blank: then the field has no value any more. */
GPtrArray *kk_field_input_read (const KkField *field, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The value that an operation carries; @text as kk_field_input_read() or an import gives it. */
KkValue *kk_field_input_value (const KkField *field, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Why a row of a file was refused: (transfer full), a sentence. */
char *kk_field_input_reason (KkHtcdsReason reason) G_GNUC_WARN_UNUSED_RESULT;

/* What authors may tick: not what is only counted or never in the product. */
gboolean kk_field_input_check_ticks (KkCategories ticked, GError **error);

G_END_DECLS
