/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the padded plaintext of packets, manifests and boards: le32 len ‖ message ‖ signature ‖ zeros
 *          (docs/formats/packet-envelope.md and sealed-blob.md, "padding").
 * Owns:    the plaintext, wiped by kk_frame_clear(); with it, room in front for what a signature covers.
 * Threads: any; a frame has one owner.
 * Errors:  KK_CRYPTO_ERROR_SIZE when building, KK_CRYPTO_ERROR_PADDING when parsing. */

#pragma once

#include "crypto/kk-sign.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_FRAME_BLOCK 256

typedef enum {
  KK_FRAME_PACKET,   /* signed, Padmé */
  KK_FRAME_MANIFEST, /* signed, blocks */
  KK_FRAME_BOARD,    /* not signed, blocks */
} KkFrameKind;

/* The message stands at the end of the signature's prefix, so prefix ‖ message is signed and
 * verified where it is; the length before the message is written after signing, and read before. */
typedef struct {
  KkFrameKind kind;
  guint8 *buffer; /* from g_malloc() */
  gsize buffer_size;
  guint8 *plain; /* inside the buffer */
  gsize plain_size;
} KkFrame;

/* Whether plaintexts of this size are ever written. */
gboolean kk_frame_size_is_possible (KkFrameKind kind, gsize plain_size);

/* Room for a plaintext of @plain_size bytes, to decrypt into. */
void kk_frame_init (KkFrame *frame, KkFrameKind kind, gsize plain_size);
/* @signer and @network_id are not looked at for boards. */
gboolean kk_frame_build (KkFrame *frame,
                         KkFrameKind kind,
                         GBytes *message,
                         const KkHash *network_id,
                         const KkSignSecretKey *signer,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): take the message out of a decrypted frame, which is empty afterwards. */
KkSigned *kk_frame_parse_signed (KkFrame *frame, const KkHash *network_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *kk_frame_parse_plain (KkFrame *frame, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_frame_clear (KkFrame *frame);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkFrame, kk_frame_clear)

G_END_DECLS
