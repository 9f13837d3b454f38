/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Asking the register of legal bases. A check always answers in JSON: question and answer are one contract. */

#include "app/policy/kk-app-policy.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

static KkPolicyBook *
open_book (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkPolicyBook *book = kk_app_policy_open (kk_cli_text (cli, "register"), &error);

  if (book == NULL)
    kk_cli_fail (cli, error);
  return book;
}

/* Check. */

static gboolean
check_one (KkCli *cli, KkPolicyBook *book, GBytes *question)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = NULL;
  gsize size;
  const char *text = g_bytes_get_data (question, &size);

  decision = kk_app_policy_check (book, size > 0 ? text : "", (gssize) size, &error);
  if (decision == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_print (cli, decision);
  return TRUE;
}

static void
print_error (KkCli *cli, const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "error", message);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, FALSE);
}

static gboolean
check_line (KkCli *cli, KkPolicyBook *book, const char *line, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = kk_app_policy_check (book, line, (gssize) length, &error);

  if (decision == NULL)
    print_error (cli, error->message);
  else
    kk_cli_print (cli, decision);
  return decision != NULL;
}

static gboolean
complain_malformed (KkCli *cli, guint malformed)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("%u line was no question; the other lines were decided.",
                "%u lines were no questions; the other lines were decided.", malformed),
      malformed);

  return kk_cli_complain (cli, KK_APP_ERROR_USAGE, sentence,
                          _ ("The answer to such a line names what is wrong with it."));
}

static gboolean
check_batch (KkCli *cli, KkPolicyBook *book, GBytes *questions)
{
  gsize size;
  const char *at = g_bytes_get_data (questions, &size);
  const char *end = at != NULL ? at + size : NULL;
  guint malformed = 0;

  while (at != end) {
    const char *line_end = memchr (at, '\n', (gsize) (end - at));
    const char *stop = line_end != NULL ? line_end : end;

    if (!check_line (cli, book, at, (gsize) (stop - at)))
      malformed++;
    at = line_end != NULL ? line_end + 1 : end;
  }
  return malformed == 0 || complain_malformed (cli, malformed);
}

static gboolean
check (KkCli *cli)
{
  const char *facts = kk_cli_text (cli, "facts");
  const char *batch = kk_cli_text (cli, "batch");
  g_autoptr (GBytes) question = NULL;
  g_autoptr (KkPolicyBook) book = NULL;

  if ((facts == NULL) == (batch == NULL))
    return kk_cli_complain_usage (cli, _ ("This command needs either --facts or --batch."));
  question = kk_cli_read_file (cli, facts != NULL ? facts : batch);
  book = question != NULL ? open_book (cli) : NULL;
  if (book == NULL)
    return FALSE;
  return facts != NULL ? check_one (cli, book, question) : check_batch (cli, book, question);
}

/* List and show. */

static const char *
get_text (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, "");
}

