/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Cases on one vault, and what another desk may do to them. */

#include "case-stage.h"

#include "app/kk-app-private.h"
#include "vault/kk-vault-records.h"

#include <string.h>

static KkTestRegion *
region_of_one (void)
{
  return kk_test_region_new ((const char *[]){ "deventer", NULL });
}

static char *
new_case (KkApp *app, const char *reference)
{
  g_autoptr (GError) error = NULL;
  char *made = kk_app_case_new (app, reference, &error);

  g_assert_no_error (error);
  return made;
}

static KkCaseView *
show (KkApp *app, const char *case_)
{
  g_autoptr (GError) error = NULL;
  KkCaseView *view = kk_app_case_show (app, case_, &error);

  g_assert_no_error (error);
  return view;
}

static void
set_ticked (KkApp *app, const char *field, const char *value, KkCategories ticked)
{
  g_autoptr (GError) error = NULL;
  KkFieldEdit edit = { .field = field, .value = value, .ticked = ticked };

  g_assert_true (kk_app_case_set (app, "T-1", NULL, &edit, 1, &error));
  g_assert_no_error (error);
}

static gboolean
has_category (const KkFieldView *field, const char *category)
{
  return g_ptr_array_find_with_equal_func (field->categories, category, g_str_equal, NULL);
}

