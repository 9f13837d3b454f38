/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-app-sync.h"
#include "app/register/kk-app-register.h"
#include "app/sharing/kk-app-share.h"
#include "base/kk-limits.h"
#include "case-stage.h"
#include "kk-test-region.h"

/* The main job between real vaults and a real git repository, seen from every actor's side. */

#define MINOR_FACTS                                                                             \
  "{\"HG_KM\": true, \"SUBJECT_AGE\": 16, \"NOTES\": {\"NEED\": \"Zonder deze gegevens kan er " \
  "geen hulp komen.\"}}"
#define TABLE_FACTS \
  "{\"GATE\": \"G1\", \"NOTES\": {\"NEED\": \"De tafel moet de zaak kunnen wegen.\"}}"

static const char csv[] =
    "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_SecondName,"
    "prs_Birthdate,prs_Gender,prs_Citizenship,nl_BSN,vic_TypeOfExploitation,cas_Status\r\n"
    "SYN-9-00001,signaal,2026-10-01,Deventer,Mira,Fictiefsma,2010-05-04,Feminine,NL,,"
    "SexualExploitation,Active\r\n"
    "SYN-9-00002,signaal,2026-10-02,Deventer,Timo,Verzonnenstra,1990-05-04,Masculine,PL,,"
    "ForcedLabour,Active\r\n";

static KkSyncReport *
sync_one (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  KkSyncPlan plan = { .remote = region->remote };
  KkSyncReport *report = kk_app_sync (kk_test_region_get_app (region, name), &plan, &error);

  g_assert_no_error (error);
  return report;
}

static void
sync_all (KkTestRegion *region, guint rounds)
{
  for (guint round = 0; round < rounds; round++) {
    for (guint i = 0; i < region->members->len; i++) {
      const KkTestMember *member = region->members->pdata[i];

      kk_sync_report_free (sync_one (region, member->name));
    }
  }
}

static void
import (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, sizeof csv - 1);
  g_autoptr (KkImportReport) report =
      kk_app_case_import (kk_test_region_get_app (region, name), bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, 2);
}

