/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-resync-private.h"
#include "app/register/kk-app-recall.h"
#include "app/register/kk-app-removal.h"
#include "app/sharing/kk-app-object.h"
#include "app/sharing/kk-objects-private.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"

/* What was lost is said again: also what no snapshot of a file holds (exchange §14, §15). */

#define CASE "SYN-9-00001"

static KkApp *
app_of (KkTestRegion *region, const char *name)
{
  return kk_test_region_get_app (region, name);
}

static const KkId *
seat_of (KkTestRegion *region, const char *name)
{
  return &g_array_index (app_of (region, name)->seats, KkOwnSeat, 0).seat;
}

static KkTestRegion *
open_shared (void)
{
  KkTestRegion *region = hostile_open_region (NULL);

  hostile_set_day (region, 1);
  hostile_share (region, "deventer", CASE, "veilig-thuis");
  hostile_sync_all (region, 2);
  hostile_assert_name (region, "Mira");
  return region;
}

static void
owe (KkTestRegion *region, const char *own, const char *other)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_resync_owe (app_of (region, own), seat_of (region, own),
                                seat_of (region, other), KK_RESYNC_PLAIN, &error));
}

static void
recall (KkTestRegion *region)
{
  KkRecallPlan plan = { .case_ = CASE, .reason = "Verkeerde persoon." };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_recall (app_of (region, "deventer"), &plan, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
}

static guint
count_open (KkTestRegion *region)
{
  g_autoptr (GError) error = NULL;
  guint open;

  g_assert_true (kk_app_recall_count_open (app_of (region, "veilig-thuis"), &open, &error));
  return open;
}

/* A gap notice that is there already tells nothing of what aged out after it. */
static void
test_gap_tells_newest (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);

  for (guint day = 1; day < 4; day++) {
    hostile_set_day (region, day);
    hostile_sync_all (region, 1);
  }
  hostile_set_day (region, 4);
  hostile_sync_all (region, 2);
  hostile_share (region, "deventer", CASE, "veilig-thuis");
  hostile_sync_one (region, "deventer");
  /* It was read, but this day nothing more is said. */
  hostile_sync_one (region, "veilig-thuis");
  hostile_assert_name (region, "Mira");

  hostile_set_day (region, 95);
  hostile_sync_one (region, "deventer");
  stage_set (app_of (region, "deventer"), CASE, "prs_FirstName", "Mirte");
  hostile_sync_one (region, "deventer");
  hostile_set_day (region, 190);
  hostile_sync_one (region, "deventer");
  for (guint day = 190; day < 194; day++) {
    hostile_set_day (region, day);
    hostile_sync_one (region, "veilig-thuis");
    hostile_sync_one (region, "deventer");
  }
  hostile_assert_name (region, "Mirte");
}

/* The answer to a resync replaces what was on its way; a request to erase is in no file that could be sent again. */
static void
test_recall_on_its_way (void)
{
  g_autoptr (KkTestRegion) region = open_shared ();

  recall (region);
  hostile_sync_one (region, "deventer");
  owe (region, "deventer", "veilig-thuis");
  hostile_set_day (region, 2);
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "veilig-thuis");
  g_assert_cmpuint (count_open (region), >, 0);
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
}

/* Whoever goes back to before it erased something has it again, and is asked again; what it answered comes back, too. */
static void
test_restored_is_asked_again (void)
{
  g_autoptr (KkTestRegion) region = open_shared ();
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autoptr (GError) error = NULL;

  hostile_change_vault (region, "veilig-thuis", copy, NULL);
  hostile_set_day (region, 2);
  recall (region);
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_open (region), >, 0);
  g_assert_true (kk_app_recall_answer (app_of (region, "veilig-thuis"), CASE, NULL, &error));
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_open (region), ==, 0);

  hostile_change_vault (region, "veilig-thuis", NULL, copy);
  hostile_set_day (region, 3);
  hostile_assert_name (region, "Mira");
  hostile_sync_all (region, 3);
  g_assert_cmpuint (count_open (region), ==, 0);
  hostile_assert_absent (region, "veilig-thuis", "Mira");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
}

/* (transfer full): the id of the agreement, which Veilig Thuis is given to act on. */
static char *
agree (KkTestRegion *region)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkObjectPlan plan = { .kind = KK_OBJECT_GIVER_AGREES, .case_ = CASE };

  g_ptr_array_add (desks, g_strdup ("veilig-thuis"));
  plan.recipients = desks;
  plan.through = desks;
  items = kk_app_object_issue (app_of (region, "deventer"), &plan, &error);
  g_assert_no_error (error);
  return g_strdup (((const KkObjectItem *) items->pdata[0])->id);
}

