/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-problem.h"
#include "crypto/kk-crypto-error.h"
#include "format/kk-format-error.h"
#include "policy/kk-register.h"
#include "sync/kk-transport.h"
#include "vault/kk-vault.h"

#include <gio/gio.h>
#include <string.h>

static KkProblem *
problem_of (GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "bell-jar: 'Jansen'");

  return kk_problem_new (error);
}

/* A sentence begins with a capital and ends with a full stop. */
static void
assert_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_ascii_isupper (text[0]));
  g_assert_true (g_str_has_suffix (text, "."));
}

static void
test_every_code (void)
{
  static const struct {
    GQuark (*domain) (void);
    int last;
  } layers[] = {
    { kk_vault_error_quark, KK_VAULT_ERROR_CONSTRAINT },
    { kk_sync_error_quark, KK_SYNC_ERROR_DISK },
    { kk_crypto_error_quark, KK_CRYPTO_ERROR_BROKEN },
    { kk_format_error_quark, KK_FORMAT_ERROR_LIMIT },
    { kk_policy_error_quark, KK_POLICY_ERROR_QUESTION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++) {
    for (int code = 0; code <= layers[i].last; code++) {
      g_autoptr (KkProblem) problem = problem_of (layers[i].domain (), code);

      assert_sentence (problem->sentence);
      if (problem->hint != NULL)
        assert_sentence (problem->hint);
      g_assert_null (strstr (problem->sentence, "bell-jar"));
      g_assert_nonnull (strstr (problem->details, "bell-jar"));
      g_assert_cmpint (problem->code, >=, KK_APP_ERROR_FAILED);
      g_assert_cmpint (problem->code, <=, KK_APP_ERROR_LOCKED);
    }
  }
}

static void
test_vault_has_own_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = 0; code <= KK_VAULT_ERROR_CONSTRAINT; code++) {
    g_autoptr (KkProblem) problem = problem_of (KK_VAULT_ERROR, code);

    g_assert_true (g_hash_table_add (seen, g_strdup (problem->sentence)));
  }
}

static void
test_use_case (void)
{
  g_autoptr (GError) error = g_error_new_literal (KK_APP_ERROR, KK_APP_ERROR_LOCKED,
                                                  "The vault of gemeente-deventer stays locked.");
  g_autoptr (KkProblem) problem = kk_problem_new (error);

  g_assert_cmpint (problem->code, ==, KK_APP_ERROR_LOCKED);
  g_assert_cmpstr (problem->sentence, ==, error->message);
  g_assert_null (strstr (problem->details, "deventer"));
}

static void
test_no_paths (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT,
                                                  "Failed to open file “/srv/anna/dossier.csv”");
  g_autoptr (KkProblem) problem = kk_problem_new (error);

  assert_sentence (problem->sentence);
  g_assert_cmpint (problem->code, ==, KK_APP_ERROR_USAGE);
  g_assert_null (strstr (problem->sentence, "anna"));
  g_assert_null (strstr (problem->details, "anna"));
}

static void
test_unknown (void)
{
  g_autoptr (KkProblem) problem = problem_of (g_quark_from_string ("somebody-else"), 4711);

  assert_sentence (problem->sentence);
  g_assert_cmpint (problem->code, ==, KK_APP_ERROR_FAILED);
  g_assert_cmpstr (problem->details, ==, "somebody-else 4711");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/every-code", test_every_code);
  g_test_add_func ("/problem/vault-has-own-words", test_vault_has_own_words);
  g_test_add_func ("/problem/use-case", test_use_case);
  g_test_add_func ("/problem/no-paths", test_no_paths);
  g_test_add_func ("/problem/unknown", test_unknown);
  return g_test_run ();
}
