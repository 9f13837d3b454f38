/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Cases from a file: what comes in, what is refused, and that a refusal leaves the vault as it was. */

#include "case-stage.h"

#include "app/kk-app-private.h"

#include <string.h>

#define HEADING \
  "nl_CaseReference,nl_ReportKind,nl_Municipality,prs_FirstName,prs_Gender,vic_MethodsOfControl\n"

static KkImportReport *
import_text (KkApp *app, const char *text, const char *municipality, GError **error)
{
  g_autoptr (GBytes) csv = g_bytes_new_static (text, strlen (text));

  return kk_app_case_import (app, csv, municipality, error);
}

static KkImportReport *
import_fine (KkApp *app, const char *text, guint imported)
{
  g_autoptr (GError) error = NULL;
  KkImportReport *report = import_text (app, text, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, imported);
  return report;
}

static const KkRejectedLine *
get_rejected (const KkImportReport *report, guint index)
{
  g_assert_cmpuint (index, <, report->rejected->len);
  return report->rejected->pdata[index];
}

static gboolean
has_reference_to (const KkCaseView *view, const char *type, const char *field, const char *to)
{
  const KkFieldView *found = stage_field (view, type, field, NULL);

  return found != NULL && strcmp (found->value, stage_record (view, to)->id) == 0;
}

/* A row about a person becomes three records that lead to one another, owned by the own desk. */
static void
test_records (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report =
      import_fine (app, HEADING "T-1,casus,Deventer,Zoë,Feminine,DebtBondage;FalsePromises\n", 1);
  g_autoptr (KkCaseView) view = kk_app_case_show (app, "T-1", &error);
  const KkFieldView *field;

  g_assert_no_error (error);
  g_assert_cmpuint (report->rejected->len, ==, 0);
  g_assert_cmpuint (view->records->len, ==, 3);
  g_assert_cmpstr (view->item->reference, ==, "T-1");
  g_assert_cmpstr (view->item->municipality, ==, "Deventer");
  g_assert_cmpstr (view->item->owner, ==, "gemeente-deventer");
  g_assert_cmpstr (stage_record (view, "person-in-case")->role, ==, "victim");
  g_assert_cmpstr (stage_field (view, "person", "prs_FirstName", NULL)->value, ==, "Zoë");
  g_assert_true (has_reference_to (view, "person-in-case", "nl_Person", "person"));
  g_assert_true (has_reference_to (view, "person-in-case", "nl_Case", "case"));
  field = stage_field (view, "person-in-case", "vic_MethodsOfControl", "DebtBondage");
  g_assert_cmpstr (field->value, ==, "true");
  g_assert_true (
      g_ptr_array_find_with_equal_func (field->categories, "GEW-FIN", g_str_equal, NULL));
  g_assert_null (field->origin);
  g_assert_cmpuint (field->rows->len, ==, 0);
  g_assert_nonnull (stage_field (view, "person-in-case", "vic_MethodsOfControl", "FalsePromises"));
}

/* A row about nobody becomes a case and a signal, without a person. */
static void
test_signal (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report = import_fine (app, HEADING "T-1,signaal,Deventer,,,\n", 1);
  g_autoptr (KkCaseView) view = kk_app_case_show (app, "T-1", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->rejected->len, ==, 0);
  g_assert_cmpuint (view->records->len, ==, 2);
  g_assert_null (stage_record (view, "person"));
  g_assert_cmpstr (stage_field (view, "signal", "nl_SignalMunicipality", NULL)->value, ==,
                   "Deventer");
  g_assert_true (has_reference_to (view, "signal", "nl_SignalCase", "case"));
}

/* What is known of somebody's role only is still about somebody. */
static void
test_role_only (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report =
      import_fine (app, HEADING "T-1,casus,Deventer,,,DebtBondage\n", 1);
  g_autoptr (KkCaseView) view = kk_app_case_show (app, "T-1", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, 1);
  g_assert_nonnull (stage_record (view, "person"));
  g_assert_true (has_reference_to (view, "person-in-case", "nl_Person", "person"));
}

