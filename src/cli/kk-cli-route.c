/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The route of a case: moves, and tracks with their milestones. Each command answers with the route as it is then. */

#include "app/kk-app-route.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* JSON. */

static void
add_move (JsonBuilder *builder, const KkMoveItem *item)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "from", item->from);
  kk_cli_json_text (builder, "to", item->to);
  kk_cli_json_text (builder, "date", item->date);
  kk_cli_json_text (builder, "hat", item->hat);
  kk_cli_json_text (builder, "organisation", item->organisation);
  kk_cli_json_text (builder, "gate", item->gate);
  kk_cli_json_text (builder, "reason", item->reason);
  kk_cli_json_text (builder, "status", item->status);
  kk_cli_json_close_object (builder);
}

static void
add_option (JsonBuilder *builder, const KkMoveOption *option)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "to", option->to);
  kk_cli_json_flag (builder, "possible", option->possible);
  kk_cli_json_text (builder, "missing", option->missing);
  kk_cli_json_close_object (builder);
}

static void
add_decision (JsonBuilder *builder, const KkDecisionItem *item)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "gate", item->gate);
  kk_cli_json_text (builder, "result", item->result);
  kk_cli_json_text (builder, "date", item->date);
  kk_cli_json_text (builder, "issuer", item->issuer);
  kk_cli_json_close_object (builder);
}

static void
add_track (JsonBuilder *builder, const KkTrackItem *item)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "kind", item->kind);
  kk_cli_json_text (builder, "director", item->director);
  kk_cli_json_text (builder, "progress", item->progress);
  kk_cli_json_text (builder, "start", item->start);
  kk_cli_json_text (builder, "end", item->end);
  kk_cli_json_text (builder, "organisation", item->organisation);
  kk_cli_json_flag (builder, "own", item->own);
  kk_cli_json_open_array (builder, "milestones");
  for (guint i = 0; i < item->milestones->len; i++) {
    const KkMilestoneItem *milestone = item->milestones->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", milestone->id);
    kk_cli_json_text (builder, "kind", milestone->kind);
    kk_cli_json_text (builder, "due", milestone->due);
    kk_cli_json_text (builder, "reached", milestone->reached);
    kk_cli_json_flag (builder, "overdue", milestone->overdue);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
}

static void
add_places (JsonBuilder *builder, const KkRouteView *view)
{
  kk_cli_json_open_object (builder, "municipalities");
  kk_cli_json_text (builder, "residence", view->residence);
  kk_cli_json_text (builder, "exploitation", view->exploitation);
  kk_cli_json_text (builder, "advertisement", view->advertisement);
  kk_cli_json_text (builder, "found", view->found);
  kk_cli_json_text (builder, "responsible", view->responsible);
  kk_cli_json_flag (builder, "crosses_borders", view->crosses_borders);
  kk_cli_json_close_object (builder);
}

