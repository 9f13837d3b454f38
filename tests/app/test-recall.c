/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-recall.h"
#include "app/kk-recall-consent-private.h"
#include "case-stage.h"
#include "hostile-stage.h"
#include "vault/kk-vault-cases.h"

/* Asked back: answered by each receiver, and passed on by who passed it on. */

#define CASE    "SYN-9-00001"
#define MARKER  "Blauwvoet"
#define COMPANY "Zilverreiger"

#define CONSENT_FACTS(hat)                                                                       \
  "{\"SUBJECT_AGE\": 16, \"CONSENT\": [{\"subject\": \"victim\", \"receiver\": \"" hat "\", "    \
  "\"purpose\": \"hulp\", \"categories\": [\"GEW-ID\"], \"explicit\": true, \"written\": true, " \
  "\"by\": \"self\", \"given\": \"2020-01-01\", \"expires\": \"2099-01-01\", "                   \
  "\"withdrawn\": null, \"freely_given\": true}]}"

static void
share (KkTestRegion *region, const char *from, const char *case_, const char *to, const char *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KkSharePreview) preview = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = kk_test_region_get_slug (to) };

  plan.purpose = KK_PURPOSE_HULP;
  plan.facts = facts;
  g_ptr_array_add (cases, g_strdup (case_));
  preview = kk_app_share_send (kk_test_region_get_app (region, from), &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->sent, >, 0);
}

static void
recall (KkTestRegion *region, const char *from)
{
  KkRecallPlan plan = { .case_ = CASE, .reason = "Verkeerde persoon." };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      kk_app_recall (kk_test_region_get_app (region, from), &plan, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
}

/* Every request that @name made of @to (or all) says @status. */
static void
assert_asked (KkTestRegion *region, const char *name, const char *to, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      kk_app_recall_list (kk_test_region_get_app (region, name), NULL, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++) {
    const KkRecallItem *item = items->pdata[i];

    if (!item->own || !g_str_has_prefix (item->desk, kk_test_region_get_slug (to)))
      continue;
    g_assert_cmpstr (item->status, ==, status);
    found++;
  }
  g_assert_cmpuint (found, >, 0);
}

static guint
count_open (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  guint open;

  g_assert_true (kk_app_recall_count_open (kk_test_region_get_app (region, name), &open, &error));
  g_assert_no_error (error);
  return open;
}

static void
answer_erased (KkTestRegion *region, const char *name, const char *case_)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_app_recall_answer (kk_test_region_get_app (region, name), case_, NULL, &error));
  g_assert_no_error (error);
}

static KkTestRegion *
open_region (void)
{
  static const char *const names[] = { "deventer", "veilig-thuis", "zwolle", "politie", NULL };
  KkTestRegion *region = kk_test_region_new (names);

  hostile_import (region, "deventer");
  hostile_sync_all (region, 3);
  stage_set (kk_test_region_get_app (region, "deventer"), CASE, "prs_FirstName", MARKER);
  return region;
}

/* The owner gave it to two, one of whom took it over and gave it to a third. Each answers, and each answer is told. What no consent
 * carries is a choice of each. */
