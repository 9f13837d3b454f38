/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-json.h"
#include "cli/kk-cli-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

char *
kk_cli_dup_usage (const KkCliCommand *command)
{
  GString *usage = g_string_new (command->name);

  for (const KkCliArgument *a = command->arguments; a != NULL && a->label != NULL; a++) {
    gboolean optional = (a->flags & KK_CLI_OPTIONAL) != 0;

    g_string_append_printf (usage, " %s%s%s%s", optional ? "[" : "", _ (a->label),
                            (a->flags & KK_CLI_MANY) ? "…" : "", optional ? "]" : "");
  }
  for (const KkCliOption *o = command->options; o != NULL && o->name != NULL; o++) {
    gboolean required = (o->flags & KK_CLI_REQUIRED) != 0;

    g_string_append_printf (usage, " %s--%s", required ? "" : "[", o->name);
    if (o->label != NULL)
      g_string_append_printf (usage, " %s", _ (o->label));
    g_string_append_printf (usage, "%s%s", required ? "" : "]",
                            (o->flags & KK_CLI_REPEATED) ? "…" : "");
  }
  return g_string_free (usage, FALSE);
}

/* "  name  help", the help wrapped under itself. */
static void
print_entry (KkCli *cli, const char *name, const char *help, gsize column)
{
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (help, KK_CLI_WIDTH - column);
  gsize width = kk_cli_text_width (name) + 2;
  guint first = 0;

  if (width + 2 > column) {
    kk_cli_printf (cli, "  %s", name);
    width = 0;
  } else {
    kk_cli_printf (cli, "  %s%*s%s", name, (int) (column - width), "",
                   (const char *) lines->pdata[first++]);
  }
  for (guint i = first; i < lines->len; i++)
    kk_cli_printf (cli, "%*s%s", (int) column, "", (const char *) lines->pdata[i]);
}

static void
print_options (KkCli *cli, const char *heading, const KkCliOption *options)
{
  if (options == NULL || options->name == NULL)
    return;
  kk_cli_print (cli, "");
  kk_cli_print (cli, heading);
  for (; options->name != NULL; options++) {
    g_autofree char *name = options->label != NULL
                                ? g_strdup_printf ("--%s %s", options->name, _ (options->label))
                                : g_strdup_printf ("--%s", options->name);

    print_entry (cli, name, _ (options->help), 26);
  }
}

static void
print_command_help (KkCli *cli)
{
  const KkCliCommand *command = cli->command;
  g_autofree char *usage = kk_cli_dup_usage (command);
  g_autofree char *line = g_strdup_printf (_ ("Usage: %s"), KK_CLI_PROGRAM);
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (usage, KK_CLI_WIDTH - 4);
  g_autoptr (GPtrArray) summary = kk_cli_text_wrap (_ (command->summary), KK_CLI_WIDTH);

  for (guint i = 0; i < summary->len; i++)
    kk_cli_print (cli, summary->pdata[i]);
  kk_cli_print (cli, "");
  kk_cli_print (cli, line);
  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "    %s", (const char *) lines->pdata[i]);
  if (command->arguments != NULL) {
    kk_cli_print (cli, "");
    kk_cli_print (cli, _ ("Arguments:"));
    for (const KkCliArgument *a = command->arguments; a->label != NULL; a++)
      print_entry (cli, _ (a->label), _ (a->help), 26);
  }
  print_options (cli, _ ("Options:"), command->options);
  print_options (cli, _ ("Options of every command:"), kk_cli_common_options);
}

static void
print_commands (KkCli *cli)
{
  for (const KkCliCommand *const *group = cli->groups; *group != NULL; group++) {
    if (cli->group == NULL && group != cli->groups)
      kk_cli_print (cli, ""); /* so many commands are read in blocks */
    for (const KkCliCommand *command = *group; command->name != NULL; command++) {
      g_autofree char *prefix = g_strconcat (cli->group != NULL ? cli->group : "", " ", NULL);

      if (cli->group == NULL || g_str_has_prefix (command->name, prefix))
        print_entry (cli, command->name, _ (command->summary), 20);
    }
  }
}

void
kk_cli_print_help (KkCli *cli)
{
  if (cli->command != NULL) {
    print_command_help (cli);
    return;
  }
  if (cli->group == NULL) {
    kk_cli_print (cli,
                  _ ("Ketenkluis: share what the law allows, sealed, and know what went where."));
    kk_cli_print (cli, "");
  }
  kk_cli_printf (cli, _ ("Usage: %s"),
                 KK_CLI_PROGRAM " [--vault …] [--passphrase-fd …] [--json] …");
  kk_cli_print (cli, "");
  kk_cli_print (cli, _ ("Commands:"));
  print_commands (cli);
  print_options (cli, _ ("Options of every command:"), kk_cli_common_options);
  kk_cli_print (cli, "");
  kk_cli_print (cli, _ ("More about one command: add --help behind it."));
}

static const char *
completion_of (KkCliKind kind)
{
  if (kind == KK_CLI_FOLDER)
    return "folder";
  return kind == KK_CLI_FILE ? "file" : NULL;
}

static void
add_options (JsonBuilder *builder, const KkCliOption *options)
{
  kk_cli_json_open_array (builder, "options");
  for (; options != NULL && options->name != NULL; options++) {
    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "name", options->name);
    kk_cli_json_text (builder, "label", options->label != NULL ? _ (options->label) : NULL);
    kk_cli_json_text (builder, "help", _ (options->help));
    kk_cli_json_flag (builder, "required", (options->flags & KK_CLI_REQUIRED) != 0);
    kk_cli_json_flag (builder, "repeated", (options->flags & KK_CLI_REPEATED) != 0);
    kk_cli_json_text (builder, "completes", completion_of (options->kind));
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
add_arguments (JsonBuilder *builder, const KkCliArgument *arguments)
{
  kk_cli_json_open_array (builder, "arguments");
  for (; arguments != NULL && arguments->label != NULL; arguments++) {
    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "label", _ (arguments->label));
    kk_cli_json_text (builder, "help", _ (arguments->help));
    kk_cli_json_flag (builder, "required", (arguments->flags & KK_CLI_OPTIONAL) == 0);
    kk_cli_json_flag (builder, "repeated", (arguments->flags & KK_CLI_MANY) != 0);
    kk_cli_json_text (builder, "completes", completion_of (arguments->kind));
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

void
kk_cli_print_table (KkCli *cli)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  add_options (builder, kk_cli_common_options);
  kk_cli_json_open_array (builder, "commands");
  for (const KkCliCommand *const *group = cli->groups; *group != NULL; group++) {
    for (const KkCliCommand *command = *group; command->name != NULL; command++) {
      g_autofree char *usage = kk_cli_dup_usage (command);

      kk_cli_json_open_object (builder, NULL);
      kk_cli_json_text (builder, "name", command->name);
      kk_cli_json_text (builder, "summary", _ (command->summary));
      kk_cli_json_text (builder, "usage", usage);
      add_options (builder, command->options);
      add_arguments (builder, command->arguments);
      kk_cli_json_close_object (builder);
    }
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}
