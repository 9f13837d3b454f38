/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-join-codec.h"
#include "format/kk-secret-codec.h"
#include "kk-fuzz-codec.h"

KK_FUZZ_CODEC (join_request, KkJoinRequest)
KK_FUZZ_CODEC (join_answer, KkJoinAnswer)

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  G_GNUC_UNUSED g_autoptr (GArray) secrets = kk_network_secrets_decode (data, size, NULL);
  g_autoptr (GBytes) body = NULL;
  KkSignature signature;

  check_join_request (bytes);
  check_join_answer (bytes);
  if (kk_join_file_decode (bytes, &body, &signature, NULL))
    check_join_request (body);
  return 0;
}
