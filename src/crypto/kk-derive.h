/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the ids and hashes that are computed from others (docs/formats/keys.md, "Ids").
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "base/kk-id.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

/* Six groups of four digits, "0123 4567 …", for two people to compare aloud. */
typedef struct {
  char text[6 * 5];
} KkFingerprintText;

KkHash kk_derive_network_id (GBytes *first_region_body);
KkId kk_derive_device_id (const KkSignPublicKey *sign, const KkKxPublicKey *kx);
KkId kk_derive_seat_id (const KkId *device, const KkId *desk);
KkId kk_derive_log_id (const KkHash *network_id, const KkId *seat, guint32 incarnation);
KkFingerprintText kk_derive_fingerprint (const KkSignPublicKey *sign, const KkKxPublicKey *kx);
/* Of the recovery key of an organisation, and the short form that its shares carry. */
KkFingerprintText kk_derive_recovery_fingerprint (const KkKxPublicKey *recipient);
#define KK_RECOVERY_KEY_ID_SIZE 5
void kk_derive_recovery_key_id (const KkKxPublicKey *recipient, guint8 id[KK_RECOVERY_KEY_ID_SIZE]);
/* Of a document that several people sign: all of them have the same one before them. */
KkFingerprintText kk_derive_body_fingerprint (GBytes *body);
/* What the region document shows of a network secret. */
KkHash kk_derive_secret_commitment (const KkNetworkSecret *secret);

G_END_DECLS
