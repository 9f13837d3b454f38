/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-search.h"

#include "vault/kk-vault-private.h"

#define MOST_WORDS 16

static void
add_word (GString *expression, const char *start, const char *end)
{
  if (expression->len > 0)
    g_string_append_c (expression, ' ');
  g_string_append_c (expression, '"');
  g_string_append_len (expression, start, end - start);
  g_string_append (expression, "\"*");
}

static gboolean
is_of_word (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/* Every word as a beginning, all of them wanted. Only letters and digits get through, so nothing that a person types
 * is read as syntax. */
char *
kk_vault_search_expression (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) expression = g_string_new (NULL);
  const char *end = valid;
  guint n_words = 0;

  for (const char *start = valid; *start != '\0' && n_words < MOST_WORDS; start = end) {
    for (end = start; *end != '\0' && is_of_word (g_utf8_get_char (end));)
      end = g_utf8_find_next_char (end, NULL);
    if (end == start) {
      end = g_utf8_find_next_char (end, NULL);
    } else {
      add_word (expression, start, end);
      n_words++;
    }
  }
  return n_words > 0 ? g_strdup (expression->str) : NULL;
}

GArray *
kk_vault_search_records (KkVault *vault,
                         const KkId *desk,
                         const char *text,
                         guint limit,
                         GError **error)
{
  g_autofree char *expression = kk_vault_search_expression (text);
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " KK_RECORD_COLUMNS
                       " FROM search CROSS JOIN record ON record.idx = search.rowid "
                       "WHERE search MATCH ?1 AND deletion <> 1 AND (?2 IS NULL OR desk = ?2) "
                       "ORDER BY search.rowid DESC LIMIT ?3");
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (KkVaultRecord));

  if (expression == NULL)
    return g_steal_pointer (&records);
  kk_query_bind_text (&query, expression);
  kk_query_bind_id (&query, desk);
  kk_query_bind_number (&query, limit > 0 ? limit : 100);
  while (kk_query_next (&query, error)) {
    KkVaultRecord record = { 0 };

    kk_vault_read_record (&query, 0, &record);
    g_array_append_val (records, record);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&records) : NULL;
}
