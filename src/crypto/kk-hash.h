/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the labelled hashes H and K of docs/formats/keys.md.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. A label is an ASCII constant of the program, never input. */

#pragma once

#include "base/kk-id.h"

#include <glib.h>

G_BEGIN_DECLS

KkHash kk_hash_labelled (const char *label, const void *data, gsize size);
KkHash kk_hash_labelled_bytes (const char *label, GBytes *bytes);
/* H(label, first ‖ second), without joining them in memory. */
KkHash kk_hash_labelled_pair (const char *label,
                              const void *first,
                              gsize first_size,
                              const void *second,
                              gsize second_size);

KkHash kk_hash_keyed (const char *label, const guint8 key[32], const void *data, gsize size);
KkHash kk_hash_keyed_bytes (const char *label, const guint8 key[32], GBytes *bytes);

G_END_DECLS
