/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "base/kk-limits.h"
#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-frame-private.h"
#include "crypto/kk-padme.h"
#include "crypto/kk-sign-private.h"
#include "crypto/kk-wiped-bytes-private.h"

#include <sodium.h>
#include <string.h>

#define LENGTH_SIZE 4
#define BLOB_PLAIN  ((KK_LIMIT_MANIFEST - 48) / KK_FRAME_BLOCK * KK_FRAME_BLOCK)

G_STATIC_ASSERT (KK_LIMIT_MANIFEST == KK_LIMIT_BOARD);

static KkSignType
sign_type (KkFrameKind kind)
{
  return kind == KK_FRAME_PACKET ? KK_SIGN_STATEMENT : KK_SIGN_MANIFEST;
}

static gsize
prefix_size (KkFrameKind kind)
{
  return kind == KK_FRAME_BOARD ? LENGTH_SIZE : kk_sign_get_prefix_size (sign_type (kind));
}

static gsize
content_size (KkFrameKind kind, gsize message_size)
{
  return LENGTH_SIZE + message_size + (kind == KK_FRAME_BOARD ? 0 : KK_SIGNATURE_SIZE);
}

/* 0 when it is too much. */
static gsize
padded_size (KkFrameKind kind, gsize content)
{
  if (kind == KK_FRAME_PACKET)
    return kk_padme_packet_size (content);
  if (content > BLOB_PLAIN)
    return 0;
  return (content + KK_FRAME_BLOCK - 1) / KK_FRAME_BLOCK * KK_FRAME_BLOCK;
}

gboolean
kk_frame_size_is_possible (KkFrameKind kind, gsize plain_size)
{
  return plain_size > 0 && padded_size (kind, plain_size) == plain_size;
}

void
kk_frame_init (KkFrame *frame, KkFrameKind kind, gsize plain_size)
{
  gsize room = prefix_size (kind) - LENGTH_SIZE;

  frame->kind = kind;
  frame->buffer_size = room + plain_size;
  frame->buffer = g_malloc (frame->buffer_size);
  frame->plain = frame->buffer + room;
  frame->plain_size = plain_size;
}

gboolean
kk_frame_build (KkFrame *frame,
                KkFrameKind kind,
                GBytes *message,
                const KkHash *network_id,
                const KkSignSecretKey *signer,
                GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (message, &size);
  gsize content = content_size (kind, size);
  gsize padded = size == 0 || size > KK_LIMIT_MANIFEST ? 0 : padded_size (kind, content);

  if (padded == 0) {
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE,
                 "a message of %" G_GSIZE_FORMAT " bytes cannot be sealed", size);
    return FALSE;
  }
  kk_frame_init (frame, kind, padded);
  memcpy (frame->plain + LENGTH_SIZE, data, size);
  if (kind != KK_FRAME_BOARD) {
    kk_sign_write_prefix (frame->buffer, sign_type (kind), network_id, size);
    kk_sign_prefixed (frame->buffer, prefix_size (kind) + size, signer,
                      frame->plain + LENGTH_SIZE + size);
  }
  kk_le32_put (frame->plain, (guint32) size);
  memset (frame->plain + content, 0, padded - content);
  return TRUE;
}

/* The size of the message, or 0. Comparing it first keeps the content's size from running over; that
 * the padded size is right then includes that the content fits. */
static gsize
check_padding (const KkFrame *frame, GError **error)
{
  gsize size = kk_le32_get (frame->plain);
  gsize content = content_size (frame->kind, size);

  if (size == 0 || size > frame->plain_size ||
      padded_size (frame->kind, content) != frame->plain_size ||
      !sodium_is_zero (frame->plain + content, frame->plain_size - content)) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PADDING,
                         "the plaintext is not padded as every writer pads it");
    return 0;
  }
  return size;
}

KkSigned *
kk_frame_parse_signed (KkFrame *frame, const KkHash *network_id, GError **error)
{
  gsize size;

  g_assert (frame->kind != KK_FRAME_BOARD); /* it has no room for the prefix */

  size = check_padding (frame, error);
  if (size == 0)
    return NULL;
  kk_sign_write_prefix (frame->buffer, sign_type (frame->kind), network_id, size);
  return kk_signed_new_take (g_steal_pointer (&frame->buffer), frame->buffer_size,
                             prefix_size (frame->kind), size);
}

GBytes *
kk_frame_parse_plain (KkFrame *frame, GError **error)
{
  g_autoptr (GBytes) whole = NULL;
  gsize size;

  g_assert (frame->kind == KK_FRAME_BOARD);

  size = check_padding (frame, error);
  if (size == 0)
    return NULL;
  whole = kk_wiped_bytes_new_take (g_steal_pointer (&frame->buffer), frame->buffer_size);
  return g_bytes_new_from_bytes (whole, LENGTH_SIZE, size);
}

void
kk_frame_clear (KkFrame *frame)
{
  if (frame->buffer == NULL)
    return;
  kk_secret_wipe (frame->buffer, frame->buffer_size);
  g_clear_pointer (&frame->buffer, g_free);
}
