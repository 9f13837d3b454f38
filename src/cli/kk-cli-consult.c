/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Asking partners, and answering them. */

#include "app/casework/kk-app-consult.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* JSON. */

static void
add_answers (JsonBuilder *builder, const KkConsultItem *item)
{
  kk_cli_json_open_array (builder, "answers");
  for (guint i = 0; i < item->answers->len; i++) {
    const KkConsultAnswer *answer = item->answers->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "organisation", answer->organisation);
    kk_cli_json_text (builder, "text", answer->text);
    kk_cli_json_text (builder, "date", answer->date);
    kk_cli_json_flag (builder, "own", answer->own);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "waiting");
  for (guint i = 0; i < item->waiting->len; i++) {
    const KkConsultWaiting *waiting = item->waiting->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "desk", waiting->desk);
    kk_cli_json_texts (builder, "calls", waiting->calls);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
print_json (KkCli *cli, const GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "consultations");
  for (guint i = 0; i < list->len; i++) {
    const KkConsultItem *item = list->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", item->id);
    kk_cli_json_flag (builder, "own", item->own);
    kk_cli_json_text (builder, "kind", item->kind);
    kk_cli_json_text (builder, "question", item->question);
    kk_cli_json_text (builder, "meeting", item->meeting);
    kk_cli_json_text (builder, "asker", item->asker);
    kk_cli_json_text (builder, "case", item->case_);
    kk_cli_json_text (builder, "asked", item->asked);
    kk_cli_json_text (builder, "due", item->due);
    kk_cli_json_text (builder, "keep_until", item->keep_until);
    kk_cli_json_text (builder, "state", item->state);
    add_answers (builder, item);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* Text. */

static void
print_indented (KkCli *cli, const char *indent, const char *text)
{
  g_autofree char *tame = kk_cli_text_tame (text);
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (tame, KK_CLI_WIDTH - strlen (indent));

  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "%s%s", indent, (const char *) lines->pdata[i]);
}

static void
print_wrapped (KkCli *cli, const char *text)
{
  print_indented (cli, "  ", text);
}

static const char *
label_state (const char *state)
{
  if (strcmp (state, "open") == 0)
    return _ ("open");
  if (strcmp (state, "overdue") == 0)
    return _ ("overdue");
  return strcmp (state, "answered") == 0 ? _ ("answered") : _ ("closed");
}

static void
print_item (KkCli *cli, const KkConsultItem *item)
{
  g_autofree char *kind = kk_cli_label_value ("nl_ConsultationKind", NULL, item->kind);
  g_autofree char *due = kk_cli_text_value (item->due);

  /* Translators: begin of an id, kind of question, organisation that asks, last day, state. */
  g_autofree char *head = g_strdup_printf (_ ("%.8s  %s of %s, answer before %s (%s)"), item->id,
                                           kind, item->asker, due, label_state (item->state));

  print_indented (cli, "", head);
  print_wrapped (cli, item->question != NULL ? item->question : _ ("(not shared)"));
  if (item->meeting != NULL)
    print_wrapped (cli, item->meeting);
  for (guint i = 0; i < item->answers->len; i++) {
    const KkConsultAnswer *answer = item->answers->pdata[i];
    g_autofree char *line = g_strdup_printf (
        "%s: %s", answer->organisation, answer->text != NULL ? answer->text : _ ("(not shared)"));

    print_wrapped (cli, line);
  }
  for (guint i = 0; i < item->waiting->len; i++) {
    const KkConsultWaiting *waiting = item->waiting->pdata[i];
    g_autofree char *calls = kk_cli_text_join (waiting->calls);
    /* Translators: %s is a desk, then names with phone numbers. */
    g_autofree char *line =
        waiting->calls->len > 0
            ? g_strdup_printf (_ ("No answer from %s. Call: %s"), waiting->desk, calls)
            : g_strdup_printf (_ ("No answer from %s."), waiting->desk);

    print_wrapped (cli, line);
  }
}

static void
print_text (KkCli *cli, const GPtrArray *list)
{
  if (list->len == 0)
    kk_cli_say (cli, _ ("There are no questions."));
  for (guint i = 0; i < list->len; i++)
    print_item (cli, list->pdata[i]);
}

/* Commands. */

static gboolean
print_list (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kk_app_consult_list (app, &error);

  if (list == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, list);
  else
    print_text (cli, list);
  return TRUE;
}

static gboolean
list_all (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_list (cli, app);
}

