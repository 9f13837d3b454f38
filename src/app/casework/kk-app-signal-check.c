/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Act, means and purpose of a signal; the steps of the reporting code; the outcome of a case. */

#include "app/casework/kk-app-signal.h"
#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-work-record-private.h"
#include "app/sharing/kk-app-statement.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, KkAppError code, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, (int) code, sentence);
  return FALSE;
}

/* Elements. */

void
kk_signal_elements_free (KkSignalElements *elements)
{
  g_ptr_array_unref (elements->acts);
  g_ptr_array_unref (elements->means);
  g_ptr_array_unref (elements->purpose);
  g_ptr_array_unref (elements->missing);
  g_free (elements);
}

static void
read_set (GPtrArray *list, const GPtrArray *ops, const char *field)
{
  guint number = kk_schema_field_by_name (0, field)->number;

  for (guint i = 0; i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;

    if (op->field == number && op->kind == KK_OP_VALUE && op->element != NULL &&
        !g_ptr_array_find_with_equal_func (list, op->element, g_str_equal, NULL))
      g_ptr_array_add (list, g_strdup (op->element));
  }
}

static void
find_missing (KkSignalElements *elements)
{
  if (elements->acts->len == 0)
    g_ptr_array_add (elements->missing, g_strdup ("act"));
  /* Whoever is younger than 18 need not have been coerced (ILO; Sr 273f). */
  if (elements->means->len == 0 && elements->minor != KK_TRI_TRUE)
    g_ptr_array_add (elements->missing, g_strdup ("means"));
  if (elements->purpose->len == 0)
    g_ptr_array_add (elements->missing, g_strdup ("purpose"));
}

KkSignalElements *
kk_app_signal_elements (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GPtrArray) signals =
      found != NULL ? kk_work_list (app, found, KK_RECORD_SIGNAL, error) : NULL;
  KkSignalElements *elements;

  if (signals == NULL)
    return NULL;
  elements = g_new0 (KkSignalElements, 1);
  elements->acts = g_ptr_array_new_with_free_func (g_free);
  elements->means = g_ptr_array_new_with_free_func (g_free);
  elements->purpose = g_ptr_array_new_with_free_func (g_free);
  elements->missing = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < signals->len; i++) {
    const KkWorkRecord *signal = signals->pdata[i];
    KkTri minor = kk_statement_tri (signal->ops, "nl_SignalMinor");

    read_set (elements->acts, signal->ops, "nl_SignalAct");
    read_set (elements->means, signal->ops, "nl_SignalMeans");
    read_set (elements->purpose, signal->ops, "nl_SignalForm");
    if (minor != KK_TRI_UNKNOWN)
      elements->minor = minor;
  }
  find_missing (elements);
  return elements;
}

/* Reporting code. */

static char *
name_step (guint step)
{
  return g_strdup_printf ("meldcode-%u", step);
}