static void
print_rows (KkCli *cli, JsonArray *rows)
{
  const char *const headings[] = { _ ("Rule"), _ ("Effect"), _ ("Article"), _ ("In short") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    kk_cli_table_add (table,
                      (const char *[]){ get_text (row, "id"),
                                        kk_app_policy_effect_words (get_text (row, "effect")),
                                        get_text (row, "article"), get_text (row, "short") });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

/* Rows that no jurist signed. */
static guint
count_drafts (JsonArray *rows)
{
  guint drafts = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    drafts += json_object_has_member (json_array_get_object_element (rows, i), "reviewer") ? 0 : 1;
  return drafts;
}

static void
print_drafts (KkCli *cli, guint drafts)
{
  if (drafts > 0)
    kk_cli_printf (cli,
                   ngettext ("%u rule is a draft: no jurist has signed it yet. This is not legal "
                             "advice.",
                             "%u rules are drafts: no jurist has signed them yet. This is not "
                             "legal advice.",
                             drafts),
                   drafts);
}

static gboolean
list (KkCli *cli)
{
  g_autoptr (KkPolicyBook) book = open_book (cli);
  g_autofree char *text = book != NULL ? kk_app_policy_list (book) : NULL;
  g_autoptr (JsonNode) rows = text != NULL ? json_from_string (text, NULL) : NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (rows == NULL)
    return FALSE;
  if (!kk_cli_is_json (cli)) {
    print_rows (cli, json_node_get_array (rows));
    print_drafts (cli, count_drafts (json_node_get_array (rows)));
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_number (builder, "drafts", count_drafts (json_node_get_array (rows)));
  json_builder_set_member_name (builder, "rows");
  json_builder_add_value (builder, g_steal_pointer (&rows));
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

#define LABEL_WIDTH 20

static void
print_labelled (KkCli *cli, const char *label, const char *text)
{
  g_autofree char *tame = kk_cli_text_tame (text);
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (tame, KK_CLI_WIDTH - LABEL_WIDTH);

  for (guint i = 0; *tame != '\0' && i < lines->len; i++) {
    const char *head = i == 0 ? label : "";

    kk_cli_printf (cli, "%s%*s%s", head, (int) (LABEL_WIDTH - kk_cli_text_width (head)), "",
                   (const char *) lines->pdata[i]);
  }
}

/* What the region signs is the row as it stands in its file; who signs it compares the codes. */
static void
print_row (KkCli *cli, KkPolicyBook *book, JsonObject *row)
{
  g_autoptr (GPtrArray) words = kk_app_policy_words (book, get_text (row, "id"));
  g_autoptr (GList) names = json_object_get_members (row);

  for (guint i = 0; i < words->len; i++) {
    const KkPolicyLine *line = words->pdata[i];

    print_labelled (cli, line->label, line->text);
  }
  kk_cli_print (cli, "");
  kk_cli_print (cli, _ ("The same in the codes of the register, for who reviews it:"));
  for (const GList *at = names; at != NULL; at = at->next)
    print_labelled (cli, at->data, get_text (row, at->data));
  kk_cli_print (cli, "");
}

static gboolean
show (KkCli *cli)
{
  const char *id = kk_cli_argument (cli, 0);
  g_autoptr (KkPolicyBook) book = open_book (cli);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) row = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (book == NULL)
    return FALSE;
  text = kk_app_policy_show (book, id);
  if (text == NULL)
    return kk_cli_complain_usage (cli, _ ("The register has no rule “%s”."), id);
  row = json_from_string (text, NULL);
  if (!kk_cli_is_json (cli)) {
    print_row (cli, book, json_node_get_object (row));
    print_drafts (cli, json_object_has_member (json_node_get_object (row), "reviewer") ? 0 : 1);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  json_builder_set_member_name (builder, "row");
  json_builder_add_value (builder, g_steal_pointer (&row));
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static const KkCliOption check_options[] = {
  { "facts", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("File with one question; - is the standard input") },
  { "batch", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("File with one question on each line") },
  { "register", KK_CLI_FOLDER, 0, N_ ("FOLDER"),
    N_ ("Register of legal bases, instead of the one that comes with the program") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption register_options[] = {
  { "register", KK_CLI_FOLDER, 0, N_ ("FOLDER"),
    N_ ("Register of legal bases, instead of the one that comes with the program") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument show_arguments[] = {
  { N_ ("RULE"), KK_CLI_TEXT, 0, N_ ("For instance WMO-5-2-6") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument lint_arguments[] = {
  { N_ ("FILE"), KK_CLI_FILE, 0, N_ ("For instance wmo-2015.register or region.profile") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_policy_commands[] = {
  { "policy check", check, N_ ("Ask whether fields may go to someone; no vault is needed"),
    check_options, NULL },
  { "policy list", list, N_ ("List the rules of the register of legal bases"), register_options,
    NULL },
  { "policy show", show, N_ ("Show one rule of the register of legal bases"), register_options,
    show_arguments },
  { "policy lint", kk_cli_policy_lint,
    N_ ("Try a file of the register, or a profile of a region, before it is signed"),
    register_options, lint_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
