/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The three stages of a RIEC (Wgs 2.23.6), each from a case: what is asked names the stage that is needed, what is sent with it
 * arrives, and nothing arrives a stage too early. */

#include "app/exchange/kk-app-sync.h"
#include "app/sharing/kk-app-object.h"
#include "app/sharing/kk-app-share.h"
#include "case-stage.h"

#include <locale.h>

#define NEEDED "{\"NOTES\": {\"NEED\": \"Het RIEC moet kunnen zien of er een patroon is.\"}"
#define RESULT NEEDED ", \"KIND\": \"result\", \"GATE\": \"G5\", \"GIVER_AGREES\": [\"ZVH\"]"

static void
sync_all (KkTestRegion *region, guint rounds)
{
  for (guint i = 0; i < rounds * region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i % region->members->len];
    g_autoptr (GError) error = NULL;
    KkSyncPlan plan = { .remote = region->remote };
    g_autoptr (KkSyncReport) report = kk_app_sync (member->app, &plan, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (report->quarantined, ==, 0);
  }
}

/* (transfer full): with @send what is shared, else what would be. */
static KkSharePreview *
share (KkApp *app, const char *case_, const char *field, const char *facts, gboolean send)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases,
                       .recipient = "riec-oost",
                       .purpose = KK_PURPOSE_WEGING,
                       .facts = facts,
                       .fields = fields };
  KkSharePreview *preview;

  g_ptr_array_add (cases, (gpointer) (guintptr) case_);
  g_ptr_array_add (fields, (gpointer) (guintptr) "nl_CaseReference");
  g_ptr_array_add (fields, (gpointer) (guintptr) field);
  preview =
      send ? kk_app_share_send (app, &plan, &error) : kk_app_share_preview (app, &plan, &error);
  g_assert_no_error (error);
  return preview;
}

/* The one field asks for nothing but @stage. */
static void
assert_asks (KkApp *app, const char *case_, const char *field, const char *facts, const char *stage)
{
  g_autoptr (KkSharePreview) preview = share (app, case_, field, facts, FALSE);
  const KkSharedField *asked = NULL;
  const KkShareStep *step;

  g_assert_cmpuint (preview->asked, ==, 1);
  for (guint i = 0; i < preview->fields->len; i++) {
    const KkSharedField *one = preview->fields->pdata[i];

    if (g_str_equal (one->name, field))
      asked = one;
  }
  g_assert_cmpstr (asked->outcome, ==, "ask");
  g_assert_cmpuint (asked->steps->len, ==, 1);
  step = asked->steps->pdata[0];
  g_assert_cmpint (step->kind, ==, KK_SHARE_STEP_FACT);
  g_assert_cmpstr (step->what, ==, stage);
}

static void
send (KkApp *app, const char *case_, const char *field, const char *facts)
{
  g_autoptr (KkSharePreview) preview = share (app, case_, field, facts, TRUE);

  g_assert_cmpuint (preview->sent, ==, 2); /* and the reference of the case */
}

/* What the police share waits for the word of the korps, which the police give at their own desk. */
static void
let_korps_agree (KkApp *police, const char *case_)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkObjectPlan plan = { .kind = KK_OBJECT_AUTHORITY_AGREES,
                        .case_ = case_,
                        .recipients = recipients };

  g_ptr_array_add (recipients, (gpointer) (guintptr) "riec-oost");
  items = kk_app_object_issue (police, &plan, &error);
  g_assert_no_error (error);
}

/* A victim with a name, and a number that the police have from an investigation. */
static void
make_case (KkApp *app, const char *reference)
{
  const KkFieldEdit edits[] = {
    { NULL, "nl_Role", "victim", 0 },
    { NULL, "prs_FirstName", "Timo", 0 },
    { NULL, "prs_MobilePhone", "06-00001234", KK_CATEGORY_BIT (KK_CATEGORY_POL_9) },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *made G_GNUC_UNUSED = kk_app_case_new (app, reference, &error);

  g_assert_no_error (error);
  g_assert_true (kk_app_case_set (app, reference, NULL, edits, G_N_ELEMENTS (edits), &error));
  g_assert_no_error (error);
}

static void
test_stages (void)
{
  const char *names[] = { "politie", "zvh", "riec", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *police = kk_test_region_get_app (region, "politie");
  KkApp *house = kk_test_region_get_app (region, "zvh");
  KkApp *riec = kk_test_region_get_app (region, "riec");

  sync_all (region, 2);
  make_case (house, "ZVH-1");
  make_case (police, "POL-1");
  let_korps_agree (police, "POL-1");

  /* T1: a result of the house, which agrees to it itself. */
  assert_asks (house, "ZVH-1", "prs_FirstName", RESULT "}", "RIEC_STAGE=T1");
  send (house, "ZVH-1", "prs_FirstName", RESULT ", \"RIEC_STAGE\": \"T1\"}");
  /* T2: a name, which is police data because the police give it. */
  assert_asks (police, "POL-1", "prs_FirstName", NEEDED "}", "RIEC_STAGE=T2");
  assert_asks (police, "POL-1", "prs_FirstName", NEEDED ", \"RIEC_STAGE\": \"T1\"}",
               "RIEC_STAGE=T2");
  send (police, "POL-1", "prs_FirstName", NEEDED ", \"RIEC_STAGE\": \"T2\"}");
  sync_all (region, 2);
  stage_assert_value (riec, "ZVH-1", "person", "prs_FirstName", "Timo");
  stage_assert_value (riec, "POL-1", "person", "prs_FirstName", "Timo");
  stage_assert_value (riec, "POL-1", "person", "prs_MobilePhone", NULL);

  /* T3: what comes from an investigation. */
  assert_asks (police, "POL-1", "prs_MobilePhone", NEEDED ", \"RIEC_STAGE\": \"T2\"}",
               "RIEC_STAGE=T3");
  send (police, "POL-1", "prs_MobilePhone", NEEDED ", \"RIEC_STAGE\": \"T3\"}");
  sync_all (region, 2);
  stage_assert_value (riec, "POL-1", "person", "prs_MobilePhone", "06-00001234");
  stage_assert_value (riec, "ZVH-1", "person", "prs_MobilePhone", NULL);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/riec/stages", test_stages);
  return g_test_run ();
}
