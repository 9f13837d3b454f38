/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-hg-km.h"

/* Answers in the order of the questions: y, n or - for none. */
static void
assert_tree (const char *text, KkHgKmQuestion expected, KkHgKm finding)
{
  KkTri answers[KK_N_HG_KM_QUESTIONS];
  KkHgKm result;

  for (guint i = 0; i < KK_N_HG_KM_QUESTIONS; i++)
    answers[i] = text[i] == 'y' ? KK_TRI_TRUE : text[i] == 'n' ? KK_TRI_FALSE : KK_TRI_UNKNOWN;
  g_assert_cmpint (kk_hg_km_next (answers, &result), ==, expected);
  g_assert_cmpint (result, ==, finding);
}

static void
test_questions (void)
{
  assert_tree ("----", KK_HG_KM_ASK_MINOR, KK_HG_KM_UNKNOWN);
  assert_tree ("-yyy", KK_HG_KM_ASK_MINOR, KK_HG_KM_UNKNOWN);
  assert_tree ("y---", KK_HG_KM_ASK_DEPENDENT, KK_HG_KM_UNKNOWN);
  assert_tree ("y-yy", KK_HG_KM_ASK_DEPENDENT, KK_HG_KM_UNKNOWN);
  assert_tree ("n---", KK_HG_KM_ASK_CIRCLE, KK_HG_KM_UNKNOWN);
  assert_tree ("yn--", KK_HG_KM_ASK_CHILD, KK_HG_KM_UNKNOWN);
  assert_tree ("n-n-", KK_HG_KM_ASK_CHILD, KK_HG_KM_UNKNOWN);
}

static void
test_findings (void)
{
  assert_tree ("yy--", KK_N_HG_KM_QUESTIONS, KK_HG_KM_TRUE);
  assert_tree ("n-y-", KK_N_HG_KM_QUESTIONS, KK_HG_KM_TRUE);
  assert_tree ("yn-y", KK_N_HG_KM_QUESTIONS, KK_HG_KM_CHILD);
  assert_tree ("n-ny", KK_N_HG_KM_QUESTIONS, KK_HG_KM_CHILD);
  assert_tree ("yn-n", KK_N_HG_KM_QUESTIONS, KK_HG_KM_FALSE);
  assert_tree ("n-nn", KK_N_HG_KM_QUESTIONS, KK_HG_KM_FALSE);
}

/* An answer that the tree does not reach changes nothing. */
static void
test_unreached (void)
{
  assert_tree ("yyyn", KK_N_HG_KM_QUESTIONS, KK_HG_KM_TRUE);
  assert_tree ("nyny", KK_N_HG_KM_QUESTIONS, KK_HG_KM_CHILD);
}

static void
test_names (void)
{
  g_assert_cmpstr (kk_hg_km_question_text (KK_HG_KM_ASK_MINOR), ==, "minor");
  g_assert_cmpstr (kk_hg_km_question_text (KK_HG_KM_ASK_CHILD), ==, "child");
  g_assert_null (kk_hg_km_question_text (KK_N_HG_KM_QUESTIONS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hg-km/questions", test_questions);
  g_test_add_func ("/hg-km/findings", test_findings);
  g_test_add_func ("/hg-km/unreached", test_unreached);
  g_test_add_func ("/hg-km/names", test_names);
  return g_test_run ();
}
