/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Network secrets that come as grants: only what the region document commits to is taken (exchange §15, "Grants"). */

#include "app/kk-app-private.h"
#include "app/region/kk-app-region-change.h"
#include "app/region/kk-grants-private.h"
#include "hostile-stage.h"
#include "vault/kk-vault-documents.h"

#include <string.h>

static void
rekey (KkTestRegion *region)
{
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autofree char *file = g_build_filename (region->folder, "rekey.region", NULL);
  KkRootPlace root = { region->root_file, passphrase };
  KkRegionChangePlan plan = { .rekey = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkProposal) proposal = kk_app_region_propose (app, &plan, &root, file, &error);
  g_autoptr (KkProposal) published = NULL;

  g_assert_no_error (error);
  g_assert_true (proposal->enough);
  published = kk_app_region_publish (app, file, &error);
  g_assert_no_error (error);
}

static KkSecretState
state_of (KkApp *app, guint32 epoch)
{
  const KkRegionSecret *secret =
      kk_region_find_secret (kk_directory_get_region (app->directory), epoch);

  g_assert_nonnull (secret);
  return secret->state;
}

static void
test_steps (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_auto (KkNetworkKey) key = { 0 };

  rekey (region);
  g_assert_cmpint (state_of (app, 1), ==, KK_SECRET_ACTIVE);
  g_assert_cmpint (state_of (app, 2), ==, KK_SECRET_NEXT);
  g_assert_true (kk_app_network_key (app, 2, &key));
  rekey (region);
  g_assert_cmpint (state_of (app, 1), ==, KK_SECRET_RETIRING);
  g_assert_cmpint (state_of (app, 2), ==, KK_SECRET_ACTIVE);
  g_assert_true (kk_app_network_key (app, 1, &key));
  rekey (region);
  g_assert_cmpint (state_of (app, 1), ==, KK_SECRET_WITHDRAWN);
  g_assert_false (kk_app_network_key (app, 1, &key));
  rekey (region);
  g_assert_cmpint (state_of (app, 3), ==, KK_SECRET_NEXT);
}

static KkControl *
copy_grant (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  KkControl *grant = kk_control_new (KK_CONTROL_GRANT);

  g_array_unref (grant->secrets);
  grant->secrets = kk_grants_collect_secrets (app, &error);
  g_ptr_array_unref (grant->regions);
  grant->regions = kk_directory_dup_documents (app->directory, KK_BOARD_REGION);
  g_assert_no_error (error);
  return grant;
}

static void
test_commitment (void)
{
  g_autoptr (KkTestRegion) region =
      kk_test_region_new ((const char *const[]){ "deventer", "veilig-thuis", NULL });
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (KkControl) forged = NULL;
  g_autoptr (KkControl) early = NULL;
  g_autoptr (KkControl) good = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (KkNetworkKey) key = { 0 };

  rekey (region);
  good = copy_grant (kk_test_region_get_app (region, "deventer"));
  g_assert_cmpuint (good->secrets->len, ==, 2);
  forged = copy_grant (kk_test_region_get_app (region, "deventer"));
  g_array_index (forged->secrets, KkGrantedSecret, 1).secret[0] ^= 1;
  early = copy_grant (kk_test_region_get_app (region, "deventer"));
  g_ptr_array_set_size (early->regions, 0);

  g_assert_true (kk_grants_take (reader, early, &error));
  g_assert_false (kk_app_network_key (reader, 2, &key));
  g_assert_true (kk_grants_take (reader, forged, &error));
  g_assert_false (kk_app_network_key (reader, 2, &key));
  g_assert_true (kk_grants_take (reader, good, &error));
  g_assert_no_error (error);
  g_assert_true (kk_app_network_key (reader, 2, &key));
}

/* Both away while the region goes through @versions of a rekey: the publisher syncs after each, or only after the last. */
static void
miss_versions (guint versions, gboolean each)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *reader = kk_test_region_get_app (region, "veilig-thuis");
  g_auto (KkNetworkKey) key = { 0 };

  for (guint i = 0; i < versions; i++) {
    rekey (region);
    if (each)
      kk_sync_report_free (hostile_sync (region, "deventer"));
  }
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  hostile_sync_all (region, 3);
  g_assert_true (kk_app_network_key (reader, 2, &key));
  g_assert_cmpint (state_of (reader, 2), ==, versions == 1 ? KK_SECRET_NEXT : KK_SECRET_ACTIVE);
  hostile_assert_name (region, "Mira");
}

static void
test_missed (void)
{
  miss_versions (2, TRUE);
  miss_versions (2, FALSE);
  miss_versions (3, FALSE);
}

/* Nobody can read under it any more; 120 days later nobody has it either. */
static void
test_deleted (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *app = kk_test_region_get_app (region, "veilig-thuis");
  guint8 bytes[32];

  for (guint i = 0; i < 3; i++)
    rekey (region);
  hostile_sync_all (region, 3);
  g_assert_cmpint (state_of (app, 1), ==, KK_SECRET_WITHDRAWN);
  for (guint month = 0; month < 4; month++) {
    g_assert_true (kk_vault_secret_read (app->vault, 1, bytes, sizeof bytes));
    kk_app_set_clock (app, kk_app_now (app) + G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000);
    kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  }
  g_assert_false (kk_vault_secret_read (app->vault, 1, bytes, sizeof bytes));
  g_assert_true (kk_vault_secret_read (app->vault, 2, bytes, sizeof bytes));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/rekey/steps", test_steps);
  g_test_add_func ("/app/rekey/commitment", test_commitment);
  g_test_add_func ("/app/rekey/missed", test_missed);
  g_test_add_func ("/app/rekey/deleted", test_deleted);
  return g_test_run ();
}
