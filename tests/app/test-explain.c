/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Every sentence that explains a decision, and every rule in words, compared with the files of tests/cases/explain, which
 * a jurist can read. KK_MAKE_GOLDEN=1 writes them anew. */

#include "app/policy/kk-app-policy.h"
#include "app/policy/kk-lint-words-private.h"
#include "app/sharing/kk-explain-private.h"
#include "policy-fixture.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

static const KkExplainPlace place = { "DEV-1",
                                      "veilig-thuis/VT/zorgcoordinator",
                                      "deventer/GEM_WMO/regisseur",
                                      "hulp",
                                      KK_HAT_GEM_WMO,
                                      KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID) |
                                          KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ) };

/* Rows that a decision can name: ways, lifts, and what rules in code cite. */
static void
append_rows (GString *text, const KkRegister *reg)
{
  for (guint outcome = 0; outcome <= KK_OUTCOME_SEND; outcome++) {
    g_string_append_printf (text, "# %s\n", kk_outcome_text ((KkOutcome) outcome));
    for (guint i = 0; i < kk_register_get_n_rows (reg); i++) {
      const KkRow *row = kk_register_get_row (reg, i);
      g_autofree char *sentence = NULL;

      if (row->use == KK_USE_NOTE)
        continue;
      sentence = kk_explain_row (row, (KkOutcome) outcome);
      g_string_append_printf (text, "%s: %s\n", row->id, sentence);
    }
  }
}

static void
append_missing (GString *text)
{
  g_string_append (text, "# missing\n");
  for (guint fact = 0; fact < KK_N_FACTS; fact++) {
    g_autofree char *step = kk_explain_step ((KkFact) fact, &place);

    g_string_append_printf (text, "%s: %s\n", kk_fact_text ((KkFact) fact),
                            kk_explain_missing ((KkFact) fact, &place));
    g_string_append_printf (text, "    %s\n", step);
  }
}

/* Each stage of the RIEC by what asks for it, ticked or held under the law of who gives. */
static void
append_stages (GString *text)
{
  static const struct {
    KkHat giver;
    KkCategory category;
  } stages[] = { { KK_HAT_GEM_OOV, KK_CATEGORY_TOEZ },
                 { KK_HAT_NLA, KK_CATEGORY_BIJZ_SEKS },
                 { KK_HAT_POL, KK_CATEGORY_GEW_ID },
                 { KK_HAT_POL, KK_CATEGORY_POL_10 } };

  g_string_append (text, "# stages\n");
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++) {
    const KkExplainPlace at = { .giver = stages[i].giver,
                                .categories = KK_CATEGORY_BIT (stages[i].category) };
    const char *what = NULL;

    g_assert_cmpint (kk_explain_step_kind (KK_FACT_RIEC_STAGE, &at, &what), ==, KK_SHARE_STEP_FACT);
    g_string_append_printf (text, "%s %s: %s %s\n", kk_hat_text (at.giver),
                            kk_category_text (stages[i].category), what,
                            kk_explain_missing (KK_FACT_RIEC_STAGE, &at));
  }
}

static void
append_rest (GString *text)
{
  g_string_append (text, "# caveats\n");
  for (guint caveat = 0; caveat < KK_N_CAVEATS; caveat++) {
    const char *code = kk_caveat_text ((KkCaveat) caveat);

    g_string_append_printf (text, "%s: %s\n", code != NULL ? code : "-",
                            kk_explain_caveat ((KkCaveat) caveat));
  }
  g_string_append (text, "# duties\n");
  for (guint duty = 0; duty < KK_N_DUTIES; duty++)
    g_string_append_printf (text, "%s: %s\n", kk_duty_text ((KkDuty) duty),
                            kk_explain_duty ((KkDuty) duty));
}

static void
compare (const char *name, const GString *text)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "explain", name, NULL);
  g_autofree char *golden = NULL;
  g_auto (GStrv) expected = NULL;
  g_auto (GStrv) found = NULL;

  if (g_getenv ("KK_MAKE_GOLDEN") != NULL)
    g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  expected = g_strsplit (golden, "\n", -1);
  found = g_strsplit (text->str, "\n", -1);
  for (guint i = 0; expected[i] != NULL && found[i] != NULL; i++)
    g_assert_cmpstr (found[i], ==, expected[i]);
  g_assert_cmpuint (g_strv_length (found), ==, g_strv_length (expected));
}

static void
compare_decisions (const char *name)
{
  g_autoptr (KkRegister) reg = register_load ();
  g_autoptr (GString) text = g_string_new (NULL);

  append_rows (text, reg);
  append_missing (text);
  append_stages (text);
  append_rest (text);
  compare (name, text);
}

