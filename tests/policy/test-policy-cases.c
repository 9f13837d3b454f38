/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Runs the decisions of tests/cases/policy against the project's own register. */

#include "case-file.h"
#include "policy-fixture.h"
#include "random-question.h"

#include <locale.h>
#include <string.h>

static KkRegister *the_register;

static guint
find_field (const PolicyCase *policy_case, const char *id)
{
  for (guint i = 0; i < kk_question_get_n_fields (policy_case->question); i++) {
    if (strcmp (kk_question_get_field (policy_case->question, i)->id, id) == 0)
      return i;
  }
  g_error ("%s: no field %s", policy_case->place, id);
}

static void
append (GString *text, const char *word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", word);
}

static void
check_words (const PolicyCase *policy_case, char **expected, const char *what, GString *found)
{
  g_autofree char *text = g_strjoinv (" ", expected);

  if (strcmp (text, found->len > 0 ? found->str : "-") != 0)
    g_error ("%s (%s): %s: expected \"%s\", found \"%s\"", policy_case->place, policy_case->name,
             what, text, found->str);
  g_string_free (found, TRUE);
}

static GString *
list_rows (const KkFieldDecision *field)
{
  GString *text = g_string_new (kk_outcome_text (field->outcome));

  for (guint i = 0; i < field->n_rows; i++)
    append (text, field->rows[i]->id);
  if (field->n_rows == 0)
    append (text, "-");
  return text;
}

static GString *
list_missing (const KkFieldDecision *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->n_missing; i++)
    append (text, kk_fact_text (field->missing[i]));
  return text;
}

static GString *
list_caveats (const KkFieldDecision *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->n_caveats; i++)
    append (text, kk_caveat_text (field->caveats[i]));
  return text;
}

static GString *
list_duties (KkDuties duties)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < KK_N_DUTIES; i++) {
    if ((duties & KK_DUTY_BIT (i)) != 0)
      append (text, kk_duty_text ((KkDuty) i));
  }
  return text;
}

static void
check_expectation (const PolicyCase *policy_case, const KkDecision *decision, char **words)
{
  const KkFieldDecision *field;

  if (g_str_has_prefix (words[0], "shows"))
    return;
  if (strcmp (words[0], "duties") == 0) {
    check_words (policy_case, words + 1, "duties", list_duties (kk_decision_get_duties (decision)));
    return;
  }
  field = kk_decision_get_field (decision, find_field (policy_case, words[1]));
  if (strcmp (words[0], "expect") == 0)
    check_words (policy_case, words + 2, words[1], list_rows (field));
  else if (strcmp (words[0], "missing") == 0)
    check_words (policy_case, words + 2, "missing", list_missing (field));
  else if (strcmp (words[0], "caveats") == 0)
    check_words (policy_case, words + 2, "caveats", list_caveats (field));
  else if (strcmp (words[0], "retention") == 0)
    check_words (policy_case, words + 2, "retention",
                 g_string_new (field->retention != NULL ? field->retention->id : NULL));
  else
    check_words (policy_case, words + 2, "banner", g_string_new (field->banner ? "yes" : "no"));
}

/* Every field has its expectation, and every question to somebody says what is missing. */
static void
check_complete (const PolicyCase *policy_case, const KkDecision *decision)
{
  for (guint i = 0; i < kk_decision_get_n_fields (decision); i++) {
    const char *id = kk_question_get_field (policy_case->question, i)->id;
    gboolean expected = FALSE;
    gboolean missing = kk_decision_get_field (decision, i)->outcome != KK_OUTCOME_ASK;

    for (guint j = 0; j < policy_case->expectations->len; j++) {
      char **words = g_ptr_array_index (policy_case->expectations, j);
      gboolean same = words[1] != NULL && strcmp (words[1], id) == 0;

      expected |= same && strcmp (words[0], "expect") == 0;
      missing |= same && strcmp (words[0], "missing") == 0;
    }
    if (!expected || !missing)
      g_error ("%s (%s): field %s is not wholly expected", policy_case->place, policy_case->name,
               id);
  }
}

