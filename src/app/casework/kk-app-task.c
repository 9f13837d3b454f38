/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Tasks, and acute action with the duties that it brings. */

#include "app/casework/kk-app-due.h"
#include "app/casework/kk-app-route.h"
#include "app/casework/kk-route-file-private.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
write_task (KkStatementCase *place, const KkTaskPlan *plan, const char *hat, GError **error)
{
  KkRecordWriter *writer = &place->writer;
  const char *kind = plan->kind != NULL ? plan->kind : "own";
  g_autofree char *term = kk_term_dup_due (kind, place->today);
  KkVaultRecord record;

  return kk_record_writer_make (writer, KK_RECORD_TASK, &place->case_->record.thread, &record,
                                error) &&
         kk_work_put (writer, &record, "nl_TaskKind", kind, 0, error) &&
         kk_work_put (writer, &record, "nl_TaskTitle", plan->title, 0, error) &&
         kk_work_put (writer, &record, "nl_TaskHat", hat, 0, error) &&
         kk_work_put (writer, &record, "nl_TaskDue", plan->due != NULL ? plan->due : term, 0,
                      error);
}

gboolean
kk_app_task_add (KkApp *app, const KkTaskPlan *plan, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (plan->title == NULL && plan->kind == NULL)
    return refuse (error, _ ("Say what has to be done."));
  if (!kk_statement_check_day (plan->due, error) ||
      !kk_statement_case_open (&place, app, plan->case_, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && write_task (&place, plan, NULL, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* @found: (out): a task of the case with this id. */
static gboolean
find_task (KkStatementCase *place,
           const char *task,
           KkVaultRecord *record,
           gboolean *found,
           GError **error)
{
  g_autoptr (GPtrArray) tasks =
      kk_work_list (place->writer.app, place->case_, KK_RECORD_TASK, error);

  *found = FALSE;
  for (guint i = 0; tasks != NULL && i < tasks->len; i++) {
    const KkWorkRecord *work = tasks->pdata[i];

    if (strcmp (kk_id_text (&work->record.id).text, task) == 0 &&
        kk_id_equal (&work->record.owner, &place->writer.desk)) {
      *record = work->record;
      *found = TRUE;
    }
  }
  return tasks != NULL;
}

/* Only what a person ends in a case. */
static gboolean
check_end (const char *kind, GError **error)
{
  switch (kk_duty_end (kind)) {
  case KK_DUTY_WORK:
    return refuse (error, _ ("This ends by itself when the work is done. “duty list” shows how "
                             "each ends."));
  case KK_DUTY_DESK:
    return refuse (error, _ ("This is a duty of your desk, not of one case. Use “duty done”."));
  case KK_DUTY_ALWAYS:
    return refuse (error, _ ("The program keeps this duty in everything it does. There is nothing "
                             "to finish."));
  case KK_DUTY_TASK:
  default:
    return TRUE;
  }
}

/* A term that was computed gets a record only when somebody says that it is done. */
static gboolean
find_or_make (KkStatementCase *place, const char *task, KkVaultRecord *record, GError **error)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskKind");
  gboolean found;

  if (!find_task (place, task, record, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  if (kk_schema_code (field->codes, task) == NULL)
    return refuse (error, _ ("There is no such task in this case. “today” lists the tasks."));
  if (!check_end (task, error))
    return FALSE;
  return kk_record_writer_make (&place->writer, KK_RECORD_TASK, &place->case_->record.thread,
                                record, error) &&
         kk_work_put (&place->writer, record, "nl_TaskKind", task, 0, error);
}

static gboolean
write_restricted (KkRecordWriter *writer, const KkVaultRecord *record, GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_boolean (TRUE);
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskRestricted")->number;
  return kk_record_writer_add (writer, record, &own, error);
}

gboolean
kk_app_task_done (KkApp *app, const KkTaskEnd *end, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkVaultRecord record;

  if (!kk_statement_check_day (end->day, error) ||
      !kk_statement_case_open (&place, app, end->case_, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && find_or_make (&place, end->task, &record, error) &&
         kk_work_put (&place.writer, &record, "nl_TaskDone",
                      end->day != NULL ? end->day : place.today, 0, error) &&
         (!end->restricted || write_restricted (&place.writer, &record, error)) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Acute action. */

static gboolean
check_power (KkHat hat, GError **error)
{
  KkRouteFacts facts = { .hat = hat };
  KkMoveVerdict verdict = kk_route_judge (KK_STEP_SIGNAL, KK_STEP_ACUTE, &facts);

  if (verdict.answer == KK_MOVE_ALLOWED)
    return TRUE;
  kk_route_explain (&verdict, kk_step_text (KK_STEP_ACUTE), error);
  return FALSE;
}

static gboolean
write_action (KkStatementCase *place, const KkAcutePlan *plan, KkHat hat, GError **error)
{
  KkRecordWriter *writer = &place->writer;
  const char *day = plan->day != NULL ? plan->day : place->today;
  g_autofree char *until = kk_term_dup_due ("T-13", day);
  KkVaultRecord record;

  return kk_record_writer_make (writer, KK_RECORD_MEASURE, &place->case_->record.thread, &record,
                                error) &&
         kk_work_put (writer, &record, "nl_MeasureKind", "acute", 0, error) &&
         kk_work_put (writer, &record, "nl_MeasureHat", kk_hat_text (hat), 0, error) &&
         kk_work_put (writer, &record, "nl_MeasureStart", day, 0, error) &&
         kk_work_put (writer, &record, "nl_MeasureContent", plan->what, 0, error) &&
         kk_work_put (writer, &place->case_->record, "nl_AcuteUntil", until, 0, error);
}

static gboolean
write_notices (KkStatementCase *place, const char *day, KkHat hat, GError **error)
{
  g_autofree char *due = kk_term_dup_due ("T-12", day != NULL ? day : place->today);
  const KkTaskPlan plan = { .kind = "T-12", .due = due };
  gboolean municipal = (KK_HAT_BIT (hat) & KK_HATS_GEM) != 0;

  return (municipal || write_task (place, &plan, kk_hat_text (KK_HAT_GEM_WMO), error)) &&
         write_task (place, &plan, kk_hat_text (KK_HAT_ZVH), error);
}

/* The clocks run wherever the case stands; its step changes only where the route has that move. */
static gboolean
follow_route (KkApp *app, const KkVaultCase *case_, const KkAcutePlan *plan, GError **error)
{
  g_auto (KkRouteFile) file = { 0 };
  KkMovePlan move = { .case_ = plan->case_, .to = kk_step_text (KK_STEP_ACUTE) };

  move.reason = _ ("Acute action was taken.");
  move.date = plan->day;
  if (!kk_route_file_read (&file, app, case_, error))
    return FALSE;
  return !kk_route_has_move (file.step, KK_STEP_ACUTE, file.hat) ||
         kk_app_route_move (app, &move, error);
}

gboolean
kk_app_acute_act (KkApp *app, const KkAcutePlan *plan, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkHat hat;

  if (plan->what == NULL || *plan->what == '\0')
    return refuse (error, _ ("Say what was done."));
  if (!kk_statement_check_day (plan->day, error) ||
      !kk_statement_case_open (&place, app, plan->case_, error))
    return FALSE;
  hat = kk_work_hat (app, &place.writer.desk);
  if (!kk_id_equal (&place.case_->record.owner, &place.writer.desk))
    return refuse (error, _ ("This is the file of another organisation. Start your own file about "
                             "the case with “case new --beside”."));
  if (!check_power (hat, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_action (&place, plan, hat, error) ||
      !write_notices (&place, plan->day, hat, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return FALSE;
  return follow_route (app, place.case_, plan, error);
}
