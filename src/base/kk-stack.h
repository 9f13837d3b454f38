/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the part of a thread's stack that is not in use, where functions that ended left what they worked with.
 * Owns:    nothing.
 * Threads: any; each for its own stack.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Overwrites the next 512 KiB, which is deeper than work of this program goes. */
void kk_stack_wipe (void);

G_END_DECLS
