/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-age-header.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
convert (const KkAgeStanza *stanza)
{
  KkAgeKeyWrap key;
  KkAgePassphraseWrap passphrase;

  g_assert_nonnull (stanza->arguments[0]);
  (void) kk_age_stanza_to_key_wrap (stanza, &key, NULL);
  if (kk_age_stanza_to_passphrase_wrap (stanza, &passphrase, NULL))
    g_assert_cmpuint (passphrase.work, <=, KK_AGE_WORK_MOST);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (KkAgeHeader) header = kk_age_header_parse (text, size, NULL);

  (void) kk_age_header_is_complete (text, size);
  if (header == NULL)
    return 0;
  g_assert_true (kk_age_header_is_complete (text, size));
  g_assert_cmpint (memcmp (text + header->signed_size - 3, "---", 3), ==, 0);
  for (guint i = 0; i < header->stanzas->len; i++)
    convert (header->stanzas->pdata[i]);
  return 0;
}
