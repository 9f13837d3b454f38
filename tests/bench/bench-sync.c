/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* B6 and B7 (design §8). B6: bytes that a push adds to the repository, against the plain bodies in it. B7: what a sync with nothing new
 * costs after ten, a hundred and a thousand pushes, and what one new packet costs then. Processor time, so that a busy machine
 * measures the same. KK_BENCH_PUSHES=100000 goes on from there. */

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-private.h"
#include "app/sharing/kk-app-share.h"
#include "case-stage.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>
#include <time.h>

#define CASES  400
#define FLOOR  (5 * 1024)
#define SEAT   4300
#define ROUNDS 10
#define FACTS  "{\"HG_KM\": true, \"NOTES\": {\"NEED\": \"Nodig om hulp te kunnen geven.\"}}"

static guint64
measure_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 sum = 0;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    g_autoptr (GFile) file = g_file_new_for_path (child);
    g_autoptr (GFileInfo) info = g_file_query_info (file, "standard::*", 0, NULL, NULL);

    if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
      sum += measure_files (child);
    else if (!g_str_has_suffix (name, ".idx"))
      sum += (guint64) g_file_info_get_size (info);
  }
  return sum;
}

static guint64
measure_repository (KkTestRegion *region)
{
  g_autofree char *objects = g_build_filename (region->remote, "objects", NULL);

  return measure_files (objects);
}

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
sync_both (KkTestRegion *region)
{
  kk_sync_report_free (sync_one (region, "deventer"));
  kk_sync_report_free (sync_one (region, "veilig-thuis"));
}

static void
import_cases (KkTestRegion *region)
{
  g_autoptr (GString) csv =
      g_string_new ("nl_CaseReference,nl_ReportKind,nl_Municipality,prs_FirstName,"
                    "prs_SecondName,prs_Birthdate\r\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KkImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CASES; i++)
    g_string_append_printf (csv,
                            "SYN-B-%05u,signaal,Deventer,Voornaam%u,Fictiefsma%u,%u-05-%02u\r\n", i,
                            i, i * 7, 2008 + i % 4, 1 + i % 28);
  bytes = g_bytes_new (csv->str, csv->len);
  report = kk_app_case_import (kk_test_region_get_app (region, "deventer"), bytes, NULL, &error);
  g_assert_no_error (error);
}

/* Shares the cases from @first up to @end; answers how many operations. */
static guint
share (KkTestRegion *region, guint first, guint end)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = "veilig-thuis", .purpose = KK_PURPOSE_HULP };

  plan.facts = FACTS;
  for (guint i = first; i < end; i++)
    g_ptr_array_add (cases, g_strdup_printf ("SYN-B-%05u", i));
  preview = kk_app_share_send (kk_test_region_get_app (region, "deventer"), &plan, &error);
  g_assert_no_error (error);
  return preview->sent;
}

static guint64
count_plain (KkTestRegion *region)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bodies = kk_vault_body_list (
      kk_test_region_get_app (region, "deventer")->vault, KK_BODY_READY, &error);
  guint64 sum = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < bodies->len; i++)
    sum += g_bytes_get_size (((const KkVaultBody *) bodies->pdata[i])->bytes);
  return sum;
}

static void
measure_push (KkTestRegion *region, guint first, guint end)
{
  guint operations = share (region, first, end);
  guint64 plain = count_plain (region);
  guint64 before = measure_repository (region);
  g_autoptr (KkSyncReport) report = sync_one (region, "deventer");
  guint64 grown = measure_repository (region) - before;
  guint64 least = FLOOR + (guint64) SEAT * report->pushed_packets;
  guint64 budget = MAX (plain * 13 / 10, plain < 32 * 1024 ? least : 0);

  g_print (
      "B6 %u operations: %" G_GUINT64_FORMAT " bytes plain, %" G_GUINT64_FORMAT
      " in the repository, %u packets, ratio %.2f, %.0f bytes per operation (budget %" G_GUINT64_FORMAT
      " bytes: %s)\n",
      operations, plain, grown, report->pushed_packets, (double) grown / (double) plain,
      (double) grown / operations, budget, grown <= budget ? "met" : "MISSED");
  kk_sync_report_free (sync_one (region, "veilig-thuis"));
}

/* Marks are announced once a day: without days nothing would ever be dropped. */
static void
pass_day (KkTestRegion *region)
{
  static gint64 days;
  gint64 now = g_get_real_time () / 1000 + ++days * 24 * 60 * 60 * 1000;

  kk_app_set_clock (kk_test_region_get_app (region, "deventer"), now);
  kk_app_set_clock (kk_test_region_get_app (region, "veilig-thuis"), now);
}

typedef struct {
  double idle; /* milliseconds of processor, for both members together */
  double news;
} Cost;

static double
milliseconds_since (clock_t start)
{
  return (double) (clock () - start) * 1000 / CLOCKS_PER_SEC;
}

static void
push_one (KkTestRegion *region, guint number)
{
  g_autofree char *name = g_strdup_printf ("Naam%u", number);
  g_autofree char *case_ = g_strdup_printf ("SYN-B-%05u", number % CASES);

  stage_set (kk_test_region_get_app (region, "deventer"), case_, "prs_FirstName", name);
}

static Cost
measure_cost (KkTestRegion *region, guint *number)
{
  Cost cost;
  clock_t start;

  pass_day (region);
  sync_both (region);
  sync_both (region);
  sync_both (region);
  start = clock ();
  for (guint i = 0; i < ROUNDS; i++)
    sync_both (region);
  cost.idle = milliseconds_since (start) / ROUNDS;
  cost.news = 0;
  for (guint i = 0; i < ROUNDS; i++) {
    push_one (region, (*number)++);
    start = clock ();
    sync_both (region);
    cost.news += milliseconds_since (start) / ROUNDS;
  }
  return cost;
}

static void
grow (KkTestRegion *region, guint *number, guint target)
{
  while (*number < target) {
    push_one (region, (*number)++);
    kk_sync_report_free (sync_one (region, "deventer"));
    if (*number % 10 == 0) {
      kk_sync_report_free (sync_one (region, "veilig-thuis"));
      pass_day (region);
    }
  }
}

static void
measure_history (KkTestRegion *region)
{
  const char *text = g_getenv ("KK_BENCH_PUSHES");
  guint most = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 1000;
  guint number = 0;
  Cost first = { 0 };

  for (guint target = 10; target <= most; target *= 10) {
    Cost cost;

    grow (region, &number, target);
    cost = measure_cost (region, &number);
    if (target == 10)
      first = cost;
    g_print (
        "B7 after %u pushes: nothing new %.1f ms, one new packet %.1f ms of processor for sender and "
        "reader; against 10 pushes %.2f and %.2f\n",
        target, cost.idle, cost.news, cost.idle / first.idle, cost.news / first.news);
  }
}

int
main (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);

  import_cases (region);
  sync_both (region);
  sync_both (region);
  measure_push (region, 0, 1);
  measure_push (region, 1, 20);
  measure_push (region, 20, 100);
  measure_push (region, 100, CASES);
  measure_history (region);
  return 0;
}
