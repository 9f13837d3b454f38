/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The route of a case: moves, and tracks with their milestones. Each command answers with the route as it is then. */

#include "app/casework/kk-app-route.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-route-private.h"

#include <glib/gi18n.h>

/* Commands. */

static gboolean
print_route (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRouteView) view = kk_app_route_show (app, kk_cli_argument (cli, 0), &error);

  if (view == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    kk_cli_route_print_json (cli, view);
  else
    kk_cli_route_print_text (cli, view);
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
