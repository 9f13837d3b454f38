/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a region does: a device is revoked, the network secret is replaced, a branch gets a new root (exchange §11, §12). */

#include "app/region/kk-app-member.h"
#include "app/region/kk-app-region-change.h"
#include "app/register/kk-erasure-private.h"
#include "kk-test-region.h"
#include "sim-act.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-settings.h"

#include <unistd.h>

#define HEAVY (2 * 1024 * 1024)

static SimDevice *
find_colleague (SimWorld *world, const SimDevice *device)
{
  for (guint i = 0; i < world->n_devices; i++) {
    SimDevice *other = &world->devices[i];

    if (other != device && other->stage->desk == device->stage->desk)
      return other;
  }
  return NULL;
}

void
sim_act_revoke (SimWorld *world, SimDevice *device)
{
  SimDevice *other = find_colleague (world, device);
  g_autoptr (KkRevoked) revoked = NULL;
  g_autoptr (GError) error = NULL;

  if (other == NULL || other->revoked || device->revoked) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  revoked = kk_app_member_revoke (device->app, kk_id_text (&other->app->device).text, "Laptop weg",
                                  &error);
  if (revoked != NULL) {
    other->revoked = TRUE;
    world->counts[SIM_COUNT_REVOKED]++;
    sim_world_tell (world, "%s: revokes %s", device->stage->name, other->stage->name);
  }
  sim_act_look_at (world, device, "revocation", error);
}

/* The secrets that a device has, and the version of the region: who has the newest can go on with the next. */
static char *
known_of_region (const SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT (SELECT max (epoch) FROM secret), (SELECT max (version) FROM document WHERE kind = 1)");

  g_assert_true (kk_query_next (&query, NULL));
  return g_strdup_printf ("%s %s", kk_query_text (&query, 0), kk_query_text (&query, 1));
}

static gboolean
is_region_known (const SimWorld *world)
{
  g_autofree char *first = known_of_region (&world->devices[0]);

  for (guint i = 1; i < world->n_devices; i++) {
    g_autofree char *known = known_of_region (&world->devices[i]);

    if (!g_str_equal (known, first) && !world->devices[i].revoked)
      return FALSE;
  }
  return TRUE;
}

/* One of the three versions that it takes. Who lives from older bytes may not know the last one, and two of one number are a fork:
 * then nothing is sealed any more, as it should be. */
void
sim_act_rekey (SimWorld *world, SimDevice *device)
{
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  KkRegionChangePlan plan = { .rekey = TRUE };
  KkRootPlace root = { world->stage->root_file, passphrase };
  g_autofree char *file =
      g_strdup_printf ("%s.%d.proposal", world->stage->root_file, (int) getpid ());
  g_autoptr (KkProposal) proposal = NULL;
  g_autoptr (KkProposal) published = NULL;
  g_autoptr (GError) error = NULL;

  if (device != &world->devices[0] || device->put_back || !is_region_known (world)) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  (void) unlink (file);
  proposal = kk_app_region_propose (device->app, &plan, &root, file, &error);
  if (proposal != NULL)
    published = kk_app_region_publish (device->app, file, &error);
  if (published != NULL) {
    world->counts[SIM_COUNT_REKEYED]++;
    sim_world_tell (world, "%s: version %" G_GUINT64_FORMAT " of the region", device->stage->name,
                    published->version);
  }
  sim_act_look_at (world, device, "rekey", error);
}

/* As if much was dropped from the branch already. */
void
sim_act_root (SimWorld *world, SimDevice *device)
{
  g_autofree char *name = kk_setting_dropped_bytes (sim_device_log (device));
  g_autoptr (GError) error = NULL;

  world->counts[SIM_COUNT_ROOTS] +=
      kk_vault_setting_set_number (device->app->vault, name, HEAVY, &error) ? 1 : 0;
  sim_act_look_at (world, device, "new root", error);
}
