/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the error domain of format/.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  messages name the document, its part and the rule broken, never content. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KK_FORMAT_ERROR_INVALID, /* breaks a rule of docs/formats/: refuse, never repair */
  KK_FORMAT_ERROR_NEWER,   /* written by a newer version (exchange §20): hold until there is one */
  KK_FORMAT_ERROR_LIMIT,   /* more than docs/formats/limits.md allows */
} KkFormatError;

#define KK_FORMAT_ERROR (kk_format_error_quark ())
GQuark kk_format_error_quark (void);

G_END_DECLS
