/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Cases in HTCDS columns: what a row can hold comes back as it was, and what it cannot hold is named. */

#include "case-stage.h"

#include "app/casework/kk-app-htcds.h"
#include "app/casework/kk-app-person.h"

#include <glib/gstdio.h>
#include <string.h>

static void
import_bytes (KkApp *app, GBytes *csv, guint least)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report = kk_app_case_import (app, csv, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, >=, least);
  g_assert_cmpuint (report->rejected->len, ==, 0);
}

/* (transfer full): the file. */
static GBytes *
export_all (KkApp *app, guint n_left_out)
{
  g_autofree char *folder = g_dir_make_tmp ("kk-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.csv", NULL);
  g_autoptr (GError) error = NULL;
  KkCaseFilter filter = { 0 };
  g_autoptr (KkHtcdsReport) report =
      kk_app_case_export (app, &filter, path, "Jaarlijkse levering.", &error);
  char *text;
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpuint (report->left_out->len, ==, n_left_out);
  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  g_unlink (path);
  g_rmdir (folder);
  return g_bytes_new_take (text, size);
}

static GBytes *
read_sample (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("KK_DATADIR"), "samples", "cases-htcds.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  return g_bytes_new_take (text, size);
}

static void
test_round_trip (void)
{
  g_autoptr (KkTestRegion) region =
      kk_test_region_new ((const char *[]){ "deventer", "veilig-thuis", NULL });
  KkApp *first = kk_test_region_get_app (region, "deventer");
  KkApp *second = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GBytes) sample = read_sample ();
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) again = NULL;

  import_bytes (first, sample, 300);
  once = export_all (first, 0);
  import_bytes (second, once, 300);
  again = export_all (second, 0);
  g_assert_true (g_bytes_equal (once, again));
}

/* Every field of the standard is a column, and the import reads each. */
static void
test_columns (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = kk_app_case_new (app, "T-1", &error);
  g_autoptr (GBytes) file = NULL;
  g_autofree char *heading = NULL;
  const char *text;

  g_assert_no_error (error);
  stage_set (app, made, "org_Name", "Stichting \"Voorbeeld\", afdeling 1");
  stage_set (app, made, "vic_MethodsOfControl", "FalsePromises;DebtBondage");
  stage_set (app, made, "nl_Role", "victim");
  file = export_all (app, 0);
  text = g_bytes_get_data (file, NULL);
  heading = g_strndup (text, strcspn (text, "\r"));
  g_assert_nonnull (strstr (heading, ",org_ShippingLatitude,"));
  g_assert_nonnull (strstr (heading, ",con_Consent,"));
  g_assert_nonnull (strstr (heading, ",hte_Description,"));
  g_assert_nonnull (strstr (text, "\"Stichting \"\"Voorbeeld\"\", afdeling 1\""));
  g_assert_nonnull (strstr (text, "DebtBondage;FalsePromises"));
}

static void
test_left_out (void)
{
  static const char *const roles[] = { "suspect", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = kk_app_case_new (app, "T-1", &error);
  const KkFieldEdit name = { .field = "prs_FirstName", .value = "Bogdan" };
  const KkRecordAddition addition = {
    .type = "person", .roles = roles, .edits = &name, .n_edits = 1
  };
  g_autofree char *id = NULL;
  g_autoptr (GBytes) file = NULL;
  KkCaseFilter filter = { 0 };

  stage_set (app, made, "prs_FirstName", "Andrei");
  stage_set (app, made, "nl_Role", "victim");
  id = kk_app_case_add (app, made, &addition, &error);
  g_assert_no_error (error);
  file = export_all (app, 2); /* the second person, and the role */
  g_assert_nonnull (strstr (g_bytes_get_data (file, NULL), "Andrei"));
  g_assert_null (strstr (g_bytes_get_data (file, NULL), "Bogdan"));
  g_assert_null (kk_app_case_export (app, &filter, "/nowhere/x.csv", "", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "Say why");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/htcds-export/round-trip", test_round_trip);
  g_test_add_func ("/htcds-export/columns", test_columns);
  g_test_add_func ("/htcds-export/left-out", test_left_out);
  return g_test_run ();
}
