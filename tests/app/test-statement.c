/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a desk recorded, as facts of a share: whose it is, until when it counts, and what a packet says of it. */

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-private.h"
#include "app/sharing/kk-app-share.h"
#include "app/sharing/kk-app-statement.h"
#include "case-stage.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-outbox.h"

#define DAY ((gint64) 24 * 60 * 60 * 1000)
#define NOW (G_GINT64_CONSTANT (1795305600000)) /* 2026-11-22 */

static KkTestRegion *
open_region (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  KkTestRegion *region = kk_test_region_new (names);

  kk_app_set_clock (kk_test_region_get_app (region, "deventer"), NOW);
  return region;
}

static void
add_case (KkApp *app, const char *reference, const char *name)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autofree char *made = kk_app_case_new (app, reference, &error);

  g_assert_no_error (error);
  stage_set (app, reference, "prs_FirstName", name);
  stage_set (app, reference, "nl_Role", "victim");
}

/* What becomes of the first name; @missing (nullable): what would have to be there. */
static void
assert_outcome (KkApp *app,
                const char *case_,
                KkPurpose purpose,
                const char *outcome,
                const char *missing)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = "veilig-thuis", .purpose = purpose };
  const KkSharedField *field;

  plan.fields = fields;
  g_ptr_array_add (cases, (gpointer) (guintptr) case_);
  g_ptr_array_add (fields, (gpointer) (guintptr) "prs_FirstName");
  preview = kk_app_share_preview (app, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->fields->len, ==, 1);
  field = preview->fields->pdata[0];
  g_assert_cmpstr (field->outcome, ==, outcome);
  g_assert_cmpuint (field->steps->len, ==, field->missing->len);
  g_assert_cmpuint (field->reasons->len, ==, field->rows->len);
  if (missing != NULL)
    g_assert_cmpstr (field->missing->pdata[0], ==, missing);
}

static void
record_danger (KkApp *app, const char *case_)
{
  g_autoptr (GError) error = NULL;
  KkFindingPlan plan = { .case_ = case_, .kind = "ACUTE_DANGER", .result = "true" };
  g_autoptr (KkFindingItem) item = kk_app_finding_record (app, &plan, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (item->date, ==, "2026-11-22");
  g_assert_cmpstr (item->until, ==, "2026-12-06");
}

static void
write_note (KkApp *app, const char *case_, KkPurpose purpose, KkNote kind)
{
  g_autoptr (GError) error = NULL;
  KkNotePlan plan = { .case_ = case_, .recipient = "veilig-thuis", .purpose = purpose };
  g_autoptr (KkNoteItem) item = NULL;

  plan.kind = kind;
  plan.text = "Zonder hulp loopt deze persoon direct gevaar.";
  item = kk_app_note_write (app, &plan, &error);
  g_assert_no_error (error);
}

/* Danger opens the way for what danger asks, for two weeks and no longer. */
static void
test_danger (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *app = kk_test_region_get_app (region, "deventer");

  add_case (app, "A-1", "Andrei");
  record_danger (app, "A-1");
  write_note (app, "A-1", KK_PURPOSE_ACUUT, KK_NOTE_GOED_HULPVERLENER);
  assert_outcome (app, "A-1", KK_PURPOSE_ACUUT, "send", NULL);
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "ask", NULL);
  kk_app_set_clock (app, NOW + 14 * DAY);
  assert_outcome (app, "A-1", KK_PURPOSE_ACUUT, "send", NULL);
  kk_app_set_clock (app, NOW + 15 * DAY);
  assert_outcome (app, "A-1", KK_PURPOSE_ACUUT, "ask", "HG_KM");
}

