/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the characters of everything that people copy from paper (docs/formats/keys.md, "Codes that people read
 *          aloud or write down").
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "crypto/kk-code.h"

G_BEGIN_DECLS

/* Without I, L, O and U: nothing to mistake on paper, and no words by chance. */
#define KK_CODE_ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/* How many characters @typed has, or G_MAXSIZE when it has a wrong one or more than @room. */
gsize kk_code_read_characters (const char *typed, char *out, gsize room);

G_END_DECLS
