/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    reads an age v1 file: a stream of its plaintext, which gives out nothing that has not been
 *          authenticated. Nothing more than whole chunks of 64 KiB may have come out before an error;
 *          whoever reads must therefore throw away what it got unless the end was reached.
 * Owns:    a reference on the stream below; the payload key, until it is closed or freed.
 * Threads: as GInputStream; opening with a passphrase takes about a second.
 * Errors:  KK_BACKUP_ERROR_HEADER, NO_MATCH, MAC, PAYLOAD; G_IO_ERROR of the stream below. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KK_TYPE_AGE_INPUT (kk_age_input_get_type ())
G_DECLARE_FINAL_TYPE (KkAgeInput, kk_age_input, KK, AGE_INPUT, GFilterInputStream)

/* Ways in, borrowed; each may be absent. */
typedef struct {
  const KkKxSecretKey *identities;
  guint n_identities;
  const KkSecret *passphrase;
} KkAgeWaysIn;

/* (transfer full) (nullable): reads the header. */
GInputStream *kk_age_input_new (GInputStream *sealed,
                                const KkAgeWaysIn *ways,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
