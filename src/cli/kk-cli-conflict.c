/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-app-case.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

static void
print_json (KkCli *cli, const GPtrArray *conflicts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "items");
  for (guint i = 0; i < conflicts->len; i++) {
    const KkConflict *conflict = conflicts->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", conflict->id);
    kk_cli_json_text (builder, "reason", conflict->reason);
    kk_cli_json_text (builder, "case", conflict->case_);
    kk_cli_json_text (builder, "record", conflict->record);
    kk_cli_json_text (builder, "field", conflict->field);
    kk_cli_case_add_versions (builder, conflict->versions);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_text (KkCli *cli, const GPtrArray *conflicts)
{
  if (conflicts->len == 0)
    kk_cli_say (cli, _ ("No field has two values."));
  for (guint i = 0; i < conflicts->len; i++) {
    const KkConflict *conflict = conflicts->pdata[i];
    g_autofree char *reference = kk_cli_text_tame (conflict->case_);

    kk_cli_printf (cli, "%s, %s", reference, kk_cli_label_field (conflict->field));
    kk_cli_printf (cli, "  %s", conflict->reason);
    kk_cli_printf (cli, "  %s", conflict->id);
    kk_cli_case_print_versions (cli, conflict->field, conflict->versions);
  }
}

static gboolean
show_conflicts (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = kk_app_conflict_list (app, &error);

  if (conflicts == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, conflicts);
  else
    print_text (cli, conflicts);
  return TRUE;
}

static gboolean
list (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_conflicts (cli, app);
}

static gboolean
resolve (KkCli *cli)
{
  const char *value = kk_cli_text (cli, "value");
  gboolean chosen = kk_cli_is_set (cli, "choose");
  int choice = chosen ? (int) kk_cli_number (cli, "choose", 0) : -1;
  g_autoptr (GError) error = NULL;
  KkApp *app;

  if (!chosen && value == NULL)
    return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER, _ ("Which value is right?"),
                            _ ("Name it with --choose and its number, or give another one with "
                               "--value."));
  if (chosen && value != NULL)
    return kk_cli_complain_usage (cli, _ ("Give either --choose or --value, not both."));
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  if (!kk_app_conflict_resolve (app, kk_cli_argument (cli, 0), choice, value, &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("Chosen. The other values stay in the history."));
  return show_conflicts (cli, app);
}

static const KkCliOption resolve_options[] = {
  { "choose", KK_CLI_NUMBER, 0, N_ ("NUMBER"), N_ ("The number of the right value, from 0") },
  { "value", KK_CLI_TEXT, 0, N_ ("VALUE"), N_ ("Another value than those") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument resolve_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("The field, as “conflict list” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_conflict_commands[] = {
  { "conflict list", list, N_ ("List fields that have two values"), NULL, NULL },
  { "conflict resolve", resolve, N_ ("Choose which value is right"), resolve_options,
    resolve_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
