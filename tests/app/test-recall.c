/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-find-private.h"
#include "app/register/kk-app-recall.h"
#include "app/register/kk-app-register.h"
#include "app/register/kk-app-removal.h"
#include "app/register/kk-recall-consent-private.h"
#include "case-stage.h"
#include "format/kk-body-codec.h"
#include "hostile-stage.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-outbox.h"

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

/* How many lines of @kind the register of @name has for the case; each names @field, or nothing when that is NULL. */
static guint
count_lines (KkTestRegion *region,
             const char *name,
             const KkRegisterQuery *query,
             const char *kind,
             const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      kk_app_register_select (kk_test_region_get_app (region, name), query, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++) {
    const KkRegisterEntryView *entry = entries->pdata[i];

    if (!g_str_equal (entry->kind, kind))
      continue;
    g_assert_cmpuint (entry->fields->len, ==, field != NULL ? 1 : 0);
    if (field != NULL)
      g_assert_cmpstr (entry->fields->pdata[0], ==, field);
    found++;
  }
  return found;
}

/* What is asked back is for the desk that has it; of which case it is here, it is not told. */
static void
assert_no_case_told (KkTestRegion *region, const char *name)
{
  KkApp *app = kk_test_region_get_app (region, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = kk_vault_body_list (app->vault, KK_BODY_READY, &error);
  guint notices = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < waiting->len; i++) {
    const KkVaultBody *row = waiting->pdata[i];
    g_autoptr (KkBody) body = kk_body_decode (row->bytes, &error);

    g_assert_no_error (error);
    for (guint r = 0; r < body->records->len; r++)
      g_assert_false (((const KkBodyRecord *) body->records->pdata[r])->has_thread);
    notices += body->records->len;
  }
  g_assert_cmpuint (notices, >, 0);
}

static void
recall_name (KkTestRegion *region, const char *from)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  KkRecallPlan plan = { .case_ = CASE, .reason = "Verkeerde persoon.", .fields = fields };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_ptr_array_add (fields, g_strdup ("prs_FirstName"));
  items = kk_app_recall (kk_test_region_get_app (region, from), &plan, &error);
  g_assert_no_error (error);
}

/* The register names case and field of what was asked back, at both ends, for the case, the recipient and the person; after an
 * erasure too, and the partner is never told by which case it stands here. */
static void
test_register_lines (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkRegisterQuery of_case = { .case_ = CASE };
  KkRegisterQuery of_both = { .case_ = CASE, .recipient = kk_test_region_get_slug ("politie") };
  KkRegisterQuery of_person = { .person = MARKER " " HOSTILE_MARKER,
                                .recipient = of_both.recipient };
  KkRemoval removal = { CASE, NULL, "AVG 17, besluit 12" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultCase) found =
      kk_case_find (kk_test_region_get_app (region, "deventer"), CASE, &error);
  g_autofree char *thread = g_strdup (kk_id_text (&found->record.thread).text);
  KkRegisterQuery of_thread = { .case_ = thread };
  KkRegisterQuery of_gone = { .case_ = thread, .recipient = of_both.recipient };
  guint count;

  share (region, "deventer", CASE, "politie", CONSENT_FACTS ("POL"));
  hostile_sync_all (region, 1);
  recall_name (region, "deventer");
  assert_no_case_told (region, "deventer");
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_lines (region, "deventer", &of_case, "recalled", "prs_FirstName"), ==, 1);
  g_assert_cmpuint (count_lines (region, "deventer", &of_both, "recalled", "prs_FirstName"), ==, 1);
  g_assert_cmpuint (count_lines (region, "deventer", &of_person, "recalled", "prs_FirstName"), ==,
                    1);
  answer_erased (region, "politie", CASE);
  assert_no_case_told (region, "politie");
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_lines (region, "politie", &of_case, "recalled", "prs_FirstName"), ==, 1);

  g_assert_true (
      kk_app_case_erase (kk_test_region_get_app (region, "deventer"), &removal, &count, &error));
  g_assert_no_error (error);
  assert_no_case_told (region, "deventer");
  hostile_sync_all (region, 2);
  g_assert_cmpuint (count_lines (region, "deventer", &of_thread, "erased", NULL), >, count);
  g_assert_cmpuint (count_lines (region, "deventer", &of_gone, "erased", NULL), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/recall/onward", test_onward);
  g_test_add_func ("/app/recall/consent-withdrawn", test_consent_withdrawn);
  g_test_add_func ("/app/recall/register-lines", test_register_lines);
  return g_test_run ();
}