static void
print_json (KkCli *cli, const KkRouteView *view)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "reference", view->reference);
  kk_cli_json_text (builder, "organisation", view->organisation);
  kk_cli_json_flag (builder, "own", view->own);
  kk_cli_json_text (builder, "step", view->step);
  kk_cli_json_text (builder, "start", view->start);
  add_places (builder, view);
  kk_cli_json_open_array (builder, "moves");
  for (guint i = 0; i < view->moves->len; i++)
    add_move (builder, view->moves->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "options");
  for (guint i = 0; i < view->options->len; i++)
    add_option (builder, view->options->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "decisions");
  for (guint i = 0; i < view->decisions->len; i++)
    add_decision (builder, view->decisions->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "tracks");
  for (guint i = 0; i < view->tracks->len; i++)
    add_track (builder, view->tracks->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* Text. */

/* (transfer full): "S30 Put before the table". */
static char *
label_step (const char *step)
{
  g_autofree char *label = step != NULL ? kk_cli_label_value ("nl_Stage", NULL, step) : NULL;

  return step != NULL ? g_strdup_printf ("%s %s", step, label) : g_strdup ("");
}

static void
print_places (KkCli *cli, const KkRouteView *view)
{
  const struct {
    const char *label;
    const char *name;
  } places[] = { { _ ("Residence"), view->residence },
                 { _ ("Exploitation"), view->exploitation },
                 { _ ("Advertisement"), view->advertisement },
                 { _ ("Found"), view->found },
                 { _ ("Responsible"), view->responsible } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *name = places[i].name != NULL ? kk_cli_text_tame (places[i].name) : NULL;

    if (name != NULL)
      kk_cli_printf (cli, "%s: %s", places[i].label, name);
  }
  if (view->crosses_borders)
    kk_cli_print (cli, _ ("This case touches more than one municipality."));
}

static const char *
describe_status (const char *status)
{
  if (strcmp (status, "fits") == 0)
    return "";
  if (strcmp (status, "fork") == 0)
    return _ ("moved twice at once");
  return strcmp (status, "broken") == 0 ? _ ("does not follow") : _ ("not in the route");
}

static void
print_moves (KkCli *cli, const GPtrArray *moves)
{
  const char *const headings[] = { _ ("Day"), _ ("From"), _ ("To"), _ ("By"), _ ("Reason") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (moves->len == 0)
    return;
  for (guint i = 0; i < moves->len; i++) {
    const KkMoveItem *item = moves->pdata[i];
    g_autofree char *day = kk_cli_text_value (item->date);
    g_autofree char *to = label_step (item->to);
    g_autofree char *reason =
        g_strjoin (" ", item->gate != NULL ? item->gate : "",
                   item->reason != NULL ? item->reason : "", describe_status (item->status), NULL);

    kk_cli_table_add (
        table, (const char *[]){ day, item->from, to, item->organisation, g_strstrip (reason) });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static void
print_track (KkCli *cli, const KkTrackItem *item)
{
  g_autofree char *kind = kk_cli_label_value ("nl_TrackKind", NULL, item->kind);
  g_autofree char *progress = kk_cli_label_value ("nl_TrackProgress", NULL, item->progress);

  /* Translators: name of a track, task of its director, its organisation, how far it is. */
  kk_cli_printf (cli, _ ("Track %s (director %s, file of %s): %s"), kind, item->director,
                 item->organisation, progress);
  for (guint i = 0; i < item->milestones->len; i++) {
    const KkMilestoneItem *milestone = item->milestones->pdata[i];
    g_autofree char *name = kk_cli_label_value ("nl_MilestoneKind", NULL, milestone->kind);
    g_autofree char *due = kk_cli_text_value (milestone->due);
    g_autofree char *reached = kk_cli_text_value (milestone->reached);

    if (milestone->reached != NULL)
      kk_cli_printf (cli, _ ("  %s: reached on %s"), name, reached);
    else if (milestone->due == NULL)
      kk_cli_printf (cli, _ ("  %s: no day chosen"), name);
    else
      kk_cli_printf (cli, milestone->overdue ? _ ("  %s: overdue since %s") : _ ("  %s: due %s"),
                     name, due);
  }
}

static void
print_options (KkCli *cli, const GPtrArray *options)
{
  if (options->len > 0)
    kk_cli_print (cli, _ ("Where it can go:"));
  for (guint i = 0; i < options->len; i++) {
    const KkMoveOption *option = options->pdata[i];
    g_autofree char *to = label_step (option->to);
    g_autoptr (GPtrArray) lines = NULL;

    kk_cli_printf (cli, "  %s %s", kk_cli_text_mark (option->possible ? "send" : "withhold"), to);
    if (option->missing == NULL)
      continue;
    lines = kk_cli_text_wrap (option->missing, KK_CLI_WIDTH - 6);
    for (guint line = 0; line < lines->len; line++)
      kk_cli_printf (cli, "      %s", (const char *) lines->pdata[line]);
  }
}

static void
print_text (KkCli *cli, const KkRouteView *view)
{
  g_autofree char *step = label_step (view->step);

  kk_cli_printf (cli, "%s: %s", view->reference, step);
  print_places (cli, view);
  print_moves (cli, view->moves);
  for (guint i = 0; i < view->decisions->len; i++) {
    const KkDecisionItem *item = view->decisions->pdata[i];
    g_autofree char *gate = kk_cli_label_value ("nl_Gate", NULL, item->gate);
    g_autofree char *result = kk_cli_label_value ("nl_GateResult", NULL, item->result);
    g_autofree char *day = kk_cli_text_value (item->date);

    kk_cli_printf (cli, "%s: %s (%s, %s)", gate, result, day, item->issuer);
  }
  for (guint i = 0; i < view->tracks->len; i++)
    print_track (cli, view->tracks->pdata[i]);
  print_options (cli, view->options);
}

/* Commands. */

static gboolean
print_route (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRouteView) view = kk_app_route_show (app, kk_cli_argument (cli, 0), &error);

  if (view == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, view);
  else
    print_text (cli, view);
  return TRUE;
}

static gboolean
show_route (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_route (cli, app);
}

static gboolean
move_case (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkMovePlan plan = { .case_ = kk_cli_argument (cli, 0), .to = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.reason = kk_cli_text (cli, "reason");
  plan.date = kk_cli_text (cli, "on");
  if (app == NULL)
    return FALSE;
  return kk_app_route_move (app, &plan, &error) ? print_route (cli, app) : kk_cli_fail (cli, error);
}

static gboolean
start_track (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkTrackPlan plan = { .case_ = kk_cli_argument (cli, 0), .kind = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.date = kk_cli_text (cli, "on");
  if (app == NULL)
    return FALSE;
  return kk_app_track_start (app, &plan, &error) ? print_route (cli, app)
                                                 : kk_cli_fail (cli, error);
}

static gboolean
set_milestone (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkMilestonePlan plan = { .case_ = kk_cli_argument (cli, 0), .track = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.kind = kk_cli_argument (cli, 2);
  plan.due = kk_cli_text (cli, "due");
  plan.reached = kk_cli_text (cli, "reached");
  plan.note = kk_cli_text (cli, "note");
  if (app == NULL)
    return FALSE;
  return kk_app_track_milestone (app, &plan, &error) ? print_route (cli, app)
                                                     : kk_cli_fail (cli, error);
}

typedef gboolean (*ChangeTrack) (KkApp *app, const KkTrackChange *change, GError **error);

static gboolean
change_track (KkCli *cli, const char *progress, ChangeTrack change_it)
{
  g_autoptr (GError) error = NULL;
  KkTrackChange change = { .case_ = kk_cli_argument (cli, 0), .track = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  change.progress = progress;
  change.reason = kk_cli_text (cli, "reason");
  change.date = kk_cli_text (cli, "on");
  if (app == NULL)
    return FALSE;
  return change_it (app, &change, &error) ? print_route (cli, app) : kk_cli_fail (cli, error);
}

static gboolean
progress_track (KkCli *cli)
{
  return change_track (cli, kk_cli_argument (cli, 2), kk_app_track_progress);
}

static gboolean
close_track (KkCli *cli)
{
  return change_track (cli, kk_cli_is_set (cli, "stopped") ? "stopped" : "done",
                       kk_app_track_close);
}

#define CASE_ARGUMENT                                         \
  {                                                           \
    N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") \
  }
#define TRACK_ARGUMENT                                               \
  {                                                                  \
    N_ ("TRACK"), KK_CLI_TEXT, 0, N_ ("zorg, straf or ondermijning") \
  }
#define END_ARGUMENTS          \
  {                            \
    NULL, KK_CLI_FLAG, 0, NULL \
  }
#define ON_OPTION                                                              \
  {                                                                            \
    "on", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day of it; today unless told") \
  }
#define END_OPTIONS                  \
  {                                  \
    NULL, KK_CLI_FLAG, 0, NULL, NULL \
  }

static const KkCliArgument case_arguments[] = { CASE_ARGUMENT, END_ARGUMENTS };

static const KkCliArgument move_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("STEP"), KK_CLI_TEXT, 0, N_ ("The step it goes to, such as S20") },
  END_ARGUMENTS,
};

static const KkCliOption move_options[] = {
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why; some moves need it") },
  ON_OPTION,
  END_OPTIONS,
};

static const KkCliArgument track_arguments[] = { CASE_ARGUMENT, TRACK_ARGUMENT, END_ARGUMENTS };

static const KkCliOption start_options[] = { ON_OPTION, END_OPTIONS };

static const KkCliArgument milestone_arguments[] = {
  CASE_ARGUMENT,
  TRACK_ARGUMENT,
  { N_ ("MILESTONE"), KK_CLI_TEXT, 0,
    N_ ("accepted, first-contact, picture, plan, started, halfway, decision, handed-over, result "
        "or finished") },
  END_ARGUMENTS,
};

static const KkCliOption milestone_options[] = {
  { "due", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day on which it has to be reached") },
  { "reached", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day on which it was reached") },
  { "note", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Explanation, which stays at your desk") },
  END_OPTIONS,
};

static const KkCliArgument progress_arguments[] = {
  CASE_ARGUMENT,
  TRACK_ARGUMENT,
  { N_ ("PROGRESS"), KK_CLI_TEXT, 0, N_ ("planned, running or waiting") },
  END_ARGUMENTS,
};

static const KkCliOption progress_options[] = { END_OPTIONS };

static const KkCliOption close_options[] = {
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why it ends") },
  { "stopped", KK_CLI_FLAG, 0, NULL, N_ ("It was stopped; done unless told") },
  ON_OPTION,
  END_OPTIONS,
};

const KkCliCommand kk_cli_route_commands[] = {
  { "case route", show_route,
    N_ ("Show where a case stands, how it came there and where it can go"), NULL, case_arguments },
  { "case move", move_case, N_ ("Move a case to the next step of its route"), move_options,
    move_arguments },
  { "track start", start_track, N_ ("Start a track of a case: care, criminal or organised crime"),
    start_options, track_arguments },
  { "track milestone", set_milestone, N_ ("Set a milestone of a track, or record it as reached"),
    milestone_options, milestone_arguments },
  { "track progress", progress_track, N_ ("Say how far a track is"), progress_options,
    progress_arguments },
  { "track close", close_track, N_ ("Close a track, as its director"), close_options,
    track_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
