/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-app-region.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-region-private.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"
#include "domain/kk-region-change.h"

#include <glib/gi18n.h>

static void
add_desks (JsonBuilder *builder, const KkOrganisation *organisation)
{
  kk_cli_json_open_array (builder, "desks");
  for (guint i = 0; organisation != NULL && i < organisation->desks->len; i++) {
    const KkDesk *desk = organisation->desks->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", kk_id_text (&desk->id).text);
    kk_cli_json_text (builder, "name", desk->name);
    kk_cli_json_text (builder, "hat", kk_hat_text (desk->hat));
    kk_cli_json_text (builder, "role", desk->role);
    kk_cli_json_text (builder, "status", kk_standing_text (desk->standing));
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static const KkOrganisation *
find_document (const GPtrArray *documents, const char *slug)
{
  for (guint i = 0; i < documents->len; i++) {
    const KkOrganisation *organisation = documents->pdata[i];

    if (g_str_equal (organisation->slug, slug))
      return organisation;
  }
  return NULL;
}

static void
add_organisation (JsonBuilder *builder,
                  const KkRegionOrganisation *organisation,
                  const KkOrganisation *document)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "slug", organisation->slug);
  kk_cli_json_text (builder, "name", organisation->name);
  kk_cli_json_open_array (builder, "hats");
  for (guint i = 0; i < organisation->hats->len; i++)
    kk_cli_json_text (builder, NULL, kk_hat_text (g_array_index (organisation->hats, KkHat, i)));
  kk_cli_json_close_array (builder);
  kk_cli_json_text (builder, "status", kk_standing_text (organisation->standing));
  kk_cli_json_number (builder, "version", document != NULL ? document->version : 0);
  add_desks (builder, document);
  kk_cli_json_close_object (builder);
}

