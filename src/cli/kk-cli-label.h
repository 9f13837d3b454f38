/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    names of fields, record types and codes for people, from the schema, in the language of the person.
 * Owns:    labels are static; values belong to the caller.
 * Threads: one.
 * Errors:  what the schema does not know is shown as it is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *kk_cli_label_field (const char *name);
const char *kk_cli_label_type (const char *name);
/* (transfer full): the value of @field, or of its @element for a field with many codes. */
char *kk_cli_label_value (const char *field, const char *element, const char *value);
/* An outcome as people say it: "goes along". */
const char *kk_cli_label_outcome (const char *outcome);

G_END_DECLS
