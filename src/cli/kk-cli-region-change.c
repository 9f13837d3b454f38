/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A new version of the region: a file that root key holders sign one after the other. */

#include "app/region/kk-app-region-change.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-region-private.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

static gboolean
ask_root (KkCli *cli, KkRootPlace *place, KkSecret **passphrase)
{
  const KkCliSecretQuestion question = {
    .option = "root-passphrase-fd",
    .question = _ ("Passphrase of the root file: "),
  };

  *passphrase = kk_cli_ask_secret (cli, &question);
  place->passphrase = *passphrase;
  return *passphrase != NULL;
}

static gboolean
make_key (KkCli *cli)
{
  const KkCliSecretQuestion question = {
    .option = "root-passphrase-fd",
    .question = _ ("New passphrase for this key: "),
    .again = _ ("Again: "),
  };
  KkRootPlace place = { .file = kk_cli_argument (cli, 0) };
  g_autoptr (KkSecret) passphrase = kk_cli_ask_secret (cli, &question);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (passphrase == NULL)
    return FALSE;
  place.passphrase = passphrase;
  if (!kk_app_root_key_create (&place, kk_cli_is_set (cli, "for-registers"),
                               kk_cli_is_set (cli, "quick"), &key, &error))
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    kk_cli_printf (cli, _ ("Public key: %s"), key);
    kk_cli_say (cli, _ ("Keep the file on a USB stick, away from this computer. Give the public "
                        "key to whoever proposes the new version of the region."));
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "file", place.file);
  kk_cli_json_text (builder, "public_key", key);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static gboolean
parse_standing (KkCli *cli, KkStanding *standing)
{
  const char *text = kk_cli_text (cli, "organisation-status");

  *standing = (KkStanding) 0;
  for (int number = KK_STANDING_ACTIVE; text != NULL && number <= KK_STANDING_REVOKED; number++) {
    if (g_str_equal (text, kk_standing_text ((KkStanding) number)))
      *standing = (KkStanding) number;
  }
  if (text == NULL || *standing != 0)
    return TRUE;
  return kk_cli_complain_usage (
      cli, _ ("“%s” is no status of an organisation: choose from active, ended and revoked."),
      text);
}

static gboolean
propose_with (KkCli *cli, KkRegionChangePlan *plan)
{
  const char *file = kk_cli_argument (cli, 0);
  KkRootPlace root = { .file = kk_cli_text (cli, "root-file") };
  g_autoptr (KkSecret) passphrase = NULL;
  g_autoptr (KkProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL || !ask_root (cli, &root, &passphrase))
    return FALSE;
  proposal = kk_app_region_propose (app, plan, &root, file, &error);
  return proposal != NULL ? kk_cli_region_show_proposal (cli, file, proposal)
                          : kk_cli_fail (cli, error);
}

static gboolean
check_addressed (KkCli *cli, const KkRegionChangePlan *plan)
{
  if (plan->slug == NULL &&
      (plan->organisation_name != NULL || plan->organisation_key != NULL || plan->standing != 0 ||
       (plan->hats != NULL && plan->request_file == NULL)))
    return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER,
                            _ ("Say which organisation this is about."),
                            _ ("Give its short name with --organisation."));
  return TRUE;
}

static gboolean
propose (KkCli *cli)
{
  g_autoptr (GArray) hats = NULL;
  KkHash host_key = { 0 };
  gboolean has_key = FALSE;
  KkRegionChangePlan plan = {
    .name = kk_cli_text (cli, "name"),
    .threshold = kk_cli_number (cli, "threshold", 0),
    .add_roots = kk_cli_texts (cli, "add-root"),
    .drop_roots = kk_cli_texts (cli, "drop-root"),
    .add_register_keys = kk_cli_texts (cli, "add-register-key"),
    .drop_register_keys = kk_cli_texts (cli, "drop-register-key"),
    .drop_remotes = kk_cli_texts (cli, "drop-remote"),
    .add_remote = kk_cli_text (cli, "remote"),
    .least_level = kk_cli_number (cli, "least-level", 0),
    .days_to_live = kk_cli_number (cli, "days-to-live", 0),
    .request_file = kk_cli_text (cli, "request"),
    .slug = kk_cli_text (cli, "organisation"),
    .organisation_name = kk_cli_text (cli, "organisation-name"),
    .organisation_key = kk_cli_text (cli, "organisation-key"),
    .revoke = kk_cli_text (cli, "revoke"),
    .reason = kk_cli_text (cli, "reason"),
  };

  if (!kk_cli_parse_hats (cli, "organisation-hat", &hats) ||
      !parse_standing (cli, &plan.standing) || !kk_cli_parse_host_key (cli, &host_key, &has_key))
    return FALSE;
  plan.hats = hats;
  plan.host_key = has_key ? &host_key : NULL;
  return check_addressed (cli, &plan) && propose_with (cli, &plan);
}

static gboolean
rekey (KkCli *cli)
{
  KkRegionChangePlan plan = { .rekey = TRUE };

  return propose_with (cli, &plan);
}

