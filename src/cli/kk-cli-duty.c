/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Terms and duties of the desk: which there are, how each comes to its end, and saying that one was done. */

#include "app/casework/kk-app-due.h"
#include "app/kk-app-label.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

static const char *
describe_end (const KkDutyItem *duty)
{
  switch (duty->end) {
  case KK_DUTY_ALWAYS:
    return _ ("The program does this");
  case KK_DUTY_WORK:
    return _ ("Ends when the work is done");
  case KK_DUTY_DESK:
    return duty->due != NULL ? _ ("Comes back for your desk") : _ ("Begins with the first case");
  case KK_DUTY_TASK:
  default:
    return _ ("Comes with a case");
  }
}

static void
print_text (KkCli *cli, const GPtrArray *duties)
{
  const char *const headings[] = { _ ("Code"), _ ("What"), _ ("How it ends"), _ ("Last done"),
                                   _ ("Next") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < duties->len; i++) {
    const KkDutyItem *duty = duties->pdata[i];
    g_autofree char *last = kk_cli_text_value (duty->last);
    g_autofree char *due = kk_cli_text_value (duty->due);

    kk_cli_table_add (table,
                      (const char *[]){ duty->kind, kk_app_label_code ("nl_TaskKind", duty->kind),
                                        describe_end (duty), last, due });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static void
print_json (KkCli *cli, const GPtrArray *duties)
{
  static const char *const ends[] = { "task", "work", "desk", "always" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "duties");
  for (guint i = 0; i < duties->len; i++) {
    const KkDutyItem *duty = duties->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "kind", duty->kind);
    kk_cli_json_text (builder, "ends", ends[duty->end]);
    kk_cli_json_text (builder, "last", duty->last);
    kk_cli_json_text (builder, "due", duty->due);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static gboolean
print_duties (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = kk_app_duty_list (app, &error);

  if (duties == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, duties);
  else
    print_text (cli, duties);
  return TRUE;
}

static gboolean
list_duties (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_duties (cli, app);
}

static gboolean
finish_duty (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  return kk_app_duty_done (app, kk_cli_argument (cli, 0), kk_cli_text (cli, "on"), &error)
             ? print_duties (cli, app)
             : kk_cli_fail (cli, error);
}

static const KkCliOption done_options[] = {
  { "on", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day of it; today unless told") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliArgument done_arguments[] = {
  { N_ ("CODE"), KK_CLI_TEXT, 0, N_ ("T-07, T-08, T-09, T-14 or D-10") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_duty_commands[] = {
  { "duty list", list_duties, N_ ("Show the terms and duties of your desk, and how each ends"),
    NULL, NULL },
  { "duty done", finish_duty, N_ ("Say that a duty that comes back was done"), done_options,
    done_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
