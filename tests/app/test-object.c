/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Signed decisions at the seats of one desk: every colleague has them, and any of them may take one back. */

#include "app/kk-app-object.h"
#include "app/kk-app-sync.h"
#include "case-stage.h"

static void
new_case (KkApp *app, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = kk_app_case_new (app, reference, &error);

  g_assert_no_error (error);
  stage_set (app, made, "prs_FirstName", "Timo");
}

static KkSyncReport *
sync_one (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  KkSyncPlan plan = { .remote = region->remote };
  KkSyncReport *report = kk_app_sync (kk_test_region_get_app (region, name), &plan, &error);

  g_assert_no_error (error);
  return report;
}

static void
sync_both (KkTestRegion *region, guint rounds)
{
  for (guint i = 0; i < rounds; i++) {
    kk_sync_report_free (sync_one (region, "deventer"));
    kk_sync_report_free (sync_one (region, "deventer-2"));
  }
}

/* (transfer full): the id of the agreement. */
static char *
agree (KkApp *app, const char *case_)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkObjectPlan plan = { .kind = KK_OBJECT_GIVER_AGREES, .case_ = case_ };

  g_ptr_array_add (recipients, g_strdup ("veilig-thuis"));
  plan.recipients = recipients;
  items = kk_app_object_issue (app, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  return g_strdup (((KkObjectItem *) items->pdata[0])->id);
}

static void
assert_status (KkApp *app, const char *case_, const char *id, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_object_list (app, case_, &error);
  const char *found = "not there";

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++) {
    const KkObjectItem *item = items->pdata[i];

    if (g_str_equal (item->id, id))
      found = item->status;
  }
  g_assert_cmpstr (found, ==, status);
}

static void
test_siblings (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *first = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  KkApp *second;

  new_case (first, "T-1");
  before = agree (first, "T-1");
  kk_sync_report_free (sync_one (region, "deventer"));
  second = kk_test_region_add_device (region, "deventer", "deventer-2");
  sync_both (region, 3);
  /* Made before the colleague came, and after. */
  assert_status (second, "T-1", before, "valid");
  after = agree (second, "T-1");
  sync_both (region, 2);
  assert_status (first, "T-1", after, "valid");
  report = sync_one (region, "deventer-2");
  g_assert_cmpuint (report->pushed_packets, ==, 0);
  /* A colleague takes back what the other signed: it is the word of their desk. */
  items = kk_app_object_withdraw (second, "T-1", before, 1u << KK_OBJECT_GIVER_AGREES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  sync_both (region, 2);
  assert_status (first, "T-1", before, "withdrawn");
  assert_status (first, "T-1", after, "valid");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/object/siblings", test_siblings);
  return g_test_run ();
}