/* Importing a file twice does no harm. */
static void
test_twice (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  const char *first = HEADING "T-1,signaal,Deventer,,,\nT-2,signaal,Deventer,,,\n";
  const char *second =
      HEADING "T-2,signaal,Zwolle,,,\nT-3,signaal,Deventer,,,\n,signaal,Deventer,,,\n";
  g_autoptr (KkImportReport) once = import_fine (app, first, 2);
  g_autoptr (KkImportReport) again = import_fine (app, first, 0);
  g_autoptr (KkImportReport) more = import_fine (app, second, 1);

  g_assert_cmpuint (once->rejected->len, ==, 0);
  g_assert_cmpuint (again->rejected->len, ==, 2);
  g_assert_cmpuint (more->rejected->len, ==, 2);
  g_assert_cmpuint (get_rejected (more, 0)->line, ==, 2);
  g_assert_cmpuint (get_rejected (more, 1)->line, ==, 4);
  g_assert_cmpstr (get_rejected (more, 0)->column, ==, "nl_CaseReference");
  g_assert_nonnull (strstr (get_rejected (more, 0)->reason, "exists already"));
  g_assert_cmpuint (stage_count (app, NULL), ==, 3);
  stage_assert_value (app, "T-2", "case", "nl_Municipality", "Deventer");
}

static void
test_municipality (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report =
      import_text (app,
                   HEADING "T-1,signaal,Deventer,,,\nT-2,signaal,Zwolle,,,\n"
                           "T-3,casus,Zwolle,Bo,Unheard,\nT-4,casus,Deventer,Bo,Unheard,\n",
                   "Deventer", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, 1);
  g_assert_cmpuint (stage_count (app, NULL), ==, 1);
  /* Only the faults of the own municipality are its own to mend. */
  g_assert_cmpuint (report->rejected->len, ==, 1);
  g_assert_cmpuint (get_rejected (report, 0)->line, ==, 5);
  g_assert_cmpstr (get_rejected (report, 0)->column, ==, "prs_Gender");
}

/* A file that cannot be read changes nothing, and the sentence says where it stopped without what stood there. */
static void
assert_unreadable (KkApp *app, const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;
  KkImportReport *report = import_text (app, text, NULL, &error);

  g_assert_null (report);
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "geheim"));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, words);
  g_assert_cmpuint (stage_count (app, NULL), ==, 0);
}

static void
test_unreadable (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);

  assert_unreadable (app, HEADING "T-1,signaal,Deventer,ge\"heim,,\n", "Line 2, character");
  assert_unreadable (app, HEADING "T-1,signaal,Deventer,,,\nT-2,signaal,\"geheim,,,\n", "Line 3");
  assert_unreadable (app, HEADING "T-1,signaal,Deventer,\xff,,\n", "Line 2, character 22");
  assert_unreadable (app, HEADING "T-1,signaal,Deventer,,,\rT-2\n", "Line 2");
  assert_unreadable (app, "nl_CaseReference,prs_Shoesize\nT-1,geheim\n",
                     "column 2: there is no column named prs_Shoesize");
  assert_unreadable (app, "nl_CaseReference,nl_CaseReference\nT-1,geheim\n", "column 2");
  assert_unreadable (app, "nl_CaseReference,Jan de geheime\nT-1,geheim\n",
                     "column 2: this is not the name");
  assert_unreadable (app, "", "no heading");
}

/* Faulty rows are refused one by one, whole, with line, column and reason; the others come in. */
static void
test_faulty_rows (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (KkImportReport) report = import_fine (app,
                                                   HEADING "T-1,casus,Deventer,geheim,Unheard,\n"
                                                           "T-2,casus,Deventer,Bo\n"
                                                           "T-3,casus,Deventer,Bo,Feminine,Geheim\n"
                                                           "T-4,casus,Deventer,Bo,Feminine,\n"
                                                           ",casus,Deventer,Bo,Feminine,\n"
                                                           "T-4,casus,Deventer,Bo,Feminine,\n",
                                                   1);
  static const struct {
    guint line;
    const char *column;
    const char *words;
  } expected[] = {
    { 2, "prs_Gender", "not in the list" },           { 3, "", "fewer cells" },
    { 4, "vic_MethodsOfControl", "not in the list" }, { 6, "nl_CaseReference", "no reference" },
    { 7, "nl_CaseReference", "the same reference" },
  };

  g_assert_cmpuint (report->rejected->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const KkRejectedLine *line = get_rejected (report, i);

    g_assert_cmpuint (line->line, ==, expected[i].line);
    g_assert_cmpstr (line->column, ==, expected[i].column);
    g_assert_nonnull (strstr (line->reason, expected[i].words));
    g_assert_null (strstr (line->reason, "eheim"));
  }
  g_assert_cmpuint (stage_count (app, NULL), ==, 1);
  g_assert_cmpuint (stage_count (app, "geheim"), ==, 0);
}

