/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Everybody asks everybody for everything, and nothing is known: what goes then is what the statute gives without a
 * condition. The answer is the table docs/sweep.md. After a change of the register: KK_WRITE_SWEEP=1 makes it anew. */

#include "policy-fixture.h"

#include <locale.h>
#include <string.h>

static KkRegister *the_register;

/* Outcomes of one category over all givers, receivers and purposes; the best of the nine subjects counts. */
typedef struct {
  guint counts[3];
  GHashTable *rows; /* of what is sent: char * → guint */
} Tally;

typedef struct {
  Tally categories[KK_N_CATEGORIES];
  guint asked[KK_N_HATS][KK_N_HATS]; /* category and purpose together */
} Sweep;

static KkQuestion *
make_question (KkHat giver, KkHat receiver, KkPurpose purpose)
{
  KkQuestion *question = kk_question_new ();

  question->at = "2026-11-21";
  question->giver.hat = giver;
  question->receiver.hat = receiver;
  question->purpose = purpose;
  for (guint category = 0; category < KK_N_CATEGORIES; category++) {
    for (guint subject = 1; subject < KK_N_SUBJECTS; subject++) {
      KkQuestionField field = KK_QUESTION_FIELD_INIT;

      field.id = kk_category_text ((KkCategory) category);
      field.categories = KK_CATEGORY_BIT (category);
      field.subject = (KkSubject) subject;
      kk_question_add_field (question, &field);
    }
  }
  return question;
}

static void
count_rows (Tally *tally, const KkFieldDecision *field)
{
  const char *row = field->n_rows > 0 ? field->rows[0]->id : "no row is needed";
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (tally->rows, row));

  g_hash_table_insert (tally->rows, (gpointer) (guintptr) row, GUINT_TO_POINTER (count + 1));
}

static void
count_category (Sweep *sweep,
                const KkQuestion *question,
                const KkDecision *decision,
                guint category)
{
  guint n_subjects = KK_N_SUBJECTS - 1;
  const KkFieldDecision *best = kk_decision_get_field (decision, category * n_subjects);

  for (guint i = 1; i < n_subjects; i++) {
    const KkFieldDecision *field = kk_decision_get_field (decision, category * n_subjects + i);

    if (field->outcome > best->outcome)
      best = field;
  }
  sweep->categories[category].counts[best->outcome]++;
  if (best->outcome == KK_OUTCOME_SEND)
    count_rows (&sweep->categories[category], best);
  if (best->outcome == KK_OUTCOME_ASK && category != KK_CATEGORY_C0)
    sweep->asked[question->giver.hat][question->receiver.hat]++;
}

static void
sweep_all (Sweep *sweep)
{
  for (guint giver = 1; giver < KK_N_HATS; giver++) {
    for (guint receiver = 1; receiver < KK_N_HATS; receiver++) {
      for (guint purpose = 1; purpose < KK_N_PURPOSES; purpose++) {
        g_autoptr (KkQuestion) question =
            make_question ((KkHat) giver, (KkHat) receiver, (KkPurpose) purpose);
        g_autoptr (KkDecision) decision = kk_policy_decide (the_register, question);

        for (guint category = 0; category < KK_N_CATEGORIES; category++)
          count_category (sweep, question, decision, category);
      }
    }
  }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
write_category (GString *text, guint category, const Tally *tally)
{
  GList *rows = g_list_sort (g_hash_table_get_keys (tally->rows), compare_texts);

  g_string_append_printf (text, "| %s | %u | %u | %u | ", kk_category_text ((KkCategory) category),
                          tally->counts[KK_OUTCOME_SEND], tally->counts[KK_OUTCOME_ASK],
                          tally->counts[KK_OUTCOME_WITHHOLD]);
  for (const GList *at = rows; at != NULL; at = at->next)
    g_string_append_printf (text, "%s%s %u", at == rows ? "" : ", ", (const char *) at->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (tally->rows, at->data)));
  g_string_append (text, " |\n");
  g_list_free (rows);
}

