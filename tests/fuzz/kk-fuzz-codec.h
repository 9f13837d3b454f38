/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what must hold of every codec, whatever bytes it gets: what it accepts it encodes, and that encoding is its
 *          own; only keys that are kept and ignored (exchange §20) get lost, so it is never longer.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  an assertion is a finding. */

#pragma once

#include "kk-fuzz.h"

#include <glib.h>

#define KK_FUZZ_CODEC(noun, Type)                                              \
  static void check_##noun (GBytes *bytes)                                     \
  {                                                                            \
    g_autoptr (Type) value = kk_##noun##_decode (bytes, NULL);                 \
    g_autoptr (GBytes) first = NULL;                                           \
    g_autoptr (Type) same = NULL;                                              \
    g_autoptr (GBytes) second = NULL;                                          \
                                                                               \
    if (value == NULL)                                                         \
      return;                                                                  \
    first = kk_##noun##_encode (value, NULL);                                  \
    g_assert_nonnull (first);                                                  \
    g_assert_cmpuint (g_bytes_get_size (first), <=, g_bytes_get_size (bytes)); \
    same = kk_##noun##_decode (first, NULL);                                   \
    g_assert_nonnull (same);                                                   \
    second = kk_##noun##_encode (same, NULL);                                  \
    g_assert_true (second != NULL && g_bytes_equal (first, second));           \
  }
