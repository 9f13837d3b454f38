/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the sizes that plaintexts are padded to (docs/formats/packet-envelope.md, "padding").
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @size rounded up so that few different sizes exist; at most 6.2 % more from 1 KiB upwards. */
gsize kk_padme_size (gsize size);
/* The same with the floor of a packet, KK_PACKET_FLOOR; 0 when it would pass KK_LIMIT_PACKET_PLAIN. */
gsize kk_padme_packet_size (gsize content);

G_END_DECLS
