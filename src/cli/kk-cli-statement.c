/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a desk records about its own case: consents, notes, findings. */

#include "app/sharing/kk-app-statement.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-statement-private.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* Consents. */

static gboolean
parse_tri (KkCli *cli, const char *option, KkTri *tri)
{
  const char *value = kk_cli_text (cli, option);

  *tri = KK_TRI_UNKNOWN;
  if (value == NULL)
    return TRUE;
  if (strcmp (value, "yes") == 0)
    *tri = KK_TRI_TRUE;
  else if (strcmp (value, "no") == 0)
    *tri = KK_TRI_FALSE;
  else
    return kk_cli_complain_usage (cli, _ ("--%s takes yes or no."), option);
  return TRUE;
}

static gboolean
parse_signer (KkCli *cli, KkSigner *signer)
{
  const char *value = kk_cli_text (cli, "by");

  return value == NULL || kk_signer_parse (value, signer) ||
         kk_cli_complain_usage (
             cli, _ ("Say with --by who says this: “self”, “representative” or “both”."));
}

static gboolean
parse_form (KkCli *cli, const char **form)
{
  *form = kk_cli_text (cli, "form");
  return *form == NULL || strcmp (*form, "spoken") == 0 || strcmp (*form, "signed") == 0 ||
         strcmp (*form, "digital") == 0 ||
         kk_cli_complain_usage (cli, _ ("--form takes spoken, signed or digital."));
}

static gboolean
parse_consent (KkCli *cli, KkConsentPlan *plan)
{
  plan->case_ = kk_cli_text (cli, "case");
  plan->person = kk_cli_text (cli, "person");
  plan->recipient = kk_cli_text (cli, "to");
  return (!kk_cli_is_set (cli, "purpose") || kk_cli_parse_purpose (cli, &plan->purpose)) &&
         kk_cli_parse_categories (cli, "category", &plan->categories);
}

static gboolean
show_consent (KkCli *cli, KkConsentItem *item, GError *const *error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_consent_item_free);

  if (item == NULL)
    return kk_cli_fail (cli, *error);
  g_ptr_array_add (items, item);
  kk_cli_statement_print_consents (cli, items);
  return TRUE;
}

static gboolean
record_consent (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkConsentPlan plan = { .given = kk_cli_text (cli, "given") };
  KkApp *app;

  if (!parse_consent (cli, &plan) || !parse_signer (cli, &plan.by) ||
      !parse_form (cli, &plan.form) || !parse_tri (cli, "conflict", &plan.conflict))
    return FALSE;
  plan.expires = kk_cli_text (cli, "until");
  plan.is_explicit = kk_cli_is_set (cli, "explicit");
  plan.freely_given = kk_cli_is_set (cli, "freely-given");
  plan.text_version = kk_cli_text (cli, "text-version");
  plan.language = kk_cli_text (cli, "language");
  plan.interpreter = kk_cli_text (cli, "interpreter");
  app = kk_cli_open (cli);
  return app != NULL && show_consent (cli, kk_app_consent_record (app, &plan, &error), &error);
}

static gboolean
refuse_consent (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkConsentPlan plan = { .given = kk_cli_text (cli, "on") };
  KkApp *app = parse_consent (cli, &plan) ? kk_cli_open (cli) : NULL;

  return app != NULL && show_consent (cli, kk_app_consent_refuse (app, &plan, &error), &error);
}

static gboolean
withdraw_consent (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_consent (cli,
                                      kk_app_consent_withdraw (app, kk_cli_text (cli, "case"),
                                                               kk_cli_argument (cli, 0),
                                                               kk_cli_text (cli, "on"), &error),
                                      &error);
}

