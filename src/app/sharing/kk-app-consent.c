/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Consents, refusals and withdrawals (legal contract 7.1, CONSENT; domain research §1.3.6). */

#include "app/casework/kk-case-find-private.h"
#include "app/exchange/kk-outbox-private.h"
#include "app/register/kk-recall-consent-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "app/sharing/kk-statement-fields-private.h"
#include "app/sharing/kk-statements-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A consent is asked again after half a year (domain research §1.6, T-15). */
#define CONSENT_MONTHS 6

/* One consent on its way into the case. */
typedef struct {
  const KkConsentPlan *plan;
  KkStatementCase place;
  KkId person;
  KkHat receiver;
  const char *organisation; /* (nullable): borrowed from the documents */
  const char *role;         /* (nullable): likewise */
  KkVaultRecord record;
} Recording;

static void
clear_recording (Recording *recording)
{
  kk_statement_case_clear (&recording->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recording, clear_recording)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* A hat alone is every organisation with that task. */
static gboolean
find_receiver (Recording *recording, KkApp *app, GError **error)
{
  const char *name = recording->plan->recipient;
  const KkOrganisation *organisation;
  const KkDesk *desk;

  if (name == NULL || kk_hat_parse (name, &recording->receiver))
    return TRUE;
  desk = kk_directory_resolve_desk (app->directory, name, &organisation, error);
  if (desk == NULL)
    return FALSE;
  recording->receiver = desk->hat;
  recording->organisation = organisation->slug;
  recording->role = desk->role;
  return TRUE;
}

static gboolean
start_recording (Recording *recording, KkApp *app, GError **error)
{
  const KkConsentPlan *plan = recording->plan;

  return kk_statement_check_day (plan->given, error) &&
         kk_statement_check_day (plan->expires, error) &&
         kk_statement_case_open (&recording->place, app, plan->case_, error) &&
         kk_statement_find_person (&recording->place, plan->person, &recording->person, error) &&
         find_receiver (recording, app, error);
}

/* What may not be missing, or the record would look like a consent and count for nothing. */
static gboolean
check_complete (const KkConsentPlan *plan, GError **error)
{
  if (plan->recipient == NULL || plan->purpose == KK_PURPOSE_NONE || plan->categories == 0)
    return refuse (error, _ ("A consent names for whom, for what and which data it is."));
  if (plan->by == KK_SIGNER_NONE)
    return refuse (error, _ ("Say who gave the consent: self, representative or both."));
  if (!plan->freely_given)
    return refuse (error, _ ("A consent that was not given freely is none. Say that it was with "
                             "--freely-given, or record a refusal."));
  if (plan->by != KK_SIGNER_SELF && plan->conflict == KK_TRI_UNKNOWN)
    return refuse (error, _ ("A representative may be the exploiter. Say whether this one is, with "
                             "--conflict yes or no."));
  return TRUE;
}

static gboolean
check_term (const char *given, const char *expires, const char *today, GError **error)
{
  if (strcmp (given, today) > 0)
    return refuse (error, _ ("A consent cannot have been given on a day that is still to come."));
  return strcmp (given, expires) <= 0 ||
         refuse (error, _ ("A consent cannot end before it was given."));
}

static gboolean
write_receiver (Recording *recording, GError **error)
{
  KkRecordWriter *writer = &recording->place.writer;

  return kk_record_writer_make (writer, KK_RECORD_CONSENT, &recording->place.case_->record.thread,
                                &recording->record, error) &&
         kk_statement_put_id (writer, "nl_ConsentPerson", &recording->person, error) &&
         kk_statement_put_text (writer, "nl_ConsentReceiver", kk_hat_text (recording->receiver),
                                error) &&
         kk_statement_put_text (writer, "nl_ConsentOrganisation", recording->organisation, error) &&
         kk_statement_put_text (writer, "nl_ConsentReceiverRole", recording->role, error) &&
         kk_statement_put_text (writer, "nl_ConsentPurpose",
                                kk_purpose_text (recording->plan->purpose), error) &&
         kk_statement_put_categories (writer, "nl_ConsentCategories", recording->plan->categories,
                                      error);
}

static gboolean
write_circumstances (Recording *recording, GError **error)
{
  const KkConsentPlan *plan = recording->plan;
  KkRecordWriter *writer = &recording->place.writer;
  gboolean written = plan->form != NULL && strcmp (plan->form, "spoken") != 0;

  return kk_statement_put_tri (writer, "nl_ConsentExplicit",
                               plan->is_explicit ? KK_TRI_TRUE : KK_TRI_FALSE, error) &&
         kk_statement_put_tri (writer, "nl_ConsentWritten", written ? KK_TRI_TRUE : KK_TRI_FALSE,
                               error) &&
         kk_statement_put_tri (writer, "nl_ConsentFreelyGiven", KK_TRI_TRUE, error) &&
         kk_statement_put_tri (writer, "nl_ConsentConflict", plan->conflict, error) &&
         kk_statement_put_text (writer, "nl_ConsentBy", kk_signer_text (plan->by), error) &&
         kk_statement_put_text (writer, "nl_ConsentForm", plan->form, error) &&
         kk_statement_put_text (writer, "nl_ConsentTextVersion", plan->text_version, error) &&
         kk_statement_put_text (writer, "nl_ConsentLanguage", plan->language, error) &&
         kk_statement_put_text (writer, "nl_ConsentInterpreter", plan->interpreter, error);
}

/* (transfer full) (nullable): the consent of this id, as it stands now. */
static KkConsentItem *
find_item (KkApp *app, const KkStatementCase *place, const char *id, GError **error)
{
  g_autoptr (KkStatements) statements = kk_statements_read (
      app, &place->writer.desk, &place->case_->record.thread, place->today, error);

  for (guint i = 0; statements != NULL && i < statements->consents->len; i++) {
    if (strcmp (((KkConsentItem *) statements->consents->pdata[i])->id, id) == 0)
      return g_ptr_array_steal_index (statements->consents, i);
  }
  if (statements != NULL)
    refuse (error, _ ("There is no such consent in this case. “consent list” gives the ids."));
  return NULL;
}

KkConsentItem *
kk_app_consent_record (KkApp *app, const KkConsentPlan *plan, GError **error)
{
  g_auto (Recording) recording = { .plan = plan };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autofree char *later = NULL;
  const char *given;
  const char *expires;

  if (!check_complete (plan, error) || !start_recording (&recording, app, error))
    return NULL;
  given = plan->given != NULL ? plan->given : recording.place.today;
  later = kk_statement_months_later (given, CONSENT_MONTHS);
  expires = plan->expires != NULL ? plan->expires : later;
  if (!check_term (given, expires, recording.place.today, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_receiver (&recording, error) ||
      !write_circumstances (&recording, error) ||
      !kk_statement_put_text (&recording.place.writer, "nl_ConsentGiven", given, error) ||
      !kk_statement_put_text (&recording.place.writer, "nl_ConsentExpires", expires, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return find_item (app, &recording.place, kk_id_text (&recording.record.id).text, error);
}

KkConsentItem *
kk_app_consent_refuse (KkApp *app, const KkConsentPlan *plan, GError **error)
{
  g_auto (Recording) recording = { .plan = plan };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if ((plan->recipient == NULL) != (plan->purpose == KK_PURPOSE_NONE)) {
    refuse (error,
            _ ("A refusal is of everything, or for one recipient and one purpose together."));
    return NULL;
  }
  if (!start_recording (&recording, app, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_receiver (&recording, error) ||
      !kk_statement_put_text (&recording.place.writer, "nl_ConsentRefused",
                              plan->given != NULL ? plan->given : recording.place.today, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return find_item (app, &recording.place, kk_id_text (&recording.record.id).text, error);
}

/* What waits does not go, and what went is asked back where nothing else carries it. */
static gboolean
stop_and_erase (KkApp *app,
                const KkStatementCase *place,
                const KkConsentItem *item,
                const char *day,
                GError **error)
{
  const KkId *thread = &place->case_->record.thread;
  KkWithdrawal withdrawal = { .desk = &place->writer.desk, .thread = thread, .day = day };
  guint asked;

  withdrawal.receiver = item->receiver;
  withdrawal.organisation = item->organisation;
  withdrawal.role = item->role;
  return kk_outbox_cancel_consented (app, &place->writer.desk, thread, item->receiver, error) &&
         kk_recall_withdrawn (app, &withdrawal, &asked, error);
}

/* Withdrawing is of now: what was done before stays lawful, from now on nothing rests on it (AVG 7.3). */
static gboolean
write_withdrawal (KkApp *app,
                  KkStatementCase *place,
                  const KkConsentItem *item,
                  const char *day,
                  GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_text (day);
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };
  KkVaultRecord record;
  gboolean found = FALSE;
  KkId id;

  own.field = kk_schema_field_by_name (KK_RECORD_CONSENT, "nl_ConsentWithdrawn")->number;
  return kk_id_parse (item->id, &id) &&
         kk_vault_record_find (app->vault, &place->writer.desk, &id, &record, &found, error) &&
         found && kk_record_writer_add (&place->writer, &record, &own, error);
}

KkConsentItem *
kk_app_consent_withdraw (KkApp *app,
                         const char *case_,
                         const char *id,
                         const char *day,
                         GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkConsentItem) item = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (!kk_statement_check_day (day, error) || !kk_statement_case_open (&place, app, case_, error))
    return NULL;
  item = find_item (app, &place, id, error);
  if (item == NULL)
    return NULL;
  if (item->refused != NULL || item->withdrawn != NULL) {
    refuse (error, _ ("This is no consent that can be withdrawn: it was refused or withdrawn "
                      "before."));
    return NULL;
  }
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL ||
      !write_withdrawal (app, &place, item, day != NULL ? day : place.today, error) ||
      !stop_and_erase (app, &place, item, day != NULL ? day : place.today, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return find_item (app, &place, id, error);
}

GPtrArray *
kk_app_consent_list (KkApp *app, const char *case_, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkStatements) statements = NULL;

  if (!kk_statement_case_open (&place, app, case_, error))
    return NULL;
  statements =
      kk_statements_read (app, &place.writer.desk, &place.case_->record.thread, place.today, error);
  return statements != NULL ? g_ptr_array_ref (statements->consents) : NULL;
}
