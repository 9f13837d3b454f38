/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The assessment and monitoring table: agenda, contributions, decisions, progress. */

#include "app/casework/kk-app-table.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-route-private.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* JSON. */

static void
add_contributions (JsonBuilder *builder, const GPtrArray *contributions)
{
  kk_cli_json_open_array (builder, "contributions");
  for (guint i = 0; i < contributions->len; i++) {
    const KkContribution *contribution = contributions->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "organisation", contribution->organisation);
    kk_cli_json_text (builder, "date", contribution->date);
    kk_cli_json_text (builder, "text", contribution->text);
    kk_cli_json_flag (builder, "own", contribution->own);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
add_item (JsonBuilder *builder, gconstpointer data)
{
  const KkAgendaItem *item = data;

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "reference", item->reference);
  kk_cli_json_flag (builder, "own", item->own);
  kk_cli_json_text (builder, "step", item->step);
  kk_cli_json_text (builder, "question", item->question);
  kk_cli_json_text (builder, "municipality", item->municipality);
  kk_cli_json_text (builder, "since", item->since);
  kk_cli_json_number (builder, "days", item->days);
  kk_cli_json_text (builder, "from", item->from);
  add_contributions (builder, item->contributions);
  kk_cli_json_texts (builder, "missing", item->missing);
  kk_cli_json_open_array (builder, "decided");
  for (guint i = 0; i < item->decided->len; i++)
    kk_cli_route_add_decision (builder, item->decided->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_number (builder, "open_tracks", item->open_tracks);
  kk_cli_json_number (builder, "overdue", item->overdue);
  kk_cli_json_text (builder, "next_due", item->next_due);
  kk_cli_json_close_object (builder);
}

/* Text. */

static const char *
label_question (const KkAgendaItem *item)
{
  if (strcmp (item->question, "weigh") == 0)
    return _ ("Does it fit the table?");
  return strcmp (item->question, "decide") == 0 ? _ ("Which tracks?") : _ ("How far is it?");
}

/* (transfer full) */
static char *
describe_state (const KkAgendaItem *item)
{
  if (item->overdue > 0)
    return g_strdup_printf (
        ngettext ("%u milestone overdue", "%u milestones overdue", item->overdue), item->overdue);
  if (item->missing->len > 0 && strcmp (item->question, "monitor") != 0)
    return g_strdup_printf (ngettext ("nothing yet from %u participant",
                                      "nothing yet from %u participants", item->missing->len),
                            item->missing->len);
  return g_strdup ("");
}

static void
print_agenda_text (KkCli *cli, const GPtrArray *list)
{
  const char *const headings[] = { _ ("Case"), _ ("Question"), _ ("Days"), _ ("From"),
                                   _ ("State") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (list->len == 0) {
    kk_cli_say (cli, _ ("There are no cases on the agenda."));
    return;
  }
  for (guint i = 0; i < list->len; i++) {
    const KkAgendaItem *item = list->pdata[i];
    g_autofree char *days = g_strdup_printf ("%u", item->days);
    g_autofree char *state = describe_state (item);

    kk_cli_table_add (
        table, (const char *[]){ item->reference, label_question (item), days, item->from, state });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static void
print_item_text (KkCli *cli, const KkAgendaItem *item)
{
  g_autofree char *step = kk_cli_route_label_step (item->step);
  g_autofree char *missing = kk_cli_text_join (item->missing);

  kk_cli_printf (cli, "%s: %s", item->reference, step);
  for (guint i = 0; i < item->contributions->len; i++) {
    const KkContribution *contribution = item->contributions->pdata[i];
    g_autofree char *day = kk_cli_text_value (contribution->date);
    g_autofree char *text =
        kk_cli_text_tame (contribution->text != NULL ? contribution->text : _ ("(not shared)"));
    g_autoptr (GPtrArray) lines = kk_cli_text_wrap (text, KK_CLI_WIDTH - 2);

    /* Translators: %s is an organisation, then a day. */
    kk_cli_printf (cli, _ ("Contribution of %s, %s:"), contribution->organisation, day);
    for (guint line = 0; line < lines->len; line++)
      kk_cli_printf (cli, "  %s", (const char *) lines->pdata[line]);
  }
  if (item->missing->len > 0)
    /* Translators: %s is a list of desks. */
    kk_cli_printf (cli, _ ("Nothing yet from: %s"), missing);
}

/* Commands. */

static gboolean
show_agenda (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  list = kk_app_table_agenda (app, &error);
  if (list == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "agenda", list, add_item);
  else
    print_agenda_text (cli, list);
  return TRUE;
}

static gboolean
print_case (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_agenda_item_free);
  KkAgendaItem *item = kk_app_table_show (app, kk_cli_argument (cli, 0), &error);

  if (item == NULL)
    return kk_cli_fail (cli, error);
  g_ptr_array_add (list, item);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "agenda", list, add_item);
  else
    print_item_text (cli, item);
  return TRUE;
}

static gboolean
show_case (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_case (cli, app);
}

static gboolean
contribute (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkCategories categories = 0;
  KkApp *app;

  if (kk_cli_is_set (cli, "category") && !kk_cli_parse_categories (cli, "category", &categories))
    return FALSE;
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  return kk_app_table_contribute (app, kk_cli_argument (cli, 0), kk_cli_argument (cli, 1),
                                  categories, &error)
             ? print_case (cli, app)
             : kk_cli_fail (cli, error);
}

static void
free_task (gpointer data)
{
  KkTableTask *task = data;

  g_free (task->title);
  g_free (task->due);
  g_free (task);
}

/* (transfer full): "TASK" or "TASK=DATE", each. */
static GPtrArray *
read_tasks (KkCli *cli)
{
  const GPtrArray *texts = kk_cli_texts (cli, "task");
  GPtrArray *tasks = g_ptr_array_new_with_free_func (free_task);

  for (guint i = 0; texts != NULL && i < texts->len; i++) {
    const char *text = texts->pdata[i];
    const char *day = strrchr (text, '=');
    KkTableTask *task = g_new0 (KkTableTask, 1);

    task->title = day != NULL ? g_strndup (text, (gsize) (day - text)) : g_strdup (text);
    task->due = day != NULL ? g_strdup (day + 1) : NULL;
    g_ptr_array_add (tasks, task);
  }
  return tasks;
}

static gboolean
decide (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = read_tasks (cli);
  KkTableDecision decision = { .case_ = kk_cli_argument (cli, 0), .tasks = tasks };
  KkApp *app = kk_cli_open (cli);

  decision.rejected = kk_cli_is_set (cli, "rejected");
  decision.tracks = kk_cli_texts (cli, "track");
  decision.participants = kk_cli_texts (cli, "to");
  decision.positions = kk_cli_texts (cli, "position");
  decision.motivation = kk_cli_text (cli, "reason");
  decision.dissent = kk_cli_text (cli, "dissent");
  if (app == NULL)
    return FALSE;
  return kk_app_table_decide (app, &decision, &error) ? print_case (cli, app)
                                                      : kk_cli_fail (cli, error);
}

static void
print_progress_json (KkCli *cli, const GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "cases");
  for (guint i = 0; i < list->len; i++) {
    const KkRouteView *view = list->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "reference", view->reference);
    kk_cli_json_open_array (builder, "tracks");
    for (guint track = 0; track < view->tracks->len; track++)
      kk_cli_route_add_track (builder, view->tracks->pdata[track]);
    kk_cli_json_close_array (builder);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_progress_text (KkCli *cli, const GPtrArray *list)
{
  if (list->len == 0)
    kk_cli_say (cli, _ ("There are no cases at the table."));
  for (guint i = 0; i < list->len; i++) {
    const KkRouteView *view = list->pdata[i];

    kk_cli_print (cli, view->reference);
    if (view->tracks->len == 0)
      kk_cli_print (cli, _ ("No track has begun."));
    for (guint track = 0; track < view->tracks->len; track++)
      kk_cli_route_print_track (cli, view->tracks->pdata[track]);
  }
}

static gboolean
show_progress (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  list = kk_app_table_progress (app, &error);
  if (list == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_progress_json (cli, list);
  else
    print_progress_text (cli, list);
  return TRUE;
}

#define CASE_ARGUMENT                                         \
  {                                                           \
    N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") \
  }

static const KkCliArgument case_arguments[] = { CASE_ARGUMENT, { NULL, KK_CLI_FLAG, 0, NULL } };
static const KkCliArgument contribute_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("TEXT"), KK_CLI_TEXT, 0, N_ ("What the table needs to know, and no more") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliOption contribute_options[] = {
  { "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CATEGORY"),
    N_ ("What the text holds, such as GEW-HULP; without it, it cannot be shared") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliOption decide_options[] = {
  { "rejected", KK_CLI_FLAG, 0, NULL, N_ ("The case does not fit; the table keeps nothing of it") },
  { "track", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("TRACK"), N_ ("zorg, straf or ondermijning") },
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why the table decides this") },
  { "position", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("TEXT"),
    N_ ("Position of a participant, such as “POL: for”") },
  { "dissent", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What those say who think otherwise") },
  { "task", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("TASK=DATE"), N_ ("Task that comes of it") },
  { "to", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("RECIPIENT"),
    N_ ("Desk that takes part, besides those that did before") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_weighing_commands[] = {
  { "table agenda", show_agenda, N_ ("Show the cases that are put before the table or at it"), NULL,
    NULL },
  { "table show", show_case, N_ ("Show what participants brought for a case, and who did not yet"),
    NULL, case_arguments },
  { "table contribute", contribute,
    N_ ("Write what your desk brings to the table; “share send” gives it to the table"),
    contribute_options, contribute_arguments },
  { "table decide", decide,
    N_ ("Sign the decision of the table, move the case, begin its tracks and tasks"),
    decide_options, case_arguments },
  { "table progress", show_progress, N_ ("Show how far the tracks of each case at the table are"),
    NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
