/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Who changed what, and taking changes back. */

#include "case-stage.h"

static char *
new_case (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  char *made = kk_app_case_new (app, "T-1", &error);

  g_assert_no_error (error);
  return made;
}

static gboolean
has (KkApp *app, const char *case_, const char *type, const char *field, const char *element)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = kk_app_case_show (app, case_, &error);

  g_assert_no_error (error);
  return stage_field (view, type, field, element) != NULL;
}

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* (transfer full): the newest change that gave @value. */
static char *
find_change (KkApp *app, const char *case_, const char *value, gboolean *undo)
{
  g_autoptr (GPtrArray) history = stage_history (app, case_);

  for (guint i = history->len; i > 0; i--) {
    const KkHistoryLine *line = history->pdata[i - 1];

    if (g_strcmp0 (line->value, value) != 0)
      continue;
    *undo = line->undo;
    return g_strdup (line->id);
  }
  g_assert_not_reached ();
}

static void
refuse_undo (KkApp *app, const char *case_, const char *change, const char *words)
{
  g_autoptr (GError) error = NULL;
  const char *const changes[] = { change, NULL };

  g_assert_false (kk_app_case_undo (app, case_, change != NULL ? changes : NULL, NULL, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, words);
}

static void
undo_last (KkApp *app, const char *case_, guint expected)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;
  gboolean done = kk_app_case_undo (app, case_, NULL, &count, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_cmpuint (count, ==, expected);
}

/* Everything of the last moment at once; codes of a set, and categories that were ticked, come back too. */
static void
test_undo (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autofree char *made = new_case (app);
  gint64 now = G_GINT64_CONSTANT (1825000000000);
  g_autofree char *old = NULL;
  g_autofree char *changed = NULL;
  gboolean undo;

  kk_app_set_clock (app, now);
  stage_set (app, made, "prs_FirstName", "Andrei");
  stage_set (app, made, "vic_MethodsOfControl", "DebtBondage");
  kk_app_set_clock (app, now + 1000);
  stage_set (app, made, "prs_FirstName", "Andreas");
  stage_set (app, made, "vic_MethodsOfControl", "FalsePromises");
  old = find_change (app, made, "Andrei", &undo);
  g_assert_false (undo);
  refuse_undo (app, made, old, "changed again later");
  changed = find_change (app, made, "Andreas", &undo);
  g_assert_true (undo);
  kk_app_set_clock (app, now + 2000);
  undo_last (app, made, 3);
  stage_assert_value (app, made, "person", "prs_FirstName", "Andrei");
  g_assert_true (has (app, made, "person-in-case", "vic_MethodsOfControl", "DebtBondage"));
  g_assert_false (has (app, made, "person-in-case", "vic_MethodsOfControl", "FalsePromises"));
  refuse_undo (app, made, changed, "changed again later");
}

static void
test_undo_limits (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  KkApp *app = stage_app (region);
  g_autofree char *made = NULL;
  g_autofree char *change = NULL;
  gint64 now = G_GINT64_CONSTANT (1825000000000);
  gboolean undo;

  kk_app_set_clock (app, now);
  made = new_case (app);
  refuse_undo (app, made, NULL, "case delete");
  kk_app_set_clock (app, now + DAY_MS);
  stage_set (app, made, "nl_LicencePlate", "00-ABC-0");
  change = find_change (app, made, "00-ABC-0", &undo);
  g_assert_true (undo);
  kk_app_set_clock (app, now + 32 * DAY_MS);
  refuse_undo (app, made, change, "more than 30 days ago");
  refuse_undo (app, made, NULL, "changed nothing");
  kk_app_set_clock (app, now + 31 * DAY_MS);
  undo_last (app, made, 1);
  g_assert_false (has (app, made, "vehicle", "nl_LicencePlate", NULL));
}

/* A receiver takes nothing back, and a proposal is not the owner's change. */
static void
test_undo_of_others (void)
{
  g_autoptr (KkTestRegion) region =
      kk_test_region_new ((const char *[]){ "deventer", "veilig-thuis", NULL });
  KkApp *ours = kk_test_region_get_app (region, "deventer");
  KkApp *theirs = kk_test_region_get_app (region, "veilig-thuis");
  g_autofree char *made = new_case (ours);
  g_autofree char *change = NULL;
  g_autofree char *proposal = NULL;
  g_autoptr (GPtrArray) history = NULL;
  const KkHistoryLine *line;
  gboolean undo;

  stage_set (ours, made, "prs_FirstName", "Andrei");
  stage_carry (ours, theirs, made);
  change = find_change (theirs, made, "Andrei", &undo);
  g_assert_false (undo);
  refuse_undo (theirs, made, change, "Another organisation");
  stage_set (theirs, made, "prs_FirstName", "Andreas");
  proposal = find_change (theirs, made, "Andreas", &undo);
  refuse_undo (theirs, made, proposal, "Another organisation");
  history = stage_history (theirs, made);
  line = history->pdata[0];
  g_assert_cmpstr (line->organisation, ==, kk_test_region_get_slug ("deventer"));
  g_assert_cmpstr (line->rows->pdata[0], ==, "WMO-5-2-6");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/undo", test_undo);
  g_test_add_func ("/history/undo-limits", test_undo_limits);
  g_test_add_func ("/history/undo-of-others", test_undo_of_others);
  return g_test_run ();
}