static gboolean
read_categories (KkCli *cli, KkCategories *categories)
{
  return !kk_cli_is_set (cli, "category") || kk_cli_parse_categories (cli, "category", categories);
}

static gboolean
ask (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  KkConsultPlan plan = { .question = kk_cli_argument (cli, 0) };
  KkApp *app;

  plan.case_ = kk_cli_text (cli, "case");
  plan.urgent = kk_cli_is_set (cli, "urgent");
  plan.due = kk_cli_text (cli, "due");
  plan.meeting = kk_cli_text (cli, "meeting");
  plan.to = kk_cli_texts (cli, "to");
  if (!read_categories (cli, &plan.categories) ||
      (kk_cli_is_set (cli, "purpose") && !kk_cli_parse_purpose (cli, &plan.purpose)))
    return FALSE;
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  id = kk_app_consult_ask (app, &plan, &error);
  return id != NULL ? print_list (cli, app) : kk_cli_fail (cli, error);
}

static gboolean
answer (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkCategories categories = 0;
  KkApp *app;

  if (!read_categories (cli, &categories))
    return FALSE;
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  return kk_app_consult_answer (app, kk_cli_argument (cli, 0), kk_cli_argument (cli, 1), categories,
                                &error)
             ? print_list (cli, app)
             : kk_cli_fail (cli, error);
}

static gboolean
escalate (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  return kk_app_consult_escalate (app, kk_cli_argument (cli, 0), kk_cli_argument (cli, 1), &error)
             ? print_list (cli, app)
             : kk_cli_fail (cli, error);
}

static gboolean
close_one (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  return kk_app_consult_close (app, kk_cli_argument (cli, 0), kk_cli_is_set (cli, "destroy"),
                               &error)
             ? print_list (cli, app)
             : kk_cli_fail (cli, error);
}

#define ID_ARGUMENT                                                          \
  {                                                                          \
    N_ ("QUESTION"), KK_CLI_TEXT, 0, N_ ("Id of the question, or its begin") \
  }
#define CATEGORY_OPTION                                         \
  {                                                             \
    "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CATEGORY"),  \
        N_ ("What the text holds; it names nobody unless told") \
  }

static const KkCliOption ask_options[] = {
  { "to", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("RECIPIENT"), N_ ("Whom you ask") },
  { "case", KK_CLI_TEXT, 0, N_ ("REFERENCE"),
    N_ ("The case that it is about; who is asked does not learn it") },
  { "urgent", KK_CLI_FLAG, 0, NULL, N_ ("An urgent meeting of several, at a distance") },
  { "meeting", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("When to meet, and the number or link") },
  { "due", KK_CLI_TEXT, 0, N_ ("DATE"),
    N_ ("Last day; in a week unless told, tomorrow if urgent") },
  { "purpose", KK_CLI_TEXT, 0, N_ ("PURPOSE"), N_ ("advies unless told") },
  CATEGORY_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliOption answer_options[] = { CATEGORY_OPTION,
                                              { NULL, KK_CLI_FLAG, 0, NULL, NULL } };
static const KkCliOption close_options[] = {
  { "destroy", KK_CLI_FLAG, 0, NULL, N_ ("Erase it here and ask the others to do so too") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliArgument ask_arguments[] = {
  { N_ ("TEXT"), KK_CLI_TEXT, 0, N_ ("What you want to know, without names") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument answer_arguments[] = {
  ID_ARGUMENT,
  { N_ ("TEXT"), KK_CLI_TEXT, 0, N_ ("Your answer, without names") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument escalate_arguments[] = {
  ID_ARGUMENT,
  { N_ ("RECIPIENT"), KK_CLI_TEXT, 0, N_ ("Whom you ask now") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument id_arguments[] = { ID_ARGUMENT, { NULL, KK_CLI_FLAG, 0, NULL } };

const KkCliCommand kk_cli_consult_commands[] = {
  { "consult ask", ask, N_ ("Ask partners something, sealed to each of them"), ask_options,
    ask_arguments },
  { "consult answer", answer, N_ ("Answer a question of a partner"), answer_options,
    answer_arguments },
  { "consult escalate", escalate, N_ ("Ask one more desk, because nobody answers"), NULL,
    escalate_arguments },
  { "consult close", close_one,
    N_ ("Keep question and answers in the file of the case, or destroy them"), close_options,
    id_arguments },
  { "consult list", list_all, N_ ("Show questions to and from partners, and who did not answer"),
    NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