static void
test_new (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *named = new_case (app, " T-1 ");

  kk_app_set_clock (app, G_GINT64_CONSTANT (1795000000000));
  first = new_case (app, NULL);
  second = new_case (app, NULL);
  g_assert_cmpstr (named, ==, "T-1");
  g_assert_cmpstr (first, ==, "2026-0001");
  g_assert_cmpstr (second, ==, "2026-0002");
  g_assert_null (kk_app_case_new (app, "T-1", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "already");
  g_assert_null (kk_app_case_new (app, "", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "1 to 64");
  g_assert_null (kk_app_case_new (app, "a\nb", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "1 to 64");
  g_assert_cmpuint (stage_count (app, NULL), ==, 3);
}

/* Two devices at one desk that count while neither sees the other. */
static void
test_new_by_siblings (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *second = kk_test_region_add_device (region, "deventer", "deventer-2");
  g_autofree char *ours = new_case (stage_app (region), NULL);
  g_autofree char *theirs = new_case (second, NULL);

  g_assert_cmpstr (ours, !=, theirs);
}

static void
test_outside_a_region (void)
{
  g_autofree char *root = kk_test_folder_new ();
  g_autofree char *folder = g_build_filename (root, "vault", NULL);
  g_autofree char *recovery = NULL;
  g_autoptr (KkApp) app = kk_test_vault_new (folder, &recovery);
  g_autoptr (GError) error = NULL;
  KkCaseFilter filter = { 0 };

  g_assert_null (kk_app_case_new (app, NULL, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "not in a region");
  g_assert_null (kk_app_case_list (app, &filter, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "not in a region");
  g_assert_null (kk_app_case_show (app, "T-1", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "not in a region");
  kk_test_folder_remove (root);
}

/* A case is found by its reference, and by the ids of its record, of its thread and of its other records. */
static void
test_find (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) view = NULL;
  g_autoptr (KkCaseView) by_record = NULL;
  g_autoptr (KkCaseView) by_thread = NULL;
  g_autoptr (KkCaseView) by_person = NULL;

  stage_set (app, made, "prs_FirstName", "Bo");
  view = show (app, "T-1");
  by_record = show (app, view->item->id);
  by_thread = show (app, view->thread);
  by_person = show (app, stage_record (view, "person")->id);
  g_assert_cmpstr (by_record->item->id, ==, view->item->id);
  g_assert_cmpstr (by_thread->item->id, ==, view->item->id);
  g_assert_cmpstr (by_person->item->id, ==, view->item->id);
  g_assert_null (kk_app_case_show (app, "T-2", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "T-2");
}

/* Records come when they are needed, and lead to one another. */
static void
test_set_makes_records (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) view = NULL;
  const KkRecordView *role;

  stage_set (app, made, "nl_Role", "victim");
  stage_set (app, made, "prs_FirstName", "Bo");
  stage_set (app, made, "nl_VehicleColour",
             NULL); /* nothing to take away, but the field must exist */
  view = show (app, "T-1");
  g_assert_cmpuint (view->records->len, ==, 3);
  role = stage_record (view, "person-in-case");
  g_assert_cmpstr (role->role, ==, "victim");
  g_assert_cmpstr (stage_field (view, "person-in-case", "nl_Person", NULL)->value, ==,
                   stage_record (view, "person")->id);
  g_assert_cmpstr (stage_field (view, "person", "prs_FirstName", NULL)->value, ==, "Bo");
}

/* Each note is an entry of its own, and stays as it was written. */
static void
test_notes (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = new_case (app, "T-1");
  KkFieldEdit edits[] = { { .field = "cco_CaseComment", .value = "first\nnote" },
                          { .field = "nl_EntryDate", .value = "2026-11-21" } };
  KkFieldEdit again = { .field = "cco_CaseComment", .value = "other" };
  g_autoptr (KkCaseView) view = NULL;
  const KkRecordView *entry;

  g_assert_true (kk_app_case_set (app, made, NULL, edits, G_N_ELEMENTS (edits), &error));
  stage_set (app, made, "cco_CaseComment", "second");
  view = show (app, "T-1");
  g_assert_cmpuint (view->records->len, ==, 3);
  entry = stage_record (view, "journal-entry");
  g_assert_cmpstr (stage_field (view, "journal-entry", "nl_EntryDate", NULL)->value, ==,
                   "2026-11-21");
  g_assert_false (kk_app_case_set (app, made, entry->id, &again, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "never changed");
}

static void
test_values (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autofree char *made = new_case (app, "T-1");
  g_autofree char *long_text = g_strnfill (65537, 'x');

  stage_set (app, made, "nl_ReceivedDate", " 2026-02-28 ");
  stage_assert_value (app, made, "case", "nl_ReceivedDate", "2026-02-28");
  stage_refuse (app, made, "nl_ReceivedDate", "2026-02-29", "nl_ReceivedDate takes a date");
  stage_refuse (app, made, "nl_ReceivedDate", "2026", "YYYY-MM-DD.");
  stage_set (app, made, "prs_Birthdate", "1999-12");
  stage_refuse (app, made, "prs_Birthdate", "1999-13", "YYYY-MM or YYYY");
  stage_set (app, made, "prs_NumberOfChildren", "02");
  stage_assert_value (app, made, "person", "prs_NumberOfChildren", "2");
  stage_refuse (app, made, "prs_NumberOfChildren", "two", "whole number");
  stage_set (app, made, "nl_RelatedProgramme", "ja");
  stage_assert_value (app, made, "case", "nl_RelatedProgramme", "true");
  stage_refuse (app, made, "nl_RelatedProgramme", "maybe", "yes or no");
  stage_refuse (app, made, "prs_Gender", "Unheard", "codes of its list");
  stage_refuse (app, made, "vic_MethodsOfControl", "DebtBondage;Unheard", "codes of its list");
  stage_refuse (app, made, "nl_BSN", "123456789", "citizen service number");
  stage_refuse (app, made, "prs_FirstName", "a\nb", "one line");
  stage_refuse (app, made, "prs_FirstName", "\xff", "text only");
  stage_refuse (app, made, "nl_Work", long_text, "65,536");
  stage_refuse (app, made, "nl_Photo", "picture", "cannot be typed");
  stage_refuse (app, made, "nl_NotifiedReason", "because", "cannot be typed");
  stage_refuse (app, made, "nl_Person", "Bo", "32 hexadecimal");
  stage_refuse (app, made, "nl_Person", "0123456789abcdef0123456789abcdef", "of this case");
  stage_refuse (app, made, "nl_CaseReference", "", "keeps a reference");
}

static void
test_names (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = new_case (app, "T-1");
  g_autofree char *other = new_case (app, "T-2");
  g_autoptr (KkCaseView) view = show (app, "T-1");
  KkFieldEdit wrong_type = { .type = "person", .field = "nl_Stage", .value = "S10" };
  KkFieldEdit no_type = { .type = "persoon", .field = "prs_FirstName", .value = "Bo" };
  KkFieldEdit name = { .type = "person", .field = "prs_FirstName", .value = "Bo" };
  KkFieldEdit ticked = { .field = "prs_Email",
                         .value = "a@b",
                         .ticked = KK_CATEGORY_BIT (KK_CATEGORY_C0) };

  g_assert_false (kk_app_case_set (app, made, NULL, &wrong_type, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "no field named nl_Stage");
  g_assert_false (kk_app_case_set (app, made, NULL, &no_type, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "no type of record named persoon");
  g_assert_false (kk_app_case_set (app, made, view->item->id, &name, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "not a field of this record");
  g_assert_false (kk_app_case_set (app, made, "f00", &name, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "no record f00");
  g_assert_false (kk_app_case_set (app, made, NULL, &ticked, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "cannot be ticked");
  g_assert_false (kk_app_case_set (app, "T-9", NULL, &name, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "T-9");
  stage_refuse (app, made, "nl_CaseReference", "T-2", "already");
  stage_set (app, made, "nl_CaseReference", "T-3");
  stage_assert_value (app, "T-3", "case", "nl_CaseReference", "T-3");
  g_assert_nonnull (other);
}

/* Several edits are all made or none. */
static void
test_all_or_nothing (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  g_autofree char *made = new_case (app, "T-1");
  KkFieldEdit edits[] = { { .field = "nl_Stage", .value = "S10" },
                          { .field = "nl_CaseReference", .value = NULL } };
  g_autoptr (GPtrArray) history = NULL;

  g_assert_false (kk_app_case_set (app, made, NULL, edits, G_N_ELEMENTS (edits), &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "keeps a reference");
  stage_assert_value (app, made, "case", "nl_Stage", NULL);
  history = stage_history (app, made);
  g_assert_cmpuint (history->len, ==, 1);
}

static guint
count_elements (KkApp *app, const char *field)
{
  g_autoptr (KkCaseView) view = show (app, "T-1");
  const KkRecordView *record = stage_record (view, "person-in-case");
  guint count = 0;

  for (guint i = 0; i < record->fields->len; i++)
    count += strcmp (((const KkFieldView *) record->fields->pdata[i])->name, field) == 0;
  return count;
}

/* A set is replaced code by code: what stays is not written again. */
static void
test_sets (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  const char *field = "vic_MethodsOfControl";
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) view = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  stage_set (app, made, field, "DebtBondage;FalsePromises");
  before = stage_history (app, made);
  stage_set (app, made, field, "FalsePromises;SexualAbuse");
  after = stage_history (app, made);
  g_assert_cmpuint (after->len, ==, before->len + 2);
  view = show (app, made);
  g_assert_null (stage_field (view, "person-in-case", field, "DebtBondage"));
  g_assert_nonnull (stage_field (view, "person-in-case", field, "FalsePromises"));
  g_assert_nonnull (stage_field (view, "person-in-case", field, "SexualAbuse"));
  stage_set (app, made, field, NULL);
  g_assert_cmpuint (count_elements (app, field), ==, 0);
}

/* Only the newest value is live, the older ones are history; saying the same again writes nothing. */
static void
test_history (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autofree char *made = NULL;
  g_autoptr (GPtrArray) history = NULL;
  static const char *const values[] = { "T-1", "S10", "S40", NULL };
  static const gboolean live[] = { TRUE, FALSE, FALSE, TRUE };

  kk_app_set_clock (app, 1000);
  made = new_case (app, "T-1");
  kk_app_set_clock (app, 2000);
  stage_set (app, made, "nl_Stage", "S10");
  stage_set (app, made, "nl_Stage", "S10");
  kk_app_set_clock (app, 3000);
  stage_set (app, made, "nl_Stage", "S40");
  kk_app_set_clock (app, 4000);
  stage_set (app, made, "nl_Stage", "");
  stage_set (app, made, "nl_Stage", NULL);
  history = stage_history (app, made);
  g_assert_cmpuint (history->len, ==, 4);
  for (guint i = 0; i < history->len; i++) {
    const KkHistoryLine *line = history->pdata[i];

    g_assert_cmpint (line->time, ==, 1000 * ((gint64) i + 1));
    g_assert_cmpstr (line->value, ==, values[i]);
    g_assert_cmpint (line->live, ==, live[i]);
    g_assert_cmpstr (line->type, ==, "case");
    g_assert_cmpstr (line->organisation, ==, "gemeente-deventer");
    g_assert_cmpstr (line->person, ==, "Anna de Vries");
  }
  stage_assert_value (app, made, "case", "nl_Stage", NULL);
}

/* Ticks on free text are about its words; on a field with categories of its own they stay until it is emptied. */
static void
test_ticks (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  KkCategories secret = KK_CATEGORY_BIT (KK_CATEGORY_H2);
  KkCategories health = KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ);
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) first = NULL;
  g_autoptr (KkCaseView) second = NULL;
  g_autoptr (KkCaseView) third = NULL;

  set_ticked (app, "prs_Email", "a@b", secret);
  set_ticked (app, "nl_CaseTitle", "one", health);
  first = show (app, made);
  g_assert_true (has_category (stage_field (first, "person", "prs_Email", NULL), "H2"));
  g_assert_true (has_category (stage_field (first, "person", "prs_Email", NULL), "GEW-ID"));
  g_assert_true (has_category (stage_field (first, "case", "nl_CaseTitle", NULL), "BIJZ-GEZ"));

  set_ticked (app, "prs_Email", "c@d", 0);
  set_ticked (app, "nl_CaseTitle", "two", 0);
  second = show (app, made);
  g_assert_true (has_category (stage_field (second, "person", "prs_Email", NULL), "H2"));
  g_assert_cmpuint (stage_field (second, "case", "nl_CaseTitle", NULL)->categories->len, ==, 0);

  set_ticked (app, "prs_Email", NULL, 0);
  set_ticked (app, "prs_Email", "e@f", 0);
  third = show (app, made);
  g_assert_false (has_category (stage_field (third, "person", "prs_Email", NULL), "H2"));
}

static guint
walk_pages (KkApp *app, const char *search, guint limit)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *after = NULL;

  for (;;) {
    g_autoptr (GError) error = NULL;
    KkCaseFilter filter = { .search = search, .after = after, .limit = limit };
    g_autoptr (GPtrArray) page = kk_app_case_list (app, &filter, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (page->len, <=, limit);
    for (guint i = 0; i < page->len; i++)
      g_assert_true (
          g_hash_table_add (seen, g_strdup (((const KkCaseItem *) page->pdata[i])->reference)));
    if (page->len == 0)
      return g_hash_table_size (seen);
    g_free (after);
    after = g_strdup (((const KkCaseItem *) page->pdata[page->len - 1])->reference);
  }
}

static void
fill (KkApp *app, guint n_cases)
{
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new ("nl_CaseReference,nl_Stage,nl_Municipality,prs_FirstName\n");
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (KkImportReport) report = NULL;

  for (guint i = 0; i < n_cases; i++)
    g_string_append_printf (text, "T-%u,%s,%s,%s\n", i, i % 2 == 0 ? "S10" : "S40",
                            i % 3 == 0 ? "Zwolle" : "Deventer", i % 4 == 0 ? "Wojciech" : "Bo");
  csv = g_string_free_to_bytes (text);
  report = kk_app_case_import (app, csv, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, n_cases);
}

static guint
count_where (KkApp *app, const char *stage, const char *municipality)
{
  g_autoptr (GError) error = NULL;
  KkCaseFilter filter = { .stage = stage, .municipality = municipality };
  g_autoptr (GPtrArray) cases = kk_app_case_list (app, &filter, &error);

  g_assert_no_error (error);
  return cases->len;
}

/* Every page of the list, and of a search, once; also when old cases were changed last. */
static void
test_list (void)
{
  g_autoptr (KkTestRegion) region = region_of_one ();
  KkApp *app = stage_app (region);
  g_autoptr (GError) error = NULL;
  KkCaseFilter wrong = { .after = "T-99" };

  fill (app, 24);
  stage_set (app, "T-0", "prs_SecondName", "Laatst");
  stage_set (app, "T-4", "prs_SecondName", "Laatst");
  g_assert_cmpuint (walk_pages (app, NULL, 5), ==, 24);
  g_assert_cmpuint (walk_pages (app, NULL, 24), ==, 24);
  g_assert_cmpuint (walk_pages (app, "wojc", 2), ==, 6);
  g_assert_cmpuint (walk_pages (app, "wojc", 5), ==, 6);
  g_assert_cmpuint (walk_pages (app, "laatst wojciech", 1), ==, 2);
  g_assert_cmpuint (walk_pages (app, "nobody", 5), ==, 0);
  g_assert_cmpuint (count_where (app, "S10", NULL), ==, 12);
  g_assert_cmpuint (count_where (app, "S10", "Zwolle"), ==, 4);
  g_assert_cmpuint (count_where (app, "S99", NULL), ==, 0);
  g_assert_null (kk_app_case_list (app, &wrong, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "T-99");
}

static KkTestRegion *
region_of_two (void)
{
  return kk_test_region_new ((const char *[]){ "deventer", "veilig-thuis", NULL });
}

/* At a desk that received a case: who gave what under which rows; its changes are proposals. */
static void
test_proposal (void)
{
  g_autoptr (KkTestRegion) region = region_of_two ();
  KkApp *app = stage_app (region);
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) received = NULL;
  g_autoptr (KkCaseView) proposed = NULL;
  g_autoptr (KkCaseView) at_owner = NULL;
  const KkFieldView *field;
  const KkFieldVersion *version;

  stage_set (app, made, "nl_Stage", "S10");
  stage_carry (app, other, made);
  received = show (other, made);
  g_assert_cmpstr (received->item->owner, ==, "gemeente-deventer");
  field = stage_field (received, "case", "nl_Stage", NULL);
  g_assert_cmpstr (field->origin, ==, "gemeente-deventer");
  g_assert_cmpuint (field->rows->len, ==, 1);
  g_assert_cmpstr (field->rows->pdata[0], ==, "WMO-5-2-6");

  stage_set (other, made, "nl_Stage", "S40");
  stage_set (other, made, "nl_Stage", "S40");
  proposed = show (other, made);
  field = stage_field (proposed, "case", "nl_Stage", NULL);
  g_assert_cmpstr (field->value, ==, "S10");
  g_assert_false (field->conflict);
  g_assert_cmpuint (field->versions->len, ==, 2);
  version = field->versions->pdata[1];
  g_assert_true (version->proposal);
  g_assert_cmpstr (version->value, ==, "S40");
  g_assert_cmpstr (version->organisation, ==, "veilig-thuis");
  g_assert_cmpstr (version->person, ==, "Bo Jansen");

  stage_carry (other, app, made);
  at_owner = show (app, made);
  field = stage_field (at_owner, "case", "nl_Stage", NULL);
  g_assert_cmpuint (field->versions->len, ==, 2);
  g_assert_null (field->origin);
  g_assert_cmpuint (at_owner->item->conflicts, ==, 0);
}

static void
assert_decided (KkApp *app, const char *value)
{
  g_autoptr (KkCaseView) view = show (app, "T-1");
  const KkFieldView *field = stage_field (view, "case", "nl_Stage", NULL);

  g_assert_cmpstr (field->value, ==, value);
  g_assert_cmpuint (field->versions->len, ==, 0);
}

/* The owner's next value covers a proposal that it saw, whether it keeps its own or fills in the proposed one. */
static void
test_owner_decides (void)
{
  g_autoptr (KkTestRegion) region = region_of_two ();
  KkApp *app = stage_app (region);
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autofree char *made = new_case (app, "T-1");

  stage_set (app, made, "nl_Stage", "S10");
  stage_carry (app, other, made);
  stage_set (other, made, "nl_Stage", "S40");
  stage_carry (other, app, made);
  stage_set (app, made, "nl_Stage", "S10");
  assert_decided (app, "S10");

  stage_carry (app, other, made);
  stage_set (other, made, "nl_Stage", "S40");
  stage_carry (other, app, made);
  stage_set (app, made, "nl_Stage", "S40");
  assert_decided (app, "S40");
}

/* What the owner keeps to itself, or was written once, is not proposed by others. */
static void
test_not_proposed (void)
{
  g_autoptr (KkTestRegion) region = region_of_two ();
  KkApp *app = stage_app (region);
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GError) error = NULL;
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) view = NULL;
  KkFieldEdit edit = { .field = "cco_CaseComment", .value = "x" };

  stage_set (app, made, "nl_AcuteUntil", "2026-11-21");
  stage_set (app, made, "cco_CaseComment", "note");
  stage_carry (app, other, made);
  stage_refuse (other, made, "nl_AcuteUntil", "2026-11-30", "gemeente-deventer only");
  stage_refuse (other, made, "nl_FirstProcessed", "2026-11-30", "gemeente-deventer only");
  view = show (other, made);
  g_assert_false (
      kk_app_case_set (other, made, stage_record (view, "journal-entry")->id, &edit, 1, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "gemeente-deventer only");
  /* Its own note is its own record. */
  stage_set (other, made, "cco_CaseComment", "own note");
}

static void
add_not_shared (KkApp *app, KkApp *owner, const char *case_)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = show (app, case_);
  const KkOwnSeat *seat = &g_array_index (owner->seats, KkOwnSeat, 0);
  g_autoptr (KkOp) op = kk_op_new ((KkDot){ seat->log, 3 }, KK_OP_NOT_SHARED, 311);
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, &error);
  KkApplyResult result;
  KkVaultRecord record;
  gboolean found;
  KkId id;

  kk_op_add_context (op, (KkDot){ seat->log, 2 });
  g_assert_true (kk_id_parse (view->item->id, &id));
  g_assert_true (kk_vault_record_find (app->vault, &g_array_index (app->seats, KkOwnSeat, 0).desk,
                                       &id, &record, &found, &error));
  g_assert_true (
      kk_vault_op_apply (app->vault, record.idx, op, KK_VAULT_NO_BASIS, &result, &error));
  g_assert_cmpint (result, ==, KK_APPLY_NEW);
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), &error));
}

/* "There is a newer value, which may not come here": the old one is not shown as if it still held. */
static void
test_not_shared (void)
{
  g_autoptr (KkTestRegion) region = region_of_two ();
  KkApp *app = stage_app (region);
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autofree char *made = new_case (app, "T-1");
  g_autoptr (KkCaseView) view = NULL;
  const KkFieldView *field;

  stage_set (app, made, "nl_Stage", "S10");
  stage_carry (app, other, made);
  add_not_shared (other, app, made);
  view = show (other, made);
  field = stage_field (view, "case", "nl_Stage", NULL);
  g_assert_true (field->not_shared);
  g_assert_null (field->value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case/new", test_new);
  g_test_add_func ("/case/new-by-siblings", test_new_by_siblings);
  g_test_add_func ("/case/outside-a-region", test_outside_a_region);
  g_test_add_func ("/case/find", test_find);
  g_test_add_func ("/case/set-makes-records", test_set_makes_records);
  g_test_add_func ("/case/notes", test_notes);
  g_test_add_func ("/case/values", test_values);
  g_test_add_func ("/case/names", test_names);
  g_test_add_func ("/case/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/case/sets", test_sets);
  g_test_add_func ("/case/history", test_history);
  g_test_add_func ("/case/ticks", test_ticks);
  g_test_add_func ("/case/list", test_list);
  g_test_add_func ("/case/proposal", test_proposal);
  g_test_add_func ("/case/owner-decides", test_owner_decides);
  g_test_add_func ("/case/not-proposed", test_not_proposed);
  g_test_add_func ("/case/not-shared", test_not_shared);
  return g_test_run ();
}
