/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-slots-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_status (JsonBuilder *builder, const KkVaultStatus *status)
{
  kk_cli_json_open_object (builder, "vault");
  kk_cli_json_text (builder, "id", status->id);
  kk_cli_json_close_object (builder);
  kk_cli_json_text (builder, "cipher", status->cipher);
  kk_cli_slots_add_json (builder, status);
  kk_cli_json_text (builder, "organisation", status->organisation);
  kk_cli_json_text (builder, "desk", status->desk);
  kk_cli_json_text (builder, "fingerprint", status->fingerprint);
}

static void
print_status (KkCli *cli, const KkVaultStatus *status)
{
  kk_cli_printf (cli, _ ("Vault:        %s"), kk_cli_vault_folder (cli));
  kk_cli_printf (cli, _ ("Encryption:   %s"), status->cipher);
  kk_cli_printf (cli, _ ("Fingerprint:  %s"), status->fingerprint);
  if (status->organisation != NULL) {
    kk_cli_printf (cli, _ ("Organisation: %s"), status->organisation);
    kk_cli_printf (cli, _ ("Desk:         %s"), status->desk != NULL ? status->desk : "");
  } else {
    kk_cli_print (cli, _ ("Organisation: none yet; start a region or ask to join one"));
  }
  kk_cli_print (cli, "");
  kk_cli_slots_print (cli, status);
}

/* @recovery: (nullable): of a vault that was just made. */
static gboolean
show_status (KkCli *cli, KkApp *app, const char *recovery)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultStatus) status = kk_app_get_status (app, &error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (status == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    print_status (cli, status);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  add_status (builder, status);
  if (recovery != NULL)
    kk_cli_json_text (builder, "recovery_code", recovery);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static void
print_recovery (KkCli *cli, const char *recovery)
{
  if (kk_cli_is_json (cli))
    return;
  kk_cli_print (cli, "");
  kk_cli_print (cli, _ ("Recovery code, write it on paper and keep it away from this computer:"));
  kk_cli_printf (cli, "    %s", recovery);
  kk_cli_print (cli, _ ("If you lose the passphrase, this code is the only way back. Nobody can "
                        "look it up."));
}

static gboolean
create (KkCli *cli)
{
  g_autoptr (KkSecret) passphrase = kk_cli_ask_passphrase (cli, TRUE);
  g_autoptr (GError) error = NULL;
  g_autofree char *recovery = NULL;
  KkApp *app;
  gboolean shown;

  if (passphrase == NULL)
    return FALSE;
  app = kk_app_create (kk_cli_vault_folder (cli), passphrase, kk_cli_is_set (cli, "quick"),
                       &recovery, &error);
  if (app == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_take_app (cli, app);
  shown = show_status (cli, app, recovery);
  print_recovery (cli, recovery);
  kk_secret_wipe (recovery, strlen (recovery));
  return shown;
}

static gboolean
status (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_status (cli, app, NULL);
}

static const KkCliOption create_options[] = {
  { "quick", KK_CLI_FLAG, 0, NULL,
    N_ ("Weak protection of the passphrase, for demonstrations and tests only") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_vault_commands[] = {
  { "vault create", create, N_ ("Make an encrypted vault on this computer"), create_options, NULL },
  { "vault status", status, N_ ("Show what this vault is and how it can be opened"), NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
