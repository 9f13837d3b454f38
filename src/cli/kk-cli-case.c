/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Making and changing cases; showing them is in kk-cli-case-show.c. */

#include "app/casework/kk-app-case.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* Import. */

static void
print_report_json (KkCli *cli, const KkImportReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_number (builder, "imported", report->imported);
  kk_cli_json_open_array (builder, "rejected");
  for (guint i = 0; i < report->rejected->len; i++) {
    const KkRejectedLine *line = report->rejected->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_number (builder, "line", line->line);
    kk_cli_json_text (builder, "column", line->column);
    kk_cli_json_text (builder, "reason", line->reason);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_report_text (KkCli *cli, const KkImportReport *report)
{
  const char *const headings[] = { _ ("Line"), _ ("Column"), _ ("Reason") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  kk_cli_printf (cli,
                 ngettext ("%u case was imported.", "%u cases were imported.", report->imported),
                 report->imported);
  if (report->rejected->len == 0)
    return;
  for (guint i = 0; i < report->rejected->len; i++) {
    const KkRejectedLine *line = report->rejected->pdata[i];
    g_autofree char *number = g_strdup_printf ("%u", line->line);

    kk_cli_table_add (table, (const char *[]){ number, line->column, line->reason });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
complain_rejected (KkCli *cli, guint rejected)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("%u line of the file was not imported; the other lines were.",
                "%u lines of the file were not imported; the other lines were.", rejected),
      rejected);

  return kk_cli_complain (cli, KK_APP_ERROR_FAILED, sentence,
                          _ ("Correct these lines and import them again."));
}

static gboolean
import (KkCli *cli)
{
  g_autoptr (GBytes) csv = kk_cli_read_file (cli, kk_cli_argument (cli, 0));
  g_autoptr (KkImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = csv != NULL ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  report = kk_app_case_import (app, csv, kk_cli_text (cli, "municipality"), &error);
  if (report == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_report_json (cli, report);
  else
    print_report_text (cli, report);
  return report->rejected->len == 0 || complain_rejected (cli, report->rejected->len);
}

/* New and set. */

/* FIELD=VALUE; without a value after the sign the field has no value any more. */
static gboolean
parse_edit (KkCli *cli, char *assignment, KkFieldEdit *edit)
{
  char *equals = strchr (assignment, '=');

  if (equals == NULL || equals == assignment)
    return kk_cli_complain_usage (cli, _ ("“%s” is not of the form FIELD=VALUE."), assignment);
  *equals = '\0';
  edit->field = assignment;
  edit->value = equals[1] != '\0' ? equals + 1 : NULL;
  return TRUE;
}

GArray *
kk_cli_case_parse_edits (KkCli *cli, const char *type, guint first, GPtrArray *texts)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (KkFieldEdit));
  KkCategories ticked;

  if (!kk_cli_parse_categories (cli, "category", &ticked))
    return NULL;
  for (guint i = first; i < kk_cli_count_arguments (cli); i++) {
    KkFieldEdit edit = { .type = type, .ticked = ticked };
    char *text = g_strdup (kk_cli_argument (cli, i));

    g_ptr_array_add (texts, text);
    if (!parse_edit (cli, text, &edit))
      return NULL;
    g_array_append_val (edits, edit);
  }
  return g_steal_pointer (&edits);
}

static gboolean
apply (KkCli *cli, KkApp *app, const char *reference, const GArray *edits)
{
  g_autoptr (GError) error = NULL;

  if (edits->len > 0 &&
      !kk_app_case_set (app, reference, kk_cli_text (cli, "record"),
                        (const KkFieldEdit *) (gconstpointer) edits->data, edits->len, &error))
    return kk_cli_fail (cli, error);
  return kk_cli_case_print (cli, app, reference);
}

static gboolean
new_case (KkCli *cli)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = kk_cli_case_parse_edits (cli, kk_cli_text (cli, "type"), 0, texts);
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = NULL;
  KkApp *app = edits != NULL ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  if (kk_cli_is_set (cli, "beside"))
    reference = kk_app_case_new_beside (app, kk_cli_text (cli, "reference"),
                                        kk_cli_text (cli, "beside"), &error);
  else
    reference = kk_app_case_new (app, kk_cli_text (cli, "reference"), &error);
  if (reference == NULL)
    return kk_cli_fail (cli, error);
  return apply (cli, app, reference, edits);
}

static gboolean
set_case (KkCli *cli)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = kk_cli_case_parse_edits (cli, kk_cli_text (cli, "type"), 1, texts);
  KkApp *app;

  if (edits == NULL)
    return FALSE;
  if (edits->len == 0)
    return kk_cli_complain_usage (cli, _ ("Say what has to change, as FIELD=VALUE."));
  app = kk_cli_open (cli);
  return app != NULL && apply (cli, app, kk_cli_argument (cli, 0), edits);
}

static gboolean
tick_case (KkCli *cli)
{
  const char *reference = kk_cli_argument (cli, 0);
  g_autoptr (GError) error = NULL;
  KkCategories ticked;
  KkApp *app = kk_cli_parse_categories (cli, "category", &ticked) ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  if (!kk_app_case_tick (app, reference, kk_cli_text (cli, "record"), kk_cli_argument (cli, 1),
                         ticked, &error))
    return kk_cli_fail (cli, error);
  return kk_cli_case_print (cli, app, reference);
}

static gboolean
see_case (KkCli *cli)
{
  const char *reference = kk_cli_argument (cli, 0);
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_case_seen (app, reference, NULL, &error))
    return kk_cli_fail (cli, error);
  return kk_cli_case_print (cli, app, reference);
}

