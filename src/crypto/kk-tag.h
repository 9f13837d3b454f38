/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    tags, the names of packets, which only their addressee recognises (docs/formats/keys.md, "Tags").
 * Owns:    a tag key is a secret shared by two devices; declare it with g_auto() and { 0 }.
 * Threads: any.
 * Errors:  a public key of low order: KK_CRYPTO_ERROR_PARAMETERS. */

#pragma once

#include "base/kk-id.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

/* The same for both devices; worth keeping, for it costs an X25519 and a tag only a hash. */
typedef struct {
  guint8 bytes[KK_KX_KEY_SIZE];
} KkTagKey;

gboolean kk_tag_key_init (KkTagKey *key,
                          const KkKxSecretKey *mine,
                          const KkKxPublicKey *theirs,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_tag_key_clear (KkTagKey *key);

/* A new tag in @log for @seat. The caller asks again while the live set already has its first half. */
KkId kk_tag_make (const KkTagKey *key, const KkId *log, const KkId *seat);
gboolean kk_tag_recognise (const KkTagKey *key, const KkId *log, const KkId *seat, const KkId *tag)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkTagKey, kk_tag_key_clear)

G_END_DECLS
