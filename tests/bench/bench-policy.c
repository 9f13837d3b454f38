/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Legal decisions per second on one core (design §8, B3), three ways: fields that all differ, whole cases in which
 * many fields are alike, and questions of one field each. The ratio to the budget is that of the first, which is the
 * engine itself without the memory of a question. */

#include "policy-fixture.h"
#include "random-question.h"

#include <locale.h>
#include <time.h>

#define BUDGET    200000.0 /* fields a second */
#define SEED      20261121
#define SECONDS   2.0
#define QUESTIONS 500
#define VARIED    40
#define CASE_SIZE 2000

typedef struct {
  KkRegister *reg;
} Bench;

static void
free_question (gpointer question)
{
  kk_question_free (question);
}

/* All kinds of fields for random givers, receivers and facts. */
static GPtrArray *
make_questions (const Bench *bench, guint n_questions, guint n_fields)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (free_question);
  GRand *random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < n_questions; i++)
    g_ptr_array_add (questions, random_question_new (random, bench->reg, n_fields));
  g_rand_free (random);
  return questions;
}

/* A case of many records: the same forty kinds of fields again and again. */
static GPtrArray *
make_cases (const Bench *bench)
{
  GPtrArray *questions = make_questions (bench, QUESTIONS / 10, VARIED);

  for (guint i = 0; i < questions->len; i++) {
    KkQuestion *question = g_ptr_array_index (questions, i);

    while (kk_question_get_n_fields (question) < CASE_SIZE) {
      KkQuestionField field =
          *kk_question_get_field (question, kk_question_get_n_fields (question) - VARIED);

      kk_question_add_field (question, &field);
    }
  }
  return questions;
}

/* Seconds of work by this process on one core, whatever else the machine does. */
static double
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Fields a second, over all questions again and again for a while. */
static double
measure (const Bench *bench, const char *what, GPtrArray *questions)
{
  double start = get_work ();
  guint64 fields = 0;
  guint64 outcomes[3] = { 0 };
  double rate;

  while (get_work () - start < SECONDS) {
    for (guint i = 0; i < questions->len; i++) {
      g_autoptr (KkDecision) decision =
          kk_policy_decide (bench->reg, g_ptr_array_index (questions, i));

      fields += kk_decision_get_n_fields (decision);
      for (guint j = 0; j < kk_decision_get_n_fields (decision); j++)
        outcomes[kk_decision_get_field (decision, j)->outcome]++;
    }
  }
  rate = (double) fields / (get_work () - start);
  g_print ("%-32s %12.0f fields/s  (send %.0f%%, ask %.0f%%, withhold %.0f%%)\n", what, rate,
           100.0 * (double) outcomes[KK_OUTCOME_SEND] / (double) fields,
           100.0 * (double) outcomes[KK_OUTCOME_ASK] / (double) fields,
           100.0 * (double) outcomes[KK_OUTCOME_WITHHOLD] / (double) fields);
  return rate;
}

static void
measure_parse (void)
{
  GArray *files = register_files_load ();
  double start = get_work ();
  guint n = 0;

  for (; get_work () - start < SECONDS / 4; n++) {
    g_autoptr (KkRegister) reg =
        kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, NULL);

    g_assert_nonnull (reg);
  }
  g_print ("%-32s %12.2f ms\n", "reading the register", 1000.0 * (get_work () - start) / n);
  register_files_free (files);
}

int
main (void)
{
  Bench bench = { NULL };
  g_autoptr (GPtrArray) varied = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) single = NULL;
  double rate;

  setlocale (LC_ALL, "");
  bench.reg = register_load ();
  varied = make_questions (&bench, QUESTIONS, VARIED);
  cases = make_cases (&bench);
  single = make_questions (&bench, QUESTIONS * 10, 1);
  measure_parse ();
  measure (&bench, "one field a question", single);
  measure (&bench, "2,000 fields of 40 kinds", cases);
  rate = measure (&bench, "40 different fields a question", varied);
  g_print ("B3 %.2f of the budget of %.0f fields/s\n", rate / BUDGET, BUDGET);
  kk_register_unref (bench.reg);
  return 0;
}
