/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    names of fields, record types and codes for people, from the schema, in the language of the person.
 * Owns:    every label is static.
 * Threads: any.
 * Errors:  a name that the schema does not know is answered as it is; a code, with NULL. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *kk_app_label_field (const char *name);
const char *kk_app_label_type (const char *name);
/* (nullable): of a code that the list of @field has. */
const char *kk_app_label_code (const char *field, const char *code);

G_END_DECLS