static void
withdraw (KkTestRegion *region, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_object_withdraw (app_of (region, "deventer"), CASE, id,
                                                        1u << KK_OBJECT_GIVER_AGREES, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
}

static gboolean
has_decision (KkTestRegion *region, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultObject) stored = NULL;
  KkHash hash;

  g_assert_true (kk_hash_parse (id, &hash));
  stored = kk_vault_object_get (app_of (region, "veilig-thuis")->vault, &hash, &error);
  g_assert_no_error (error);
  return stored != NULL;
}

/* Whether Veilig Thuis may rest on it. */
static gboolean
can_use (KkTestRegion *region, const char *id)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = app_of (region, "veilig-thuis");
  g_autoptr (KkVaultCase) there = kk_vault_case_by_reference (
      app->vault, &g_array_index (app->seats, KkOwnSeat, 0).desk, CASE, &error);
  g_autoptr (GPtrArray) list = kk_object_list (app, &there->record.thread, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++) {
    KkHash hash = kk_object_hash (list->pdata[i]);

    if (g_str_equal (kk_hash_text (&hash).text, id))
      return TRUE;
  }
  return FALSE;
}

/* A decision by itself is in no file: what replaces the packets that are on their way says it again. */
static void
test_decision_on_its_way (void)
{
  g_autoptr (KkTestRegion) region = open_shared ();
  g_autofree char *id = agree (region);

  hostile_sync_one (region, "deventer");
  owe (region, "deventer", "veilig-thuis");
  hostile_set_day (region, 2);
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "veilig-thuis");
  g_assert_true (has_decision (region, id));
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
}

/* Whoever received one, and was put back to before that, gets it again; of one that was taken back since, that it was. */
static void
test_decision_of_restored (void)
{
  g_autoptr (KkTestRegion) region = open_shared ();
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autofree char *before = agree (region);
  g_autofree char *after = NULL;

  hostile_sync_all (region, 1);
  g_assert_true (has_decision (region, before));
  hostile_change_vault (region, "veilig-thuis", copy, NULL);
  hostile_set_day (region, 2);
  after = agree (region);
  withdraw (region, before);
  hostile_sync_all (region, 2);
  hostile_set_day (region, 3);
  hostile_sync_all (region, 2);
  g_assert_true (has_decision (region, after));

  hostile_change_vault (region, "veilig-thuis", NULL, copy);
  hostile_set_day (region, 4);
  g_assert_false (has_decision (region, after));
  g_assert_true (can_use (region, before));
  hostile_sync_all (region, 3);
  g_assert_cmpuint (hostile_incarnation (region, "veilig-thuis"), ==, 1);
  g_assert_true (can_use (region, after));
  g_assert_false (can_use (region, before));
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  /* Asked once more, it is said once more, and only once. */
  owe (region, "deventer", "veilig-thuis");
  hostile_set_day (region, 5);
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
}

/* Of two colleagues one gives a case and the other takes it away, and neither knows of the other. */
static KkTestRegion *
open_desk_of_two (void)
{
  KkTestRegion *region = hostile_open_region (NULL);

  (void) kk_test_region_add_device (region, "deventer", "deventer-2");
  hostile_set_day (region, 1);
  hostile_sync_all (region, 3);
  hostile_set_day (region, 2);
  hostile_share (region, "deventer", CASE, "veilig-thuis");
  hostile_sync_one (region, "deventer");
  hostile_sync_one (region, "veilig-thuis");
  hostile_assert_name (region, "Mira");
  return region;
}