static gboolean
list_consents (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_consent_list (app, kk_cli_argument (cli, 0), &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_statement_print_consents (cli, items);
  return TRUE;
}

/* Notes. */

static gboolean
parse_note (KkCli *cli, KkNote *kind)
{
  const char *value = kk_cli_text (cli, "kind");
  GString *codes;
  g_autofree char *sentence = NULL;
  g_autofree char *hint = NULL;

  if (kk_note_parse (value, kind))
    return TRUE;
  codes = g_string_new (NULL);
  for (guint i = 0; i < KK_N_NOTES; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", kk_note_text ((KkNote) i));
  sentence = g_strdup_printf (_ ("“%s” is not a value that --%s knows."), value, "kind");
  hint = g_strdup_printf (_ ("Choose from: %s"), codes->str);
  g_string_free (codes, TRUE);
  return kk_cli_complain (cli, KK_APP_ERROR_USAGE, sentence, hint);
}

static gboolean
write_note (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_note_item_free);
  KkNotePlan plan = { .case_ = kk_cli_text (cli, "case"), .recipient = kk_cli_text (cli, "to") };
  KkNoteItem *item;
  KkApp *app;

  plan.text = kk_cli_text (cli, "text");
  plan.function = kk_cli_text (cli, "function");
  if (!kk_cli_parse_purpose (cli, &plan.purpose) || !parse_note (cli, &plan.kind))
    return FALSE;
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  item = kk_app_note_write (app, &plan, &error);
  if (item == NULL)
    return kk_cli_fail (cli, error);
  g_ptr_array_add (items, item);
  kk_cli_statement_print_notes (cli, items);
  return TRUE;
}

static gboolean
list_notes (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_note_list (app, kk_cli_argument (cli, 0), &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_statement_print_notes (cli, items);
  return TRUE;
}

/* Findings. */

static gboolean
show_finding (KkCli *cli, KkFindingItem *item, GError *const *error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_finding_item_free);

  if (item == NULL)
    return kk_cli_fail (cli, *error);
  g_ptr_array_add (items, item);
  kk_cli_statement_print_findings (cli, items);
  return TRUE;
}

static gboolean
record_finding (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkFindingPlan plan = { .case_ = kk_cli_text (cli, "case"), .kind = kk_cli_text (cli, "kind") };
  KkApp *app = kk_cli_open (cli);

  plan.person = kk_cli_text (cli, "person");
  plan.result = kk_cli_text (cli, "result");
  plan.until = kk_cli_text (cli, "until");
  return app != NULL && show_finding (cli, kk_app_finding_record (app, &plan, &error), &error);
}

static gboolean
assess_hg_km (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkTri answers[KK_N_HG_KM_QUESTIONS];
  KkApp *app;

  for (guint i = 0; i < KK_N_HG_KM_QUESTIONS; i++) {
    if (!parse_tri (cli, kk_hg_km_question_text ((KkHgKmQuestion) i), &answers[i]))
      return FALSE;
  }
  app = kk_cli_open (cli);
  return app != NULL &&
         show_finding (cli, kk_app_finding_hg_km (app, kk_cli_text (cli, "case"), answers, &error),
                       &error);
}

static gboolean
list_findings (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_finding_list (app, kk_cli_argument (cli, 0), &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_statement_print_findings (cli, items);
  return TRUE;
}

#define CASE_OPTION                                                                          \
  {                                                                                          \
    "case", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("REFERENCE"), N_ ("The case that it is about") \
  }
#define PERSON_OPTION                                                                \
  {                                                                                  \
    "person", KK_CLI_TEXT, 0, N_ ("ID"),                                             \
        N_ ("Whose it is, by the id that “case show” gives; the victim unless told") \
  }
#define END_OPTIONS                  \
  {                                  \
    NULL, KK_CLI_FLAG, 0, NULL, NULL \
  }

static const KkCliOption consent_options[] = {
  CASE_OPTION,
  PERSON_OPTION,
  { "to", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("RECIPIENT"),
    N_ ("For whom: a desk, or a task by law such as VT for every organisation with it") },
  { "purpose", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("PURPOSE"), N_ ("What it is for") },
  { "category", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Which data it is about") },
  { "by", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("WHO"), N_ ("self, representative or both") },
  { "freely-given", KK_CLI_FLAG, 0, NULL, N_ ("It was given freely, without pressure") },
  { "explicit", KK_CLI_FLAG, 0, NULL, N_ ("It was said or signed expressly") },
  { "form", KK_CLI_TEXT, 0, N_ ("FORM"), N_ ("spoken, signed or digital") },
  { "conflict", KK_CLI_TEXT, 0, N_ ("ANSWER"),
    N_ ("Whether the representative may be the exploiter: yes or no") },
  { "given", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day on which it was given; today unless told") },
  { "until", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("Its last day; half a year unless told") },
  { "text-version", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Version of the text that was read") },
  { "language", KK_CLI_TEXT, 0, N_ ("CODE"), N_ ("Language of the talk") },
  { "interpreter", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("The interpreter, when there was one") },
  END_OPTIONS,
};

static const KkCliOption refusal_options[] = {
  CASE_OPTION,
  PERSON_OPTION,
  { "to", KK_CLI_TEXT, 0, N_ ("RECIPIENT"),
    N_ ("For whom it is refused; for everybody unless told") },
  { "purpose", KK_CLI_TEXT, 0, N_ ("PURPOSE"), N_ ("What it is refused for") },
  { "on", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day on which it was refused; today unless told") },
  END_OPTIONS,
};

static const KkCliOption withdraw_options[] = {
  CASE_OPTION,
  { "on", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day of the withdrawal; today unless told") },
  END_OPTIONS,
};

static const KkCliArgument consent_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("The consent, as “consent list” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption note_options[] = {
  CASE_OPTION,
  { "to", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("RECIPIENT"), N_ ("The desk that it is about") },
  { "purpose", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("PURPOSE"), N_ ("What it is for") },
  { "kind", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("KIND"), N_ ("What it explains, such as NEED") },
  { "text", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("TEXT"),
    N_ ("Why, in your own words and at least 10 characters") },
  { "function", KK_CLI_TEXT, 0, N_ ("FUNCTION"),
    N_ ("Function of who answers for it; your own unless told") },
  END_OPTIONS,
};

static const KkCliOption finding_options[] = {
  CASE_OPTION,
  PERSON_OPTION,
  { "kind", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("CODE"),
    N_ ("INCAPABLE_CONSENT, REFUSES, ACUTE_DANGER, INTEREST_SUBJECT, SERIOUSNESS, "
        "RVDK_REQUEST_DONE, DIRECTLY_INVOLVED, OTS_ACTIVE, VICTIM_INDICATION, SOURCE_THREAT or "
        "HG_KM") },
  { "result", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("RESULT"), N_ ("true or false") },
  { "until", KK_CLI_TEXT, 0, N_ ("DATE"),
    N_ ("Its last day; acute danger ends after fourteen days unless told") },
  END_OPTIONS,
};

static const KkCliOption hg_km_options[] = {
  CASE_OPTION,
  { "minor", KK_CLI_TEXT, 0, N_ ("ANSWER"), N_ ("Is the victim younger than 18: yes or no") },
  { "dependent", KK_CLI_TEXT, 0, N_ ("ANSWER"),
    N_ ("Does the minor depend on the exploiter, or is the minor unfree: yes or no") },
  { "circle", KK_CLI_TEXT, 0, N_ ("ANSWER"),
    N_ ("Does the exploiter belong to the domestic circle of the adult: yes or no") },
  { "child", KK_CLI_TEXT, 0, N_ ("ANSWER"),
    N_ ("Is there a child in the household, or one that sees it: yes or no") },
  END_OPTIONS,
};

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_statement_commands[] = {
  { "consent record", record_consent, N_ ("Record that a person consented, to what and for whom"),
    consent_options, NULL },
  { "consent refuse", refuse_consent, N_ ("Record that a person refused"), refusal_options, NULL },
  { "consent withdraw", withdraw_consent, N_ ("Record that a person takes a consent back"),
    withdraw_options, consent_arguments },
  { "consent list", list_consents, N_ ("List the consents and refusals of a case"), NULL,
    case_arguments },
  { "note write", write_note, N_ ("Write down why, for one recipient and purpose"), note_options,
    NULL },
  { "note list", list_notes, N_ ("List the notes of a case"), NULL, case_arguments },
  { "assess hg-km", assess_hg_km,
    N_ ("Find with a few questions whether it may be reported to Veilig Thuis"), hg_km_options,
    NULL },
  { "assess record", record_finding, N_ ("Record a finding that the law asks for"), finding_options,
    NULL },
  { "assess list", list_findings, N_ ("List the findings of a case"), NULL, case_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
