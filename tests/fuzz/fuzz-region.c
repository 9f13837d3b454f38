/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-document-codec.h"
#include "kk-fuzz-codec.h"

KK_FUZZ_CODEC (region, KkRegion)
KK_FUZZ_CODEC (revocation, KkRevocation)
KK_FUZZ_CODEC (signed_document, KkSignedDocument)

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  check_region (bytes);
  check_revocation (bytes);
  check_signed_document (bytes);
  return 0;
}