/* A file without the column of references gets references of its own. */
static void
test_no_references (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (KkImportReport) report = NULL;
  g_autoptr (KkImportReport) more = NULL;

  kk_app_set_clock (app, G_GINT64_CONSTANT (1795000000000)); /* November 2026 */
  report = import_fine (app, "nl_Municipality\nDeventer\nZwolle\n", 2);
  more = import_fine (app, "nl_Municipality\nRaalte\n", 1);
  g_assert_cmpuint (report->rejected->len + more->rejected->len, ==, 0);
  stage_assert_value (app, "2026-0001", "case", "nl_Municipality", "Deventer");
  stage_assert_value (app, "2026-0002", "case", "nl_Municipality", "Zwolle");
  stage_assert_value (app, "2026-0003", "case", "nl_Municipality", "Raalte");
}

typedef struct {
  GCancellable *cancellable;
  guint calls;
  guint64 done;
} Watched;

static void
watch (const char *what, guint64 done, guint64 total, gpointer data)
{
  Watched *watched = data;

  g_assert_nonnull (what);
  g_assert_cmpuint (done, <=, total);
  watched->calls++;
  watched->done = done;
  if (watched->cancellable != NULL)
    g_cancellable_cancel (watched->cancellable);
}

static char *
make_rows (guint n_rows)
{
  GString *text = g_string_new (HEADING);

  for (guint i = 1; i <= n_rows; i++)
    g_string_append_printf (text, "T-%u,casus,Deventer,Bo,Feminine,DebtBondage\n", i);
  return g_string_free (text, FALSE);
}

/* Stopped after the first part: what is in is whole, and doing it again brings the rest. */
static void
test_cancel (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) rest = NULL;
  g_autofree char *text = make_rows (500);
  Watched watched = { cancellable, 0, 0 };
  guint before;

  kk_app_set_progress (app, watch, &watched);
  kk_app_set_cancellable (app, cancellable);
  g_assert_null (import_text (app, text, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watched.calls, ==, 1);
  kk_app_set_cancellable (app, NULL);
  watched.cancellable = NULL;
  before = stage_count (app, NULL);
  g_assert_cmpuint (before, ==, watched.done);
  g_assert_cmpuint (before, <, 500);

  rest = import_fine (app, text, 500 - before);
  g_assert_cmpuint (rest->rejected->len, ==, before);
  g_assert_cmpuint (watched.done, ==, 500);
  g_assert_cmpuint (stage_count (app, NULL), ==, 500);
}

static void
import_file (const char *path)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report = NULL;
  g_autoptr (GBytes) csv = NULL;
  char *data = NULL;
  gsize size = 0;
  gint64 start;

  if (!g_file_get_contents (path, &data, &size, NULL)) {
    g_test_skip ("the file is not here");
    return;
  }
  csv = g_bytes_new_take (data, size);
  start = g_get_monotonic_time ();
  report = kk_app_case_import (app, csv, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u rows in, %u refused, %.3f s", report->imported, report->rejected->len,
                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  g_assert_cmpuint (report->imported, >, 0);
  g_assert_cmpuint (report->imported, ==, stage_count (app, NULL));
}

static void
test_own_sample (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("KK_DATADIR"), "samples", "cases-htcds.csv", NULL);

  import_file (path);
}

static void
test_shared_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared",
                                            "data", "cases-htcds.csv", NULL);

  import_file (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/records", test_records);
  g_test_add_func ("/import/signal", test_signal);
  g_test_add_func ("/import/role-only", test_role_only);
  g_test_add_func ("/import/twice", test_twice);
  g_test_add_func ("/import/municipality", test_municipality);
  g_test_add_func ("/import/unreadable", test_unreadable);
  g_test_add_func ("/import/faulty-rows", test_faulty_rows);
  g_test_add_func ("/import/no-references", test_no_references);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/own-sample", test_own_sample);
  g_test_add_func ("/import/shared-sample", test_shared_sample);
  return g_test_run ();
}