/* Every row as "policy show" tells it. What is not a name of the register itself has no code left in it. */
static void
compare_rules (const char *name)
{
  g_autoptr (KkPolicyBook) book = kk_app_policy_open (NULL, NULL);
  g_autoptr (KkRegister) reg = register_load ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kk_register_get_n_rows (reg); i++) {
    const char *id = kk_register_get_row (reg, i)->id;
    g_autoptr (GPtrArray) lines = kk_app_policy_words (book, id);

    g_string_append_printf (text, "# %s\n", id);
    for (guint at = 1; at < lines->len; at++) {
      const KkPolicyLine *line = lines->pdata[at];

      if (g_str_has_prefix (line->text, "https://"))
        continue;
      g_string_append_printf (text, "%s: %s\n", line->label, line->text);
      g_assert_null (strpbrk (line->text, "_[]"));
      g_assert_null (strstr (line->text, "NOTES"));
    }
  }
  compare (name, text);
}

static void
test_rules_english (void)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  compare_rules ("rules-en.txt");
}

static void
test_rules_dutch (void)
{
  g_setenv ("LANGUAGE", "nl", TRUE);
  if (strcmp (kk_app_policy_effect_words ("deny"), "forbids") == 0) {
    g_test_skip ("the catalogue that was built has no Dutch for these sentences");
    return;
  }
  compare_rules ("rules-nl.txt");
}

static void
test_english (void)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  compare_decisions ("en.txt");
}

static void
test_dutch (void)
{
  g_setenv ("LANGUAGE", "nl", TRUE);
  if (strcmp (kk_explain_missing (KK_FACT_NOTE_NEED, &place),
              "Write down why the recipient needs this for its task.") == 0) {
    g_test_skip ("the catalogue that was built has no Dutch for these sentences");
    return;
  }
  compare_decisions ("nl.txt");
}

/* Why a file of the register is refused: none of the reasons stays in English. */
static void
test_refusals (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "policy", "bad-register", "expected.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_setenv ("LANGUAGE", "nl", TRUE);
  if (strcmp (dgettext (GETTEXT_PACKAGE, "not a day"), "not a day") == 0) {
    g_test_skip ("the catalogue that was built has no Dutch for these sentences");
    return;
  }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], " ", 3);
    g_autofree char *words = NULL;

    if (lines[i][0] == '#' || g_strv_length (parts) < 3 || strcmp (parts[1], "0") == 0)
      continue;
    words = kk_lint_words (parts[2]);
    g_test_message ("%s: %s", parts[0], words);
    g_assert_cmpstr (words, !=, parts[2]);
  }
}

/* The line for the log names codes only. */
static void
test_line (void)
{
  g_autoptr (KkRegister) reg = register_load ();
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (const KkRow *));
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (KkFact));
  const KkRow *row = kk_register_find_row (reg, "WMO-5-2-6", NULL);
  const KkFact facts[] = { KK_FACT_HG_KM, KK_FACT_NOTE_NEED };
  g_autofree char *bare = kk_explain_line (KK_OUTCOME_WITHHOLD, rows, missing);
  g_autofree char *full = NULL;

  g_assert_cmpstr (bare, ==, "withhold");
  g_array_append_val (rows, row);
  g_array_append_vals (missing, facts, G_N_ELEMENTS (facts));
  full = kk_explain_line (KK_OUTCOME_ASK, rows, missing);
  g_assert_cmpstr (full, ==, "ask WMO-5-2-6 missing HG_KM, NOTES.NEED");
}

static void
test_every_code (void)
{
  for (guint fact = 0; fact < KK_N_FACTS; fact++) {
    g_autofree char *step = kk_explain_step ((KkFact) fact, &place);

    /* What is asked can be made: tests/cli/steps.py looks whether the command is there. */
    g_assert_cmpuint (strlen (step), >, 10);
    g_assert_null (strstr (step, "{case}"));
    g_assert_cmpuint (strlen (kk_explain_missing ((KkFact) fact, &place)), >, 10);
    g_assert_true (g_str_has_suffix (kk_explain_missing ((KkFact) fact, &place), "."));
  }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KK_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/english", test_english);
  g_test_add_func ("/explain/dutch", test_dutch);
  g_test_add_func ("/explain/refusals", test_refusals);
  g_test_add_func ("/explain/rules/english", test_rules_english);
  g_test_add_func ("/explain/rules/dutch", test_rules_dutch);
  g_test_add_func ("/explain/line", test_line);
  g_test_add_func ("/explain/every-code", test_every_code);
  return g_test_run ();
}
