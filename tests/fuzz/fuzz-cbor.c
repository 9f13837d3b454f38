/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-cbor.h"
#include "kk-fuzz.h"

/* Passing over an item and peeking at it agree about what can be read. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  KkCborReader reader;
  KkCborType type;
  gboolean passed;

  kk_cbor_reader_init (&reader, data, size);
  passed = kk_cbor_read_any (&reader);
  g_assert_cmpint (passed, ==, reader.reason == NULL);
  g_assert_true (reader.offset <= size && reader.depth <= KK_LIMIT_CBOR_DEPTH);
  if (passed)
    g_assert_true (kk_cbor_reader_finish (&reader, "cbor", NULL) == (reader.offset == size));
  kk_cbor_reader_init (&reader, data, size);
  g_assert_true (kk_cbor_reader_peek (&reader, &type) || !passed);
  return 0;
}
