/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Text on a terminal: what others wrote cannot steer it, and nothing is wider than it. */

#include "cli/kk-cli-text.h"

#include <string.h>

static void
assert_tame (const char *text, const char *expected)
{
  g_autofree char *tame = kk_cli_text_tame (text);

  g_assert_cmpstr (tame, ==, expected);
}

static void
test_tame (void)
{
  assert_tame ("Zoë Voorbeeld", "Zoë Voorbeeld");
  assert_tame ("  two spaces", "  two spaces");
  assert_tame ("red\033[31m", "red [31m");
  assert_tame ("over\rwritten", "over written");
  assert_tame ("line\n\nline", "line line");
  assert_tame ("right\xe2\x80\xaeto left", "right to left"); /* U+202E */
  assert_tame ("\xc2\x9b"
               "31m",
               "31m"); /* the one-character form of ESC [ */
  assert_tame ("half\xc3", "half\xef\xbf\xbd");
}

static void
test_width (void)
{
  g_assert_cmpuint (kk_cli_text_width ("Zoë"), ==, 3);
  g_assert_cmpuint (kk_cli_text_width ("e\xcc\x88"), ==, 1); /* a combining mark */
  g_assert_cmpuint (kk_cli_text_width ("漢字"), ==, 4);
}

static void
assert_wrapped (const char *text, gsize width, const char *expected)
{
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (text, width);
  g_autofree char *joined = NULL;

  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("|", (char **) lines->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_wrap (void)
{
  assert_wrapped ("", 10, "");
  assert_wrapped ("one two three", 20, "one two three");
  assert_wrapped ("one two three", 8, "one two|three");
  assert_wrapped ("one two three", 7, "one two|three");
  assert_wrapped ("veilig-thuis/VT/zorgcoordinator", 18, "veilig-thuis/VT/|zorgcoordinator");
  assert_wrapped ("zorgcoördinator", 6, "zorgco|ördina|tor");
  g_assert_cmpuint (kk_cli_text_longest_piece ("veilig-thuis/VT of twee"), ==, 13);
}

static void
test_values (void)
{
  g_autofree char *day = kk_cli_text_value ("2026-11-21");
  g_autofree char *no_day = kk_cli_text_value ("2026-02-30");
  g_autofree char *nothing = kk_cli_text_value (NULL);
  g_autofree char *never = kk_cli_text_time (0);

  g_assert_cmpstr (day, ==, "2026-11-21");
  g_assert_cmpstr (no_day, ==, "2026-02-30");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (never, ==, "");
}

static void
test_table_fits (void)
{
  const char *const headings[] = { "Id", "Recipient", "Reason" };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  kk_cli_table_add (table, (const char *[]){ "0123456789abcdef0123456789abcdef",
                                             "veilig-thuis/VT/zorgcoordinator",
                                             "a sentence that is much longer than what is left" });
  kk_cli_table_add (table, (const char *[]){ "1", NULL, "short" });
  text = kk_cli_table_dup_text (table);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (kk_cli_text_width (lines[i]), <=, KK_CLI_WIDTH);
  /* An id is not broken while a sentence can give way. */
  g_assert_nonnull (strstr (text, "0123456789abcdef0123456789abcdef"));
  g_assert_nonnull (strstr (text, "zorgcoordinator"));
}

static void
test_table_one_word_too_wide (void)
{
  const char *const headings[] = { "A", "B" };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  char word[101];

  memset (word, 'x', 100);
  word[100] = '\0';
  kk_cli_table_add (table, (const char *[]){ word, word });
  text = kk_cli_table_dup_text (table);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (kk_cli_text_width (lines[i]), <=, KK_CLI_WIDTH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/text/tame", test_tame);
  g_test_add_func ("/cli/text/width", test_width);
  g_test_add_func ("/cli/text/wrap", test_wrap);
  g_test_add_func ("/cli/text/values", test_values);
  g_test_add_func ("/cli/table/fits", test_table_fits);
  g_test_add_func ("/cli/table/one-word-too-wide", test_table_one_word_too_wide);
  return g_test_run ();
}
