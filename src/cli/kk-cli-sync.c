/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One exchange. */

#include "app/exchange/kk-app-sync.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

static void
print_report_json (KkCli *cli, const KkSyncReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_object (builder, "pushed");
  kk_cli_json_number (builder, "packets", report->pushed_packets);
  kk_cli_json_number (builder, "bytes", report->pushed_bytes);
  kk_cli_json_close_object (builder);
  kk_cli_json_open_array (builder, "logs");
  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "log", log->log);
    kk_cli_json_text (builder, "organisation", log->organisation);
    kk_cli_json_text (builder, "desk_name", log->desk_name);
    kk_cli_json_text (builder, "status", log->status);
    kk_cli_json_time (builder, "heard", log->heard);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_open_object (builder, "applied");
  kk_cli_json_number (builder, "operations", report->applied);
  kk_cli_json_close_object (builder);
  kk_cli_json_number (builder, "conflicts", report->conflicts);
  kk_cli_json_number (builder, "quarantined", report->quarantined);
  kk_cli_json_number (builder, "held", report->held);
  kk_cli_json_number (builder, "bodies_held", report->bodies_held);
  kk_cli_json_texts (builder, "notices", report->notices);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static const char *
status_label (const char *status)
{
  static const struct {
    const char *status;
    const char *label;
  } labels[] = {
    { "ok", N_ ("up to date") },
    { "behind", N_ ("the server shows an older state than was seen before") },
    { "held", N_ ("waits for something") },
    { "incomplete", N_ ("not complete yet") },
    { "fork", N_ ("two versions: call this organisation before you go on") },
    { "revoked", N_ ("revoked") },
    { "over-limit", N_ ("more than is accepted") },
    { "unreadable", N_ ("cannot be read") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (strcmp (labels[i].status, status) == 0)
      return _ (labels[i].label);
  }
  return status;
}

static void
print_logs (KkCli *cli, const GPtrArray *logs)
{
  const char *const headings[] = { _ ("Organisation"), _ ("Desk"), _ ("Last heard"), _ ("State") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (logs->len == 0)
    return;
  for (guint i = 0; i < logs->len; i++) {
    const KkLogReport *log = logs->pdata[i];
    g_autofree char *heard = kk_cli_text_time (log->heard);

    kk_cli_table_add (table, (const char *[]){ log->organisation, log->desk_name, heard,
                                               status_label (log->status) });
  }
  kk_cli_print (cli, "");
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static void
print_counts (KkCli *cli, const KkSyncReport *report)
{
  kk_cli_printf (cli,
                 ngettext ("Sent:     %u packet", "Sent:     %u packets", report->pushed_packets),
                 report->pushed_packets);
  kk_cli_printf (cli, ngettext ("Received: %u change", "Received: %u changes", report->applied),
                 report->applied);
  if (report->conflicts > 0)
    kk_cli_printf (cli,
                   ngettext ("%u field has two values: conflict list",
                             "%u fields have two values: conflict list", report->conflicts),
                   report->conflicts);
  if (report->quarantined > 0)
    kk_cli_printf (cli,
                   ngettext ("%u thing that may not come here is in quarantine: quarantine list",
                             "%u things that may not come here are in quarantine: quarantine list",
                             report->quarantined),
                   report->quarantined);
  if (report->held > 0)
    kk_cli_printf (cli,
                   ngettext ("%u packet waits for something that has not arrived yet",
                             "%u packets wait for something that has not arrived yet",
                             report->held),
                   report->held);
  if (report->bodies_held > 0)
    kk_cli_printf (cli,
                   ngettext ("%u share has to be looked at again before it goes out: share list",
                             "%u shares have to be looked at again before they go out: share list",
                             report->bodies_held),
                   report->bodies_held);
}

static void
print_report_text (KkCli *cli, const KkSyncReport *report)
{
  print_counts (cli, report);
  print_logs (cli, report->logs);
  for (guint i = 0; i < report->notices->len; i++)
    kk_cli_say (cli, report->notices->pdata[i]);
}

/* The name is no secret, the password is. */
static gboolean
ask_login (KkCli *cli, KkSyncPlan *plan)
{
  const KkCliSecretQuestion question = {
    .option = "login-fd",
    .question = _ ("Password for the git server: "),
  };

  plan->user = kk_cli_text (cli, "login");
  if (plan->user != NULL)
    plan->password = kk_cli_ask_secret (cli, &question);
  return plan->user == NULL || plan->password != NULL;
}

static gboolean
sync_now (KkCli *cli)
{
  KkHash host_key = { 0 };
  gboolean has_key;
  KkSyncPlan plan = {
    .remote = kk_cli_text (cli, "remote"),
    .private_key = kk_cli_text (cli, "ssh-key"),
    .bundle_in = kk_cli_text (cli, "bundle-in"),
    .bundle_out = kk_cli_text (cli, "bundle-out"),
    .beside = kk_cli_is_set (cli, "beside"),
  };
  g_autoptr (KkSecret) password = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_parse_host_key (cli, &host_key, &has_key) ? kk_cli_open (cli) : NULL;
  gboolean asked = app != NULL && ask_login (cli, &plan);

  password = plan.password;
  if (!asked)
    return FALSE;
  plan.host_key = has_key ? &host_key : NULL;
  report = kk_app_sync (app, &plan, &error);
  if (report == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_report_json (cli, report);
  else
    print_report_text (cli, report);
  return TRUE;
}

static const KkCliOption sync_options[] = {
  { "remote", KK_CLI_TEXT, 0, N_ ("ADDRESS"), N_ ("Another git server than that of the region") },
  { "ssh-key", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("File with your private SSH key") },
  { "host-key", KK_CLI_TEXT, 0, N_ ("SHA256:…"), N_ ("Fingerprint of the key of the git server") },
  { "bundle-in", KK_CLI_FILE, 0, N_ ("FILE"),
    N_ ("Receive from this file, for instance on a USB stick, instead of a server") },
  { "bundle-out", KK_CLI_FILE, 0, N_ ("FILE"),
    N_ ("Put what is to be sent in this file instead of on a server") },
  { "beside", KK_CLI_FLAG, 0, NULL,
    N_ ("Also when the server holds work of somebody else and nothing of this region yet") },
  { "login", KK_CLI_TEXT, 0, N_ ("NAME"),
    N_ ("Name for a web server; kept in the vault with the password") },
  { "login-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the password for the web server from this file descriptor") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_sync_commands[] = {
  { "sync", sync_now, N_ ("Exchange with the region: send what waits, receive what is there"),
    sync_options, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
