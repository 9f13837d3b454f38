/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Data on stdout, talk on stderr. Texts are UTF-8 inside and become the characters of the locale here; JSON stays UTF-8. */

#include "cli/kk-cli-private.h"

#include "app/kk-problem.h"

#include <glib/gi18n.h>
#include <stdio.h>

static void
write_text (FILE *stream, const char *line)
{
  const char *charset;
  g_autofree char *target = NULL;
  g_autofree char *converted = NULL;

  if (!g_get_charset (&charset)) {
    target = g_strconcat (charset, "//TRANSLIT", NULL);
    converted = g_convert_with_fallback (line, -1, target, "UTF-8", "?", NULL, NULL, NULL);
  }
  fputs (converted != NULL ? converted : line, stream);
}

static void
write_line (FILE *stream, const char *line)
{
  write_text (stream, line);
  fputc ('\n', stream);
}

void
kk_cli_print_block (KkCli *cli G_GNUC_UNUSED, const char *lines)
{
  kk_cli_end_progress ();
  write_text (stdout, lines);
}

void
kk_cli_print (KkCli *cli G_GNUC_UNUSED, const char *line)
{
  kk_cli_end_progress ();
  write_line (stdout, line);
}

void
kk_cli_printf (KkCli *cli, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  kk_cli_print (cli, line);
}

void
kk_cli_print_json (KkCli *cli G_GNUC_UNUSED, JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, pretty);

  kk_cli_end_progress ();
  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
kk_cli_say (KkCli *cli G_GNUC_UNUSED, const char *sentence)
{
  kk_cli_end_progress ();
  write_line (stderr, sentence);
}

gboolean
kk_cli_complain (KkCli *cli, KkAppError code, const char *sentence, const char *hint)
{
  g_autofree char *line = g_strconcat (KK_CLI_PROGRAM ": ", sentence, NULL);

  cli->exit_code = (int) code;
  fflush (stdout);
  kk_cli_say (cli, line);
  if (hint != NULL) {
    g_autofree char *advice = g_strdup_printf (_ ("hint: %s"), hint);

    kk_cli_say (cli, advice);
  }
  return FALSE;
}

static char *
dup_help_hint (KkCli *cli)
{
  const char *subject = cli->command != NULL ? cli->command->name : cli->group;
  g_autofree char *call = subject != NULL
                              ? g_strdup_printf ("%s %s --help", KK_CLI_PROGRAM, subject)
                              : g_strdup (KK_CLI_PROGRAM " --help");

  /* Translators: %s is a command line to type. */
  return g_strdup_printf (_ ("See %s"), call);
}

gboolean
kk_cli_complain_usage (KkCli *cli, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  g_autofree char *hint = dup_help_hint (cli);
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return kk_cli_complain (cli, KK_APP_ERROR_USAGE, sentence, hint);
}

gboolean
kk_cli_fail (KkCli *cli, const GError *error)
{
  g_autoptr (KkProblem) problem = kk_problem_new (error);

  kk_cli_complain (cli, problem->code, problem->sentence, problem->hint);
  if (kk_cli_is_set (cli, "details") && problem->details != NULL) {
    g_autofree char *line = g_strdup_printf (_ ("details: %s"), problem->details);

    kk_cli_say (cli, line);
  }
  return FALSE;
}
