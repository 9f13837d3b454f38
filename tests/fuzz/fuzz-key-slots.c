/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-key-slots.h"
#include "format/kk-secret-codec.h"
#include "kk-fuzz-codec.h"

KK_FUZZ_CODEC (key_slots, KkKeySlots)
KK_FUZZ_CODEC (root_file, KkRootFile)

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  G_GNUC_UNUSED g_autoptr (KkRootKeys) keys = kk_root_keys_decode (data, size, NULL);
  g_autoptr (GBytes) body = NULL;
  KkHash mac;

  check_key_slots (bytes);
  check_root_file (bytes);
  if (kk_key_slots_file_decode (bytes, &body, &mac, NULL))
    check_key_slots (body);
  return 0;
}
