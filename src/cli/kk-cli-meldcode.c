/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The reporting code of a case, and its outcome. */

#include "app/casework/kk-app-signal.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>

static void
print_meldcode_text (KkCli *cli, const KkMeldcode *meldcode)
{
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (meldcode->limit, KK_CLI_WIDTH);

  for (guint i = 0; i < KK_MELDCODE_STEPS; i++) {
    const KkMeldcodeStep *step = &meldcode->steps[i];
    g_autofree char *code = g_strdup_printf ("meldcode-%u", step->number);
    g_autofree char *label = kk_cli_label_value ("nl_EntryKind", NULL, code);
    g_autofree char *day = kk_cli_text_value (step->date);
    g_autofree char *text = step->text != NULL ? kk_cli_text_tame (step->text) : g_strdup ("");

    kk_cli_printf (cli, "%s %s  %s", kk_cli_text_mark (step->count > 0 ? "send" : "ask"), label,
                   day);
    if (*text != '\0') {
      g_autoptr (GPtrArray) said = kk_cli_text_wrap (text, KK_CLI_WIDTH - 4);

      for (guint line = 0; line < said->len; line++)
        kk_cli_printf (cli, "    %s", (const char *) said->pdata[line]);
    }
  }
  for (guint line = 0; line < lines->len; line++)
    kk_cli_print (cli, lines->pdata[line]);
}

static void
print_meldcode_json (KkCli *cli, const KkMeldcode *meldcode)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "steps");
  for (guint i = 0; i < KK_MELDCODE_STEPS; i++) {
    const KkMeldcodeStep *step = &meldcode->steps[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_number (builder, "step", step->number);
    kk_cli_json_text (builder, "date", step->date);
    kk_cli_json_text (builder, "text", step->text);
    kk_cli_json_number (builder, "entries", step->count);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_number (builder, "next", meldcode->next);
  kk_cli_json_text (builder, "hg_km", meldcode->hg_km);
  kk_cli_json_text (builder, "limit", meldcode->limit);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static gboolean
print_meldcode (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkMeldcode) meldcode = kk_app_meldcode_show (app, kk_cli_argument (cli, 0), &error);

  if (meldcode == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_meldcode_json (cli, meldcode);
  else
    print_meldcode_text (cli, meldcode);
  return TRUE;
}

static gboolean
show_meldcode (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_meldcode (cli, app);
}

static gboolean
record_meldcode (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  guint step = (guint) strtoul (kk_cli_argument (cli, 1), NULL, 10);
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  return kk_app_meldcode_record (app, kk_cli_argument (cli, 0), step, kk_cli_text (cli, "text"),
                                 &error)
             ? print_meldcode (cli, app)
             : kk_cli_fail (cli, error);
}

static gboolean
set_outcome (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkOutcomePlan plan = { .case_ = kk_cli_argument (cli, 0), .outcome = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.because = kk_cli_text (cli, "because");
  plan.note = kk_cli_text (cli, "note");
  if (app == NULL)
    return FALSE;
  return kk_app_case_outcome (app, &plan, &error) ? kk_cli_case_print (cli, app, plan.case_)
                                                  : kk_cli_fail (cli, error);
}

static const KkCliOption meldcode_options[] = {
  { "text", KK_CLI_TEXT, 0, N_ ("TEXT"),
    N_ ("What was done in this step, or why it was left out") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliOption outcome_options[] = {
  { "because", KK_CLI_TEXT, 0, N_ ("CODE"),
    N_ ("statement-unclear, not-proved, no-statement, offender-unknown, elsewhere, no-means or "
        "other") },
  { "note", KK_CLI_TEXT, 0, N_ ("TEXT"),
    N_ ("In your own words; stays at your desk until it is "
        "ticked") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument step_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("STEP"), KK_CLI_TEXT, 0, N_ ("1 signs, 2 colleague, 3 talk, 4 weighing, 5 deciding") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument outcome_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("OUTCOME"), KK_CLI_TEXT, 0,
    N_ ("trafficking, no-trafficking, unclear, bad-employer, regular-help or no-investigation") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_meldcode_commands[] = {
  { "meldcode show", show_meldcode, N_ ("Show the steps of the reporting code for a case"), NULL,
    case_arguments },
  { "meldcode record", record_meldcode, N_ ("Write down what was done in a step of the code"),
    meldcode_options, step_arguments },
  { "case outcome", set_outcome, N_ ("Record the outcome of a case, with its reason"),
    outcome_options, outcome_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
