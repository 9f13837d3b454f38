/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The questions that this desk asked, and those that it was asked. */

#include "app/casework/kk-app-consult.h"

#include "app/casework/kk-app-meldroute.h"
#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-consult-private.h"
#include "app/kk-label-private.h"
#include "app/sharing/kk-share-ask-private.h"

#include <string.h>

static void
free_answer (gpointer data)
{
  KkConsultAnswer *answer = data;

  g_free (answer->organisation);
  g_free (answer->organisation_name);
  g_free (answer->text);
  g_free (answer->date);
  g_free (answer);
}

static void
free_waiting (gpointer data)
{
  KkConsultWaiting *waiting = data;

  g_free (waiting->desk);
  g_free (waiting->desk_name);
  g_ptr_array_unref (waiting->calls);
  g_free (waiting);
}

void
kk_consult_item_free (KkConsultItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->kind);
  g_free (item->question);
  g_free (item->meeting);
  g_free (item->asker);
  g_free (item->case_);
  g_free (item->asked);
  g_free (item->due);
  g_free (item->keep_until);
  g_ptr_array_unref (item->answers);
  g_ptr_array_unref (item->waiting);
  g_free (item);
}

static void
add_call (GPtrArray *calls, const char *name, const char *phone)
{
  g_ptr_array_add (calls, g_strdup_printf ("%s %s", name, phone));
}

/* Whom to call of the organisation that did not answer: who is named for that desk, then who stands in. */
static KkConsultWaiting *
view_waiting (KkApp *app, const KkId *desk, const GPtrArray *contacts)
{
  KkConsultWaiting *waiting = g_new0 (KkConsultWaiting, 1);
  g_autofree char *slug = kk_desk_dup_slug (app, desk);

  waiting->desk = kk_desk_dup_address (app->directory, desk);
  waiting->desk_name = kk_label_dup_desk (app->directory, desk);
  waiting->calls = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < contacts->len; i++) {
    const KkContactItem *contact = contacts->pdata[i];

    if (strcmp (contact->organisation, slug) != 0 || strcmp (contact->status, "current") != 0 ||
        (contact->desk != NULL && strcmp (contact->desk, waiting->desk) != 0))
      continue;
    add_call (waiting->calls, contact->name, contact->phone);
    for (guint s = 0; s < contact->substitutes->len; s++) {
      const KkSubstitute *substitute = contact->substitutes->pdata[s];

      add_call (waiting->calls, substitute->name, substitute->phone);
    }
  }
  return waiting;
}

static gboolean
add_waiting (KkConsultItem *item, KkApp *app, const KkConsult *consult, GError **error)
{
  g_autoptr (GArray) desks = kk_consult_addressees (consult, app, error);
  g_autoptr (GPtrArray) contacts = kk_app_contact_list (app, error);

  if (desks == NULL || contacts == NULL)
    return FALSE;
  for (guint i = 0; i < desks->len; i++) {
    const KkId *desk = &g_array_index (desks, KkId, i);

    if (kk_consult_answer_of (consult, desk) == NULL)
      g_ptr_array_add (item->waiting, view_waiting (app, desk, contacts));
  }
  return TRUE;
}

static void
add_answers (KkConsultItem *item, KkApp *app, const KkConsult *consult)
{
  for (guint i = 0; i < consult->works->len; i++) {
    const KkWorkRecord *work = consult->works->pdata[i];
    KkConsultAnswer *answer;

    if (work == consult->question || kk_work_text (work, "nl_ConsultationAnswered") == NULL)
      continue;
    answer = g_new0 (KkConsultAnswer, 1);
    answer->organisation = kk_desk_dup_slug (app, &work->record.owner);
    answer->organisation_name = kk_label_dup_organisation (app->directory, &work->record.owner);
    answer->text = g_strdup (kk_work_text (work, "nl_ConsultationAnswer"));
    answer->date = g_strdup (kk_work_text (work, "nl_ConsultationAnswered"));
    answer->own = kk_id_equal (&work->record.owner, &consult->desk);
    g_ptr_array_add (item->answers, answer);
  }
}

static char *
dup_case (KkApp *app, const KkConsult *consult)
{
  KkVaultRecord record;
  gboolean found = FALSE;
  KkId id;

  if (!kk_statement_id (consult->question->ops, "nl_ConsultationCase", &id) ||
      !kk_vault_record_find (app->vault, &consult->desk, &id, &record, &found, NULL) || !found ||
      !record.has_thread)
    return NULL;
  return kk_case_dup_reference (app, &record.desk, &record.thread);
}

static const char *
judge (const KkConsultItem *item, const KkConsult *consult, const char *today)
{
  gboolean done =
      item->own ? item->waiting->len == 0 : kk_consult_answer_of (consult, &consult->desk) != NULL;

  if (kk_work_text (consult->question, "nl_ConsultationClosed") != NULL)
    return "closed";
  if (done)
    return "answered";
  return item->due != NULL && strcmp (item->due, today) < 0 ? "overdue" : "open";
}

static KkConsultItem *
view_consult (KkApp *app, const KkConsult *consult, GError **error)
{
  const KkWorkRecord *question = consult->question;
  g_autoptr (KkConsultItem) item = g_new0 (KkConsultItem, 1);
  g_autofree char *today = kk_app_today (app);

  item->answers = g_ptr_array_new_with_free_func (free_answer);
  item->waiting = g_ptr_array_new_with_free_func (free_waiting);
  item->id = g_strdup (kk_id_text (&consult->thread).text);
  item->own = kk_consult_is_own (consult);
  item->kind = g_strdup (kk_work_text (question, "nl_ConsultationKind"));
  item->question = g_strdup (kk_work_text (question, "nl_ConsultationQuestion"));
  item->meeting = g_strdup (kk_work_text (question, "nl_ConsultationMeeting"));
  item->asker = kk_desk_dup_slug (app, &question->record.owner);
  item->case_ = item->own ? dup_case (app, consult) : NULL;
  item->asked = g_strdup (kk_work_text (question, "nl_ConsultationDate"));
  item->due = g_strdup (kk_work_text (question, "nl_ConsultationDue"));
  item->keep_until = kk_consult_dup_keep_until (consult);
  add_answers (item, app, consult);
  if (item->own && !add_waiting (item, app, consult, error))
    return NULL;
  item->state = judge (item, consult, today);
  return g_steal_pointer (&item);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KkConsultItem *left = *(KkConsultItem *const *) a;
  const KkConsultItem *right = *(KkConsultItem *const *) b;
  int order = g_strcmp0 (left->due, right->due);

  return order != 0 ? order : strcmp (left->id, right->id);
}

GPtrArray *
kk_app_consult_list (KkApp *app, GError **error)
{
  g_autoptr (GArray) places = kk_consult_places (app, error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_consult_item_free);

  if (places == NULL)
    return NULL;
  for (guint i = 0; i < places->len; i++) {
    const KkConsultPlace *place = &g_array_index (places, KkConsultPlace, i);
    g_auto (KkConsult) consult = { 0 };
    KkConsultItem *item;

    if (!kk_consult_read (&consult, app, &place->desk, &place->thread, error))
      return NULL;
    if (consult.question == NULL)
      continue;
    item = view_consult (app, &consult, error);
    if (item == NULL)
      return NULL;
    g_ptr_array_add (list, item);
  }
  g_ptr_array_sort (list, compare_items);
  return g_steal_pointer (&list);
}
