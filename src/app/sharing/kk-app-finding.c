/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Findings that the law asks for, and the tree behind one of them (domain research §1.3.1). */

#include "app/sharing/kk-statement-case-private.h"
#include "app/sharing/kk-statement-fields-private.h"
#include "app/sharing/kk-statements-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One finding on its way into the case. */
typedef struct {
  const KkFindingPlan *plan;
  const char *answers; /* (nullable) */
  gboolean about_person;
} Finding;

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
knows (const char *field, const char *code)
{
  return code != NULL &&
         kk_schema_code (kk_schema_field_by_name (KK_RECORD_ASSESSMENT, field)->codes, code) !=
             NULL;
}

static gboolean
check_plan (const KkFindingPlan *plan, GError **error)
{
  gboolean child = g_strcmp0 (plan->result, "child") == 0;

  if (!knows ("nl_AssessmentKind", plan->kind))
    return refuse (error, _ ("There is no finding with that name. “assess record --help” lists "
                             "them."));
  if (!knows ("nl_AssessmentResult", plan->result) ||
      (child && strcmp (plan->kind, kk_fact_text (KK_FACT_HG_KM)) != 0))
    return refuse (error, _ ("The result of a finding is true or false."));
  return kk_statement_check_day (plan->until, error);
}

static gboolean
write_finding (KkStatementCase *place,
               const Finding *finding,
               KkVaultRecord *record,
               GError **error)
{
  const KkFindingPlan *plan = finding->plan;
  KkRecordWriter *writer = &place->writer;
  g_autofree char *until = g_strdup (plan->until);
  KkId person;

  if (finding->about_person && !kk_statement_find_person (place, plan->person, &person, error))
    return FALSE;
  if (until == NULL && strcmp (plan->kind, kk_fact_text (KK_FACT_ACUTE_DANGER)) == 0)
    until = kk_statement_days_later (place->today, KK_DANGER_DAYS);
  return kk_record_writer_make (writer, KK_RECORD_ASSESSMENT, &place->case_->record.thread, record,
                                error) &&
         kk_statement_put_text (writer, "nl_AssessmentKind", plan->kind, error) &&
         kk_statement_put_text (writer, "nl_AssessmentResult", plan->result, error) &&
         kk_statement_put_text (writer, "nl_AssessmentDate", place->today, error) &&
         kk_statement_put_text (writer, "nl_AssessmentReason", finding->answers, error) &&
         kk_statement_put_id (writer, "nl_AssessmentPerson", finding->about_person ? &person : NULL,
                              error) &&
         kk_statement_put_text (writer, "nl_AssessmentUntil", until, error);
}

static GPtrArray *
list_findings (KkApp *app, const KkStatementCase *place, GError **error)
{
  g_autoptr (KkStatements) statements = kk_statements_read (
      app, &place->writer.desk, &place->case_->record.thread, place->today, error);

  return statements != NULL ? g_ptr_array_ref (statements->findings) : NULL;
}

static KkFindingItem *
record_finding (KkApp *app, const Finding *finding, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  KkVaultRecord record;

  if (!kk_statement_case_open (&place, app, finding->plan->case_, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_finding (&place, finding, &record, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  findings = list_findings (app, &place, error);
  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    if (strcmp (((KkFindingItem *) findings->pdata[i])->id, kk_id_text (&record.id).text) == 0)
      return g_ptr_array_steal_index (findings, i);
  }
  return NULL;
}

/* Capacity and refusal are somebody's; the rest is about the case. */
static gboolean
is_about_person (const KkFindingPlan *plan)
{
  return plan->person != NULL ||
         strcmp (plan->kind, kk_fact_text (KK_FACT_INCAPABLE_CONSENT)) == 0 ||
         strcmp (plan->kind, kk_fact_text (KK_FACT_REFUSES)) == 0;
}

KkFindingItem *
kk_app_finding_record (KkApp *app, const KkFindingPlan *plan, GError **error)
{
  Finding finding = { .plan = plan };

  if (!check_plan (plan, error))
    return NULL;
  finding.about_person = is_about_person (plan);
  return record_finding (app, &finding, error);
}

static const char *
ask (KkHgKmQuestion question)
{
  static const char *const questions[] = {
    [KK_HG_KM_ASK_MINOR] = N_ ("Is the victim younger than 18? Answer with --minor yes or no."),
    [KK_HG_KM_ASK_DEPENDENT] =
        N_ ("Is the exploiter somebody on whom the minor depends, or towards whom the minor is not "
            "free, such as a parent, a partner or an employer who also gives shelter? Answer with "
            "--dependent yes or no."),
    [KK_HG_KM_ASK_CIRCLE] =
        N_ ("Does the exploiter belong to the domestic circle of the victim: family, housemate, "
            "partner or former partner, informal carer? Answer with --circle yes or no."),
    [KK_HG_KM_ASK_CHILD] = N_ ("Is there a child in the household, or a child that sees it "
                               "happen? Answer with --child yes or no."),
  };

  return _ (questions[question]);
}

/* "minor=yes; dependent=no": the answers that led to the finding are its evidence. */
static char *
dup_answers (const KkTri *answers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < KK_N_HG_KM_QUESTIONS; i++) {
    if (answers[i] != KK_TRI_UNKNOWN)
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "; " : "",
                              kk_hg_km_question_text ((KkHgKmQuestion) i),
                              answers[i] == KK_TRI_TRUE ? "yes" : "no");
  }
  return g_string_free (text, FALSE);
}

KkFindingItem *
kk_app_finding_hg_km (KkApp *app, const char *case_, const KkTri *answers, GError **error)
{
  static const char *const results[] = { NULL, "false", "true", "child" };
  KkHgKm result;
  KkHgKmQuestion next = kk_hg_km_next (answers, &result);
  g_autofree char *evidence = dup_answers (answers);
  KkFindingPlan plan = { .case_ = case_, .kind = kk_fact_text (KK_FACT_HG_KM) };
  Finding finding = { .plan = &plan, .answers = evidence };

  if (next < KK_N_HG_KM_QUESTIONS) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER, ask (next));
    return NULL;
  }
  plan.result = results[result];
  return record_finding (app, &finding, error);
}

GPtrArray *
kk_app_finding_list (KkApp *app, const char *case_, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };

  return kk_statement_case_open (&place, app, case_, error) ? list_findings (app, &place, error)
                                                            : NULL;
}
