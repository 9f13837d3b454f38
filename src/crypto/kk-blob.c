/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "base/kk-limits.h"
#include "base/kk-secret.h"
#include "crypto/kk-blob-private.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-frame-private.h"
#include "crypto/kk-hash.h"

#include <sodium.h>
#include <string.h>

/* docs/formats/sealed-blob.md */
#define OFFSET_EPOCH 4
#define OFFSET_NONCE 8
#define HEADER_SIZE  (OFFSET_NONCE + KK_BLOB_NONCE_SIZE)
#define OVERHEAD     (HEADER_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define SUITE        1

G_STATIC_ASSERT (KK_BLOB_NONCE_SIZE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

typedef struct {
  guint8 magic_and_suite[OFFSET_EPOCH];
  const char *label;
  KkFrameKind frame;
} Layout;

static const Layout layouts[] = {
  [KK_BLOB_MANIFEST] = { { 'K', 'K', 'M', SUITE }, "manifest", KK_FRAME_MANIFEST },
  [KK_BLOB_BOARD] = { { 'K', 'K', 'B', SUITE }, "board", KK_FRAME_BOARD },
};

/* header ‖ log, what a blob cannot be moved away from. */
typedef struct {
  guint8 bytes[HEADER_SIZE + KK_ID_SIZE];
} Associated;

static Associated
associate (const guint8 *blob, const KkId *log)
{
  Associated associated;

  memcpy (associated.bytes, blob, HEADER_SIZE);
  memcpy (associated.bytes + HEADER_SIZE, log->bytes, KK_ID_SIZE);
  return associated;
}

static KkSymmetricKey
derive_key (const Layout *layout, const KkNetworkKey *network, const KkId *log)
{
  KkHash hash = kk_hash_keyed (layout->label, network->secret.bytes, log->bytes, KK_ID_SIZE);
  KkSymmetricKey key;

  memcpy (key.bytes, hash.bytes, sizeof key.bytes);
  kk_secret_wipe (&hash, sizeof hash);
  return key;
}

GBytes *
kk_blob_seal_with (GBytes *message,
                   const KkNetworkKey *network,
                   const KkId *log,
                   const KkSignSecretKey *writer,
                   const guint8 nonce[KK_BLOB_NONCE_SIZE],
                   GError **error)
{
  const Layout *layout = &layouts[writer == NULL ? KK_BLOB_BOARD : KK_BLOB_MANIFEST];
  g_auto (KkSymmetricKey) key = { 0 };
  g_auto (KkFrame) frame = { 0 };
  Associated associated;
  guint8 *blob;

  if (!kk_frame_build (&frame, layout->frame, message, &network->network_id, writer, error))
    return NULL;
  kk_secret_init ();
  blob = g_malloc (OVERHEAD + frame.plain_size);
  memcpy (blob, layout->magic_and_suite, sizeof layout->magic_and_suite);
  kk_le32_put (blob + OFFSET_EPOCH, network->epoch);
  memcpy (blob + OFFSET_NONCE, nonce, KK_BLOB_NONCE_SIZE);
  associated = associate (blob, log);
  key = derive_key (layout, network, log);
  crypto_aead_xchacha20poly1305_ietf_encrypt (blob + HEADER_SIZE, NULL, frame.plain,
                                              frame.plain_size, associated.bytes,
                                              sizeof associated.bytes, NULL, nonce, key.bytes);
  return g_bytes_new_take (blob, OVERHEAD + frame.plain_size);
}

static GBytes *
seal_blob (GBytes *message,
           const KkNetworkKey *network,
           const KkId *log,
           const KkSignSecretKey *writer,
           GError **error)
{
  guint8 nonce[KK_BLOB_NONCE_SIZE];

  kk_secret_init ();
  randombytes_buf (nonce, sizeof nonce);
  return kk_blob_seal_with (message, network, log, writer, nonce, error);
}

gboolean
kk_blob_peek (GBytes *blob, KkBlobKind kind, guint32 *epoch, GError **error)
{
  const Layout *layout = &layouts[kind];
  gsize size;
  const guint8 *data = g_bytes_get_data (blob, &size);

  if (size <= OVERHEAD || !kk_frame_size_is_possible (layout->frame, size - OVERHEAD)) {
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE,
                 "no %s has %" G_GSIZE_FORMAT " bytes", layout->label, size);
    return FALSE;
  }
  if (memcmp (data, layout->magic_and_suite, sizeof layout->magic_and_suite) != 0) {
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OUTER, "not a %s, or of an unknown suite",
                 layout->label);
    return FALSE;
  }
  *epoch = kk_le32_get (data + OFFSET_EPOCH);
  return TRUE;
}

static gboolean
open_frame (KkFrame *frame,
            GBytes *blob,
            KkBlobKind kind,
            const KkNetworkKey *network,
            const KkId *log,
            GError **error)
{
  const Layout *layout = &layouts[kind];
  g_auto (KkSymmetricKey) key = { 0 };
  Associated associated;
  guint32 epoch;
  gsize size;
  const guint8 *data = g_bytes_get_data (blob, &size);

  if (!kk_blob_peek (blob, kind, &epoch, error))
    return FALSE;
  if (epoch != network->epoch) {
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SECRET,
                 "the %s is of another secret epoch", layout->label);
    return FALSE;
  }
  kk_secret_init ();
  kk_frame_init (frame, layout->frame, size - OVERHEAD);
  associated = associate (data, log);
  key = derive_key (layout, network, log);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          frame->plain, NULL, NULL, data + HEADER_SIZE, size - HEADER_SIZE, associated.bytes,
          sizeof associated.bytes, data + OFFSET_NONCE, key.bytes) == 0)
    return TRUE;
  g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
               "the %s is damaged, or of another log or secret", layout->label);
  return FALSE;
}

GBytes *
kk_manifest_seal (GBytes *manifest,
                  const KkNetworkKey *network,
                  const KkId *log,
                  const KkSignSecretKey *writer,
                  GError **error)
{
  g_return_val_if_fail (writer != NULL, NULL);

  return seal_blob (manifest, network, log, writer, error);
}

KkSigned *
kk_manifest_open (GBytes *blob, const KkNetworkKey *network, const KkId *log, GError **error)
{
  g_auto (KkFrame) frame = { 0 };

  if (!open_frame (&frame, blob, KK_BLOB_MANIFEST, network, log, error))
    return NULL;
  return kk_frame_parse_signed (&frame, &network->network_id, error);
}

KkHash
kk_manifest_hash (GBytes *manifest)
{
  return kk_hash_labelled_bytes ("manifest", manifest);
}

GBytes *
kk_board_seal (GBytes *document, const KkNetworkKey *network, const KkId *log, GError **error)
{
  return seal_blob (document, network, log, NULL, error);
}

GBytes *
kk_board_open (GBytes *blob, const KkNetworkKey *network, const KkId *log, GError **error)
{
  g_auto (KkFrame) frame = { 0 };

  if (!open_frame (&frame, blob, KK_BLOB_BOARD, network, log, error))
    return NULL;
  return kk_frame_parse_plain (&frame, error);
}