/* The packet says until when it may be held on that ground, and names the condition for whoever gets it next. */
static void
test_danger_in_packet (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (KkSharePreview) sent = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (KkBody) body = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = "veilig-thuis", .purpose = KK_PURPOSE_ACUUT };
  const KkBasis *basis;

  add_case (app, "A-1", "Andrei");
  record_danger (app, "A-1");
  write_note (app, "A-1", KK_PURPOSE_ACUUT, KK_NOTE_GOED_HULPVERLENER);
  g_ptr_array_add (cases, (gpointer) (guintptr) "A-1");
  sent = kk_app_share_send (app, &plan, &error);
  g_assert_no_error (error);
  rows = kk_vault_body_list (app->vault, KK_BODY_READY, &error);
  body = kk_body_decode (((const KkVaultBody *) rows->pdata[0])->bytes, &error);
  g_assert_no_error (error);
  basis = body->bases->pdata[0];
  g_assert_cmpstr (basis->held_until, ==, "2026-12-06");
  g_assert_cmpstr (basis->caveats->pdata[0], ==, "AVG-6-1-D");
}

static KkConsentItem *
consent (KkApp *app, const char *case_, const char *given, const char *expires)
{
  g_autoptr (GError) error = NULL;
  KkConsentPlan plan = { .case_ = case_, .recipient = "VT", .purpose = KK_PURPOSE_HULP };
  KkConsentItem *item;

  plan.categories = KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID);
  plan.by = KK_SIGNER_SELF;
  plan.freely_given = TRUE;
  plan.given = given;
  plan.expires = expires;
  item = kk_app_consent_record (app, &plan, &error);
  g_assert_no_error (error);
  return item;
}

/* A consent counts from the day on which it was given to its last day, both included. */
static void
test_days (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkConsentItem) item = NULL;

  add_case (app, "A-1", "Andrei");
  stage_set (app, "A-1", "prs_Birthdate", "1990-01-01");
  item = consent (app, "A-1", "2026-11-22", "2026-11-24");
  g_assert_cmpstr (item->status, ==, "valid");
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "send", NULL);
  kk_app_set_clock (app, NOW + 2 * DAY);
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "send", NULL);
  kk_app_set_clock (app, NOW + 3 * DAY);
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "ask", "CONSENT");
  kk_app_set_clock (app, NOW - DAY);
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "ask", "CONSENT");
}

/* What one person agreed to says nothing of another, not even in the same role. */
static void
test_persons (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkConsentItem) item = NULL;

  add_case (app, "A-1", "Andrei");
  add_case (app, "A-2", "Mira");
  stage_set (app, "A-1", "prs_Birthdate", "1990-01-01");
  stage_set (app, "A-2", "prs_Birthdate", "1990-01-01");
  item = consent (app, "A-1", NULL, NULL);
  g_assert_cmpstr (item->expires, ==, "2027-05-22");
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "send", NULL);
  assert_outcome (app, "A-2", KK_PURPOSE_HULP, "ask", "CONSENT");
}

/* A refusal of everything holds until a later consent. */
static void
test_refusal (void)
{
  g_autoptr (KkTestRegion) region = open_region ();
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkConsentItem) before = NULL;
  g_autoptr (KkConsentItem) refused = NULL;
  g_autoptr (KkConsentItem) after = NULL;
  g_autoptr (GError) error = NULL;
  KkConsentPlan plan = { .case_ = "A-1" };

  add_case (app, "A-1", "Andrei");
  stage_set (app, "A-1", "prs_Birthdate", "1990-01-01");
  before = consent (app, "A-1", "2026-11-01", "2027-01-01");
  refused = kk_app_consent_refuse (app, &plan, &error);
  g_assert_no_error (error);
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "ask", "NOTES.COOPERATION_REQUIRED");
  kk_app_set_clock (app, NOW + DAY);
  after = consent (app, "A-1", NULL, NULL);
  assert_outcome (app, "A-1", KK_PURPOSE_HULP, "send", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/statement/danger", test_danger);
  g_test_add_func ("/app/statement/danger-in-packet", test_danger_in_packet);
  g_test_add_func ("/app/statement/days", test_days);
  g_test_add_func ("/app/statement/persons", test_persons);
  g_test_add_func ("/app/statement/refusal", test_refusal);
  return g_test_run ();
}
