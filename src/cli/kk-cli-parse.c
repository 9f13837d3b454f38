/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Strict on purpose: an option that nobody knows, or that is given twice, would otherwise be a decision nobody took. */

#include "cli/kk-cli-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define NUMBER_MOST 2147483647

typedef struct {
  int argc;
  char **argv;
  int at;
  gboolean only_arguments; /* after "--" */
} Words;

const KkCliOption kk_cli_common_options[] = {
  { "vault", KK_CLI_FOLDER, 0, N_ ("FOLDER"), N_ ("The folder of the vault") },
  { "passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the passphrase from this file descriptor") },
  { "use-key", KK_CLI_FLAG, 0, NULL,
    N_ ("The passphrase goes with the security key that is plugged in") },
  { "pin-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the PIN of the security key from this file descriptor") },
  { "json", KK_CLI_FLAG, 0, NULL, N_ ("Answer in JSON") },
  { "details", KK_CLI_FLAG, 0, NULL, N_ ("With an error, also give details for the helpdesk") },
  { "version", KK_CLI_FLAG, 0, NULL, N_ ("Show the version") },
  { "help", KK_CLI_FLAG, 0, NULL, N_ ("Show help") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption *
find_option (const KkCliOption *options, const char *name)
{
  for (; options != NULL && options->name != NULL; options++) {
    if (strcmp (options->name, name) == 0)
      return options;
  }
  return NULL;
}

static const KkCliCommand *
find_command (const KkCliCommand *const *groups, const char *name)
{
  for (; *groups != NULL; groups++) {
    for (const KkCliCommand *command = *groups; command->name != NULL; command++) {
      if (strcmp (command->name, name) == 0)
        return command;
    }
  }
  return NULL;
}

static gboolean
is_group (const KkCliCommand *const *groups, const char *word)
{
  g_autofree char *prefix = g_strconcat (word, " ", NULL);

  for (; *groups != NULL; groups++) {
    for (const KkCliCommand *command = *groups; command->name != NULL; command++) {
      if (g_str_has_prefix (command->name, prefix))
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
check_value (KkCli *cli, const KkCliOption *option, const char *value)
{
  guint64 number;

  if (!g_utf8_validate (value, -1, NULL))
    return kk_cli_complain_usage (cli, _ ("The value of --%s is not valid text."), option->name);
  if (option->kind == KK_CLI_NUMBER &&
      !g_ascii_string_to_unsigned (value, 10, 0, NUMBER_MOST, &number, NULL))
    return kk_cli_complain_usage (cli, _ ("The value of --%s has to be a whole number."),
                                  option->name);
  if (option->kind != KK_CLI_NUMBER && *value == '\0')
    return kk_cli_complain_usage (cli, _ ("The value of --%s is empty."), option->name);
  return TRUE;
}

static gboolean
store_option (KkCli *cli, const KkCliOption *option, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (cli->options, option->name);

  if (values != NULL && (option->flags & KK_CLI_REPEATED) == 0)
    return kk_cli_complain_usage (cli, _ ("The option --%s is given twice."), option->name);
  if (values == NULL) {
    values = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (cli->options, g_strdup (option->name), values);
  }
  if (value == NULL)
    return TRUE;
  if (!check_value (cli, option, value))
    return FALSE;
  g_ptr_array_add (values, g_strdup (value));
  return TRUE;
}

/* @word: "--name" or "--name=value". */
static gboolean
take_option (KkCli *cli, Words *words, const char *word)
{
  const char *equals = strchr (word, '=');
  gsize length = equals != NULL ? (gsize) (equals - word) : strlen (word);
  g_autofree char *name = g_strndup (word + 2, length - 2);
  const KkCliOption *option = find_option (kk_cli_common_options, name);

  if (option == NULL && cli->command != NULL)
    option = find_option (cli->command->options, name);
  if (option == NULL)
    return kk_cli_complain_usage (cli, _ ("The option --%s is not known here."), name);
  if (option->kind == KK_CLI_FLAG) {
    if (equals != NULL)
      return kk_cli_complain_usage (cli, _ ("The option --%s takes no value."), name);
    return store_option (cli, option, NULL);
  }
  if (equals != NULL)
    return store_option (cli, option, equals + 1);
  if (words->at >= words->argc)
    return kk_cli_complain_usage (cli, _ ("The option --%s needs a value."), name);
  return store_option (cli, option, words->argv[words->at++]);
}

static gboolean
take_command_word (KkCli *cli, const char *word)
{
  g_autofree char *name =
      cli->group != NULL ? g_strconcat (cli->group, " ", word, NULL) : g_strdup (word);

  cli->command = find_command (cli->groups, name);
  if (cli->command != NULL)
    return TRUE;
  if (cli->group == NULL && is_group (cli->groups, word)) {
    cli->group = g_strdup (word);
    return TRUE;
  }
  return kk_cli_complain_usage (cli, _ ("There is no command “%s”."), name);
}

static gboolean
take_word (KkCli *cli, Words *words)
{
  const char *word = words->argv[words->at++];

  if (!g_utf8_validate (word, -1, NULL))
    return kk_cli_complain_usage (cli, _ ("The command line has a word that is not valid text."));
  if (!words->only_arguments && strcmp (word, "--") == 0) {
    words->only_arguments = TRUE;
    return TRUE;
  }
  if (!words->only_arguments && g_str_has_prefix (word, "--"))
    return take_option (cli, words, word);
  if (!words->only_arguments && strcmp (word, "-h") == 0)
    return take_option (cli, words, "--help");
  if (!words->only_arguments && word[0] == '-' && word[1] != '\0')
    return kk_cli_complain_usage (cli, _ ("The option %s is not known here."), word);
  if (cli->command == NULL && strcmp (word, "help") == 0) /* also “help case” and “case help” */
    return take_option (cli, words, "--help");
  if (cli->command == NULL)
    return take_command_word (cli, word);
  g_ptr_array_add (cli->arguments, g_strdup (word));
  return TRUE;
}

gboolean
kk_cli_parse (KkCli *cli, int argc, char **argv)
{
  Words words = { argc, argv, 1, FALSE };

  while (words.at < words.argc) {
    if (!take_word (cli, &words))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_arguments (KkCli *cli)
{
  const KkCliArgument *wanted = cli->command->arguments;
  guint given = 0;

  for (; wanted != NULL && wanted->label != NULL; wanted++, given++) {
    if (given >= cli->arguments->len && (wanted->flags & KK_CLI_OPTIONAL) == 0)
      return kk_cli_complain_usage (cli, _ ("This command needs %s."), _ (wanted->label));
    if (wanted->flags & KK_CLI_MANY)
      return TRUE;
  }
  if (cli->arguments->len > given)
    return kk_cli_complain_usage (cli, _ ("This command has no use for “%s”."),
                                  kk_cli_argument (cli, given));
  return TRUE;
}

gboolean
kk_cli_check (KkCli *cli)
{
  const KkCliOption *option;

  if (cli->command == NULL && cli->group != NULL)
    return kk_cli_complain_usage (cli, _ ("“%s” needs one more word."), cli->group);
  if (cli->command == NULL)
    return kk_cli_complain_usage (cli, _ ("Say what has to be done."));
  for (option = cli->command->options; option != NULL && option->name != NULL; option++) {
    if ((option->flags & KK_CLI_REQUIRED) && !kk_cli_is_set (cli, option->name))
      return kk_cli_complain_usage (cli, _ ("This command needs the option --%s."), option->name);
  }
  return check_arguments (cli);
}

const char *
kk_cli_argument (KkCli *cli, guint index)
{
  return index < cli->arguments->len ? cli->arguments->pdata[index] : NULL;
}

guint
kk_cli_count_arguments (KkCli *cli)
{
  return cli->arguments->len;
}

gboolean
kk_cli_is_set (KkCli *cli, const char *option)
{
  return g_hash_table_contains (cli->options, option);
}

GPtrArray *
kk_cli_texts (KkCli *cli, const char *option)
{
  return g_hash_table_lookup (cli->options, option);
}

const char *
kk_cli_text (KkCli *cli, const char *option)
{
  const GPtrArray *values = kk_cli_texts (cli, option);

  return values != NULL && values->len > 0 ? values->pdata[0] : NULL;
}

guint
kk_cli_number (KkCli *cli, const char *option, guint otherwise)
{
  const char *text = kk_cli_text (cli, option);
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, NUMBER_MOST, &number, NULL))
    return otherwise;
  return (guint) number;
}
