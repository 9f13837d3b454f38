/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "crypto/kk-frame-private.h"
#include "crypto/kk-packet.h"
#include "kk-fuzz.h"

/* The input as a packet under the keys of tests/vectors/crypto/generate.py, and, since no fuzzer finds
 * a MAC, as a plaintext that has been opened. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char hex[] = "a496574cb65f24013b13c5525b7960d65c16aad913c4bbf7416f8694ee14b578"
                            "7cd99f79f316ab6ea58e479fd928a82d40389b4ccaa9b169e312cc75cff2533b"
                            "feb97e49f663893b65cb6e1033a89ddbd5f0edcbfe5c66f4383ea6a3a9350576";
  g_autoptr (GBytes) packet = g_bytes_new_static (data, size);
  KkNetworkKey network = { .epoch = 7 };
  struct {
    KkHash network_id;
    KkNetworkSecret network_secret;
    KkKxSecretKey addressee;
  } keys;

  g_assert_true (kk_hex_decode (hex, (guint8 *) &keys, sizeof keys));
  network.network_id = keys.network_id;
  network.secret = keys.network_secret;
  kk_signed_free (kk_packet_open (packet, &network, &keys.addressee, 1, NULL));
  if (kk_frame_size_is_possible (KK_FRAME_PACKET, size)) {
    g_auto (KkFrame) frame = { 0 };

    kk_frame_init (&frame, KK_FRAME_PACKET, size);
    memcpy (frame.plain, data, size);
    kk_signed_free (kk_frame_parse_signed (&frame, &network.network_id, NULL));
  }
  return 0;
}
