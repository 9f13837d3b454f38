/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-app-recall.h"
#include "app/register/kk-app-removal.h"
#include "case-stage.h"
#include "hostile-stage.h"

/* A message that comes after those that were sent later: what they say of it counts when it is there. The order of arrival is
 * nothing (exchange §14). */

#define CASE "SYN-9-00001"

typedef struct {
  KkTestRegion *region;
  char *branch;
  char *path; /* of the message that is kept back */
  GBytes *bytes;
} Late;

static void
clear_late (Late *late)
{
  kk_test_region_free (late->region);
  g_free (late->branch);
  g_free (late->path);
  g_bytes_unref (late->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Late, clear_late)

static KkApp *
app_of (const Late *late, const char *name)
{
  return kk_test_region_get_app (late->region, name);
}

/* The server does not give what was sent last. */
static void
keep_back (Late *late)
{
  g_autoptr (GPtrArray) before = hostile_packets (late->region, late->branch);
  g_autoptr (GPtrArray) after = NULL;

  hostile_sync_one (late->region, "deventer");
  after = hostile_packets (late->region, late->branch);
  for (guint i = 0; i < after->len; i++) {
    if (!g_ptr_array_find_with_equal_func (before, after->pdata[i], g_str_equal, NULL))
      late->path = g_strdup (after->pdata[i]);
  }
  g_assert_nonnull (late->path);
  late->bytes = hostile_read (late->region, late->branch, late->path);
  hostile_write (late->region, late->branch, late->path, NULL);
}

static void
give (Late *late)
{
  hostile_write (late->region, late->branch, late->path, late->bytes);
}

static Late
open_late (void)
{
  Late late = { .region = hostile_open_region (NULL) };

  hostile_set_day (late.region, 1);
  late.branch = hostile_branch (late.region, "deventer");
  return late;
}

/* Both have said what they have to say, and the message still is not there. */
static void
exchange (const Late *late)
{
  hostile_sync_one (late->region, "deventer");
  hostile_write (late->region, late->branch, late->path, NULL);
  hostile_sync_one (late->region, "veilig-thuis");
}

static guint
count_cases (const Late *late)
{
  KkCaseFilter filter = { .search = NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = kk_app_case_list (app_of (late, "veilig-thuis"), &filter, &error);

  g_assert_no_error (error);
  return cases->len;
}

static guint
count_open (const Late *late)
{
  g_autoptr (GError) error = NULL;
  guint open;

  g_assert_true (kk_app_recall_count_open (app_of (late, "veilig-thuis"), &open, &error));
  return open;
}

/* How many requests of the giver @status has at its own side. */
static guint
count_answers (const Late *late, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_recall_list (app_of (late, "deventer"), CASE, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    count += g_str_equal (((const KkRecallItem *) items->pdata[i])->status, status);
  return count;
}

static void
delete_case (const Late *late)
{
  KkRemoval removal = { .case_ = CASE, .reason = "Dubbel." };
  g_autoptr (GError) error = NULL;
  guint count;

  g_assert_true (kk_app_case_delete (app_of (late, "deventer"), &removal, &count, &error));
  g_assert_no_error (error);
}

/* That a case was deleted, before the case itself. */
static void
test_deleted (void)
{
  g_auto (Late) late = open_late ();

  hostile_share (late.region, "deventer", CASE, "veilig-thuis");
  keep_back (&late);
  delete_case (&late);
  exchange (&late);
  g_assert_cmpuint (count_cases (&late), ==, 0);
  hostile_assert_refused (late.region, "veilig-thuis", "none", 0);

  give (&late);
  hostile_sync_one (late.region, "veilig-thuis");
  g_assert_cmpuint (count_cases (&late), ==, 0);
  hostile_assert_refused (late.region, "veilig-thuis", "none", 0);
}

/* That a field has nothing any more, before what it had. */
static void
test_emptied (void)
{
  g_auto (Late) late = open_late ();

  stage_set (app_of (&late, "deventer"), CASE, "prs_SecondName", "");
  hostile_share (late.region, "deventer", CASE, "veilig-thuis");
  hostile_sync_all (late.region, 1);
  hostile_assert_name (late.region, "Mira");
  stage_set (app_of (&late, "deventer"), CASE, "prs_SecondName", "Fictiefsma");
  hostile_share (late.region, "deventer", CASE, "veilig-thuis");
  keep_back (&late);
  stage_set (app_of (&late, "deventer"), CASE, "prs_SecondName", "");
  exchange (&late);
  give (&late);
  hostile_sync_one (late.region, "veilig-thuis");
  stage_assert_value (app_of (&late, "veilig-thuis"), CASE, "person", "prs_SecondName", NULL);
  hostile_assert_refused (late.region, "veilig-thuis", "none", 0);
}

/* A request to erase, before what it is about: nobody says that it is gone while it may still come. */
static void
test_recalled (void)
{
  g_auto (Late) late = open_late ();
  KkRecallPlan plan = { .case_ = CASE, .reason = "Verkeerde persoon." };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  hostile_share (late.region, "deventer", CASE, "veilig-thuis");
  keep_back (&late);
  items = kk_app_recall (app_of (&late, "deventer"), &plan, &error);
  g_assert_no_error (error);
  exchange (&late);
  hostile_sync_one (late.region, "deventer");
  g_assert_cmpuint (count_answers (&late, "erased"), ==, 0);
  g_assert_cmpuint (count_answers (&late, "open"), ==, items->len);

  give (&late);
  hostile_sync_one (late.region, "veilig-thuis");
  g_assert_cmpuint (count_open (&late), >, 0);
  hostile_assert_refused (late.region, "veilig-thuis", "none", 0);
}

/* What never comes, for it was erased before it was read, is answered in the end. */
static void
test_erased (void)
{
  g_auto (Late) late = open_late ();
  KkRemoval removal = { .case_ = CASE, .reason = "Bewaartermijn voorbij" };
  g_autoptr (GError) error = NULL;
  guint count;

  hostile_share (late.region, "deventer", CASE, "veilig-thuis");
  keep_back (&late);
  hostile_write (late.region, late.branch, late.path, late.bytes);
  g_assert_true (kk_app_case_erase (app_of (&late, "deventer"), &removal, &count, &error));
  for (guint day = 2; day < 7; day++) {
    g_autoptr (GPtrArray) list = NULL;

    hostile_set_day (late.region, day);
    hostile_sync_one (late.region, "deventer");
    hostile_sync_one (late.region, "veilig-thuis");
    list = kk_app_erased_list (app_of (&late, "deventer"), &error);
    g_assert_no_error (error);
    for (guint i = 0; day == 6 && i < list->len; i++) {
      const KkErasedItem *item = list->pdata[i];

      for (guint r = 0; r < item->receipts->len; r++)
        g_assert_cmpstr (((const KkReceipt *) item->receipts->pdata[r])->status, ==, "erased");
    }
  }
  hostile_assert_refused (late.region, "veilig-thuis", "none", 0);
  hostile_assert_absent (late.region, "veilig-thuis", "Mira");
}

static KkBody *
make_deletion (const KkBody *like)
{
  KkBody *body = kk_body_new (KK_SCOPE_PARTNER);
  const KkBodyRecord *first = like->records->pdata[0];
  KkBodyRecord *record = kk_body_record_new ();
  KkDot dot = ((const KkOp *) first->ops->pdata[0])->dot;
  KkOp *op;

  dot.n = 999;
  op = kk_op_new (dot, KK_OP_DELETE, 0);
  op->value = kk_value_new_dots (&((const KkOp *) first->ops->pdata[0])->dot, 1);
  op->basis = KK_NO_BASIS;
  record->id = first->id;
  record->type = first->type;
  record->owner = first->owner;
  g_ptr_array_add (record->ops, op);
  g_ptr_array_add (body->records, record);
  body->purpose = KK_PURPOSE_REGISTRATIE;
  return body;
}

/* What waits for a document may be what a later message is about: the sender did nothing wrong. */
static void
test_held (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", CASE, "veilig-thuis");
  g_autoptr (KkBody) deletion = make_deletion (body);
  g_auto (HostileWriter) writer = { 0 };
  g_autoptr (KkStatement) statement = NULL;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  statement->register_.version += 7;
  hostile_send (&writer, statement);
  hostile_send_body (&writer, deletion);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "register", 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/late/deleted", test_deleted);
  g_test_add_func ("/app/late/emptied", test_emptied);
  g_test_add_func ("/app/late/recalled", test_recalled);
  g_test_add_func ("/app/late/erased", test_erased);
  g_test_add_func ("/app/late/held", test_held);
  return g_test_run ();
}
