/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    how strong a passphrase looks, for feedback while it is typed: words that differ, and length. It refuses what is
 *          too short and advises for the rest; it is no measure of entropy.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "base/kk-secret.h"

G_BEGIN_DECLS

typedef enum {
  KK_STRENGTH_NONE, /* nothing was typed */
  KK_STRENGTH_TOO_SHORT,
  KK_STRENGTH_COULD_BE_LONGER,
  KK_STRENGTH_STRONG,
} KkStrength;

KkStrength kk_strength_of (const KkSecret *passphrase); /* (nullable) */
const char *kk_strength_text (KkStrength strength);     /* translated; "" for nothing */

G_END_DECLS
