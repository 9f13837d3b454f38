/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the shape of a value: what may stand in a field of its kind (docs/formats/schema.md, "Kinds"). The law is asked about
 *          the field; a story where a date or a code belongs would travel as something that it is not.
 * Owns:    nothing.
 * Threads: pure functions, any.
 * Errors:  none: FALSE. */

#pragma once

#include "domain/kk-operation.h"
#include "domain/kk-schema.h"

G_BEGIN_DECLS

/* A code that this version does not have may be one of a newer one: then it has to look like a code. @element: (nullable). */
gboolean kk_schema_fits (const KkField *field, const char *element, const KkValue *value);

/* YYYY, YYYY-MM or YYYY-MM-DD, of a day that exists. */
gboolean kk_schema_is_partial_day (const char *text);

G_END_DECLS
