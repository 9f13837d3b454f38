/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-app-member.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* Request. */

static gboolean
show_request (KkCli *cli, const char *file, const char *fingerprint)
{
  if (kk_cli_is_json (cli)) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_open_object (builder, "request");
    kk_cli_json_text (builder, "file", file);
    kk_cli_json_text (builder, "fingerprint", fingerprint);
    kk_cli_json_close_object (builder);
    kk_cli_json_close_object (builder);
    kk_cli_print_json (cli, builder, TRUE);
    return TRUE;
  }
  kk_cli_printf (cli, _ ("Request:     %s"), file);
  kk_cli_printf (cli, _ ("Fingerprint: %s"), fingerprint);
  kk_cli_say (cli, _ ("Give the file to the administrator, and read the fingerprint aloud by "
                      "telephone."));
  return TRUE;
}

static gboolean
request (KkCli *cli)
{
  const char *file = kk_cli_argument (cli, 0);
  g_autoptr (GArray) hats = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = NULL;
  KkMemberRequestPlan plan = {
    .slug = kk_cli_text (cli, "organisation"),
    .organisation_name = kk_cli_text (cli, "organisation-name"),
    .role = kk_cli_text (cli, "role"),
    .desk_name = kk_cli_text (cli, "desk"),
    .person = kk_cli_text (cli, "person"),
    .function = kk_cli_text (cli, "function"),
    .new_organisation = kk_cli_is_set (cli, "new-organisation"),
  };
  KkApp *app;

  if (!kk_cli_parse_hat (cli, "hat", &plan.hat) ||
      !kk_cli_parse_hats (cli, "organisation-hat", &hats))
    return FALSE;
  if (plan.new_organisation && plan.organisation_name == NULL)
    return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER, _ ("A new organisation needs a name."),
                            _ ("Give it with --organisation-name."));
  plan.hats = hats;
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  if (!kk_app_member_request (app, &plan, file, &fingerprint, &error))
    return kk_cli_fail (cli, error);
  return show_request (cli, file, fingerprint);
}

/* Admit. */

static void
tell_request (KkCli *cli, const KkRequestInfo *info)
{
  g_autofree char *who =
      g_strdup_printf ("%s, %s, %s (%s, %s)", info->person, info->function,
                       info->organisation_name != NULL ? info->organisation_name : info->slug,
                       kk_hat_text (info->hat), info->role);
  g_autofree char *tame = kk_cli_text_tame (who);
  /* Translators: %s is a person with function, organisation, legal task and role. */
  g_autofree char *line = g_strdup_printf (_ ("Asks to join: %s"), tame);

  kk_cli_say (cli, line);
}

static const char *
need_fingerprint (KkCli *cli)
{
  const char *fingerprint = kk_cli_text (cli, "fingerprint");

  if (fingerprint == NULL)
    kk_cli_complain (
        cli, KK_APP_ERROR_NEEDS_ANSWER,
        _ ("Nobody was admitted: the fingerprint has to be compared first."),
        _ ("Call this person, let them read their fingerprint aloud, and give what you "
           "hear with --fingerprint."));
  return fingerprint;
}

static gboolean
show_answer (KkCli *cli, const KkAdmitPlan *plan, const char *spoken)
{
  if (kk_cli_is_json (cli)) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_open_object (builder, "answer");
    kk_cli_json_text (builder, "file", plan->answer_file);
    kk_cli_json_text (builder, "spoken_code", spoken);
    kk_cli_json_close_object (builder);
    kk_cli_json_close_object (builder);
    kk_cli_print_json (cli, builder, TRUE);
    return TRUE;
  }
  kk_cli_printf (cli, _ ("Answer:      %s"), plan->answer_file);
  kk_cli_printf (cli, _ ("Spoken code: %s"), spoken);
  kk_cli_say (cli, _ ("Send the file, and say the code by telephone. Do not send them the same "
                      "way."));
  return TRUE;
}

static gboolean
ask_root_passphrase (KkCli *cli, KkAdmitPlan *plan, KkSecret **passphrase)
{
  const KkCliSecretQuestion question = {
    .option = "root-passphrase-fd",
    .question = _ ("Passphrase of the root file of the region: "),
  };

  if (plan->root_file == NULL)
    return TRUE;
  *passphrase = kk_cli_ask_secret (cli, &question);
  plan->root_passphrase = *passphrase;
  return *passphrase != NULL;
}

static gboolean
admit_with (KkCli *cli, KkApp *app, KkAdmitPlan *plan)
{
  g_autoptr (KkSecret) passphrase = NULL;
  g_autoptr (GArray) hats = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *spoken = NULL;
  gboolean shown;

  plan->fingerprint = need_fingerprint (cli);
  if (plan->fingerprint == NULL || !kk_cli_parse_hats (cli, "organisation-hat", &hats) ||
      !ask_root_passphrase (cli, plan, &passphrase))
    return FALSE;
  plan->hats = hats;
  if (!kk_app_member_admit (app, plan, &spoken, &error))
    return kk_cli_fail (cli, error);
  shown = show_answer (cli, plan, spoken);
  kk_secret_wipe (spoken, strlen (spoken));
  return shown;
}

