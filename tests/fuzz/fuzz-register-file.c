/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One register file. Its hashes are put right first, or the fuzzer would never come past them. */

#include "kk-fuzz.h"
#include "policy/kk-register.h"

#include <string.h>

/* The text of each row ends at its hash line, as docs/formats/register-file.md says. */
static GBytes *
stamp (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) block = g_string_new (NULL);
  GString *result = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "hash: ")) {
      g_autofree char *hash = kk_register_hash_block (block->str, block->len);

      g_string_append_printf (result, "hash: %s", hash);
    } else {
      g_string_append (result, lines[i]);
    }
    if (lines[i][0] == '\0')
      g_string_truncate (block, 0);
    else
      g_string_append_printf (block, "%s\n", lines[i]);
    if (lines[i + 1] != NULL)
      g_string_append_c (result, '\n');
  }
  return g_string_free_to_bytes (result);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (GBytes) bytes = strlen (text) < size ? g_bytes_new (data, size) : stamp (text);
  KkRegisterFile file = { "proef.register", bytes };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg = kk_register_parse (&file, 1, &error);

  g_assert ((reg == NULL) == (error != NULL));
  for (guint i = 0; reg != NULL && i < kk_register_get_n_rows (reg); i++)
    g_assert (kk_register_find_row (reg, kk_register_get_row (reg, i)->id, NULL) != NULL);
  return 0;
}
