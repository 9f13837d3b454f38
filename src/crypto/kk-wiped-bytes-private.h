/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    GBytes for plaintext: overwritten with their last reference.
 * Owns:    takes the memory it is given.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): takes @data, from g_malloc(). */
GBytes *kk_wiped_bytes_new_take (guint8 *data, gsize size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