static void
write_matrix (GString *text, const Sweep *sweep)
{
  g_string_append (text, "| from ↓ to → |");
  for (guint receiver = 1; receiver < KK_N_HATS; receiver++)
    g_string_append_printf (text, " %s |", kk_hat_text ((KkHat) receiver));
  g_string_append (text, "\n|---|");
  for (guint receiver = 1; receiver < KK_N_HATS; receiver++)
    g_string_append (text, "---|");
  for (guint giver = 1; giver < KK_N_HATS; giver++) {
    g_string_append_printf (text, "\n| %s |", kk_hat_text ((KkHat) giver));
    for (guint receiver = 1; receiver < KK_N_HATS; receiver++)
      g_string_append_printf (text, " %u |", sweep->asked[giver][receiver]);
  }
  g_string_append_c (text, '\n');
}

static char *
write_sweep (const Sweep *sweep)
{
  GString *text = g_string_new (
      "# What goes when nothing is known\n\n"
      "`tests/policy/test-policy-sweep.c` makes this table and checks it; `KK_WRITE_SWEEP=1` writes it anew.\n\n"
      "Each of the 29 hats gives each of the 29 categories to each of the 29 hats for each of the 12 purposes, and no fact\n"
      "is known: no note, consent, gate, finding or agreement. Of the nine subjects the one with the best outcome counts.\n"
      "What is sent then is what needs no condition at all: a signal without a person (V), and nothing else. A count (C0) asks\n"
      "for its smallest cell. All personal data wait for somebody who says why, or do not go.\n\n"
      "## By category\n\n"
      "Of 29 × 29 × 12 = 10,092 each.\n\n"
      "| category | send | ask | withhold | sent on |\n|---|---|---|---|---|\n");

  for (guint i = 0; i < KK_N_CATEGORIES; i++)
    write_category (text, i, &sweep->categories[i]);
  g_string_append (
      text,
      "\n## By giver and receiver\n\n"
      "In how many of 27 × 12 = 324 pairs of a category of personal data and a purpose there is a way\n"
      "that somebody may still open (*ask*). Nought: no personal data go between these two.\n\n");
  write_matrix (text, sweep);
  return g_string_free (text, FALSE);
}

/* What the statute gives without a condition, said once more in code, so that a new table cannot hide a mistake. */
static void
check_only_signals (const Sweep *sweep)
{
  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    const guint *counts = sweep->categories[i].counts;

    if (i == KK_CATEGORY_V)
      g_assert_cmpuint (counts[KK_OUTCOME_SEND], ==, 29 * 29 * 12);
    else
      g_assert_cmpuint (counts[KK_OUTCOME_SEND], ==, 0);
    if (i == KK_CATEGORY_C0)
      g_assert_cmpuint (counts[KK_OUTCOME_ASK], ==, 29 * 29 * 12);
    if (i == KK_CATEGORY_POL_12 || i == KK_CATEGORY_BIJZ_BIOM)
      g_assert_cmpuint (counts[KK_OUTCOME_WITHHOLD], ==, 29 * 29 * 12);
  }
}

static void
test_sweep (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "docs", "sweep.md", NULL);
  g_autofree Sweep *sweep = g_new0 (Sweep, 1);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < KK_N_CATEGORIES; i++)
    sweep->categories[i].rows = g_hash_table_new (g_str_hash, g_str_equal);
  sweep_all (sweep);
  check_only_signals (sweep);
  found = write_sweep (sweep);
  for (guint i = 0; i < KK_N_CATEGORIES; i++)
    g_hash_table_unref (sweep->categories[i].rows);
  if (g_getenv ("KK_WRITE_SWEEP") != NULL)
    g_assert_true (g_file_set_contents (path, found, -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  if (strcmp (found, expected) != 0)
    g_error (
        "docs/sweep.md is not what the register says; look why, and write it anew with KK_WRITE_SWEEP=1");
}

int
main (int argc, char *argv[])
{
  int failures;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  the_register = register_load ();
  g_test_add_func ("/policy/sweep", test_sweep);
  failures = g_test_run ();
  kk_register_unref (the_register);
  return failures;
}
