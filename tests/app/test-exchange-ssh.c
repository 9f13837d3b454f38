/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-app-sync.h"
#include "app/kk-problem.h"
#include "kk-test-region.h"
#include "kk-test-sshd.h"

#include <string.h>

/* The exchange through a real OpenSSH server: the pinned key decides, and an unknown or changed one is refused with a
 * sentence before a byte of ours goes out (threat row T17). */

static KkTestSshd *
start_or_skip (void)
{
  KkTestSshd *sshd = kk_test_sshd_start ();

  if (sshd == NULL)
    g_test_skip ("sshd is not installed");
  return sshd;
}

static KkSyncReport *
sync_over (KkTestRegion *region,
           const char *name,
           KkTestSshd *sshd,
           const KkHash *host_key,
           GError **error)
{
  g_autofree char *url = kk_test_sshd_url (sshd, region->remote);
  KkSyncPlan plan = { .remote = url, .host_key = host_key };

  plan.private_key = kk_test_sshd_private_key (sshd);
  return kk_app_sync (kk_test_region_get_app (region, name), &plan, error);
}

static void
test_pinned (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestSshd) sshd = start_or_skip ();
  g_autoptr (KkTestRegion) region = NULL;
  g_autoptr (KkSyncReport) first = NULL;
  g_autoptr (KkSyncReport) second = NULL;
  g_autoptr (GError) error = NULL;
  const KkLogReport *log;
  KkHash host_key;

  if (sshd == NULL)
    return;
  host_key = kk_test_sshd_host_key (sshd);
  region = kk_test_region_new (names);
  first = sync_over (region, "deventer", sshd, &host_key, &error);
  g_assert_no_error (error);
  second = sync_over (region, "veilig-thuis", sshd, &host_key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->logs->len, ==, 1);
  log = second->logs->pdata[0];
  g_assert_cmpstr (log->status, ==, "ok");
}

static void
assert_host_key_refused (KkTestRegion *region, KkTestSshd *sshd, const KkHash *host_key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report = sync_over (region, "deventer", sshd, host_key, &error);
  g_autoptr (KkProblem) problem = NULL;

  g_assert_null (report);
  problem = kk_problem_new (error);
  g_assert_cmpint (problem->code, ==, KK_APP_ERROR_FAILED);
  g_assert_nonnull (strstr (problem->sentence, "key"));
}

static void
test_unknown_or_changed (void)
{
  const char *names[] = { "deventer", NULL };
  g_autoptr (KkTestSshd) sshd = start_or_skip ();
  g_autoptr (KkTestRegion) region = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GError) error = NULL;
  KkHash other = { { 1 } };
  KkHash host_key;

  if (sshd == NULL)
    return;
  host_key = kk_test_sshd_host_key (sshd);
  region = kk_test_region_new (names);
  assert_host_key_refused (region, sshd, NULL);
  assert_host_key_refused (region, sshd, &other);
  report = sync_over (region, "deventer", sshd, &host_key, &error);
  g_assert_no_error (error); /* what was refused did no harm */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/exchange-ssh/pinned", test_pinned);
  g_test_add_func ("/app/exchange-ssh/unknown-or-changed", test_unknown_or_changed);
  return g_test_run ();
}