gboolean
kk_app_meldcode_record (KkApp *app, const char *case_, guint step, const char *text, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autofree char *kind = name_step (step);
  KkVaultRecord record;

  if (step < 1 || step > KK_MELDCODE_STEPS)
    return refuse (error, KK_APP_ERROR_USAGE, _ ("The reporting code has the steps 1 to 5."));
  if (text == NULL || *text == '\0')
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("Say with --text what was done in this step, or why it was left out."));
  if (!kk_statement_case_open (&place, app, case_, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         kk_record_writer_make (&place.writer, KK_RECORD_JOURNAL_ENTRY, &place.case_->record.thread,
                                &record, error) &&
         kk_work_put (&place.writer, &record, "nl_EntryKind", kind, 0, error) &&
         kk_work_put (&place.writer, &record, "cco_CaseComment", text, 0, error) &&
         kk_work_put (&place.writer, &record, "nl_EntryDate", place.today, 0, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static void
take_entry (KkMeldcode *meldcode, const KkWorkRecord *entry)
{
  const char *kind = kk_work_text (entry, "nl_EntryKind");

  for (guint i = 0; i < KK_MELDCODE_STEPS; i++) {
    g_autofree char *name = name_step (i + 1);
    KkMeldcodeStep *step = &meldcode->steps[i];

    if (g_strcmp0 (kind, name) != 0)
      continue;
    step->count++;
    g_free (step->date);
    g_free (step->text);
    step->date = g_strdup (kk_work_text (entry, "nl_EntryDate"));
    step->text = g_strdup (kk_work_text (entry, "cco_CaseComment"));
  }
}

/* That trafficking falls under the reporting code is said in the region; the law says it only of violence at home and
 * of children (domain R011, §1.3.1). Both are shown, and the answers to the questions decide. */
static const char *
describe_limit (const char *hg_km)
{
  if (hg_km == NULL)
    return _ (
        "The plan of the region says that trafficking falls under the reporting code. The law "
        "(Wmo 1.1.1) has it for domestic violence and child abuse only. Answer the questions "
        "of “assess hg-km” to see whether that is so in this case.");
  if (strcmp (hg_km, "false") == 0)
    return _ (
        "By the answers that were given this is no domestic violence or child abuse (Wmo "
        "1.1.1), so that the reporting code gives no right to report without consent. Ask for "
        "consent, ask Veilig Thuis for advice without names, or go to the table.");
  if (strcmp (hg_km, "child") == 0)
    return _ ("By the answers that were given there is a child at risk: what that child needs may "
              "be reported to Veilig Thuis, and nothing else.");
  return _ ("By the answers that were given this is domestic violence or child abuse (Wmo 1.1.1): "
            "it may be reported to Veilig Thuis.");
}

KkMeldcode *
kk_app_meldcode_show (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GPtrArray) findings = found != NULL ? kk_app_finding_list (app, case_, error) : NULL;
  g_autoptr (GPtrArray) entries =
      findings != NULL ? kk_work_list (app, found, KK_RECORD_JOURNAL_ENTRY, error) : NULL;
  KkMeldcode *meldcode;

  if (entries == NULL)
    return NULL;
  meldcode = g_new0 (KkMeldcode, 1);
  for (guint i = 0; i < entries->len; i++)
    take_entry (meldcode, entries->pdata[i]);
  for (guint i = 0; i < KK_MELDCODE_STEPS; i++) {
    meldcode->steps[i].number = i + 1;
    if (meldcode->next == 0 && meldcode->steps[i].count == 0)
      meldcode->next = i + 1;
  }
  for (guint i = 0; i < findings->len; i++) {
    const KkFindingItem *finding = findings->pdata[i];

    if (strcmp (finding->kind, kk_fact_text (KK_FACT_HG_KM)) == 0) {
      g_free (meldcode->hg_km);
      meldcode->hg_km = g_strdup (finding->result);
    }
  }
  meldcode->limit = describe_limit (meldcode->hg_km);
  return meldcode;
}

void
kk_meldcode_free (KkMeldcode *meldcode)
{
  for (guint i = 0; i < KK_MELDCODE_STEPS; i++) {
    g_free (meldcode->steps[i].date);
    g_free (meldcode->steps[i].text);
  }
  g_free (meldcode->hg_km);
  g_free (meldcode);
}

/* Outcome. */

static gboolean
add_report_task (KkStatementCase *place, GError **error)
{
  g_autofree char *due = kk_statement_days_later (place->today, 7);
  KkVaultRecord record;

  return kk_record_writer_make (&place->writer, KK_RECORD_TASK, &place->case_->record.thread,
                                &record, error) &&
         kk_work_put (&place->writer, &record, "nl_TaskKind", "labour-authority", 0, error) &&
         kk_work_put (&place->writer, &record, "nl_TaskHat", kk_hat_text (KK_HAT_NLA), 0, error) &&
         kk_work_put (&place->writer, &record, "nl_TaskDue", due, 0, error);
}

gboolean
kk_app_case_outcome (KkApp *app, const KkOutcomePlan *plan, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  const KkVaultRecord *record;

  if (g_strcmp0 (plan->outcome, "no-investigation") == 0 && plan->because == NULL)
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("Say with --because why there is no investigation."));
  if (!kk_statement_case_open (&place, app, plan->case_, error))
    return FALSE;
  record = &place.case_->record;
  if (!kk_id_equal (&record->owner, &place.writer.desk))
    return refuse (
        error, KK_APP_ERROR_USAGE,
        _ ("The outcome of this case is recorded by the organisation whose file it is."));
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         kk_work_put (&place.writer, record, "nl_Outcome", plan->outcome, 0, error) &&
         kk_work_put (&place.writer, record, "nl_OutcomeReason", plan->because, 0, error) &&
         kk_work_put (&place.writer, record, "cas_ReasonForCaseClosure", plan->note, 0, error) &&
         (g_strcmp0 (plan->outcome, "bad-employer") != 0 || add_report_task (&place, error)) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