static gboolean
inspect (KkCli *cli)
{
  const char *file = kk_cli_argument (cli, 0);
  g_autoptr (KkProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  proposal = kk_app_region_inspect (app, file, &error);
  return proposal != NULL ? kk_cli_region_show_proposal (cli, file, proposal)
                          : kk_cli_fail (cli, error);
}

static gboolean
sign (KkCli *cli)
{
  const char *file = kk_cli_argument (cli, 0);
  const char *fingerprint = kk_cli_text (cli, "fingerprint");
  KkRootPlace root = { .file = kk_cli_text (cli, "root-file") };
  g_autoptr (KkSecret) passphrase = NULL;
  g_autoptr (KkProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL || (fingerprint != NULL && !ask_root (cli, &root, &passphrase)))
    return FALSE;
  proposal = kk_app_region_sign (app, file, &root, fingerprint, &error);
  return proposal != NULL ? kk_cli_region_show_proposal (cli, file, proposal)
                          : kk_cli_fail (cli, error);
}

static gboolean
publish (KkCli *cli)
{
  const char *file = kk_cli_argument (cli, 0);
  g_autoptr (KkProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  proposal = kk_app_region_publish (app, file, &error);
  if (proposal == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("The new version is in force here. The next sync brings it to the others."));
  return kk_cli_region_show_proposal (cli, file, proposal);
}

/* clang-format off: one line for each option */
#define ROOT_OPTIONS                                                                          \
  { "root-file", KK_CLI_FILE, KK_CLI_REQUIRED, N_ ("FILE"), N_ ("File with your root key") }, \
  {                                                                                           \
    "root-passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),                                    \
        N_ ("Read the passphrase of the root file from this file descriptor")                 \
  }
/* clang-format on */

static const KkCliOption key_options[] = {
  { "for-registers", KK_CLI_FLAG, 0, NULL,
    N_ ("A key that signs registers of legal bases, not regions") },
  { "root-passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the passphrase of the root file from this file descriptor") },
  { "quick", KK_CLI_FLAG, 0, NULL,
    N_ ("Weak protection of the passphrase, for demonstrations and tests only") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument key_arguments[] = {
  { N_ ("KEY-FILE"), KK_CLI_FILE, 0, N_ ("The file that is made") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption propose_options[] = {
  ROOT_OPTIONS,
  { "name", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Another name for the region") },
  { "threshold", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("How many root keys have to sign from then on") },
  { "add-root", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("KEY"),
    N_ ("A public key that “region key” printed") },
  { "drop-root", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("KEY"),
    N_ ("A root key that does not count any more") },
  { "add-register-key", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("KEY"),
    N_ ("A key that may sign registers of legal bases") },
  { "drop-register-key", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("KEY"),
    N_ ("A register key that does not count any more") },
  { "request", KK_CLI_FILE, 0, N_ ("REQUEST-FILE"), N_ ("Add the organisation that asks to join") },
  { "organisation", KK_CLI_TEXT, 0, N_ ("SHORT-NAME"),
    N_ ("The organisation that the four options below are about") },
  { "organisation-name", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Its new name") },
  { "organisation-key", KK_CLI_TEXT, 0, N_ ("KEY"),
    N_ ("Its new key, that “member steward” printed on the device of its new steward") },
  { "organisation-hat", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("HAT"), N_ ("A legal task that it has") },
  { "organisation-status", KK_CLI_TEXT, 0, N_ ("STATUS"), N_ ("active, ended or revoked") },
  { "remote", KK_CLI_TEXT, 0, N_ ("ADDRESS"), N_ ("Add a git server, or change its key") },
  { "host-key", KK_CLI_TEXT, 0, N_ ("SHA256:…"), N_ ("Fingerprint of the key of the git server") },
  { "drop-remote", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("ADDRESS"),
    N_ ("A server that is not used any more") },
  { "least-level", KK_CLI_NUMBER, 0, N_ ("NUMBER"), N_ ("Refuse older formats; it only rises") },
  { "days-to-live", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("How long a message waits for somebody who is away") },
  { "revoke", KK_CLI_TEXT, 0, N_ ("DEVICE"),
    N_ ("Revoke a device, also that of an administrator") },
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why; every member can read it") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption rekey_options[] = {
  ROOT_OPTIONS,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption sign_options[] = {
  ROOT_OPTIONS,
  { "fingerprint", KK_CLI_TEXT, 0, N_ ("DIGITS"),
    N_ ("The fingerprint as the other key holders read it aloud") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument proposal_arguments[] = {
  { N_ ("PROPOSAL-FILE"), KK_CLI_FILE, 0, N_ ("The version that collects signatures") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_region_change_commands[] = {
  { "region key", make_key, N_ ("Make a root key, or a key for registers, in a file of its own"),
    key_options, key_arguments },
  { "region propose", propose, N_ ("Make a new version of the region, with the first signature"),
    propose_options, proposal_arguments },
  { "region rekey", rekey,
    N_ ("Propose the next of three steps to another network secret: hand it out, use it, and "
        "withdraw the old one"),
    rekey_options, proposal_arguments },
  { "region inspect", inspect, N_ ("Show what a proposal changes and who has to sign"), NULL,
    proposal_arguments },
  { "region sign", sign, N_ ("Sign a proposal with another root key"), sign_options,
    proposal_arguments },
  { "region publish", publish, N_ ("Put a version in force that enough key holders signed"), NULL,
    proposal_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