static void
test_onward (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  g_autoptr (GError) error = NULL;
  g_autofree char *own = NULL;

  stage_set (kk_test_region_get_app (region, "deventer"), CASE, "org_Name", COMPANY);
  share (region, "deventer", CASE, "politie", CONSENT_FACTS ("POL"));
  share (region, "deventer", CASE, "zwolle", CONSENT_FACTS ("GEM_WMO"));
  hostile_sync_all (region, 1);
  own = kk_app_case_take_over (kk_test_region_get_app (region, "zwolle"), CASE, NULL, &error);
  g_assert_no_error (error);
  stage_assert_value (kk_test_region_get_app (region, "zwolle"), own, "organisation", "org_Name",
                      COMPANY);
  share (region, "zwolle", own, "veilig-thuis", CONSENT_FACTS ("VT"));
  hostile_sync_all (region, 2);
  g_assert_cmpuint (stage_count (kk_test_region_get_app (region, "politie"), COMPANY), >, 0);
  g_assert_cmpuint (stage_count (kk_test_region_get_app (region, "veilig-thuis"), COMPANY), >, 0);

  recall (region, "deventer");
  assert_asked (region, "deventer", "politie", "open");
  assert_asked (region, "deventer", "zwolle", "open");
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_open (region, "politie"), >, 0);
  g_assert_cmpuint (count_open (region, "zwolle"), >, 0);
  g_assert_cmpuint (count_open (region, "veilig-thuis"), ==, 0);

  answer_erased (region, "politie", CASE);
  hostile_assert_absent (region, "politie", COMPANY);
  answer_erased (region, "zwolle", CASE);
  hostile_assert_absent (region, "zwolle", COMPANY);
  assert_asked (region, "zwolle", "veilig-thuis", "open");
  hostile_sync_all (region, 2);
  assert_asked (region, "deventer", "politie", "erased");
  assert_asked (region, "deventer", "zwolle", "erased");
  assert_asked (region, "zwolle", "veilig-thuis", "open");

  g_assert_cmpuint (count_open (region, "veilig-thuis"), >, 0);
  answer_erased (region, "veilig-thuis", own);
  hostile_assert_absent (region, "veilig-thuis", COMPANY);
  hostile_sync_all (region, 2);
  assert_asked (region, "zwolle", "veilig-thuis", "erased");
  stage_assert_value (kk_test_region_get_app (region, "deventer"), CASE, "organisation", "org_Name",
                      COMPANY);
}

static guint
withdraw (KkTestRegion *region, KkHat receiver)
{
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultCase) found = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  const KkId *desk = &g_array_index (app->seats, KkOwnSeat, 0).desk;
  KkWithdrawal withdrawal = { .desk = desk, .receiver = receiver, .day = "2021-01-01" };
  guint count = 0;

  found = kk_vault_case_by_reference (app->vault, desk, CASE, &error);
  g_assert_no_error (error);
  withdrawal.thread = &found->record.thread;
  transaction = kk_vault_begin (app->vault, &error);
  g_assert_true (kk_recall_withdrawn (app, &withdrawal, &count, &error));
  g_assert_no_error (error);
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), &error));
  return count;
}

/* What went on a consent is asked back when it is withdrawn; what went on the law is not. Who was given it may have a duty to keep
 * it, and chooses. */
static void
test_consent_withdrawn (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *owner = kk_test_region_get_app (region, "deventer");

  hostile_share (region, "deventer", CASE, "veilig-thuis");
  share (region, "deventer", CASE, "zwolle", CONSENT_FACTS ("GEM_WMO"));
  share (region, "deventer", CASE, "politie", CONSENT_FACTS ("POL"));
  hostile_sync_all (region, 1);
  g_assert_cmpuint (stage_count (kk_test_region_get_app (region, "zwolle"), MARKER), >, 0);
  g_assert_cmpuint (stage_count (kk_test_region_get_app (region, "politie"), MARKER), >, 0);
  g_assert_cmpuint (withdraw (region, KK_HAT_VT), ==, 0);
  g_assert_cmpuint (withdraw (region, KK_HAT_GEM_WMO), >, 0);
  g_assert_cmpuint (withdraw (region, KK_HAT_GEM_WMO), ==, 0);
  g_assert_cmpuint (withdraw (region, KK_HAT_POL), >, 0);
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_open (region, "politie"), >, 0);
  answer_erased (region, "politie", CASE);
  hostile_assert_absent (region, "politie", MARKER);
  g_assert_cmpuint (count_open (region, "zwolle"), >, 0);
  answer_erased (region, "zwolle", CASE);
  hostile_assert_absent (region, "zwolle", MARKER);
  hostile_sync_all (region, 2);
  assert_asked (region, "deventer", "zwolle", "erased");
  assert_asked (region, "deventer", "politie", "erased");
  g_assert_cmpuint (count_open (region, "veilig-thuis"), ==, 0);
  hostile_assert_name (region, MARKER);

  stage_set (owner, CASE, "prs_FirstName", "Groenling");
  hostile_sync_all (region, 1);
  hostile_assert_absent (region, "zwolle", "Groenling");
  hostile_assert_absent (region, "politie", "Groenling");
  hostile_assert_name (region, "Groenling");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/recall/onward", test_onward);
  g_test_add_func ("/app/recall/consent-withdrawn", test_consent_withdrawn);
  return g_test_run ();
}
