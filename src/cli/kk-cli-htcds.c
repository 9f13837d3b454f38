/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Cases in the columns of the Human Trafficking Case Data Standard; reading them is in kk-cli-case.c. */

#include "app/casework/kk-app-htcds.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

static void
print_json (KkCli *cli, const char *path, const KkHtcdsReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "file", path);
  kk_cli_json_number (builder, "cases", report->cases);
  kk_cli_json_open_array (builder, "left_out");
  for (guint i = 0; i < report->left_out->len; i++) {
    const KkLeftOut *left = report->left_out->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "case", left->case_);
    kk_cli_json_text (builder, "type", left->type);
    kk_cli_json_number (builder, "count", left->count);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_text (KkCli *cli, const KkHtcdsReport *report)
{
  const char *const headings[] = { _ ("Case"), _ ("Left out"), _ ("How many") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  kk_cli_printf (cli, ngettext ("%u case was exported.", "%u cases were exported.", report->cases),
                 report->cases);
  kk_cli_say (cli,
              _ ("The file is outside the vault now, where nothing protects it. Remove it when "
                 "you no longer need it."));
  if (report->left_out->len == 0)
    return;
  for (guint i = 0; i < report->left_out->len; i++) {
    const KkLeftOut *left = report->left_out->pdata[i];
    g_autofree char *count = g_strdup_printf ("%u", left->count);

    kk_cli_table_add (table,
                      (const char *[]){ left->case_, kk_cli_label_type (left->type), count });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean export(KkCli *cli)
{
  const char *path = kk_cli_argument (cli, 0);
  const KkCaseFilter filter = {
    .search = kk_cli_text (cli, "search"),
    .stage = kk_cli_text (cli, "stage"),
    .municipality = kk_cli_text (cli, "municipality"),
  };
  g_autoptr (KkHtcdsReport) report = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  report = kk_app_case_export (app, &filter, path, kk_cli_text (cli, "reason"), &error);
  if (report == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, path, report);
  else
    print_text (cli, report);
  return TRUE;
}

static const KkCliOption options[] = {
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why; it stays in the file of the case") },
  { "search", KK_CLI_TEXT, 0, N_ ("WORDS"), N_ ("Only cases with these words") },
  { "stage", KK_CLI_TEXT, 0, N_ ("CODE"), N_ ("Only cases in this stage") },
  { "municipality", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Only cases of this municipality") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument arguments[] = {
  { N_ ("FILE.csv"), KK_CLI_FILE, 0, N_ ("A file that is not there yet") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_htcds_commands[] = {
  { "case export", export, N_ ("Write own cases to a file in HTCDS columns, with a reason"),
    options, arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