/* Exchange §13: the facts that an answer rests on give the same answer. */
static void
check_relied (const PolicyCase *policy_case, guint index, const KkFieldDecision *field)
{
  g_autoptr (KkQuestion) narrow = question_copy (policy_case->question);
  g_autoptr (KkDecision) decision = NULL;
  g_autoptr (GString) before = list_rows (field);
  g_autoptr (GString) after = NULL;

  kk_facts_narrow (&narrow->facts, field);
  decision = kk_policy_decide (the_register, narrow);
  after = list_rows (kk_decision_get_field (decision, index));
  g_assert_cmpstr (before->str, ==, after->str);
}

static void
run_file (gconstpointer path)
{
  g_autoptr (GPtrArray) cases = policy_cases_read (path);

  g_assert_cmpuint (cases->len, >, 0);
  for (guint i = 0; i < cases->len; i++) {
    const PolicyCase *policy_case = g_ptr_array_index (cases, i);
    g_autoptr (KkDecision) decision = kk_policy_decide (the_register, policy_case->question);

    g_test_message ("%s", policy_case->name);
    for (guint j = 0; j < policy_case->expectations->len; j++)
      check_expectation (policy_case, decision, g_ptr_array_index (policy_case->expectations, j));
    check_complete (policy_case, decision);
    for (guint j = 0; j < kk_decision_get_n_fields (decision); j++) {
      const KkFieldDecision *field = kk_decision_get_field (decision, j);

      if (field->outcome == KK_OUTCOME_SEND)
        check_relied (policy_case, j, field);
    }
  }
}

/* Rows that some case shows at work, and rows that some case shows not met or in the way. */
typedef struct {
  GHashTable *yes;
  GHashTable *no;
} Shown;

static void
add_shown (GHashTable *rows, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (rows, g_strdup (ids[i]));
}

/* What gives a way or lifts must be seen in an answer; of other rows a case may say that it shows them. */
static gboolean
may_be_said (const char *id)
{
  const KkRow *row = kk_register_find_row (the_register, id, NULL);

  if (row == NULL)
    g_error ("a case shows %s, and there is no such row", id);
  return row->use == KK_USE_RULE || row->use == KK_USE_NOTE;
}

static void
note_shown (Shown *shown, const PolicyCase *policy_case)
{
  for (guint i = 0; i < policy_case->expectations->len; i++) {
    char **words = g_ptr_array_index (policy_case->expectations, i);

    if (strcmp (words[0], "expect") == 0)
      add_shown (strcmp (words[2], "send") == 0 ? shown->yes : shown->no, words + 3);
    else if (strcmp (words[0], "retention") == 0)
      add_shown (shown->yes, words + 2);
    else if (strcmp (words[0], "shows-not") == 0)
      add_shown (shown->no, words + 1);
    else if (strcmp (words[0], "shows") == 0 && may_be_said (words[1]))
      add_shown (shown->yes, words + 1);
  }
}

/* Every row of the register, at least once each way. */
static void
check_every_row (gconstpointer data)
{
  const GPtrArray *paths = data;
  Shown shown = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                  g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (GPtrArray) cases = policy_cases_read (paths->pdata[i]);

    for (guint j = 0; j < cases->len; j++)
      note_shown (&shown, g_ptr_array_index (cases, j));
  }
  for (guint i = 0; i < kk_register_get_n_rows (the_register); i++) {
    const char *id = kk_register_get_row (the_register, i)->id;

    if (!g_hash_table_contains (shown.yes, id))
      g_error ("no case shows %s at work", id);
    if (!g_hash_table_contains (shown.no, id))
      g_error ("no case shows %s not met or in the way", id);
  }
  g_hash_table_unref (shown.yes);
  g_hash_table_unref (shown.no);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_files (GPtrArray *paths)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "cases", "policy", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_suffix (name, ".case"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  }
  g_ptr_array_sort (paths, compare_names);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  int failures;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  the_register = register_load ();
  add_files (paths);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = g_ptr_array_index (paths, i);
    g_autofree char *base = g_path_get_basename (path);
    g_autofree char *test = g_strdup_printf ("/policy/cases/%s", base);

    g_test_add_data_func (test, path, run_file);
  }
  g_test_add_data_func ("/policy/cases/every-row", paths, check_every_row);
  failures = g_test_run ();
  kk_register_unref (the_register);
  return failures;
}
