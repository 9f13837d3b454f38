/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The vaults of the example, the region, and the organisations that join it. */

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-demo.h"
#include "app/region/kk-app-member.h"
#include "app/region/kk-app-region.h"

#include <string.h>

#define MOST_ROUNDS 8

const KkDemoCast kk_demo_cast[KK_DEMO_N_PARTIES] = {
  [KK_DEMO_DEVENTER] = { "gemeente-deventer",
                         "gemeente Deventer",
                         "Deventer",
                         { KK_HAT_GEM_WMO, KK_HAT_GEM_JEUGD, KK_HAT_GEM_OOV },
                         "aandachtsfunctionaris",
                         "Sociaal domein",
                         "J. Voorbeeld",
                         "aandachtsfunctionaris mensenhandel" },
  [KK_DEMO_ZWOLLE] = { "gemeente-zwolle",
                       "gemeente Zwolle",
                       "Zwolle",
                       { KK_HAT_GEM_WMO, KK_HAT_GEM_JEUGD, KK_HAT_GEM_OOV },
                       "aandachtsfunctionaris",
                       "Sociaal domein",
                       "M. Fictief",
                       "aandachtsfunctionaris mensenhandel" },
  [KK_DEMO_VEILIG_THUIS] = { "veilig-thuis",
                             "Veilig Thuis IJsselland",
                             NULL,
                             { KK_HAT_VT },
                             "zorgcoordinator",
                             "Zorgcoördinatie",
                             "S. Proefman",
                             "zorgcoördinator" },
  [KK_DEMO_ZVH] = { "zvh",
                    "Zorg- en Veiligheidshuis IJsselland",
                    NULL,
                    { KK_HAT_ZVH },
                    "procesregisseur",
                    "Weeg- en monitortafel",
                    "R. Verzonnen",
                    "procesregisseur" },
  [KK_DEMO_RIEC] = { "riec",
                     "RIEC Oost-Nederland",
                     NULL,
                     { KK_HAT_RIEC },
                     "informatieplein",
                     "Informatieplein",
                     "T. Gefingeerd",
                     "accountmanager" },
};

static char *
build_path (const KkDemoRegion *region, KkDemoParty party, const char *suffix)
{
  g_autofree char *name = g_strconcat (kk_demo_cast[party].slug, suffix, NULL);

  return g_build_filename (region->folder, name, NULL);
}

static gboolean
make_vault (KkDemoRegion *region, KkDemoParty party, GError **error)
{
  g_autofree char *folder = build_path (region, party, "");
  g_autofree char *recovery = NULL;

  region->apps[party] = kk_app_create (folder, region->passphrase, TRUE, &recovery, error);
  if (region->apps[party] == NULL)
    return FALSE;
  kk_secret_wipe (recovery, strlen (recovery));
  kk_app_set_progress (region->apps[party], region->progress, region->progress_data);
  return TRUE;
}

static GArray *
list_hats (const KkDemoCast *cast)
{
  GArray *hats = g_array_new (FALSE, FALSE, sizeof (KkHat));

  for (gsize i = 0; i < G_N_ELEMENTS (cast->hats) && cast->hats[i] != KK_HAT_NONE; i++)
    g_array_append_val (hats, cast->hats[i]);
  return hats;
}

static gboolean
start_region (KkDemoRegion *region, const char *root_file, GError **error)
{
  const KkDemoCast *cast = &kk_demo_cast[KK_DEMO_DEVENTER];
  g_autoptr (GArray) hats = list_hats (cast);
  const KkRegionPlan plan = {
    .name = "IJsselland",
    .slug = cast->slug,
    .organisation_name = cast->name,
    .hats = hats,
    .hat = cast->hats[0],
    .role = cast->role,
    .desk_name = cast->desk,
    .person = cast->person,
    .function = cast->function,
    .remote = region->remote,
    .host_key = region->host_key,
    .root_file = root_file,
    .root_passphrase = region->passphrase,
    .quick = TRUE,
  };

  return kk_app_region_create (region->apps[KK_DEMO_DEVENTER], &plan, error);
}