static guint
count_cases (KkApp *app)
{
  KkCaseFilter filter = { .search = NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = kk_app_case_list (app, &filter, &error);

  g_assert_no_error (error);
  return cases->len;
}

static void
test_deleted_meanwhile (void)
{
  g_autoptr (KkTestRegion) region = open_desk_of_two ();
  KkRemoval removal = { .case_ = CASE, .reason = "Dubbel." };
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_true (kk_app_case_delete (app_of (region, "deventer-2"), &removal, &count, &error));
  hostile_sync_one (region, "deventer-2");
  g_assert_cmpuint (count_cases (app_of (region, "veilig-thuis")), ==, 1);
  hostile_sync_one (region, "veilig-thuis");
  g_assert_cmpuint (count_cases (app_of (region, "veilig-thuis")), ==, 0);
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_sync_all (region, 2);
  hostile_assert_whole (region, "deventer");
}

static void
test_erased_meanwhile (void)
{
  g_autoptr (KkTestRegion) region = open_desk_of_two ();
  KkRemoval removal = { .case_ = CASE, .reason = "Bewaartermijn voorbij" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  guint asked = 0;
  guint count;

  g_assert_true (kk_app_case_erase (app_of (region, "deventer-2"), &removal, &count, &error));
  hostile_sync_one (region, "deventer-2");
  hostile_sync_one (region, "veilig-thuis");
  g_assert_cmpuint (count_open (region), >, 0);
  list = kk_app_erased_list (app_of (region, "deventer-2"), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    asked += ((const KkErasedItem *) list->pdata[i])->receipts->len;
  g_assert_cmpuint (asked, >, 0);
}

/* What was written by a vault that was put back goes over to its new log, each with what it replaces: of two values in a row only
 * the last stays, beside what the lost vault wrote. */
static void
test_moved_with_contexts (void)
{
  g_autoptr (KkTestRegion) region = open_shared ();
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  hostile_change_vault (region, "deventer", copy, NULL);
  hostile_set_day (region, 2);
  stage_set (app_of (region, "deventer"), CASE, "prs_FirstName", "Mirte");
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mirte");

  hostile_change_vault (region, "deventer", NULL, copy);
  hostile_set_day (region, 3);
  stage_set (app_of (region, "deventer"), CASE, "prs_FirstName", "Marijn");
  stage_set (app_of (region, "deventer"), CASE, "prs_FirstName", "Merel");
  hostile_sync_all (region, 3);
  g_assert_cmpuint (hostile_incarnation (region, "deventer"), ==, 1);
  conflicts = kk_app_conflict_list (app_of (region, "deventer"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpuint (((const KkConflict *) conflicts->pdata[0])->versions->len, ==, 2);
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  g_assert_true (kk_app_conflict_resolve (app_of (region, "deventer"),
                                          ((const KkConflict *) conflicts->pdata[0])->id, -1,
                                          "Mirre", &error));
  hostile_sync_all (region, 2);
  hostile_assert_name (region, "Mirre");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
}

/* A notice that waited under the old log tells of the operation as the new log has it. */
static void
test_moved_notice (void)
{
  g_autoptr (KkTestRegion) region = open_shared ();
  g_autofree char *copy = g_build_filename (region->folder, "copy", NULL);
  KkRemoval removal = { .case_ = CASE, .reason = "Dubbel." };
  g_autoptr (GError) error = NULL;
  guint count;

  hostile_change_vault (region, "deventer", copy, NULL);
  hostile_set_day (region, 2);
  stage_set (app_of (region, "deventer"), CASE, "prs_FirstName", "Mirte");
  hostile_sync_all (region, 1);
  hostile_change_vault (region, "deventer", NULL, copy);
  hostile_set_day (region, 3);
  g_assert_true (kk_app_case_delete (app_of (region, "deventer"), &removal, &count, &error));
  hostile_sync_all (region, 3);
  g_assert_cmpuint (hostile_incarnation (region, "deventer"), ==, 1);
  g_assert_cmpuint (count_open (region), ==, 0);
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_whole (region, "veilig-thuis");
  {
    g_autoptr (KkVaultCase) there = kk_vault_case_by_reference (
        app_of (region, "veilig-thuis")->vault,
        &g_array_index (app_of (region, "veilig-thuis")->seats, KkOwnSeat, 0).desk, CASE, &error);

    g_assert_no_error (error);
    g_assert_cmpint (there->record.deletion, !=, KK_DELETION_NONE);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/resync/gap-tells-newest", test_gap_tells_newest);
  g_test_add_func ("/app/resync/recall-on-its-way", test_recall_on_its_way);
  g_test_add_func ("/app/resync/restored-is-asked-again", test_restored_is_asked_again);
  g_test_add_func ("/app/resync/decision-on-its-way", test_decision_on_its_way);
  g_test_add_func ("/app/resync/decision-of-restored", test_decision_of_restored);
  g_test_add_func ("/app/resync/deleted-meanwhile", test_deleted_meanwhile);
  g_test_add_func ("/app/resync/erased-meanwhile", test_erased_meanwhile);
  g_test_add_func ("/app/resync/moved-with-contexts", test_moved_with_contexts);
  g_test_add_func ("/app/resync/moved-notice", test_moved_notice);
  return g_test_run ();
}
