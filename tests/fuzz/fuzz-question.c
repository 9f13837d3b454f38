/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One legal question in JSON, as `policy check` reads it: a decision or a reason, never both and never neither. */

#include "app/policy/kk-app-policy.h"
#include "kk-fuzz.h"

static KkPolicyBook *
get_book (void)
{
  static KkPolicyBook *book;

  if (book == NULL) {
    g_autoptr (GError) error = NULL;

    book = kk_app_policy_open (NULL, &error);
    g_assert_no_error (error);
  }
  return book;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  const char *text = size > 0 ? (const char *) data : "";
  g_autofree char *decision = kk_app_policy_check (get_book (), text, (gssize) size, &error);

  g_assert ((decision == NULL) == (error != NULL));
  if (decision != NULL)
    g_assert (g_str_has_prefix (decision, "{\"register\":"));
  return 0;
}
