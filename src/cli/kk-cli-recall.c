/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Asking back what was shared, and answering. */

#include "app/register/kk-app-recall.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-recall-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

void
kk_cli_recall_add (JsonBuilder *builder, const GPtrArray *items)
{
  kk_cli_json_open_array (builder, "recalls");
  for (guint i = 0; i < items->len; i++) {
    const KkRecallItem *item = items->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", item->id);
    kk_cli_json_text (builder, "direction", item->own ? "asked" : "received");
    kk_cli_json_text (builder, "kind", item->erase ? "erase" : "recall");
    kk_cli_json_text (builder, "case", item->case_);
    kk_cli_json_text (builder, "record", item->record);
    kk_cli_json_text (builder, "type", item->type);
    kk_cli_json_texts (builder, "fields", item->fields);
    kk_cli_json_text (builder, "desk", item->desk);
    kk_cli_json_text (builder, "status", item->status);
    kk_cli_json_text (builder, "row", item->row);
    kk_cli_json_time (builder, "time", item->time);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static char *
describe (const KkRecallItem *item)
{
  if (strcmp (item->status, "erased") == 0)
    return g_strdup (_ ("erased"));
  if (strcmp (item->status, "kept") == 0)
    /* Translators: %s is the number of a row of law, such as WPG-9. */
    return g_strdup_printf (_ ("kept on %s"), item->row != NULL ? item->row : "?");
  return g_strdup (item->own ? _ ("no answer yet") : _ ("waits for your answer"));
}

/* (transfer full): of what kind the record is and which values, as they are called for people. */
static char *
dup_what (const KkRecallItem *item)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *fields = NULL;

  if (item->erase)
    return g_strdup (_ ("everything"));
  for (guint i = 0; i < item->fields->len; i++)
    g_ptr_array_add (labels, (gpointer) (guintptr) kk_cli_label_field (item->fields->pdata[i]));
  fields = kk_cli_text_join (labels);
  return g_strdup_printf ("%s: %s", kk_cli_label_type (item->type), fields);
}

/* Somebody else waits until a person here says what becomes of it. */
static void
say_how_to_answer (KkCli *cli, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const KkRecallItem *item = items->pdata[i];

    if (item->own || strcmp (item->status, "open") != 0)
      continue;
    kk_cli_say (cli, _ ("Answer with “recall answer ID --erase”, or with “--keep ROW” when a law "
                        "obliges you to keep it."));
    return;
  }
}

void
kk_cli_recall_print (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("Id"), _ ("Case"), _ ("With whom"), _ ("What"),
                                   _ ("Status") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < items->len; i++) {
    const KkRecallItem *item = items->pdata[i];
    g_autofree char *status = describe (item);
    g_autofree char *fields = dup_what (item);

    kk_cli_table_add (table, (const char *[]){ item->id, item->case_ != NULL ? item->case_ : "",
                                               item->desk, fields, status });
  }
  text = items->len > 0 ? kk_cli_table_dup_text (table) : NULL;
  if (text != NULL)
    kk_cli_print_block (cli, text);
  say_how_to_answer (cli, items);
}

static gboolean
show (KkCli *cli, GPtrArray *items, const GError *error)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    kk_cli_recall_print (cli, items);
    if (items->len == 0)
      kk_cli_say (cli, _ ("Nothing was asked back."));
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_recall_add (builder, items);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static gboolean
recall (KkCli *cli)
{
  const KkRecallPlan plan = {
    .case_ = kk_cli_argument (cli, 0),
    .record = kk_cli_text (cli, "record"),
    .fields = kk_cli_texts (cli, "field"),
    .recipient = kk_cli_text (cli, "to"),
    .corrected = kk_cli_is_set (cli, "corrected"),
    .reason = kk_cli_text (cli, "reason"),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_recall (app, &plan, &error);
  if (items != NULL)
    kk_cli_say (cli, _ ("The next sync asks for it. A request stays open until the recipient says "
                        "that it was erased, or on which ground it is kept."));
  return show (cli, items, error);
}

static gboolean
list (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_recall_list (app, kk_cli_text (cli, "case"), &error);
  return show (cli, items, error);
}

static gboolean
answer (KkCli *cli)
{
  const char *row = kk_cli_text (cli, "keep");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app;

  if (row != NULL && kk_cli_is_set (cli, "erase"))
    return kk_cli_complain_usage (cli, _ ("Either --erase or --keep, not both."));
  if (row == NULL && !kk_cli_is_set (cli, "erase"))
    return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER,
                            _ ("You have to choose: erase it, or keep it on a legal ground of "
                               "your own."),
                            _ ("Give --erase, or --keep with the number of the row of law."));
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  if (!kk_app_recall_answer (app, kk_cli_argument (cli, 0), row, &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, row != NULL ? _ ("It stays here. The next sync tells who asked on which ground.")
                               : _ ("It was erased here. The next sync tells who asked, and asks "
                                    "everybody to whom you passed it on."));
  items = kk_app_recall_list (app, NULL, &error);
  return show (cli, items, error);
}

static const KkCliArgument recall_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption recall_options[] = {
  { "reason", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("TEXT"),
    N_ ("Why; it stays in the journal of the case") },
  { "record", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("Only this record, as “case show” names it") },
  { "field", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("NAME"), N_ ("Only this field") },
  { "to", KK_CLI_TEXT, 0, N_ ("RECIPIENT"), N_ ("Only from this recipient") },
  { "corrected", KK_CLI_FLAG, 0, NULL,
    N_ ("Only values that were corrected since; sharing goes on") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption list_options[] = {
  { "case", KK_CLI_TEXT, 0, N_ ("REFERENCE"), N_ ("Only this case") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument answer_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0,
    N_ ("The request, as “recall list” names it; or a case, for all that is open in it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption answer_options[] = {
  { "erase", KK_CLI_FLAG, 0, NULL, N_ ("Erase it here, and where you passed it on") },
  { "keep", KK_CLI_TEXT, 0, N_ ("ROW"), N_ ("Keep it on this row of law") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_recall_commands[] = {
  { "share recall", recall, N_ ("Ask back what was shared"), recall_options, recall_arguments },
  { "recall list", list, N_ ("List what is asked back, by you and of you"), list_options, NULL },
  { "recall answer", answer, N_ ("Answer a request to erase something"), answer_options,
    answer_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
