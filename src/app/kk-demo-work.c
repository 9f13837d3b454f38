/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a municipality in the example has on its desk: cases with titles, tasks, and a signal that is half written. */

#include "app/kk-demo-work-private.h"

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-app-due.h"
#include "app/casework/kk-app-meldroute.h"
#include "app/casework/kk-app-signal.h"

#include <glib/gi18n-lib.h>

/* Working titles without names, for the newest cases of the municipality where a person looks around. */
static const char *const titles[] = {
  N_ ("Warehouse Handelskade"),         N_ ("Restaurant Rozengaarde"),
  N_ ("Advertisements, one number"),    N_ ("Pupil often absent"),
  N_ ("Greenhouse, seasonal work"),     N_ ("Bank account used by another"),
  N_ ("Nail studio in the centre"),     N_ ("Bus with drivers, N344"),
  N_ ("Question of the district team"), N_ ("Sleeping at the workplace"),
  N_ ("Courier without a contract"),    N_ ("Flat with many residents"),
};

static gboolean
give_titles (KkApp *app, GError **error)
{
  const KkCaseFilter filter = { .limit = G_N_ELEMENTS (titles) };
  g_autoptr (GPtrArray) items = kk_app_case_list (app, &filter, error);

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const KkCaseItem *item = items->pdata[items->len - 1 - i];
    const KkFieldEdit edit = { .field = "nl_CaseTitle", .value = _ (titles[i]) };

    if (!kk_app_case_set (app, item->reference, NULL, &edit, 1, error))
      return FALSE;
  }
  return items != NULL;
}

/* What has to be done about them, by days from today. */
static const struct {
  guint of; /* among the titles */
  const char *title;
  int days;
} tasks[] = {
  { 1, N_ ("Answer the request for advice"), -3 },
  { 0, N_ ("Write the contribution for the table"), 0 },
  { 3, N_ ("Call the attendance officer"), 0 },
  { 4, N_ ("Plan a visit together with the labour authority"), 2 },
  { 8, N_ ("Tell the district team what happened"), 5 },
};

static gboolean
give_tasks (KkApp *app, GError **error)
{
  const KkCaseFilter filter = { .limit = G_N_ELEMENTS (titles) };
  g_autoptr (GPtrArray) items = kk_app_case_list (app, &filter, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; items != NULL && i < G_N_ELEMENTS (tasks); i++) {
    g_autoptr (GDateTime) due = g_date_time_add_days (now, tasks[i].days);
    g_autofree char *day = g_date_time_format (due, "%Y-%m-%d");
    const KkCaseItem *item =
        tasks[i].of < items->len ? items->pdata[items->len - 1 - tasks[i].of] : NULL;
    const KkTaskPlan plan = { .case_ = item != NULL ? item->reference : NULL,
                              .title = _ (tasks[i].title),
                              .due = day };

    if (item != NULL && !kk_app_task_add (app, &plan, error))
      return FALSE;
  }
  return items != NULL;
}

/* The sample cases are old, and partners meet twice a year from the first one. */
static gboolean
note_meeting (KkApp *app, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) last = g_date_time_add_months (now, -2);
  g_autofree char *day = g_date_time_format (last, "%Y-%m-%d");

  return kk_app_duty_done (app, "T-14", day, error);
}

static gboolean
give_draft (KkApp *app, GError **error)
{
  const KkFieldEdit edits[] = {
    { .field = "nl_SignalText",
      .value = _ ("Above the restaurant lie seven mattresses. Late at night the same boys always "
                  "work in the kitchen.") },
    { .field = "nl_SignalMunicipality", .value = "Deventer" },
  };
  const KkDraftPlan plan = { .edits = edits, .n_edits = G_N_ELEMENTS (edits) };
  g_autoptr (KkSignalDraft) draft = kk_app_signal_draft (app, &plan, error);

  return draft != NULL;
}

static gboolean
give_contact (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) municipalities = g_ptr_array_new_with_free_func (g_free);
  const KkContactPlan plan = {
    .kind = kk_contact_kinds ()[0],
    .name = "J. Voorbeeld",
    .phone = "0570 00 00 00",
    .hours = _ ("Monday to Thursday, 8:30 to 17:00"),
    .municipalities = municipalities,
  };
  g_autofree char *id = NULL;

  g_ptr_array_add (municipalities, g_strdup ("Deventer"));
  id = kk_app_contact_put (app, &plan, error);
  return id != NULL;
}

gboolean
kk_demo_give_work (KkApp *app, GError **error)
{
  return give_titles (app, error) && give_tasks (app, error) && note_meeting (app, error) &&
         give_draft (app, error) && give_contact (app, error);
}
