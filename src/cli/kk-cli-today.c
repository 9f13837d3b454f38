/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due, tasks, and acute action. Each command answers with what is due then. */

#include "app/casework/kk-app-due.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

#define DAYS_AHEAD 7

static void
print_json (KkCli *cli, const GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "due");
  for (guint i = 0; i < items->len; i++) {
    const KkDueItem *item = items->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "kind", item->kind);
    kk_cli_json_text (builder, "case", item->case_);
    kk_cli_json_text (builder, "record", item->record);
    kk_cli_json_text (builder, "what", item->what);
    kk_cli_json_text (builder, "due", item->due);
    kk_cli_json_text (builder, "state", kk_due_state_text (item->state));
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static const char *
label_state (KkDueState state)
{
  static const char *const labels[] = { N_ ("later"), N_ ("soon"), N_ ("today"), N_ ("overdue") };

  return _ (labels[state]);
}

static void
print_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("When"), _ ("Day"), _ ("Case"), _ ("What") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, _ ("Nothing is due."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkDueItem *item = items->pdata[i];
    g_autofree char *day = kk_cli_text_value (item->due);
    g_autofree char *what = kk_due_item_dup_label (item);

    kk_cli_table_add (table, (const char *[]){ label_state (item->state), day, item->case_, what });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
print_due (KkCli *cli, KkApp *app, guint days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_due_list (app, days, &error);

  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, items);
  else
    print_text (cli, items);
  return TRUE;
}

static gboolean
show_today (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_due (cli, app, kk_cli_number (cli, "days", DAYS_AHEAD));
}

static gboolean
add_task (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkTaskPlan plan = { .case_ = kk_cli_argument (cli, 0), .title = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.kind = kk_cli_text (cli, "kind");
  plan.due = kk_cli_text (cli, "due");
  if (app == NULL)
    return FALSE;
  return kk_app_task_add (app, &plan, &error) ? print_due (cli, app, DAYS_AHEAD)
                                              : kk_cli_fail (cli, error);
}

static gboolean
finish_task (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkTaskEnd end = { .case_ = kk_cli_argument (cli, 0), .task = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  end.day = kk_cli_text (cli, "on");
  end.restricted = kk_cli_is_set (cli, "restricted");
  if (app == NULL)
    return FALSE;
  return kk_app_task_done (app, &end, &error) ? print_due (cli, app, DAYS_AHEAD)
                                              : kk_cli_fail (cli, error);
}

static gboolean
act_acutely (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkAcutePlan plan = { .case_ = kk_cli_argument (cli, 0), .what = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.day = kk_cli_text (cli, "on");
  if (app == NULL)
    return FALSE;
  return kk_app_acute_act (app, &plan, &error) ? print_due (cli, app, DAYS_AHEAD)
                                               : kk_cli_fail (cli, error);
}

#define CASE_ARGUMENT                                         \
  {                                                           \
    N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") \
  }
#define ON_OPTION                                                              \
  {                                                                            \
    "on", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day of it; today unless told") \
  }

static const KkCliOption today_options[] = {
  { "days", KK_CLI_NUMBER, 0, N_ ("NUMBER"), N_ ("How many days ahead; seven unless told") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliOption add_options[] = {
  { "due", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The last day; by its term unless told") },
  { "kind", KK_CLI_TEXT, 0, N_ ("CODE"),
    N_ ("A term of law, such as T-04 (destroy on request), T-05 (reflection period) or T-10 "
        "(privacy request)") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliOption on_options[] = { ON_OPTION, { NULL, KK_CLI_FLAG, 0, NULL, NULL } };

static const KkCliOption done_options[] = {
  ON_OPTION,
  { "restricted", KK_CLI_FLAG, 0, NULL,
    N_ ("A privacy request was not met in full; then you write down why (UAVG 41)") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument add_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("TASK"), KK_CLI_TEXT, 0, N_ ("What has to be done, without names") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument done_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("TASK"), KK_CLI_TEXT, 0,
    N_ ("Its record as “today --json” names it, or a code such as T-02") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument acute_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("TEXT"), KK_CLI_TEXT, 0, N_ ("What was done") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_today_commands[] = {
  { "today", show_today, N_ ("Show what is overdue, due today and due soon"), today_options, NULL },
  { "task add", add_task, N_ ("Add a task to a case"), add_options, add_arguments },
  { "task done", finish_task, N_ ("Say that a task or a term is done"), done_options,
    done_arguments },
  { "acute act", act_acutely,
    N_ ("Record acute action by your own desk, and start the clocks that belong to it"), on_options,
    acute_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
