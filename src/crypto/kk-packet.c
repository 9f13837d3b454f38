/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "base/kk-limits.h"
#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-frame-private.h"
#include "crypto/kk-hash.h"
#include "crypto/kk-hpke-private.h"
#include "crypto/kk-packet-private.h"

#include <sodium.h>
#include <string.h>

/* docs/formats/packet-envelope.md */
#define OFFSET_EPOCH  4
#define OFFSET_TAG    8
#define OFFSET_ENC    24
#define OFFSET_COMMIT 56
#define OVERHEAD      (KK_PACKET_HEADER_SIZE + KK_HPKE_TAG_SIZE)

static const guint8 magic_and_suite[] = { 'K', 'K', '1', 1 };
static const char info_label[] = "KK/1 packet";
static const char psk_label[] = "KK/1 secret";
static const char commit_label[] = "KK/1 commit";

G_STATIC_ASSERT (KK_LIMIT_PACKET == KK_LIMIT_PACKET_PLAIN + OVERHEAD);

/* What binds a packet to its network and epoch; borrows from the network key. */
typedef struct {
  guint8 info[sizeof info_label - 1 + KK_HASH_SIZE];
  guint8 psk_id[sizeof psk_label - 1 + 4];
  KkHpkeBinding hpke;
} Binding;

static void
init_binding (Binding *binding, const KkNetworkKey *network)
{
  memcpy (binding->info, info_label, sizeof info_label - 1);
  memcpy (binding->info + sizeof info_label - 1, network->network_id.bytes, KK_HASH_SIZE);
  memcpy (binding->psk_id, psk_label, sizeof psk_label - 1);
  kk_le32_put (binding->psk_id + sizeof psk_label - 1, network->epoch);
  binding->hpke = (KkHpkeBinding){
    .info = binding->info,
    .info_size = sizeof binding->info,
    .psk = &network->secret,
    .psk_id = binding->psk_id,
    .psk_id_size = sizeof binding->psk_id,
  };
}

static void
export_commit (const KkHpkeContext *context, guint8 commit[KK_HASH_SIZE])
{
  kk_hpke_export (context, commit_label, sizeof commit_label - 1, commit, KK_HASH_SIZE);
}

static void
write_header (guint8 *out, const KkNetworkKey *network, const KkId *tag, const KkHpkeEnc *enc)
{
  memcpy (out, magic_and_suite, sizeof magic_and_suite);
  kk_le32_put (out + OFFSET_EPOCH, network->epoch);
  memcpy (out + OFFSET_TAG, tag->bytes, KK_ID_SIZE);
  memcpy (out + OFFSET_ENC, enc->bytes, KK_HPKE_ENC_SIZE);
}

static GBytes *
seal_frame (const KkFrame *frame,
            KkHpkeContext *context,
            const KkHpkeEnc *enc,
            const KkNetworkKey *network,
            const KkId *tag)
{
  guint8 *packet = g_malloc (OVERHEAD + frame->plain_size);

  write_header (packet, network, tag, enc);
  export_commit (context, packet + OFFSET_COMMIT);
  kk_hpke_seal (context, packet, KK_PACKET_HEADER_SIZE, frame->plain, frame->plain_size,
                packet + KK_PACKET_HEADER_SIZE);
  return g_bytes_new_take (packet, OVERHEAD + frame->plain_size);
}

gsize
kk_packet_get_largest_statement (void)
{
  return KK_LIMIT_PACKET_PLAIN - 4 - KK_SIGNATURE_SIZE;
}

GBytes *
kk_packet_seal_with (GBytes *statement,
                     const KkNetworkKey *network,
                     const KkSignSecretKey *writer,
                     const KkKxPublicKey *addressee,
                     const KkId *tag,
                     const KkKxSecretKey *ephemeral,
                     GError **error)
{
  g_auto (KkFrame) frame = { 0 };
  g_auto (KkHpkeContext) context = { 0 };
  Binding binding;
  KkHpkeEnc enc;

  init_binding (&binding, network);
  if (!kk_frame_build (&frame, KK_FRAME_PACKET, statement, &network->network_id, writer, error) ||
      !kk_hpke_send_with (&context, &enc, addressee, &binding.hpke, ephemeral, error))
    return NULL;
  return seal_frame (&frame, &context, &enc, network, tag);
}