static gboolean
take_over (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  reference =
      kk_app_case_take_over (app, kk_cli_argument (cli, 0), kk_cli_text (cli, "reference"), &error);
  if (reference == NULL)
    return kk_cli_fail (cli, error);
  return kk_cli_case_print (cli, app, reference);
}

static const KkCliOption import_options[] = {
  { "municipality", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Take only the rows of this municipality") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument import_arguments[] = {
  { N_ ("FILE.csv"), KK_CLI_FILE, 0, N_ ("The file, with a first row of HTCDS column names") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption new_options[] = {
  { "reference", KK_CLI_TEXT, 0, N_ ("REFERENCE"), N_ ("Reference, instead of the next free one") },
  { "beside", KK_CLI_TEXT, 0, N_ ("REFERENCE"),
    N_ ("Your own file about this case, which another organisation shared with you") },
  { "type", KK_CLI_TEXT, 0, N_ ("TYPE"), N_ ("Type of record that the fields belong to") },
  { "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Category of data that the text holds, on top of those of the field") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument new_arguments[] = {
  { N_ ("FIELD=VALUE"), KK_CLI_TEXT, KK_CLI_OPTIONAL | KK_CLI_MANY, N_ ("What is known already") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption set_options[] = {
  { "record", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("The record of the case, as “case show” names it") },
  { "type", KK_CLI_TEXT, 0, N_ ("TYPE"), N_ ("Type of record that the fields belong to") },
  { "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Category of data that the text holds, on top of those of the field") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument set_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("FIELD=VALUE"), KK_CLI_TEXT, KK_CLI_OPTIONAL | KK_CLI_MANY,
    N_ ("The new value; a set is A;B and replaces the whole set; nothing empties the field") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption tick_options[] = {
  { "record", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("The record of the case, as “case show” names it") },
  { "category", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Category of data that the text holds") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument tick_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("FIELD"), KK_CLI_TEXT, 0, N_ ("The field with the text") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption take_over_options[] = {
  { "reference", KK_CLI_TEXT, 0, N_ ("REFERENCE"), N_ ("Reference, instead of the next free one") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption list_options[] = {
  { "search", KK_CLI_TEXT, 0, N_ ("WORDS"), N_ ("Only cases with these words") },
  { "stage", KK_CLI_TEXT, 0, N_ ("CODE"), N_ ("Only cases in this stage") },
  { "municipality", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Only cases of this municipality") },
  { "after", KK_CLI_TEXT, 0, N_ ("REFERENCE"), N_ ("Continue after this case") },
  { "limit", KK_CLI_NUMBER, 0, N_ ("NUMBER"), N_ ("At most so many cases; 100 unless told") },
  { "deleted", KK_CLI_FLAG, 0, NULL, N_ ("Deleted cases too") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_case_commands[] = {
  { "case import", import, N_ ("Import cases from a file in HTCDS columns"), import_options,
    import_arguments },
  { "case new", new_case, N_ ("Start a case"), new_options, new_arguments },
  { "case set", set_case, N_ ("Change fields of a case, or propose it to the owner"), set_options,
    set_arguments },
  { "case tick", tick_case, N_ ("Say which kinds of data a text holds, so that it can be shared"),
    tick_options, tick_arguments },
  { "case seen", see_case,
    N_ ("Say that you looked at what others gave back after this vault was put back"), NULL,
    case_arguments },
  { "case take-over", take_over,
    N_ ("Make a file of your own of what others gave about a case, so that you can pass it on"),
    take_over_options, case_arguments },
  { "case list", kk_cli_case_list, N_ ("List the cases in this vault"), list_options, NULL },
  { "case show", kk_cli_case_show, N_ ("Show everything this vault holds about a case"), NULL,
    case_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