static gboolean
ask_to_join (KkDemoRegion *region,
             KkDemoParty party,
             const char *file,
             char **fingerprint,
             GError **error)
{
  const KkDemoCast *cast = &kk_demo_cast[party];
  g_autoptr (GArray) hats = list_hats (cast);
  const KkMemberRequestPlan plan = {
    .slug = cast->slug,
    .organisation_name = cast->name,
    .hats = hats,
    .hat = cast->hats[0],
    .role = cast->role,
    .desk_name = cast->desk,
    .person = cast->person,
    .function = cast->function,
    .new_organisation = TRUE,
  };

  return kk_app_member_request (region->apps[party], &plan, file, fingerprint, error);
}

/* The fingerprint and the spoken code go by telephone in real life. */
static KkSecret *
admit (KkDemoRegion *region, KkAdmitPlan *plan, GError **error)
{
  g_autofree char *code = NULL;
  KkSecret *spoken;

  plan->root_passphrase = region->passphrase;
  plan->quick = TRUE;
  if (!kk_app_member_admit (region->apps[KK_DEMO_DEVENTER], plan, &code, error))
    return NULL;
  spoken = kk_secret_new_copy (code, strlen (code));
  kk_secret_wipe (code, strlen (code));
  return spoken;
}

static gboolean
join_region (KkDemoRegion *region,
             KkDemoParty party,
             const char *root_file,
             char **fingerprint,
             GError **error)
{
  g_autofree char *request = build_path (region, party, ".request");
  g_autofree char *answer = build_path (region, party, ".answer");
  g_autoptr (KkSecret) spoken = NULL;
  KkAdmitPlan plan = {
    .request_file = request,
    .answer_file = answer,
    .root_file = root_file,
  };

  if (!ask_to_join (region, party, request, fingerprint, error))
    return FALSE;
  plan.fingerprint = *fingerprint;
  spoken = admit (region, &plan, error);
  return spoken != NULL && kk_app_member_join (region->apps[party], answer, spoken, error);
}

static gboolean
make_vaults (KkDemoRegion *region, GError **error)
{
  for (guint party = 0; party < KK_DEMO_N_PARTIES; party++) {
    if (!make_vault (region, (KkDemoParty) party, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_demo_region_make (KkDemoRegion *region, KkDemoJoined joined, gpointer data, GError **error)
{
  g_autofree char *root_file = g_build_filename (region->folder, "region.root", NULL);

  if (!make_vaults (region, error) || !start_region (region, root_file, error))
    return FALSE;
  if (joined != NULL)
    joined (KK_DEMO_DEVENTER, NULL, data);
  for (guint party = KK_DEMO_ZWOLLE; party < KK_DEMO_N_PARTIES; party++) {
    g_autofree char *fingerprint = NULL;

    if (!join_region (region, (KkDemoParty) party, root_file, &fingerprint, error))
      return FALSE;
    if (joined != NULL)
      joined ((KkDemoParty) party, fingerprint, data);
  }
  return TRUE;
}

void
kk_demo_region_close (KkDemoRegion *region)
{
  for (guint party = 0; party < KK_DEMO_N_PARTIES; party++)
    g_clear_pointer (&region->apps[party], kk_app_close);
}

/* Exchanging. */

static gboolean
sync_party (KkDemoRegion *region, KkDemoParty party, KkDemoTotals *totals, GError **error)
{
  const KkSyncPlan plan = {
    .remote = NULL,
    .private_key = region->private_key,
  };
  g_autoptr (KkSyncReport) report = kk_app_sync (region->apps[party], &plan, error);

  if (report == NULL)
    return FALSE;
  totals->packets += report->pushed_packets;
  totals->bytes += report->pushed_bytes;
  totals->operations += report->applied;
  return TRUE;
}

gboolean
kk_demo_region_exchange (KkDemoRegion *region, KkDemoTotals *totals, GError **error)
{
  memset (totals, 0, sizeof *totals);
  for (guint moved = 1; moved > 0 && totals->rounds < MOST_ROUNDS; totals->rounds++) {
    KkDemoTotals before = *totals;

    for (guint party = 0; party < KK_DEMO_N_PARTIES; party++) {
      if (!sync_party (region, (KkDemoParty) party, totals, error))
        return FALSE;
    }
    moved = totals->packets - before.packets + totals->operations - before.operations;
  }
  return TRUE;
}
