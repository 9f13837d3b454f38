/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-backup-codec.h"
#include "kk-fuzz-codec.h"

KK_FUZZ_CODEC (erased_list, KkErasedList)

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  check_erased_list (bytes);
  return 0;
}
