/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    why a file of the register is refused, in the language of who reads it.
 * Owns:    results belong to the caller.
 * Threads: any.
 * Errors:  none: what has no words of its own stays as it is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): @reason as the reader of registers gives it; names, codes and what the file says stay as they are. */
char *kk_lint_words (const char *reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
