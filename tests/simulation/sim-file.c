/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What people take back: recall and its answers, deleting, erasing, consents and their withdrawal (exchange §14). */

#include "app/casework/kk-app-case.h"
#include "app/register/kk-app-recall.h"
#include "app/register/kk-app-removal.h"
#include "app/sharing/kk-app-statement.h"
#include "sim-act.h"

static const char *
pick_case (const SimStep *step)
{
  return sim_cases[step->a % G_N_ELEMENTS (sim_cases)];
}

static const char *
pick_desk (const SimWorld *world, const SimDevice *device, guint from)
{
  for (guint i = 0; i < world->n_devices; i++) {
    const SimStageDevice *other = world->devices[(from + i) % world->n_devices].stage;

    if (other->desk != device->stage->desk)
      return other->slug;
  }
  return NULL;
}

/* One field, several, or the whole case; of one desk or of all; or only what is no longer right. */
void
sim_act_recall (SimWorld *world, SimDevice *device, const SimStep *step)
{
  static char names[][24] = { "prs_FirstName", "prs_SecondName", "vic_TypeOfExploitation",
                              "prs_Birthdate" };
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GError) error = NULL;
  KkRecallPlan plan = { .case_ = pick_case (step), .reason = "Het was niet nodig." };

  for (guint i = 0; i <= step->b % 3; i++)
    g_ptr_array_add (fields, names[(step->a / 2 + i) % G_N_ELEMENTS (names)]);
  plan.fields = step->b % 5 == 0 ? NULL : fields;
  plan.corrected = step->b % 7 == 0;
  plan.recipient = step->b % 2 == 0 ? pick_desk (world, device, step->a / 8) : NULL;
  asked = kk_app_recall (device->app, &plan, &error);
  if (asked != NULL)
    sim_world_tell (world, "%s: asks %s back (%s)", device->stage->name,
                    plan.fields == NULL ? "everything" : "some fields", plan.case_);
  world->counts[SIM_COUNT_RECALLS] += asked != NULL;
  sim_act_look_at (world, device, "recall", error);
}

static const char *
pick_request (const GPtrArray *items, guint from)
{
  for (guint i = 0; i < items->len; i++) {
    const KkRecallItem *item = items->pdata[(from + i) % items->len];

    if (!item->own && g_str_equal (item->status, "open"))
      return item->id;
  }
  return NULL;
}

void
sim_act_answer (SimWorld *world, SimDevice *device, const SimStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_recall_list (device->app, NULL, &error);
  const char *id;
  gboolean keep = step->b % 3 == 0;

  g_assert_no_error (error);
  id = pick_request (items, step->a);
  if (id == NULL) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  if (kk_app_recall_answer (device->app, id, keep ? "AVG-6-1-D" : NULL, &error)) {
    world->counts[SIM_COUNT_ANSWERS]++;
    sim_world_tell (world, "%s: %s what was asked back: %s", device->stage->name,
                    keep ? "keeps" : "erases", id);
  }
  sim_act_look_at (world, device, "answer", error);
}

/* The hexadecimal id of one of the records of the case, or nothing: the whole case. */
static char *
pick_record (const SimDevice *device, const char *case_, guint a)
{
  g_autoptr (KkCaseView) view = a % 3 == 0 ? NULL : kk_app_case_show (device->app, case_, NULL);

  if (view == NULL || view->records->len == 0)
    return NULL;
  return g_strdup (((const KkRecordView *) view->records->pdata[a / 3 % view->records->len])->id);
}

void
sim_act_delete (SimWorld *world, SimDevice *device, const SimStep *step)
{
  KkRemoval removal = { .case_ = pick_case (step), .reason = "Dubbel." };
  g_autofree char *record = pick_record (device, removal.case_, step->a / 2);
  g_autoptr (GError) error = NULL;
  guint count = 0;
  gboolean done;

  removal.record = record;
  done = step->b % 2 == 0 ? kk_app_case_delete (device->app, &removal, &count, &error)
                          : kk_app_case_undelete (device->app, &removal, &count, &error);
  if (done)
    sim_world_tell (world, "%s: %s %u records of %s", device->stage->name,
                    step->b % 2 == 0 ? "deletes" : "puts back", count, removal.case_);
  sim_act_look_at (world, device, "delete", error);
}

void
sim_act_erase (SimWorld *world, SimDevice *device, const SimStep *step)
{
  KkRemoval removal = { .case_ = pick_case (step), .reason = "Bewaartermijn voorbij" };
  g_autofree char *record = pick_record (device, removal.case_, step->a / 2);
  g_autoptr (GError) error = NULL;
  guint count = 0;

  removal.record = record;
  if (kk_app_case_erase (device->app, &removal, &count, &error)) {
    world->counts[SIM_COUNT_ERASED] += count;
    sim_world_tell (world, "%s: erases %u records of %s", device->stage->name, count,
                    removal.case_);
  }
  sim_act_look_at (world, device, "erase", error);
}

void
sim_act_consent (SimWorld *world, SimDevice *device, const SimStep *step)
{
  static const char *const ends[] = { "2026-12-20", "2027-02-01", NULL };
  KkConsentPlan plan = SIM_CONSENT_PLAN;
  g_autoptr (KkConsentItem) item = NULL;
  g_autoptr (GError) error = NULL;

  plan.expires = ends[step->a % G_N_ELEMENTS (ends)];
  item = kk_app_consent_record (device->app, &plan, &error);
  if (item != NULL)
    sim_world_tell (world, "%s: consent from %s to %s", device->stage->name, item->given,
                    item->expires);
  sim_act_look_at (world, device, "consent", error);
}

void
sim_act_withdraw (SimWorld *world, SimDevice *device, const SimStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_consent_list (device->app, sim_cases[1], &error);
  g_autoptr (KkConsentItem) item = NULL;

  if (items == NULL || items->len == 0) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  item = kk_app_consent_withdraw (device->app, sim_cases[1],
                                  ((const KkConsentItem *) items->pdata[step->a % items->len])->id,
                                  NULL, &error);
  if (item != NULL) {
    world->counts[SIM_COUNT_WITHDRAWN]++;
    sim_world_tell (world, "%s: the consent from %s is withdrawn", device->stage->name,
                    item->given);
  }
  sim_act_look_at (world, device, "withdrawal", error);
}