GBytes *
kk_packet_seal (GBytes *statement,
                const KkNetworkKey *network,
                const KkSignSecretKey *writer,
                const KkKxPublicKey *addressee,
                const KkId *tag,
                GError **error)
{
  g_auto (KkKxSecretKey) ephemeral = { 0 };

  kk_secret_init ();
  randombytes_buf (ephemeral.bytes, sizeof ephemeral.bytes);
  return kk_packet_seal_with (statement, network, writer, addressee, tag, &ephemeral, error);
}

gboolean
kk_packet_peek (GBytes *packet, KkPacketHeader *header, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (packet, &size);

  if (size < OVERHEAD + KK_PACKET_FLOOR ||
      !kk_frame_size_is_possible (KK_FRAME_PACKET, size - OVERHEAD)) {
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE,
                 "no packet has %" G_GSIZE_FORMAT " bytes", size);
    return FALSE;
  }
  if (memcmp (data, magic_and_suite, sizeof magic_and_suite) != 0) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OUTER,
                         "not a packet, or of an unknown suite");
    return FALSE;
  }
  header->epoch = kk_le32_get (data + OFFSET_EPOCH);
  memcpy (header->tag.bytes, data + OFFSET_TAG, KK_ID_SIZE);
  memcpy (header->enc.bytes, data + OFFSET_ENC, KK_HPKE_ENC_SIZE);
  memcpy (header->commit.bytes, data + OFFSET_COMMIT, KK_HASH_SIZE);
  return TRUE;
}

/* The context of the first key that gives the commitment in the header. */
static gboolean
find_context (KkHpkeContext *context,
              const KkPacketHeader *header,
              const KkNetworkKey *network,
              const KkKxSecretKey *candidates,
              guint n_candidates,
              GError **error)
{
  Binding binding;

  init_binding (&binding, network);
  for (guint i = 0; i < n_candidates; i++) {
    KkHash commit;

    /* An enc of low order agrees with nobody: it ends as "none of my keys". */
    if (!kk_hpke_receive (context, &header->enc, &candidates[i], &binding.hpke, NULL))
      continue;
    export_commit (context, commit.bytes);
    if (sodium_memcmp (commit.bytes, header->commit.bytes, KK_HASH_SIZE) == 0)
      return TRUE;
  }
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_COMMIT,
                       "none of the keys at hand gives the commitment");
  return FALSE;
}

KkSigned *
kk_packet_open (GBytes *packet,
                const KkNetworkKey *network,
                const KkKxSecretKey *candidates,
                guint n_candidates,
                GError **error)
{
  g_auto (KkFrame) frame = { 0 };
  g_auto (KkHpkeContext) context = { 0 };
  KkPacketHeader header;
  gsize size;
  const guint8 *data = g_bytes_get_data (packet, &size);

  g_return_val_if_fail (n_candidates <= KK_PACKET_CANDIDATES, NULL);

  if (!kk_packet_peek (packet, &header, error))
    return NULL;
  if (header.epoch != network->epoch) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SECRET,
                         "the packet is of another secret epoch");
    return NULL;
  }
  if (!find_context (&context, &header, network, candidates, n_candidates, error))
    return NULL;
  kk_frame_init (&frame, KK_FRAME_PACKET, size - OVERHEAD);
  if (!kk_hpke_open (&context, data, KK_PACKET_HEADER_SIZE, data + KK_PACKET_HEADER_SIZE,
                     size - KK_PACKET_HEADER_SIZE, frame.plain, error))
    return NULL;
  return kk_frame_parse_signed (&frame, &network->network_id, error);
}

KkHash
kk_packet_hash (GBytes *packet)
{
  return kk_hash_labelled_bytes ("packet", packet);
}
