/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What the example has before the table: a case that waits to be weighed, and one that was decided, with tracks that run; and a
 * question of a partner. */

#include "app/casework/kk-app-consult.h"
#include "app/casework/kk-app-route.h"
#include "app/casework/kk-app-table.h"
#include "app/kk-app-demo.h"
#include "app/kk-demo-work-private.h"
#include "app/sharing/kk-app-object.h"

#include <glib/gi18n-lib.h>

#define TABLE "zvh"

static gboolean
move (KkApp *app, const char *case_, const char *to, GError **error)
{
  const KkMovePlan plan = { .case_ = case_, .to = to };

  return kk_app_route_move (app, &plan, error);
}

static gboolean
sign_gate (KkApp *app, const char *case_, KkGate gate, GError **error)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) made = NULL;
  const KkObjectPlan plan = {
    .kind = KK_OBJECT_GATE, .case_ = case_, .recipients = recipients, .gate = gate, .result = "yes"
  };

  g_ptr_array_add (recipients, g_strdup (TABLE));
  made = kk_app_object_issue (app, &plan, error);
  return made != NULL;
}

/* (transfer full): a case of the municipality that was put forward, with what the table needs to know. */
static char *
put_forward (KkApp *app, const char *title, const char *contribution, GError **error)
{
  g_autofree char *reference = kk_app_case_new (app, NULL, error);
  const KkFieldEdit edits[] = { { .field = "nl_CaseTitle", .value = title },
                                { .field = "nl_Municipality", .value = "Deventer" },
                                { .field = "nl_ExploitationMunicipality", .value = "Zwolle" } };
  gboolean done = reference != NULL &&
                  kk_app_case_set (app, reference, NULL, edits, G_N_ELEMENTS (edits), error) &&
                  move (app, reference, "S10", error) && move (app, reference, "S20", error) &&
                  sign_gate (app, reference, KK_GATE_G0, error) &&
                  sign_gate (app, reference, KK_GATE_G1, error) &&
                  move (app, reference, "S30", error) &&
                  kk_app_table_contribute (app, reference, contribution,
                                           KK_CATEGORY_BIT (KK_CATEGORY_V), error);

  return done ? g_steal_pointer (&reference) : NULL;
}

typedef struct {
  const char *recipient;
  KkPurpose purpose;
  const char *fields; /* with a space between them */
} Sharing;

static gboolean
share (KkApp *app, const char *case_, const Sharing *sharing, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names = g_strsplit (sharing->fields, " ", -1);
  const KkSharePlan plan = {
    .cases = cases, .recipient = sharing->recipient, .purpose = sharing->purpose, .fields = fields
  };
  g_autoptr (KkSharePreview) sent = NULL;

  g_ptr_array_add (cases, g_strdup (case_));
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (fields, g_strdup (names[i]));
  sent = kk_app_share_send (app, &plan, error);
  return sent != NULL;
}

static gboolean
decide (KkApp *app, const char *case_, const char *tracks, const char *why, GError **error)
{
  g_autoptr (GPtrArray) participants = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) pieces = g_strsplit (tracks, " ", -1);
  const KkTableDecision decision = {
    .case_ = case_, .tracks = kinds, .participants = participants, .motivation = why
  };

  g_ptr_array_add (participants, g_strdup (kk_demo_cast[KK_DEMO_VEILIG_THUIS].slug));
  for (guint i = 0; pieces[i] != NULL && *tracks != '\0'; i++)
    g_ptr_array_add (kinds, g_strdup (pieces[i]));
  return kk_app_table_decide (app, &decision, error);
}

static gboolean
agree_milestone (KkApp *app, const char *case_, const char *track, int days, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) due = g_date_time_add_days (now, days);
  g_autofree char *day = g_date_time_format (due, "%Y-%m-%d");
  const KkMilestonePlan plan = { .case_ = case_, .track = track, .kind = "plan", .due = day };

  return kk_app_track_milestone (app, &plan, error);
}

/* The table keeps a file of its own, decides, and tells the participants how far it is. */
static gboolean
weigh (KkApp *app, const char *about, GError **error)
{
  const KkFieldEdit edit = { .field = "nl_Municipality", .value = "Deventer" };
  const Sharing told = { kk_demo_cast[KK_DEMO_DEVENTER].slug, KK_PURPOSE_MONITORING,
                         "nl_CaseReference nl_TrackKind nl_TrackDirector nl_TrackProgress "
                         "nl_MilestoneTrack nl_MilestoneKind nl_MilestoneDue" };
  g_autofree char *own = kk_app_case_new_beside (app, NULL, about, error);

  return own != NULL && kk_app_case_set (app, own, NULL, &edit, 1, error) &&
         move (app, own, "S30", error) &&
         decide (app, own, "", _ ("Two municipalities: one cannot do this alone."), error) &&
         decide (app, own, "zorg straf", _ ("Help first; the police look at the owner."), error) &&
         agree_milestone (app, own, "zorg", 6, error) &&
         agree_milestone (app, own, "straf", -2, error) && share (app, own, &told, error);
}

static gboolean
ask_municipality (KkDemoRegion *region, GError **error)
{
  g_autoptr (GPtrArray) to = g_ptr_array_new_with_free_func (g_free);
  const KkConsultPlan plan = { .question =
                                   _ ("Who knows a place where three men can sleep tonight?"),
                               .to = to };
  g_autofree char *id = NULL;

  g_ptr_array_add (to, g_strdup (kk_demo_cast[KK_DEMO_DEVENTER].slug));
  id = kk_app_consult_ask (region->apps[KK_DEMO_VEILIG_THUIS], &plan, error);
  return id != NULL;
}

gboolean
kk_demo_meet (KkDemoRegion *region, GError **error)
{
  const Sharing put = { TABLE, KK_PURPOSE_AANMELDING,
                        "nl_CaseReference nl_Municipality nl_ExploitationMunicipality nl_Stage "
                        "cco_CaseComment nl_EntryKind nl_EntryDate" };
  KkApp *app = region->apps[KK_DEMO_DEVENTER];
  KkDemoTotals totals;
  g_autofree char *decided =
      put_forward (app, _ ("Massage salon, two towns"),
                   _ ("Three signals about the same salon in half a year, from two towns."), error);
  g_autofree char *waiting = NULL;

  if (decided == NULL || !share (app, decided, &put, error) || !ask_municipality (region, error) ||
      !kk_demo_region_exchange (region, &totals, error) ||
      !weigh (region->apps[KK_DEMO_ZVH], decided, error) ||
      !kk_demo_region_exchange (region, &totals, error) || !move (app, decided, "S40", error))
    return FALSE;
  waiting = put_forward (app, _ ("Car wash, three workers"),
                         _ ("Three workers sleep above the car wash and have no papers."), error);
  return waiting != NULL;
}
