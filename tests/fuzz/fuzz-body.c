/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-operation-codec.h"
#include "kk-fuzz-codec.h"

KK_FUZZ_CODEC (body, KkBody)
KK_FUZZ_CODEC (control, KkControl)
KK_FUZZ_CODEC (basis, KkBasis)
KK_FUZZ_CODEC (object, KkObject)
KK_FUZZ_CODEC (signed_object, KkSignedObject)
KK_FUZZ_CODEC (op_list, GPtrArray)

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  check_body (bytes);
  check_control (bytes);
  check_basis (bytes);
  check_object (bytes);
  check_signed_object (bytes);
  check_op_list (bytes);
  return 0;
}
