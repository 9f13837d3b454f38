/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due between partners: questions, what was asked back (D-05), and a leak that has to be reported (T-11). */

#include "app/casework/kk-consult-private.h"
#include "app/casework/kk-due-private.h"
#include "app/register/kk-app-breach.h"
#include "app/register/kk-app-recall.h"

#include <string.h>

/* Questions to partners: who was asked answers, who asked hears; after fourteen days it is kept or destroyed (T-13). */

static void
add_consult (KkDueListing *listing, const KkConsult *consult, const char *kind, const char *due)
{
  KkDueItem *item =
      due != NULL ? kk_due_add (listing, &consult->question->record, kind, due) : NULL;

  if (item != NULL)
    item->record = g_strdup (kk_id_text (&consult->thread).text);
}

static gboolean
take_own_consult (KkDueListing *listing, const KkConsult *consult, GError **error)
{
  const char *due = kk_work_text (consult->question, "nl_ConsultationDue");
  g_autofree char *keep_until = kk_consult_dup_keep_until (consult);
  g_autoptr (GArray) desks = kk_consult_addressees (consult, listing->app, error);

  for (guint i = 0; desks != NULL && i < desks->len; i++) {
    if (kk_consult_answer_of (consult, &g_array_index (desks, KkId, i)) == NULL) {
      add_consult (listing, consult, "consult", due);
      break;
    }
  }
  add_consult (listing, consult, "T-13", keep_until);
  return desks != NULL;
}

static gboolean
take_consult (KkDueListing *listing, const KkConsultPlace *place, GError **error)
{
  g_auto (KkConsult) consult = { 0 };

  if (!kk_consult_read (&consult, listing->app, &place->desk, &place->thread, error))
    return FALSE;
  if (consult.question == NULL || kk_work_text (consult.question, "nl_ConsultationClosed") != NULL)
    return TRUE;
  if (kk_consult_is_own (&consult))
    return take_own_consult (listing, &consult, error);
  if (kk_consult_answer_of (&consult, &consult.desk) == NULL)
    add_consult (listing, &consult, "consult-answer",
                 kk_work_text (consult.question, "nl_ConsultationDue"));
  return TRUE;
}

static gboolean
take_consults (KkDueListing *listing, GError **error)
{
  g_autoptr (GArray) places = kk_consult_places (listing->app, error);

  for (guint i = 0; places != NULL && i < places->len; i++) {
    if (!take_consult (listing, &g_array_index (places, KkConsultPlace, i), error))
      return FALSE;
  }
  return places != NULL;
}

/* T-11: seventy-two hours after a leak was found. */
static gboolean
take_breaches (KkDueListing *listing, GError **error)
{
  g_autoptr (GPtrArray) breaches = kk_app_breach_list (listing->app, error);

  for (guint i = 0; breaches != NULL && i < breaches->len; i++) {
    const KkBreachNote *breach = breaches->pdata[i];
    g_autoptr (GDateTime) due = g_date_time_new_from_unix_utc (breach->due / 1000);
    g_autofree char *day = g_date_time_format (due, "%Y-%m-%d");

    if (breach->reported == NULL && breach->not_reported == NULL)
      kk_due_add (listing, NULL, "T-11", day);
  }
  return breaches != NULL;
}

/* Once for each case and side: others wait for this desk, or this desk for others. */
static gboolean
is_new_recall (KkDueListing *listing, const KkRecallItem *recall)
{
  return strcmp (recall->status, "open") == 0 &&
         g_hash_table_add (listing->seen,
                           g_strdup_printf ("D-05 %d %s", recall->own,
                                            recall->case_ != NULL ? recall->case_ : recall->id));
}

static gboolean
take_recalls (KkDueListing *listing, GError **error)
{
  g_autoptr (GPtrArray) recalls = kk_app_recall_list (listing->app, NULL, error);

  for (guint i = 0; recalls != NULL && i < recalls->len; i++) {
    const KkRecallItem *recall = recalls->pdata[i];
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (recall->time / 1000);
    g_autofree char *asked = g_date_time_format (time, "%Y-%m-%d");
    g_autofree char *until = kk_term_dup_due ("D-05", asked);
    KkDueItem *item = NULL;

    if (is_new_recall (listing, recall))
      item =
          kk_due_add (listing, NULL, recall->own ? "recall" : "D-05", recall->own ? until : NULL);
    if (item != NULL)
      item->case_ = g_strdup (recall->case_);
  }
  return recalls != NULL;
}

gboolean
kk_due_take_partners (KkDueListing *listing, GError **error)
{
  return take_consults (listing, error) && take_breaches (listing, error) &&
         take_recalls (listing, error);
}
