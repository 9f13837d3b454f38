/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The vaults, the region, and four organisations that join it. */

#include "app/kk-app-member.h"
#include "app/kk-app-region.h"
#include "cli/kk-cli-demo-private.h"

#include <glib/gi18n.h>
#include <string.h>

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
build_path (const KkDemo *demo, KkDemoParty party, const char *suffix)
{
  g_autofree char *name = g_strconcat (kk_demo_cast[party].slug, suffix, NULL);

  return g_build_filename (demo->folder, name, NULL);
}

static gboolean
make_vault (KkDemo *demo, KkDemoParty party)
{
  g_autofree char *folder = build_path (demo, party, "");
  g_autofree char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  demo->apps[party] = kk_app_create (folder, demo->passphrase, TRUE, &recovery, &error);
  if (demo->apps[party] == NULL)
    return kk_cli_fail (demo->cli, error);
  kk_secret_wipe (recovery, strlen (recovery));
  kk_cli_show_progress (demo->cli, demo->apps[party]);
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
start_region (KkDemo *demo, const char *root_file)
{
  const KkDemoCast *cast = &kk_demo_cast[KK_DEMO_DEVENTER];
  g_autoptr (GArray) hats = list_hats (cast);
  g_autoptr (GError) error = NULL;
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
    .remote = demo->remote,
    .host_key = demo->host_key,
    .root_file = root_file,
    .root_passphrase = demo->passphrase,
    .quick = TRUE,
  };

  return kk_app_region_create (demo->apps[KK_DEMO_DEVENTER], &plan, &error) ||
         kk_cli_fail (demo->cli, error);
}

static gboolean
ask_to_join (KkDemo *demo, KkDemoParty party, const char *file, char **fingerprint)
{
  const KkDemoCast *cast = &kk_demo_cast[party];
  g_autoptr (GArray) hats = list_hats (cast);
  g_autoptr (GError) error = NULL;
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

  return kk_app_member_request (demo->apps[party], &plan, file, fingerprint, &error) ||
         kk_cli_fail (demo->cli, error);
}

/* The fingerprint and the spoken code go by telephone in real life. */
static gboolean
admit (KkDemo *demo, KkAdmitPlan *plan, KkSecret **spoken)
{
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  plan->root_passphrase = demo->passphrase;
  plan->quick = TRUE;
  if (!kk_app_member_admit (demo->apps[KK_DEMO_DEVENTER], plan, &code, &error))
    return kk_cli_fail (demo->cli, error);
  *spoken = kk_secret_new_copy (code, strlen (code));
  kk_secret_wipe (code, strlen (code));
  return TRUE;
}

static gboolean
join_region (KkDemo *demo, KkDemoParty party, const char *root_file)
{
  g_autofree char *request = build_path (demo, party, ".request");
  g_autofree char *answer = build_path (demo, party, ".answer");
  g_autofree char *fingerprint = NULL;
  g_autoptr (KkSecret) spoken = NULL;
  g_autoptr (GError) error = NULL;
  KkAdmitPlan plan = {
    .request_file = request,
    .answer_file = answer,
    .root_file = root_file,
  };

  if (!ask_to_join (demo, party, request, &fingerprint))
    return FALSE;
  plan.fingerprint = fingerprint;
  if (!admit (demo, &plan, &spoken))
    return FALSE;
  if (!kk_app_member_join (demo->apps[party], answer, spoken, &error))
    return kk_cli_fail (demo->cli, error);
  /* Translators: name of an organisation and a fingerprint. */
  kk_demo_tell (demo, _ ("  %s joined; fingerprint compared: %s"), kk_demo_cast[party].name,
                fingerprint);
  return TRUE;
}

gboolean
kk_demo_make_region (KkDemo *demo)
{
  g_autofree char *root_file = g_build_filename (demo->folder, "region.root", NULL);

  kk_demo_title (demo, _ ("A region of five organisations, each with its own encrypted vault"));
  for (guint party = 0; party < KK_DEMO_N_PARTIES; party++) {
    if (!make_vault (demo, (KkDemoParty) party))
      return FALSE;
  }
  if (!start_region (demo, root_file))
    return FALSE;
  /* Translators: name of an organisation. */
  kk_demo_tell (demo, _ ("  %s started the region IJsselland"),
                kk_demo_cast[KK_DEMO_DEVENTER].name);
  for (guint party = KK_DEMO_ZWOLLE; party < KK_DEMO_N_PARTIES; party++) {
    if (!join_region (demo, (KkDemoParty) party, root_file))
      return FALSE;
  }
  return TRUE;
}
