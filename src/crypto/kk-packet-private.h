/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a packet with a given ephemeral key, for vectors only.
 * Owns:    as kk-packet.h.
 * Threads: as kk-packet.h.
 * Errors:  as kk-packet.h. */

#pragma once

#include "crypto/kk-packet.h"

#include <glib.h>

G_BEGIN_DECLS

GBytes *kk_packet_seal_with (GBytes *statement,
                             const KkNetworkKey *network,
                             const KkSignSecretKey *writer,
                             const KkKxPublicKey *addressee,
                             const KkId *tag,
                             const KkKxSecretKey *ephemeral,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
