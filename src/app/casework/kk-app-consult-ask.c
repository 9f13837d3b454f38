/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Asking, answering and ending a question to partners. What goes, goes by the ordinary share. */

#include "app/casework/kk-app-consult.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-consult-private.h"
#include "app/register/kk-recall-private.h"
#include "app/register/kk-removal-private.h"
#include "app/sharing/kk-app-share.h"
#include "app/sharing/kk-statement-case-private.h"
#include "app/sharing/kk-statement-fields-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAYS_URGENT  1
#define DAYS_CONSULT 7

static gboolean
refuse (GError **error, KkAppError code, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, (int) code, sentence);
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || strspn (text, " \t\r\n") == strlen (text);
}

/* Sending. */

/* @main: the field without which the rest says nothing. */
static gboolean
goes (const KkSharePreview *preview, const char *main)
{
  for (guint i = 0; i < preview->fields->len; i++) {
    const KkSharedField *field = preview->fields->pdata[i];

    if (strcmp (field->name, main) == 0)
      return strcmp (field->outcome, "send") == 0;
  }
  return FALSE;
}

static gboolean
share (KkApp *app,
       const KkId *thread,
       const char *to,
       KkPurpose purpose,
       const char *const *fields,
       GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (KkSharePreview) preview = NULL;
  KkIdText id = kk_id_text (thread);
  KkSharePlan plan = { .recipient = to, .purpose = purpose };

  g_ptr_array_add (cases, id.text);
  for (guint i = 0; fields[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) (guintptr) fields[i]);
  plan.cases = cases;
  plan.fields = names;
  preview = kk_app_share_send (app, &plan, error);
  if (preview == NULL)
    return FALSE;
  return goes (preview, fields[0]) ||
         refuse (error, KK_APP_ERROR_REFUSED,
                 _ ("The law does not let this go to that desk with what it holds. Ask or answer "
                    "without naming anybody, or share the case with “share send”, which says what "
                    "is missing."));
}

/* Asking. */

static gboolean
check_plan (const KkConsultPlan *plan, GError **error)
{
  if (is_blank (plan->question))
    return refuse (error, KK_APP_ERROR_USAGE, _ ("Say what you want to know."));
  if (plan->to == NULL || plan->to->len == 0)
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER, _ ("Say whom you ask, with --to."));
  return kk_statement_check_day (plan->due, error);
}

static KkCategories
ticked_of (KkCategories categories)
{
  return categories != 0 ? categories : KK_CATEGORY_BIT (KK_CATEGORY_V);
}

static gboolean
put_case (KkRecordWriter *writer, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = NULL;

  if (case_ == NULL)
    return TRUE;
  found = kk_case_find (writer->app, case_, error);
  return found != NULL &&
         kk_statement_put_id (writer, "nl_ConsultationCase", &found->record.id, error);
}

static gboolean
write_question (KkRecordWriter *writer,
                const KkConsultPlan *plan,
                const KkId *thread,
                GError **error)
{
  KkCategories ticked = ticked_of (plan->categories);
  g_autofree char *today = kk_app_today (writer->app);
  g_autofree char *due =
      plan->due != NULL
          ? g_strdup (plan->due)
          : kk_statement_days_later (today, plan->urgent ? DAYS_URGENT : DAYS_CONSULT);
  KkVaultRecord record;

  return kk_record_writer_make (writer, KK_RECORD_CONSULTATION, thread, &record, error) &&
         put_case (writer, plan->case_, error) &&
         kk_work_put (writer, &record, "nl_ConsultationQuestion", plan->question, ticked, error) &&
         kk_work_put (writer, &record, "nl_ConsultationMeeting", plan->meeting, ticked, error) &&
         kk_work_put (writer, &record, "nl_ConsultationKind", plan->urgent ? "urgent" : "consult",
                      0, error) &&
         kk_work_put (writer, &record, "nl_ConsultationDate", today, 0, error) &&
         kk_work_put (writer, &record, "nl_ConsultationDue", due, 0, error);
}

/* Which case it is about stays here. */
static gboolean
send_question (KkApp *app, const KkId *thread, const char *to, KkPurpose purpose, GError **error)
{
  static const char *const fields[] = { "nl_ConsultationQuestion",
                                        "nl_ConsultationMeeting",
                                        "nl_ConsultationKind",
                                        "nl_ConsultationDate",
                                        "nl_ConsultationDue",
                                        "nl_ConsultationClosed",
                                        NULL };

  return share (app, thread, to, purpose != KK_PURPOSE_NONE ? purpose : KK_PURPOSE_ADVIES, fields,
                error);
}

