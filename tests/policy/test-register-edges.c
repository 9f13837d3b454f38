/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The register at its edges: how many files and rows, what a file may be called, versions of rows that code cites,
 * and rows of which a jurist is not sure (docs/formats/register-file.md). */

#include "policy-fixture.h"

#include <locale.h>
#include <string.h>

static KkRegister *
parse (GArray *files, GError **error)
{
  return kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, error);
}

static void
assert_refused (GArray *files, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (files, &error));
  g_assert_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER);
  if (strstr (error->message, reason) == NULL)
    g_error ("expected \"%s\", found \"%s\"", reason, error->message);
  register_files_free (files);
}

static void
add_file (GArray *files, const char *name, const char *text)
{
  KkRegisterFile file = { g_strdup (name), g_bytes_new (text, strlen (text)) };

  g_array_append_val (files, file);
}

static GArray *
with_file (const char *name, const char *text)
{
  GArray *files = register_files_load ();

  add_file (files, name, text);
  return files;
}

static void
test_names (void)
{
  static const char *const names[] = {
    "", ".register", "Wet.register", "wet.txt", "wet/register", ".profile", "wet.register.bak"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_refused (with_file (names[i], "ketenkluis-register 1\n"), "a file name is not");
}

static void
test_how_many (void)
{
  g_autoptr (GString) rows = g_string_new ("ketenkluis-register 1\n");
  g_autofree char *long_file = g_strnfill ((256 << 10) + 1, 'x');
  GArray *files = register_files_load ();

  for (guint i = 0; i < 64; i++)
    add_file (files, "veel.register", "ketenkluis-register 1\n");
  assert_refused (files, "too many files");
  assert_refused (with_file ("wet-brp.register", "ketenkluis-register 1\n"), "a file twice");
  assert_refused (with_file ("lang.register", long_file), "longer than 256 KiB");
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (rows,
                            "\nid: P-%u\n"
                            "number: %u\neffect: process\nuse: note\nlaw: P\narticle: P\n"
                            "short: P\n"
                            "does: P\nconfidence: H\nreviewer:\nhash: x\n",
                            i, 1000 + i);
  assert_refused (with_file ("rijen.register", rows->str), "too many rows");
}

/* A file of another desk may be only remarks. */
static void
test_only_remarks (void)
{
  GArray *files = with_file ("leeg.register", "ketenkluis-register 1\n\n# nog niets\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg = parse (files, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kk_register_get_n_rows (reg), ==, 102);
  register_files_free (files);
}

/* Code cites these rows for what they do, so they may not come to do something else. */
static void
test_cited_use (void)
{
  GArray *files = register_files_load ();

  register_files_edit (files, "wet-politiegegevens.register", "effect: deny\nuse: rule",
                       "effect: deny\nuse: note");
  assert_refused (files, "a rule in code cites this row for another use");
}

static void
ask_brp (KkQuestion *question)
{
  KkQuestionField field = KK_QUESTION_FIELD_INIT;

  question->at = "2026-11-21";
  question->giver.hat = KK_HAT_GEM_BRP;
  question->receiver.hat = KK_HAT_GEM_PW;
  question->purpose = KK_PURPOSE_AANMELDING;
  question->facts.texts[KK_FACT_TASK_ARTICLE_RECEIVER - KK_FACT_TEXT_0] = "Pw 7";
  field.id = "naam";
  field.categories = KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID);
  field.subject = KK_SUBJECT_VICTIM;
  kk_question_add_field (question, &field);
}

static KkOutcome
decide_with (const char *confidence)
{
  GArray *files = register_files_load ();
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (KkRegister) reg = NULL;
  g_autoptr (KkDecision) decision = NULL;

  register_files_edit (files, "wet-brp.register", "confidence: M", confidence);
  reg = parse (files, NULL);
  g_assert_nonnull (reg);
  register_files_free (files);
  ask_brp (question);
  decision = kk_policy_decide (reg, question);
  return kk_decision_get_field (decision, 0)->outcome;
}

/* Design 4: H is enforced, M with a banner, L never sends. */
static void
test_confidence (void)
{
  g_assert_cmpint (decide_with ("confidence: H"), ==, KK_OUTCOME_SEND);
  g_assert_cmpint (decide_with ("confidence: M"), ==, KK_OUTCOME_SEND);
  g_assert_cmpint (decide_with ("confidence: L"), ==, KK_OUTCOME_WITHHOLD);
}

/* A row that code cites has the version of the day, and outside all its periods the first: the rule goes on. */
static void
assert_cited (const KkRegister *reg, const char *at, const char *from)
{
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (KkDecision) decision = NULL;
  KkQuestionField field = KK_QUESTION_FIELD_INIT;

  ask_brp (question);
  question->at = at;
  field.id = "informant";
  field.categories = KK_CATEGORY_BIT (KK_CATEGORY_POL_12);
  kk_question_add_field (question, &field);
  decision = kk_policy_decide (reg, question);
  g_assert_cmpint (kk_decision_get_field (decision, 1)->outcome, ==, KK_OUTCOME_WITHHOLD);
  g_assert_cmpstr (kk_decision_get_field (decision, 1)->rows[0]->id, ==, "WPG-12");
  g_assert_cmpstr (kk_decision_get_field (decision, 1)->rows[0]->valid_from, ==, from);
}

static void
test_cited_versions (void)
{
  g_autofree char *second = register_stamp (
      "ketenkluis-register 1\n\nid: WPG-12\n"
      "number: 61\neffect: deny\nuse: rule\nlaw: Wpg\narticle: Wpg 12\n"
      "short: Informant\n"
      "does: Nooit.\nvalid-from: 2026-07-01\nvalid-to: 2026-12-31\nconfidence: H\nreviewer:\n"
      "hash: x\n");
  GArray *files = with_file ("wpg-nieuw.register", second);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg = NULL;

  register_files_edit (
      files, "wet-politiegegevens.register",
      "confidence: H\nsource: WPG23\nresearch: POL // anyone outside",
      "valid-to: 2026-06-30\nconfidence: H\nsource: WPG23\nresearch: POL // anyone outside");
  reg = parse (files, &error);
  g_assert_no_error (error);
  register_files_free (files);
  assert_cited (reg, "2026-06-30", NULL);
  assert_cited (reg, "2026-07-01", "2026-07-01");
  assert_cited (reg, "2027-01-01", NULL);
}

/* Fields that differ in their caveats alone are two fields. */
static void
test_fields_alike (void)
{
  g_autoptr (KkRegister) reg = register_load ();
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (KkDecision) decision = NULL;
  KkOrigin origins[4] = {
    { .hat = KK_HAT_VT },
    { .hat = KK_HAT_VT, .n_caveats = 1, .caveats = { KK_CAVEAT_WPG_7_2 } },
    { .hat = KK_HAT_VT, .n_caveats = 1, .caveats = { KK_CAVEAT_UNKNOWN } },
    { .hat = KK_HAT_VT },
  };
  static const KkOutcome outcomes[] = { KK_OUTCOME_SEND, KK_OUTCOME_ASK, KK_OUTCOME_WITHHOLD,
                                        KK_OUTCOME_SEND };

  ask_brp (question);
  for (guint i = 0; i < 4; i++) {
    KkQuestionField field = *kk_question_get_field (question, 0);

    field.origins = &origins[i];
    field.n_origins = 1;
    kk_question_add_field (question, &field);
  }
  decision = kk_policy_decide (reg, question);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (kk_decision_get_field (decision, i + 1)->outcome, ==, outcomes[i]);
}

/* What has no name in the vocabulary, and what is not there. */
static void
test_nothing (void)
{
  KkOrigin origin = { .hat = KK_HAT_VT };

  g_assert_null (kk_effect_text (KK_N_EFFECTS));
  g_assert_null (kk_use_text (KK_N_USES));
  kk_register_unref (NULL);
  kk_decision_free (NULL);
  kk_question_free (NULL);
  kk_origin_add_caveat (&origin, KK_CAVEAT_WPG_7_2);
  kk_origin_add_caveat (&origin, KK_CAVEAT_WPG_7_2);
  g_assert_cmpuint (origin.n_caveats, ==, 1);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register-edges/names", test_names);
  g_test_add_func ("/register-edges/how-many", test_how_many);
  g_test_add_func ("/register-edges/only-remarks", test_only_remarks);
  g_test_add_func ("/register-edges/cited-use", test_cited_use);
  g_test_add_func ("/register-edges/confidence", test_confidence);
  g_test_add_func ("/register-edges/cited-versions", test_cited_versions);
  g_test_add_func ("/register-edges/fields-alike", test_fields_alike);
  g_test_add_func ("/register-edges/nothing", test_nothing);
  return g_test_run ();
}
