/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Terms that run for a case, and for the persons in it. */

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-due-private.h"
#include "vault/kk-vault-due.h"

static void
take_terms (KkDueListing *listing, const KkWorkRecord *case_)
{
  const char *first = kk_work_text (case_, "nl_FirstProcessed");
  const char *from = first != NULL ? first : kk_work_text (case_, "nl_ReceivedDate");
  const char *const *kinds = kk_term_list (kk_work_hat (listing->app, &case_->record.owner));

  for (guint i = 0; from != NULL && kinds[i] != NULL; i++) {
    g_autofree char *due = kk_term_dup_due (kinds[i], from);

    if (due != NULL && !kk_due_is_done (listing, &case_->record, kinds[i]))
      kk_due_add (listing, &case_->record, kinds[i], due);
  }
}

/* After acute action the clock runs also in a case that was closed; a destroyed one has none. */
static gboolean
take_acute (KkDueListing *listing, const KkWorkRecord *case_, GError **error)
{
  if (g_strcmp0 (kk_work_text (case_, "nl_Stage"), "S99") == 0)
    return TRUE;
  if (!kk_due_know_done (listing, &case_->record, error))
    return FALSE;
  if (!kk_due_is_done (listing, &case_->record, "T-13"))
    kk_due_add (listing, &case_->record, "T-13", kk_work_text (case_, "nl_AcuteUntil"));
  return TRUE;
}

static gboolean
is_closed (const KkWorkRecord *case_)
{
  const char *step = kk_work_text (case_, "nl_Stage");

  return g_strcmp0 (step, "S90") == 0 || g_strcmp0 (step, "S99") == 0;
}

static gboolean
take_case (KkDueListing *listing, const KkWorkRecord *case_, GError **error)
{
  if (is_closed (case_))
    return TRUE;
  if (!kk_due_know_done (listing, &case_->record, error))
    return FALSE;
  take_terms (listing, case_);
  return TRUE;
}

static gboolean
has_terms (KkDueListing *listing)
{
  for (guint i = 0; i < listing->app->seats->len; i++) {
    const KkOwnSeat *seat = &g_array_index (listing->app->seats, KkOwnSeat, i);

    if (kk_term_list (kk_work_hat (listing->app, &seat->desk))[0] != NULL)
      return TRUE;
  }
  return FALSE;
}

/* By the day of first processing; by that of receipt where nobody said the other. */
static gboolean
take_received (KkDueListing *listing, const KkWorkRecord *case_, GError **error)
{
  return kk_work_text (case_, "nl_FirstProcessed") != NULL || take_case (listing, case_, error);
}

gboolean
kk_due_take_cases (KkDueListing *listing, GError **error)
{
  return kk_due_take_dated (listing, KK_RECORD_CASE, "nl_AcuteUntil", take_acute, error) &&
         (!has_terms (listing) ||
          (kk_due_take_dated (listing, KK_RECORD_CASE, "nl_FirstProcessed", take_case, error) &&
           kk_due_take_dated (listing, KK_RECORD_CASE, "nl_ReceivedDate", take_received, error)));
}

/* The reflection period (Vc B8/3.1, T-05): until the day that a person wrote down, else as long as it can be. */

static gboolean
add_reflection (KkDueListing *listing, const KkWorkRecord *person, const char *due, GError **error)
{
  if (kk_due_is_over (listing, &person->record))
    return TRUE;
  if (!kk_due_know_done (listing, &person->record, error))
    return FALSE;
  if (!kk_due_is_done (listing, &person->record, "T-05"))
    kk_due_add (listing, &person->record, "T-05", due);
  return TRUE;
}

static gboolean
take_reflection_end (KkDueListing *listing, const KkWorkRecord *person, GError **error)
{
  return add_reflection (listing, person, kk_work_text (person, "nl_ReflectionPeriodEnd"), error);
}

static gboolean
take_reflection_start (KkDueListing *listing, const KkWorkRecord *person, GError **error)
{
  gboolean dublin = kk_statement_tri (person->ops, "nl_ReflectionPeriodDublin") == KK_TRI_TRUE;
  const char *start = kk_work_text (person, "nl_ReflectionPeriodStart");
  g_autofree char *due = kk_term_dup_due (dublin ? KK_TERM_DUBLIN : "T-05", start);

  if (due == NULL || kk_work_text (person, "nl_ReflectionPeriodEnd") != NULL)
    return TRUE;
  return add_reflection (listing, person, due, error);
}

static gboolean
take_consent (KkDueListing *listing, const KkWorkRecord *consent, GError **error)
{
  const char *expires = kk_work_text (consent, "nl_ConsentExpires");
  KkDueItem *item = NULL;

  if (expires != NULL && kk_work_text (consent, "nl_ConsentWithdrawn") == NULL)
    item = kk_due_add (listing, &consent->record, "T-15", expires);
  (void) error;
  if (item != NULL)
    item->record = g_strdup (kk_id_text (&consent->record.id).text);
  return TRUE;
}

gboolean
kk_due_take_persons (KkDueListing *listing, GError **error)
{
  return kk_due_take_dated (listing, KK_RECORD_PERSON, "nl_ReflectionPeriodEnd",
                            take_reflection_end, error) &&
         kk_due_take_dated (listing, KK_RECORD_PERSON, "nl_ReflectionPeriodStart",
                            take_reflection_start, error) &&
         kk_due_take_dated (listing, KK_RECORD_CONSENT, "nl_ConsentExpires", take_consent, error);
}