static void
print_json (KkCli *cli, KkApp *app, const KkRegion *region, const GPtrArray *documents)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = kk_app_dup_region_id (app);

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_object (builder, "region");
  kk_cli_json_text (builder, "id", id);
  kk_cli_json_text (builder, "name", region->name);
  kk_cli_json_number (builder, "version", region->version);
  kk_cli_json_open_array (builder, "remotes");
  for (guint i = 0; i < region->remotes->len; i++)
    kk_cli_json_text (builder, NULL, ((const KkRemote *) region->remotes->pdata[i])->url);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_json_open_array (builder, "organisations");
  for (guint i = 0; i < region->organisations->len; i++) {
    const KkRegionOrganisation *organisation = region->organisations->pdata[i];

    add_organisation (builder, organisation, find_document (documents, organisation->slug));
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
add_desk_rows (KkCliTable *table,
               const KkRegionOrganisation *organisation,
               const KkOrganisation *document)
{
  guint n_desks = document != NULL ? document->desks->len : 0;

  if (n_desks == 0)
    kk_cli_table_add (table,
                      (const char *[]){ organisation->slug, NULL, NULL, organisation->name });
  for (guint i = 0; i < n_desks; i++) {
    const KkDesk *desk = document->desks->pdata[i];
    g_autofree char *name = g_strdup_printf ("%s, %s", organisation->name, desk->name);

    kk_cli_table_add (
        table, (const char *[]){ organisation->slug, kk_hat_text (desk->hat), desk->role, name });
  }
}

static void
print_text (KkCli *cli, KkApp *app, const KkRegion *region, const GPtrArray *documents)
{
  const char *const headings[] = { _ ("Organisation"), _ ("Hat"), _ ("Role"), _ ("Name") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *id = kk_app_dup_region_id (app);
  g_autofree char *text = NULL;

  for (guint i = 0; i < region->organisations->len; i++) {
    const KkRegionOrganisation *organisation = region->organisations->pdata[i];

    add_desk_rows (table, organisation, find_document (documents, organisation->slug));
  }
  kk_cli_printf (cli, _ ("Region:  %s"), region->name);
  kk_cli_printf (cli, _ ("Id:      %s"), id);
  kk_cli_printf (cli, _ ("Version: %lu"), (gulong) region->version);
  for (guint i = 0; i < region->remotes->len; i++)
    kk_cli_printf (cli, _ ("Server:  %s"), ((const KkRemote *) region->remotes->pdata[i])->url);
  kk_cli_print (cli, "");
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
show_region (KkCli *cli, KkApp *app)
{
  const KkRegion *region = kk_app_get_region (app);
  g_autoptr (GPtrArray) documents = kk_app_get_organisations (app);

  if (region == NULL)
    return kk_cli_complain (cli, KK_APP_ERROR_USAGE, _ ("This vault is in no region yet."),
                            _ ("Start one with “region create”, or ask to join with “member "
                               "request”."));
  if (kk_cli_is_json (cli))
    print_json (cli, app, region, documents);
  else
    print_text (cli, app, region, documents);
  if (kk_app_is_region_forked (app))
    kk_cli_say (cli,
                _ ("There is another version of the region under this number, and others may see "
                   "that one. Until there is a new region nothing is sent; “sync” says what to "
                   "do."));
  return TRUE;
}

/* The hats of the organisation hold that of the desk, or the document would be refused. */
static GArray *
complete_hats (GArray *hats, KkHat hat)
{
  if (hats == NULL)
    hats = g_array_new (FALSE, FALSE, sizeof (KkHat));
  for (guint i = 0; i < hats->len; i++) {
    if (g_array_index (hats, KkHat, i) == hat)
      return hats;
  }
  g_array_prepend_val (hats, hat);
  return hats;
}

/* The holders take turns at the keyboard, or their passphrases come line by line. */
static gboolean
ask_passphrases (KkCli *cli, GPtrArray *files, GPtrArray *places)
{
  for (guint i = 0; i < files->len; i++) {
    /* Translators: %s is the name of a file. */
    g_autofree char *text = g_strdup_printf (_ ("New passphrase for the root file %s: "),
                                             (const char *) files->pdata[i]);
    const KkCliSecretQuestion question = { "root-passphrase-fd", text, _ ("Again: ") };
    KkSecret *passphrase = kk_cli_ask_secret (cli, &question);
    KkRootPlace *place;

    if (passphrase == NULL)
      return FALSE;
    place = g_new0 (KkRootPlace, 1);
    place->file = files->pdata[i];
    place->passphrase = passphrase;
    g_ptr_array_add (places, place);
  }
  return TRUE;
}

static void
free_place (gpointer data)
{
  KkRootPlace *place = data;

  kk_secret_free ((KkSecret *) (gsize) place->passphrase);
  g_free (place);
}

static gboolean
create_with (KkCli *cli, KkApp *app, KkRegionPlan *plan, KkHash *host_key)
{
  GPtrArray *files = kk_cli_texts (cli, "root-file");
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (free_place);
  g_autoptr (GPtrArray) more = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean has_key = FALSE;

  if (!ask_passphrases (cli, files, places) || !kk_cli_parse_host_key (cli, host_key, &has_key))
    return FALSE;
  plan->root_file = files->pdata[0];
  plan->root_passphrase = ((const KkRootPlace *) places->pdata[0])->passphrase;
  for (guint i = 1; i < places->len; i++)
    g_ptr_array_add (more, places->pdata[i]);
  plan->more_roots = more;
  plan->host_key = has_key ? host_key : NULL;
  if (!kk_app_region_create (app, plan, &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("The root file can change the region. Keep it on a USB stick, away from this "
                      "computer."));
  kk_cli_region_advise (cli, files->len, MAX (plan->threshold, 1));
  return show_region (cli, app);
}

/* Which number is wise is for people to say. */
static gboolean
need_threshold (KkCli *cli)
{
  if (kk_cli_texts (cli, "root-file")->len == 1 || kk_cli_is_set (cli, "threshold"))
    return TRUE;
  return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER,
                          _ ("There are several root keys: say how many of them have to sign a new "
                             "version of the region."),
                          _ ("Give the number with --threshold, and keep at least two keys more "
                             "than that."));
}

static gboolean
create (KkCli *cli)
{
  g_autoptr (GArray) hats = NULL;
  KkHash host_key = { 0 };
  KkRegionPlan plan = {
    .name = kk_cli_text (cli, "name"),
    .slug = kk_cli_text (cli, "organisation"),
    .organisation_name = kk_cli_text (cli, "organisation-name"),
    .role = kk_cli_text (cli, "role"),
    .desk_name = kk_cli_text (cli, "desk"),
    .person = kk_cli_text (cli, "person"),
    .function = kk_cli_text (cli, "function"),
    .remote = kk_cli_text (cli, "remote"),
    .register_folder = kk_cli_text (cli, "register"),
    .threshold = kk_cli_number (cli, "threshold", 0),
    .quick = kk_cli_is_set (cli, "quick"),
  };
  KkApp *app;

  if (!need_threshold (cli) || !kk_cli_parse_hat (cli, "hat", &plan.hat) ||
      !kk_cli_parse_hats (cli, "organisation-hat", &hats))
    return FALSE;
  hats = complete_hats (hats, plan.hat);
  plan.hats = hats;
  app = kk_cli_open (cli);
  return app != NULL && create_with (cli, app, &plan, &host_key);
}

static gboolean
show (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_region (cli, app);
}

static const KkCliOption create_options[] = {
  { "name", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Name of the region") },
  { "organisation", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("SHORT-NAME"),
    N_ ("Short name of your organisation: lower-case letters, digits and dashes") },
  { "organisation-name", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"),
    N_ ("Name of your organisation") },
  { "hat", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("HAT"), N_ ("The legal task of your desk") },
  { "organisation-hat", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("HAT"),
    N_ ("Another legal task of your organisation") },
  { "role", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("ROLE"), N_ ("Role of your desk") },
  { "desk", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Name of your desk") },
  { "person", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Your name") },
  { "function", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Your function") },
  { "root-file", KK_CLI_FILE, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("FILE"),
    N_ ("Where a root key of the region is written, for instance on a USB stick; one for each "
        "holder") },
  { "threshold", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("How many root keys have to sign a new version of the region") },
  { "root-passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the passphrase of the root file from this file descriptor") },
  { "remote", KK_CLI_TEXT, 0, N_ ("ADDRESS"), N_ ("Address of the git server") },
  { "host-key", KK_CLI_TEXT, 0, N_ ("SHA256:…"), N_ ("Fingerprint of the key of the git server") },
  { "register", KK_CLI_FOLDER, 0, N_ ("FOLDER"),
    N_ ("Register of legal bases, instead of the one that comes with the program") },
  { "quick", KK_CLI_FLAG, 0, NULL,
    N_ ("Weak protection of the passphrase, for demonstrations and tests only") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_region_commands[] = {
  { "region create", create, N_ ("Start a region with your organisation as its first"),
    create_options, NULL },
  { "region show", show, N_ ("Show the region, its organisations and their desks"), NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
