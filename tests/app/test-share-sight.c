/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a sender is shown beforehand is what the recipient has afterwards, value by value, and before else. */

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-app-sync.h"
#include "app/sharing/kk-app-share-sight.h"
#include "kk-test-region.h"

#include <string.h>

static const char csv[] =
    "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_SecondName,"
    "prs_Birthdate,prs_Gender,prs_Citizenship,vic_TypeOfExploitation,cas_Status,cco_CaseComment\r\n"
    "SYN-9-00001,signaal,2026-10-01,Deventer,Mira,Fictiefsma,2010-05-04,Feminine,NL,"
    "SexualExploitation,Active,Loopt op straat\r\n";

static void
sync_one (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  KkSyncPlan plan = { .remote = region->remote };
  g_autoptr (KkSyncReport) report G_GNUC_UNUSED =
      kk_app_sync (kk_test_region_get_app (region, name), &plan, &error);

  g_assert_no_error (error);
}

static KkTestRegion *
make_region (void)
{
  KkTestRegion *region =
      kk_test_region_new ((const char *const[]){ "deventer", "veilig-thuis", NULL });
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, sizeof csv - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report =
      kk_app_case_import (kk_test_region_get_app (region, "deventer"), bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, 1);
  for (guint i = 0; i < 2; i++) {
    sync_one (region, "deventer");
    sync_one (region, "veilig-thuis");
  }
  return region;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "record field element value", sorted. */
static char *
dup_lines (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
add_line (GPtrArray *lines,
          const char *record,
          const char *name,
          const char *element,
          const char *value)
{
  g_ptr_array_add (
      lines, g_strdup_printf ("%s %s %s %s", record, name, element != NULL ? element : "", value));
}

static char *
dup_seen (const KkShareSight *sight)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint r = 0; r < sight->records->len; r++) {
    const KkSightRecord *record = sight->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkSightField *field = record->fields->pdata[f];

      g_assert_cmpuint (field->articles->len, >, 0);
      add_line (lines, record->id, field->name, field->element, field->value);
    }
  }
  return dup_lines (lines);
}

static char *
dup_had (const KkCaseView *view)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      add_line (lines, record->id, field->name, field->element, field->value);
    }
  }
  return dup_lines (lines);
}

static const KkSharedField *
find_shared (const KkSharePreview *preview, const char *name)
{
  for (guint i = 0; i < preview->fields->len; i++) {
    const KkSharedField *field = preview->fields->pdata[i];

    if (g_str_equal (field->name, name))
      return field;
  }
  return NULL;
}

static void
assert_ways (const KkSharePreview *preview)
{
  const KkSharedField *name = find_shared (preview, "prs_FirstName");
  const KkSharedField *text = find_shared (preview, "cco_CaseComment");
  const KkShareStep *step;

  g_assert_nonnull (name);
  g_assert_nonnull (text);
  step = name->steps->pdata[0];
  g_assert_cmpstr (name->outcome, ==, "ask");
  g_assert_cmpstr (name->articles->pdata[0], ==, "AVG 6.1.a (+7)");
  g_assert_cmpuint (name->titles->len, ==, name->rows->len);
  g_assert_cmpint (step->kind, ==, KK_SHARE_STEP_CONSENT);
  g_assert_null (step->what);
  g_assert_false (name->unticked);
  g_assert_true (text->unticked);
}

static void
test_sight (void)
{
  g_autoptr (KkTestRegion) region = make_region ();
  KkApp *giver = kk_test_region_get_app (region, "deventer");
  g_autofree char *reference = g_strdup ("SYN-9-00001");
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  KkSharePlan plan = { .cases = cases,
                       .recipient = "veilig-thuis",
                       .purpose = KK_PURPOSE_HULP,
                       .facts = "{\"HG_KM\": true}" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSharePreview) asked = NULL;
  g_autoptr (KkShareSight) before = NULL;
  g_autoptr (KkShareSight) sight = NULL;
  g_autoptr (KkSharePreview) sent = NULL;
  g_autoptr (KkCaseView) view = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *had = NULL;

  g_ptr_array_add (cases, reference);
  asked = kk_app_share_preview (giver, &plan, &error);
  g_assert_no_error (error);
  assert_ways (asked);
  before = kk_app_share_sight (giver, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->values, ==, asked->sent);

  plan.facts = "{\"HG_KM\": true, \"NOTES\": {\"NEED\": \"Zonder deze gegevens geen hulp.\"}}";
  sight = kk_app_share_sight (giver, &plan, &error);
  g_assert_no_error (error);
  sent = kk_app_share_send (giver, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sight->values, ==, sent->sent);
  g_assert_cmpuint (sight->withheld, ==, sent->withheld + sent->asked);
  g_assert_cmpuint (sight->size, >, 0);

  sync_one (region, "deventer");
  sync_one (region, "veilig-thuis");
  view = kk_app_case_show (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", &error);
  g_assert_no_error (error);
  seen = dup_seen (sight);
  had = dup_had (view);
  g_assert_cmpstr (seen, ==, had);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share-sight/as-received", test_sight);
  return g_test_run ();
}