static gboolean
admit (KkCli *cli)
{
  g_autoptr (KkRequestInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  KkAdmitPlan plan = {
    .request_file = kk_cli_argument (cli, 0),
    .answer_file = kk_cli_argument (cli, 1),
    .root_file = kk_cli_text (cli, "root-file"),
    .quick = kk_cli_is_set (cli, "quick"),
  };
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  info = kk_app_member_inspect (app, plan.request_file, &error);
  if (info == NULL)
    return kk_cli_fail (cli, error);
  tell_request (cli, info);
  if (info->new_organisation && plan.root_file == NULL)
    return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER,
                            _ ("A new organisation changes the region, which takes its root file."),
                            _ ("Name the file with --root-file."));
  return admit_with (cli, app, &plan);
}

/* List. */

static void
add_member (JsonBuilder *builder, const KkMember *member)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", member->id);
  kk_cli_json_text (builder, "organisation", member->organisation);
  kk_cli_json_text (builder, "organisation_name", member->organisation_name);
  kk_cli_json_text (builder, "desk", member->desk);
  kk_cli_json_text (builder, "desk_name", member->desk_name);
  kk_cli_json_text (builder, "hat", kk_hat_text (member->hat));
  kk_cli_json_text (builder, "role", member->role);
  kk_cli_json_text (builder, "person", member->person);
  kk_cli_json_text (builder, "fingerprint", member->fingerprint);
  kk_cli_json_text (builder, "status", member->status);
  kk_cli_json_flag (builder, "self", member->self);
  kk_cli_json_time (builder, "heard", member->heard);
  kk_cli_json_close_object (builder);
}

static const char *
status_label (const KkMember *member)
{
  if (member->self)
    return _ ("this device");
  if (strcmp (member->status, "active") == 0)
    return _ ("active");
  return strcmp (member->status, "ended") == 0 ? _ ("left") : _ ("revoked");
}

static void
print_members (KkCli *cli, const GPtrArray *members)
{
  const char *const headings[] = { _ ("Organisation"), _ ("Person"), _ ("Task"), _ ("Fingerprint"),
                                   _ ("Status") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (members->len == 0) {
    kk_cli_say (cli, _ ("Nobody takes part yet: this vault is in no region."));
    return;
  }
  for (guint i = 0; i < members->len; i++) {
    const KkMember *member = members->pdata[i];
    g_autofree char *task = g_strdup_printf ("%s %s", kk_hat_text (member->hat), member->role);

    kk_cli_table_add (table, (const char *[]){ member->organisation, member->person, task,
                                               member->fingerprint, status_label (member) });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
show_members (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = kk_app_member_list (app, &error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (members == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    print_members (cli, members);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "members");
  for (guint i = 0; i < members->len; i++)
    add_member (builder, members->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static gboolean
list (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_members (cli, app);
}

/* Join. */

static gboolean
join (KkCli *cli)
{
  const KkCliSecretQuestion question = {
    .option = "spoken-code-fd",
    .question = _ ("The code that the administrator told you: "),
  };
  g_autoptr (KkSecret) spoken = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  spoken = kk_cli_ask_secret (cli, &question);
  if (spoken == NULL)
    return FALSE;
  if (!kk_app_member_join (app, kk_cli_argument (cli, 0), spoken, &error))
    return kk_cli_fail (cli, error);
  return show_members (cli, app);
}

static const KkCliOption request_options[] = {
  { "organisation", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("SHORT-NAME"),
    N_ ("Short name of your organisation: lower-case letters, digits and dashes") },
  { "new-organisation", KK_CLI_FLAG, 0, NULL,
    N_ ("Your organisation is not in the region yet; this device becomes its administrator") },
  { "organisation-name", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Name of your organisation") },
  { "hat", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("HAT"), N_ ("The legal task of your desk") },
  { "organisation-hat", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("HAT"),
    N_ ("Another legal task of your organisation") },
  { "role", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("ROLE"), N_ ("Role of your desk") },
  { "desk", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Name of your desk") },
  { "person", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Your name") },
  { "function", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("NAME"), N_ ("Your function") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument request_arguments[] = {
  { N_ ("REQUEST-FILE"), KK_CLI_FILE, 0, N_ ("The file that is made") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption admit_options[] = {
  { "fingerprint", KK_CLI_TEXT, 0, N_ ("DIGITS"),
    N_ ("The fingerprint as the person read it aloud") },
  { "root-file", KK_CLI_FILE, 0, N_ ("FILE"),
    N_ ("Root file of the region, for a new organisation") },
  { "root-passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the passphrase of the root file from this file descriptor") },
  { "organisation-hat", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("HAT"),
    N_ ("A legal task that the new organisation gets, instead of those it asked for") },
  { "quick", KK_CLI_FLAG, 0, NULL,
    N_ ("Weak protection of the passphrase, for demonstrations and tests only") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument admit_arguments[] = {
  { N_ ("REQUEST-FILE"), KK_CLI_FILE, 0, N_ ("The request of the person") },
  { N_ ("ANSWER-FILE"), KK_CLI_FILE, 0, N_ ("The file that is made") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption join_options[] = {
  { "spoken-code-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the spoken code from this file descriptor") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument join_arguments[] = {
  { N_ ("ANSWER-FILE"), KK_CLI_FILE, 0, N_ ("The answer of the administrator") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_member_commands[] = {
  { "member request", request, N_ ("Make a file that asks to join the region"), request_options,
    request_arguments },
  { "member admit", admit, N_ ("Let someone join, after comparing the fingerprint"), admit_options,
    admit_arguments },
  { "member join", join, N_ ("Join with the answer of the administrator"), join_options,
    join_arguments },
  { "member list", list, N_ ("Show who takes part, with their fingerprints"), NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
