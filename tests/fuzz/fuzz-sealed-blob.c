/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "crypto/kk-blob.h"
#include "crypto/kk-frame-private.h"
#include "kk-fuzz.h"

/* The first byte chooses manifest or board; the rest is a blob under the keys of
 * tests/vectors/crypto/generate.py or, since no fuzzer finds a MAC, a plaintext that has been opened. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char secret[] = "7cd99f79f316ab6ea58e479fd928a82d40389b4ccaa9b169e312cc75cff2533b";
  gboolean is_board = size > 0 && data[0] != 0;
  g_autoptr (GBytes) blob =
      size > 0 ? g_bytes_new_static (data + 1, size - 1) : g_bytes_new (NULL, 0);
  g_auto (KkFrame) frame = { 0 };
  KkNetworkKey network = { .epoch = 7 };
  KkId log;

  g_assert_true (kk_hex_decode (secret, network.secret.bytes, sizeof network.secret.bytes) &&
                 kk_id_parse ("70fb2d2f1e35d3cb13363561afba463a", &log));
  if (is_board)
    g_bytes_unref (kk_board_open (blob, &network, &log, NULL));
  else
    kk_signed_free (kk_manifest_open (blob, &network, &log, NULL));
  if (kk_frame_size_is_possible (KK_FRAME_BOARD, g_bytes_get_size (blob))) {
    kk_frame_init (&frame, is_board ? KK_FRAME_BOARD : KK_FRAME_MANIFEST, size - 1);
    memcpy (frame.plain, data + 1, size - 1);
    if (is_board)
      g_bytes_unref (kk_frame_parse_plain (&frame, NULL));
    else
      kk_signed_free (kk_frame_parse_signed (&frame, &network.network_id, NULL));
  }
  return 0;
}
