/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Who changed what in a case, and taking changes back. */

#include "app/casework/kk-app-case.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
print_history_json (KkCli *cli, const GPtrArray *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "history");
  for (guint i = 0; i < lines->len; i++) {
    const KkHistoryLine *line = lines->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", line->id);
    kk_cli_json_time (builder, "time", line->time);
    kk_cli_json_text (builder, "record", line->record);
    kk_cli_json_text (builder, "type", line->type);
    kk_cli_json_text (builder, "kind", line->kind);
    kk_cli_json_text (builder, "field", line->field);
    kk_cli_json_text (builder, "element", line->element);
    kk_cli_json_text (builder, "value", line->value);
    kk_cli_json_text (builder, "organisation", line->organisation);
    kk_cli_json_text (builder, "person", line->person);
    kk_cli_json_text (builder, "origin", line->origin);
    kk_cli_json_texts (builder, "rows", line->rows);
    kk_cli_json_flag (builder, "live", line->live);
    kk_cli_json_flag (builder, "undo", line->undo);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* "organisation, person [rows]", whatever of it is known. */
static char *
dup_who (const KkHistoryLine *line)
{
  g_autoptr (GString) who = g_string_new (line->organisation);
  g_autofree char *rows = kk_cli_text_join (line->rows);

  if (line->person != NULL && *line->person != '\0')
    g_string_append_printf (who, ", %s", line->person);
  if (line->origin != NULL && strcmp (line->origin, line->organisation) != 0)
    /* Translators: %s is an organisation, from which this one has the value. */
    g_string_append_printf (who, _ (", from %s"), line->origin);
  if (*rows != '\0')
    g_string_append_printf (who, " [%s]", rows);
  return g_strdup (who->str);
}

static char *
dup_what (const KkHistoryLine *line)
{
  if (strcmp (line->kind, "empty") == 0)
    return line->element != NULL ? kk_cli_label_value (line->field, line->element, "false")
                                 : g_strdup (_ ("(emptied)"));
  if (strcmp (line->kind, "not-shared") == 0)
    return g_strdup (_ ("(may not come here)"));
  if (strcmp (line->kind, "delete") == 0)
    return g_strdup (_ ("(deleted)"));
  if (strcmp (line->kind, "put-back") == 0)
    return g_strdup (_ ("(taken back)"));
  if (strcmp (line->kind, "erase") == 0)
    return g_strdup (_ ("(erased)"));
  return kk_cli_label_value (line->field, line->element, line->value);
}

static void
print_history_text (KkCli *cli, const GPtrArray *lines)
{
  const char *const headings[] = { _ ("Undo"), _ ("When"), _ ("Who"), _ ("Field"), _ ("Value") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < lines->len; i++) {
    const KkHistoryLine *line = lines->pdata[i];
    g_autofree char *time = kk_cli_text_time (line->time);
    g_autofree char *who = dup_who (line);
    g_autofree char *what = dup_what (line);
    const char *field =
        *line->field != '\0' ? kk_cli_label_field (line->field) : kk_cli_label_type (line->type);

    kk_cli_table_add (table,
                      (const char *[]){ line->undo ? line->id : "", time, who, field, what });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
show_history (KkCli *cli)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  lines = kk_app_case_history (app, kk_cli_argument (cli, 0), &error);
  if (lines == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_history_json (cli, lines);
  else
    print_history_text (cli, lines);
  return TRUE;
}

static gboolean
undo (KkCli *cli)
{
  const char *reference = kk_cli_argument (cli, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  KkApp *app = kk_cli_open (cli);
  guint count;

  if (app == NULL)
    return FALSE;
  for (guint i = 1; i < kk_cli_count_arguments (cli); i++)
    g_strv_builder_add (builder, kk_cli_argument (cli, i));
  changes = g_strv_builder_end (builder);
  if (!kk_app_case_undo (app, reference, (const char *const *) changes, &count, &error))
    return kk_cli_fail (cli, error);
  if (!kk_cli_case_print (cli, app, reference))
    return FALSE;
  sentence = g_strdup_printf (
      ngettext ("%u change was taken back.", "%u changes were taken back.", count), count);
  kk_cli_say (cli, sentence);
  return TRUE;
}

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument undo_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("CHANGE"), KK_CLI_TEXT, KK_CLI_OPTIONAL | KK_CLI_MANY,
    N_ ("As “case history” names it; without one, what this device wrote last") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_history_commands[] = {
  { "case history", show_history, N_ ("Show who changed what in a case, when and on what basis"),
    NULL, case_arguments },
  { "case undo", undo, N_ ("Take changes of the last 30 days back"), NULL, undo_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
