/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What an administrator changes about members that are there. */

#include "app/region/kk-app-member.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

/* Steward. */

static gboolean
steward (KkCli *cli)
{
  g_autoptr (KkStewardship) stewardship = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  stewardship = kk_app_member_steward (app, &error);
  if (stewardship == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli)) {
    builder = json_builder_new ();
    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "organisation", stewardship->slug);
    kk_cli_json_text (builder, "public_key", stewardship->public_key);
    kk_cli_json_flag (builder, "steward", stewardship->done);
    kk_cli_json_close_object (builder);
    kk_cli_print_json (cli, builder, TRUE);
    return TRUE;
  }
  kk_cli_printf (cli, _ ("Public key: %s"), stewardship->public_key);
  kk_cli_say (cli, stewardship->done
                       ? _ ("This device is the administrator of its organisation.")
                       : _ ("Let the key holders of the region put this key in a new version: "
                            "“region propose --organisation-key”. Sync after that, and give this "
                            "command again."));
  return TRUE;
}

/* Revoke. */

static void
print_revoked_json (KkCli *cli, const KkRevoked *revoked)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_object (builder, "revoked");
  kk_cli_json_text (builder, "device", revoked->device);
  kk_cli_json_text (builder, "organisation", revoked->organisation);
  kk_cli_json_number (builder, "version", revoked->version);
  kk_cli_json_number (builder, "pinned_logs", revoked->pins);
  kk_cli_json_number (builder, "void_objects", revoked->objects);
  kk_cli_json_close_object (builder);
  kk_cli_json_open_object (builder, "stays_readable");
  kk_cli_json_texts (builder, "desks", revoked->desks);
  kk_cli_json_number (builder, "cases", revoked->cases);
  kk_cli_json_number (builder, "packets", revoked->packets);
  kk_cli_json_open_array (builder, "secret_epochs");
  for (guint i = 0; i < revoked->epochs->len; i++)
    kk_cli_json_number (builder, NULL, g_array_index (revoked->epochs, guint32, i));
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* What cannot be undone is said as plainly as what was done. */
static void
print_revoked_text (KkCli *cli, const KkRevoked *revoked)
{
  g_autofree char *desks = kk_cli_text_join (revoked->desks);
  g_autofree char *tame = kk_cli_text_tame (desks);

  kk_cli_printf (cli, _ ("Revoked:          %s"), revoked->device);
  kk_cli_printf (cli, _ ("Desks:            %s"), tame);
  kk_cli_printf (cli, _ ("Cases it has:     %lu"), (gulong) revoked->cases);
  kk_cli_printf (cli, _ ("Messages sent it: %lu"), (gulong) revoked->packets);
  kk_cli_say (cli, _ ("From now on nothing is sealed to this device. Sync now, so that the others "
                      "know it too."));
  kk_cli_say (cli, _ ("What it received stays readable on it. As long as the network secret is the "
                      "same, whoever has it can also see how much is sent and when, the names of "
                      "members and the register of legal bases, but no content. “region rekey” "
                      "ends that."));
  if (revoked->objects > 0)
    kk_cli_say (cli,
                _ ("Decisions that were signed on this device are void: your desk has to issue "
                   "them again."));
}

static gboolean
revoke_member (KkCli *cli)
{
  g_autoptr (KkRevoked) revoked = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  revoked =
      kk_app_member_revoke (app, kk_cli_argument (cli, 0), kk_cli_text (cli, "reason"), &error);
  if (revoked == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_revoked_json (cli, revoked);
  else
    print_revoked_text (cli, revoked);
  return TRUE;
}

static const KkCliOption revoke_options[] = {
  { "reason", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("TEXT"), N_ ("Why; every member can read it") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument revoke_arguments[] = {
  { N_ ("DEVICE"), KK_CLI_TEXT, 0, N_ ("The id of the device") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_member_change_commands[] = {
  { "member steward", steward, N_ ("Become the administrator of your organisation on this device"),
    NULL, NULL },
  { "member revoke", revoke_member,
    N_ ("Revoke a device of your organisation, and say what it has"), revoke_options,
    revoke_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
