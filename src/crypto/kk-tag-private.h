/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a tag with given random bytes, for vectors and for recognising.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "crypto/kk-tag.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_TAG_RANDOM_SIZE 8

KkId kk_tag_make_with (const KkTagKey *key,
                       const KkId *log,
                       const KkId *seat,
                       const guint8 random[KK_TAG_RANDOM_SIZE]);

G_END_DECLS
