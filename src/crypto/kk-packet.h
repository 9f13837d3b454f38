/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the packet of docs/formats/packet-envelope.md: a statement signed by its writer and sealed
 *          to one addressee. The check that fails is the error code.
 * Owns:    results belong to the caller; plaintext is wiped with its last reference.
 * Threads: any.
 * Errors:  KK_CRYPTO_ERROR_SIZE, OUTER, SECRET, COMMIT, OPEN, PADDING from opening, in this order, and
 *          SIGNATURE from kk_signed_verify(); sealing: SIZE (too much) or PARAMETERS (addressee's key). */

#pragma once

#include "base/kk-id.h"
#include "crypto/kk-hpke.h"
#include "crypto/kk-keys.h"
#include "crypto/kk-sign.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_PACKET_HEADER_SIZE 88
#define KK_PACKET_CANDIDATES  6 /* mailbox keys that a device holds at most */

typedef struct {
  guint32 epoch;
  KkId tag;
  KkHpkeEnc enc;
  KkHash commit;
} KkPacketHeader;

/* What S may weigh for its packet to stay within KK_LIMIT_PACKET_PLAIN. */
gsize kk_packet_get_largest_statement (void);

GBytes *kk_packet_seal (GBytes *statement,
                        const KkNetworkKey *network,
                        const KkSignSecretKey *writer,
                        const KkKxPublicKey *addressee,
                        const KkId *tag,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Checks size and outer. */
gboolean kk_packet_peek (GBytes *packet, KkPacketHeader *header, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Checks everything up to the padding. @candidates: 1 to KK_PACKET_CANDIDATES keys, newest first.
 * The signature is checked by kk_signed_verify() with the key of the device in whose log the packet stands. */
KkSigned *kk_packet_open (GBytes *packet,
                          const KkNetworkKey *network,
                          const KkKxSecretKey *candidates,
                          guint n_candidates,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

KkHash kk_packet_hash (GBytes *packet);

G_END_DECLS
