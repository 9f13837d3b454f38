/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-stage.h"

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-sync-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/sharing/kk-app-share.h"
#include "kk-test-region.h"
#include "sim-act.h"
#include "sim-law.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-private.h"

/* Names of organisations; one with a number is a further device of that organisation. */
static const char *const shapes[][SIM_DEVICES_MOST + 1] = {
  { "deventer", "veilig-thuis", NULL },
  { "deventer", "veilig-thuis", "deventer-2", NULL },
  { "deventer", "veilig-thuis", "veilig-thuis-2", NULL },
  { "deventer", "veilig-thuis", "zvh", NULL },
};

const char *const sim_cases[2] = { "SYN-9-00001", "SYN-9-00002" };

static const char csv[] =
    "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_SecondName,"
    "prs_Birthdate,prs_Gender,prs_Citizenship,nl_BSN,vic_TypeOfExploitation,cas_Status\r\n"
    "SYN-9-00001,signaal,2026-10-01,Deventer,Mira,Fictiefsma,2010-05-04,Feminine,NL,,"
    "SexualExploitation,Active\r\n"
    "SYN-9-00002,signaal,2026-10-02,Deventer,Timo,Verzonnenstra,1990-05-04,Masculine,PL,,"
    "ForcedLabour,Active\r\n";

static SimStage stages[G_N_ELEMENTS (shapes)];
static KkTestRegion *regions[G_N_ELEMENTS (shapes)];

static guint
find_desk (const SimStage *stage, const char *name)
{
  for (guint i = 0; i < stage->n_devices; i++) {
    if (g_str_has_prefix (name, stage->devices[i].name))
      return i;
  }
  return stage->n_devices;
}

static void
make_region (guint index)
{
  const char *first[SIM_DEVICES_MOST + 1] = { NULL };
  const char *const *names = shapes[index];
  guint n_first = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    if (!g_str_has_suffix (names[i], "-2"))
      first[n_first++] = names[i];
  }
  regions[index] = kk_test_region_new (first);
  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_has_suffix (names[i], "-2"))
      (void) kk_test_region_add_device (
          regions[index], find_desk (&stages[index], names[i]) == 0 ? "deventer" : "veilig-thuis",
          names[i]);
    stages[index].devices[i].name = names[i];
    stages[index].devices[i].desk = find_desk (&stages[index], names[i]);
    stages[index].n_devices++;
  }
}

static const KkTestMember *
find_member (const KkTestRegion *region, const char *name)
{
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];

    if (g_str_equal (member->name, name))
      return member;
  }
  g_assert_not_reached ();
}

static void
open_device (SimStage *stage, KkTestRegion *region, SimStageDevice *device)
{
  const KkTestMember *member = find_member (region, device->name);

  device->slug = kk_test_region_get_slug (stage->devices[device->desk].name);
  device->path = g_build_filename (member->folder, KK_VAULT_DATABASE, NULL);
  sim_storage_load (device->path);
  device->app = kk_test_region_reopen (region, device->name);
  device->mirror = KK_TRANSPORT_MEMORY (kk_transport_memory_new (stage->remote));
  device->seat = g_array_index (device->app->seats, KkOwnSeat, 0);
  kk_app_set_clock (device->app, SIM_START);
}

static void
meet (SimStage *stage)
{
  for (guint round = 0; round < 3; round++) {
    for (guint i = 0; i < stage->n_devices; i++) {
      const SimStageDevice *device = &stage->devices[i];
      g_autoptr (GError) error = NULL;
      G_GNUC_UNUSED g_autoptr (KkSyncReport) report =
          kk_app_sync_over (device->app, KK_TRANSPORT (device->mirror), "server", &error);

      g_assert_no_error (error);
    }
  }
}

static void
fill_cases (SimStage *stage)
{
  KkApp *app = stage->devices[0].app;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, sizeof csv - 1);
  g_autoptr (KkImportReport) report = kk_app_case_import (app, bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, G_N_ELEMENTS (sim_cases));
  for (guint i = 0; i < G_N_ELEMENTS (sim_cases); i++) {
    const KkOwnSeat *seat = &g_array_index (app->seats, KkOwnSeat, 0);
    g_autoptr (KkVaultCase) found =
        kk_vault_case_by_reference (app->vault, &seat->desk, sim_cases[i], &error);

    g_assert_no_error (error);
    stage->threads[i] = found->record.thread;
  }
}

static void
record_consent (SimStage *stage)
{
  KkConsentPlan plan = SIM_CONSENT_PLAN;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkConsentItem) item = NULL;

  plan.given = "2026-10-20";
  plan.expires = "2026-12-20";
  item = kk_app_consent_record (stage->devices[0].app, &plan, &error);
  g_assert_no_error (error);
}

/* The first case is shared with the second device's desk, and arrived there. */
static void
share_case (SimStage *stage)
{
  KkFieldEdit title = { .field = "nl_CaseTitle", .value = "Werktitel" };
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *facts = g_strdup_printf ("{%s}", sim_shares[0].facts);
  KkSharePlan plan = { .cases = cases, .recipient = stage->devices[1].slug, .facts = facts };
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = kk_app_case_set (stage->devices[0].app, sim_cases[0], NULL, &title, 1, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  plan.purpose = sim_shares[0].purpose;
  g_ptr_array_add (cases, g_strdup (sim_cases[0]));
  preview = kk_app_share_send (stage->devices[0].app, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->sent, >, 0);
}

/* What a life writes stays in the journal: the database below it is the same for all. */
static void
take_image (SimStageDevice *device)
{
  g_assert_cmpint (
      sqlite3_exec (device->app->vault->db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL),
      ==, SQLITE_OK);
  device->image = sim_storage_take (device->path);
}

void
sim_stage_start (void)
{
  kk_test_region_fix (SIM_START, "/simulation/server.git");
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    make_region (i);
    for (guint d = 0; d < stages[i].n_devices; d++)
      kk_test_region_close (regions[i], stages[i].devices[d].name);
  }
  sim_storage_start ();
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    SimStage *stage = &stages[i];

    stage->name = shapes[i][stage->n_devices - 1];
    stage->remote = kk_memory_remote_new ();
    stage->root_file = regions[i]->root_file;
    for (guint d = 0; d < stage->n_devices; d++)
      open_device (stage, regions[i], &stage->devices[d]);
    fill_cases (stage);
    record_consent (stage);
    meet (stage);
    share_case (stage);
    meet (stage);
    for (guint d = 0; d < stage->n_devices; d++)
      take_image (&stage->devices[d]);
  }
}

guint
sim_stage_count (void)
{
  return G_N_ELEMENTS (shapes);
}

const SimStage *
sim_stage_get (guint index)
{
  return &stages[index];
}

void
sim_stage_stop (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    for (guint d = 0; d < stages[i].n_devices; d++) {
      SimStageDevice *device = &stages[i].devices[d];

      g_free (device->path);
      sim_image_unref (device->image);
      g_object_unref (device->mirror);
    }
    kk_test_region_free (regions[i]);
    g_object_unref (stages[i].remote);
  }
}

void
sim_device_read_again (const SimStageDevice *device)
{
  g_autoptr (GError) error = NULL;

  kk_vault_rollback (kk_vault_begin (device->app->vault, &error));
  g_assert_no_error (error);
  kk_app_revert (device->app);
}
