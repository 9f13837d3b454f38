/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The route of a case as JSON and as text. */

#include "cli/kk-cli-route-private.h"

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

void
kk_cli_route_add_decision (JsonBuilder *builder, const KkDecisionItem *item)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "gate", item->gate);
  kk_cli_json_text (builder, "result", item->result);
  kk_cli_json_text (builder, "date", item->date);
  kk_cli_json_text (builder, "issuer", item->issuer);
  kk_cli_json_close_object (builder);
}

void
kk_cli_route_add_track (JsonBuilder *builder, const KkTrackItem *item)
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

void
kk_cli_route_print_json (KkCli *cli, const KkRouteView *view)
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
    kk_cli_route_add_decision (builder, view->decisions->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "tracks");
  for (guint i = 0; i < view->tracks->len; i++)
    kk_cli_route_add_track (builder, view->tracks->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* Text. */

/* (transfer full): "S30 Put before the table". */
char *
kk_cli_route_label_step (const char *step)
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
    g_autofree char *to = kk_cli_route_label_step (item->to);
    g_autofree char *reason =
        g_strjoin (" ", item->gate != NULL ? item->gate : "",
                   item->reason != NULL ? item->reason : "", describe_status (item->status), NULL);

    kk_cli_table_add (
        table, (const char *[]){ day, item->from, to, item->organisation, g_strstrip (reason) });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

void
kk_cli_route_print_track (KkCli *cli, const KkTrackItem *item)
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
    g_autofree char *to = kk_cli_route_label_step (option->to);
    g_autoptr (GPtrArray) lines = NULL;

    kk_cli_printf (cli, "  %s %s", kk_cli_text_mark (option->possible ? "send" : "withhold"), to);
    if (option->missing == NULL)
      continue;
    lines = kk_cli_text_wrap (option->missing, KK_CLI_WIDTH - 6);
    for (guint line = 0; line < lines->len; line++)
      kk_cli_printf (cli, "      %s", (const char *) lines->pdata[line]);
  }
}

void
kk_cli_route_print_text (KkCli *cli, const KkRouteView *view)
{
  g_autofree char *step = kk_cli_route_label_step (view->step);

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
    kk_cli_route_print_track (cli, view->tracks->pdata[i]);
  print_options (cli, view->options);
}