static KkSharePreview *
share (KkTestRegion *region,
       const char *from,
       const char *case_,
       const char *to,
       KkPurpose purpose,
       const char *facts,
       GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autofree char *reference = g_strdup (case_);
  KkSharePlan plan = { .cases = cases, .recipient = to, .purpose = purpose, .facts = facts };

  g_ptr_array_add (cases, reference);
  return kk_app_share_send (kk_test_region_get_app (region, from), &plan, error);
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
test_minor_to_veilig_thuis (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (KkCaseView) view = NULL;
  g_autoptr (GError) error = NULL;
  const KkSharedField *name;

  import (region, "deventer");
  sync_all (region, 2);
  preview = share (region, "deventer", "SYN-9-00001", "veilig-thuis", KK_PURPOSE_HULP, MINOR_FACTS,
                   &error);
  g_assert_no_error (error);
  name = find_shared (preview, "prs_FirstName");
  g_assert_cmpstr (name->outcome, ==, "send");
  g_assert_cmpstr (name->rows->pdata[0], ==, "WMO-5-2-6");
  g_assert_cmpuint (preview->sent, >, 5);

  report = sync_one (region, "deventer");
  g_assert_cmpuint (report->pushed_packets, ==, 1);
  g_clear_pointer (&report, kk_sync_report_free);
  report = sync_one (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, ==, preview->sent);
  g_assert_cmpuint (report->quarantined, ==, 0);

  stage_assert_value (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", "person",
                      "prs_FirstName", "Mira");
  view = kk_app_case_show (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00002", &error);
  g_assert_null (view); /* never shared: not even its existence */
}

static gboolean
has_value (const KkCaseView *view, const char *name, const char *value)
{
  for (guint i = 0; i < view->records->len; i++) {
    const KkRecordView *record = view->records->pdata[i];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      if (g_str_equal (field->name, name))
        return g_strcmp0 (field->value, value) == 0;
    }
  }
  return FALSE;
}

/* More than one packet holds: it goes in several, and nothing is lost on the way. */
static void
test_large_case (void)
{
  static const char *const fields[] = { "cas_IncomingReferralDetails",
                                        "cas_OutgoingReferralDetails",
                                        "cas_ReasonForCaseClosure",
                                        "cco_CaseComment",
                                        "hte_Description",
                                        "nl_Health",
                                        "nl_Household",
                                        "nl_Income",
                                        "nl_Injury",
                                        "nl_Journey",
                                        "nl_RelationToOthers",
                                        "nl_SignalText",
                                        "nl_Statement",
                                        "nl_Suspicion",
                                        "nl_Work",
                                        "per_RoleDetails",
                                        "spl_ActionPlan",
                                        "spl_Objectives",
                                        "nl_RitualControl",
                                        "vic_DetailsOfVulnerabilities" };
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  g_autofree char *text = g_strnfill (KK_LIMIT_TEXT - 10, 'x');
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (KkCaseView) view = NULL;
  g_autoptr (GError) error = NULL;
  guint large = 0;

  import (region, "deventer");
  sync_all (region, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    KkFieldEdit edit = { NULL, fields[i], text, KK_CATEGORY_BIT (KK_CATEGORY_GEW_HULP) };

    g_assert_true (kk_app_case_set (kk_test_region_get_app (region, "deventer"), "SYN-9-00001",
                                    NULL, &edit, 1, &error));
  }
  preview = share (region, "deventer", "SYN-9-00001", "veilig-thuis", KK_PURPOSE_HULP, MINOR_FACTS,
                   &error);
  g_assert_no_error (error);
  report = sync_one (region, "deventer");
  g_assert_cmpuint (report->pushed_packets, >, 1);
  g_clear_pointer (&report, kk_sync_report_free);
  report = sync_one (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, ==, preview->sent);
  g_assert_cmpuint (report->quarantined, ==, 0);
  view = kk_app_case_show (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", &error);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const KkSharedField *field = find_shared (preview, fields[i]);

    g_test_message ("%s %s", fields[i], field != NULL ? field->outcome : "-");
    if (field != NULL && g_str_equal (field->outcome, "send"))
      large += has_value (view, fields[i], text);
  }
  g_assert_cmpuint (large, >, 17);
}

static void
test_adult_is_refused (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  const KkSharedField *name;

  import (region, "deventer");
  sync_all (region, 1);
  preview = share (region, "deventer", "SYN-9-00002", "veilig-thuis", KK_PURPOSE_HULP,
                   "{\"HG_KM\": false}", &error);
  g_assert_no_error (error);
  name = find_shared (preview, "prs_FirstName");
  g_assert_cmpstr (name->outcome, !=, "send");
}

static void
test_table_gets_health_not_sexual (void)
{
  const char *names[] = { "deventer", "zvh", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GError) error = NULL;

  import (region, "deventer");
  sync_all (region, 2);
  preview = share (region, "deventer", "SYN-9-00001", "zvh-ijsselland", KK_PURPOSE_AANMELDING,
                   TABLE_FACTS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (find_shared (preview, "prs_FirstName")->outcome, ==, "send");
  g_assert_cmpstr (find_shared (preview, "vic_TypeOfExploitation")->outcome, ==, "withhold");
  g_assert_cmpstr (find_shared (preview, "prs_Citizenship")->outcome, ==, "withhold");
  sync_all (region, 1);
  stage_assert_value (kk_test_region_get_app (region, "zvh"), "SYN-9-00001", "person",
                      "prs_SecondName", "Fictiefsma");
  stage_assert_value (kk_test_region_get_app (region, "zvh"), "SYN-9-00001", "person-in-case",
                      "vic_TypeOfExploitation", NULL);
  report = sync_one (region, "zvh");
  g_assert_cmpuint (report->quarantined, ==, 0);
}

/* Both sides edit while offline: the owner sees a conflict, resolves it, and both end with one value. */
static void
test_conflict (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkSharePreview) proposal = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  const KkConflict *conflict;

  import (region, "deventer");
  sync_all (region, 2);
  preview = share (region, "deventer", "SYN-9-00001", "veilig-thuis", KK_PURPOSE_HULP, MINOR_FACTS,
                   &error);
  g_assert_no_error (error);
  sync_all (region, 1);

  stage_set (owner, "SYN-9-00001", "prs_FirstName", "Mirja");
  stage_set (other, "SYN-9-00001", "prs_FirstName", "Mirre");
  proposal = share (region, "veilig-thuis", "SYN-9-00001", "gemeente-deventer", KK_PURPOSE_HULP,
                    "{\"HG_KM\": true, \"SERIOUSNESS\": true, \"NOTES\": {\"PROPORTIONALITY\": "
                    "\"Alleen de juiste naam, zodat de hulp klopt.\"}}",
                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposal->sent, ==, 1);
  sync_all (region, 2);

  conflicts = kk_app_conflict_list (owner, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpuint (conflict->versions->len, ==, 2);
  g_assert_true (kk_app_conflict_resolve (owner, conflict->id, -1, "Mirte", &error));
  g_assert_no_error (error);
  sync_all (region, 2);
  stage_assert_value (owner, "SYN-9-00001", "person", "prs_FirstName", "Mirte");
  stage_assert_value (other, "SYN-9-00001", "person", "prs_FirstName", "Mirte");
  g_clear_pointer (&conflicts, g_ptr_array_unref);
  conflicts = kk_app_conflict_list (owner, &error);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

static void
test_register (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkRegisterProof) proof = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const KkRegisterEntryView *entry;

  import (region, "deventer");
  sync_all (region, 2);
  preview = share (region, "deventer", "SYN-9-00001", "veilig-thuis", KK_PURPOSE_HULP, MINOR_FACTS,
                   &error);
  g_assert_no_error (error);
  sync_all (region, 1);
  entries = kk_app_register_export (owner, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >=, 1);
  entry = entries->pdata[entries->len - 1];
  g_assert_cmpstr (entry->kind, ==, "disclosed");
  g_assert_cmpstr (entry->case_, ==, "SYN-9-00001");
  g_assert_nonnull (entry->packet);
  proof = kk_app_register_verify (owner, &error);
  g_assert_no_error (error);
  g_assert_true (proof->ok);
  g_assert_true (proof->checked_published);
}

/* Seats of one desk have the same records, received ones too, and nothing is pushed when nothing is new. */
static void
test_siblings (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *second;

  import (region, "deventer");
  sync_all (region, 2);
  second = kk_test_region_add_device (region, "deventer", "deventer-2");
  sync_all (region, 3);
  stage_assert_value (second, "SYN-9-00002", "person", "prs_FirstName", "Timo");
  stage_set (second, "SYN-9-00001", "prs_FirstName", "Mirja");
  sync_all (region, 2);
  stage_assert_value (kk_test_region_get_app (region, "deventer"), "SYN-9-00001", "person",
                      "prs_FirstName", "Mirja");
  preview = share (region, "deventer-2", "SYN-9-00001", "veilig-thuis", KK_PURPOSE_HULP,
                   MINOR_FACTS, &error);
  g_assert_no_error (error);
  sync_all (region, 3);
  stage_assert_value (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", "person",
                      "prs_FirstName", "Mirja");
  report = sync_one (region, "deventer");
  g_assert_cmpuint (report->pushed_packets, ==, 0);
}

static const KkLogReport *
find_log (const KkSyncReport *report, const char *organisation)
{
  static const KkLogReport none = { .status = "not there" };

  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    if (g_str_equal (log->organisation, organisation))
      return log;
  }
  return &none;
}

static void
roll_back (const char *remote, const char *log)
{
  g_autofree char *branch = g_strconcat ("refs/heads/", log, NULL);
  g_autofree char *older = g_strconcat (branch, "~1", NULL);
  const char *argv[] = { "git", "-C", remote, "update-ref", branch, older, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) (void *) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* Who joins is told how far each log was: a server that shows less to a newcomer is noticed (threat row T3). */
static void
test_newcomer_floor (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (KkSyncReport) report = NULL;
  g_autofree char *log = NULL;

  sync_all (region, 2);
  kk_app_set_clock (other, g_get_real_time () / 1000 + G_GINT64_CONSTANT (2) * 86400 * 1000);
  sync_all (region, 2); /* the heartbeat of another day: a second push */
  report = sync_one (region, "deventer");
  log = g_strdup (find_log (report, "veilig-thuis")->log);
  g_clear_pointer (&report, kk_sync_report_free);

  kk_test_region_add_device (region, "deventer", "deventer-2");
  roll_back (region->remote, log);
  report = sync_one (region, "deventer-2");
  g_assert_cmpstr (find_log (report, "veilig-thuis")->status, ==, "behind");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/exchange/minor-to-veilig-thuis", test_minor_to_veilig_thuis);
  g_test_add_func ("/app/exchange/large-case", test_large_case);
  g_test_add_func ("/app/exchange/adult-is-refused", test_adult_is_refused);
  g_test_add_func ("/app/exchange/table-gets-no-sexual-data", test_table_gets_health_not_sexual);
  g_test_add_func ("/app/exchange/conflict", test_conflict);
  g_test_add_func ("/app/exchange/register", test_register);
  g_test_add_func ("/app/exchange/siblings", test_siblings);
  g_test_add_func ("/app/exchange/newcomer-floor", test_newcomer_floor);
  return g_test_run ();
}