char *
kk_app_consult_ask (KkApp *app, const KkConsultPlan *plan, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkId thread = kk_id_random ();
  KkRecordWriter writer;

  if (!check_plan (plan, error) || !kk_record_writer_start (&writer, app, NULL, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_question (&writer, plan, &thread, error))
    return NULL;
  for (guint i = 0; i < plan->to->len; i++) {
    if (!send_question (app, &thread, plan->to->pdata[i], plan->purpose, error))
      return NULL;
  }
  return kk_vault_commit (g_steal_pointer (&transaction), error)
             ? g_strdup (kk_id_text (&thread).text)
             : NULL;
}

static gboolean
check_own (const KkConsult *consult, GError **error)
{
  if (!kk_consult_is_own (consult))
    return refuse (error, KK_APP_ERROR_USAGE,
                   _ ("Another desk asked this. You can answer it with “consult answer”."));
  return kk_work_text (consult->question, "nl_ConsultationClosed") == NULL ||
         refuse (error, KK_APP_ERROR_USAGE, _ ("This question was closed."));
}

gboolean
kk_app_consult_escalate (KkApp *app, const char *id, const char *to, GError **error)
{
  g_auto (KkConsult) consult = { 0 };

  return kk_consult_find (&consult, app, id, error) && check_own (&consult, error) &&
         send_question (app, &consult.thread, to, KK_PURPOSE_NONE, error);
}

/* Answering. */

static gboolean
check_asked (const KkConsult *consult, GError **error)
{
  if (consult->question == NULL || kk_consult_is_own (consult))
    return refuse (error, KK_APP_ERROR_USAGE,
                   _ ("Your own desk asked this. The answers come from those whom you asked."));
  return kk_work_text (consult->question, "nl_ConsultationClosed") == NULL ||
         refuse (error, KK_APP_ERROR_USAGE, _ ("This question was closed."));
}

static gboolean
write_answer (const KkConsult *consult,
              KkRecordWriter *writer,
              const char *text,
              KkCategories categories,
              GError **error)
{
  const KkWorkRecord *before = kk_consult_answer_of (consult, &consult->desk);
  g_autofree char *today = kk_app_today (writer->app);
  KkVaultRecord record;

  if (before != NULL)
    record = before->record;
  else if (!kk_record_writer_make (writer, KK_RECORD_CONSULTATION, &consult->thread, &record,
                                   error))
    return FALSE;
  return kk_work_put (writer, &record, "nl_ConsultationAnswer", text, ticked_of (categories),
                      error) &&
         kk_work_put (writer, &record, "nl_ConsultationAnswered", today, 0, error);
}

static gboolean
send_answer (KkApp *app, const KkConsult *consult, GError **error)
{
  static const char *const fields[] = { "nl_ConsultationAnswer", "nl_ConsultationAnswered", NULL };
  KkIdText asker = kk_id_text (&consult->question->record.owner);

  return share (app, &consult->thread, asker.text, KK_PURPOSE_ADVIES, fields, error);
}

gboolean
kk_app_consult_answer (KkApp *app,
                       const char *id,
                       const char *answer,
                       KkCategories categories,
                       GError **error)
{
  g_auto (KkConsult) consult = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkRecordWriter writer;

  if (is_blank (answer))
    return refuse (error, KK_APP_ERROR_USAGE, _ ("Write an answer."));
  if (!kk_consult_find (&consult, app, id, error) || !check_asked (&consult, error) ||
      !kk_record_writer_start (&writer, app, &consult.desk, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && write_answer (&consult, &writer, answer, categories, error) &&
         send_answer (app, &consult, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Ending. */

/* (transfer full): question and answers, as a note in the case. */
static char *
dup_note (KkApp *app, const KkConsult *consult)
{
  const char *question = kk_work_text (consult->question, "nl_ConsultationQuestion");
  GString *text = g_string_new (NULL);

  /* Translators: %s is a question to partners. */
  g_string_append_printf (text, _ ("Asked: %s"), question != NULL ? question : "");
  for (guint i = 0; i < consult->works->len; i++) {
    const KkWorkRecord *work = consult->works->pdata[i];
    const char *answer = kk_work_text (work, "nl_ConsultationAnswer");
    g_autofree char *slug = kk_desk_dup_slug (app, &work->record.owner);

    if (answer != NULL)
      g_string_append_printf (text, "\n%s: %s", slug, answer);
  }
  return g_string_free (text, FALSE);
}

static gboolean
keep (KkApp *app, const KkConsult *consult, GError **error)
{
  g_autofree char *today = kk_app_today (app);
  g_autofree char *note = dup_note (app, consult);
  KkVaultRecord case_;
  gboolean found = FALSE;
  KkRecordWriter writer;
  KkId id;

  if (!kk_statement_id (consult->question->ops, "nl_ConsultationCase", &id))
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("This question is about no case, so that there is no file to keep it in. "
                      "Destroy it with --destroy."));
  if (!kk_vault_record_find (app->vault, &consult->desk, &id, &case_, &found, error))
    return FALSE;
  if (!found || !case_.has_thread)
    return refuse (error, KK_APP_ERROR_USAGE,
                   _ ("The case that this question is about is gone. Destroy the question with "
                      "--destroy."));
  return kk_record_writer_start (&writer, app, &consult->desk, error) &&
         kk_journal_note (&writer, &case_.thread, note, error) &&
         kk_work_put (&writer, &consult->question->record, "nl_ConsultationClosed", today, 0,
                      error);
}

static gboolean
wipe (KkApp *app, const KkConsult *consult, GError **error)
{
  KkWipe order = { .order = "T-13", .ask = TRUE };

  for (guint i = 0; i < consult->works->len; i++) {
    const KkWorkRecord *work = consult->works->pdata[i];

    if (!kk_record_wipe (app, &work->record, &order, NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_app_consult_close (KkApp *app, const char *id, gboolean destroy, GError **error)
{
  g_auto (KkConsult) consult = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (!kk_consult_find (&consult, app, id, error) || !check_own (&consult, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         (destroy ? wipe (app, &consult, error) : keep (app, &consult, error)) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
