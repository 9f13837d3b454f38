/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-fuzz.h"

#include "base/kk-limits.h"
#include "sync/kk-git-bundle.h"

/* A header ends with an empty line, and what follows it does not change how it reads. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRefList) list = NULL;
  g_autoptr (KkRefList) again = NULL;
  gsize pack = 0, same = 0;

  list = kk_bundle_parse_header ((const char *) data, size, &pack, &error);
  g_assert_true ((list == NULL) == (error != NULL));
  if (list == NULL)
    return 0;
  g_assert_cmpuint (pack, >=, 2);
  g_assert_cmpuint (pack, <=, size);
  g_assert_cmpint (data[pack - 1], ==, '\n');
  g_assert_cmpint (data[pack - 2], ==, '\n');
  g_assert_cmpuint (list->refs->len + list->others, <=, KK_LIMIT_REFS_LISTED);
  again = kk_bundle_parse_header ((const char *) data, pack, &same, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (same, ==, pack);
  g_assert_cmpuint (again->refs->len, ==, list->refs->len);
  return 0;
}
