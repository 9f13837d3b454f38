/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Measures: the catalogue of the region, and measures in a case. */

#include "app/casework/kk-app-measure.h"
#include "app/kk-app-label.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

static GPtrArray *
list_tracks (const KkMeasure *measure)
{
  GPtrArray *tracks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < KK_N_TRACKS; i++) {
    if (measure->tracks & (1u << i))
      g_ptr_array_add (tracks, g_strdup (kk_track_text ((KkTrack) i)));
  }
  return tracks;
}

/* The catalogue. */

static void
add_measure (JsonBuilder *builder, const KkMeasure *measure)
{
  g_autoptr (GPtrArray) tracks = list_tracks (measure);

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", measure->id);
  kk_cli_json_text (builder, "kind", measure->kind);
  kk_cli_json_text (builder, "name", measure->name);
  kk_cli_json_text (builder, "law", measure->law);
  kk_cli_json_text (builder, "body", measure->body);
  kk_cli_json_text (builder, "hat",
                    measure->hat != KK_HAT_NONE ? kk_hat_text (measure->hat) : NULL);
  kk_cli_json_number (builder, "days", measure->days);
  kk_cli_json_text (builder, "evidence", measure->evidence);
  kk_cli_json_texts (builder, "tracks", tracks);
  kk_cli_json_text (builder, "source", measure->source);
  kk_cli_json_close_object (builder);
}

static void
print_catalogue_json (KkCli *cli, const KkMeasureCatalogue *catalogue)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "version", catalogue->version);
  kk_cli_json_open_array (builder, "measures");
  for (guint i = 0; i < catalogue->measures->len; i++)
    add_measure (builder, catalogue->measures->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_catalogue_text (KkCli *cli, const KkMeasureCatalogue *catalogue)
{
  const char *const headings[] = { _ ("Number"), _ ("Measure"), _ ("Legal base"), _ ("Who decides"),
                                   _ ("Tracks") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  kk_cli_printf (cli, _ ("Measures, version %s"), catalogue->version);
  for (guint i = 0; i < catalogue->measures->len; i++) {
    const KkMeasure *measure = catalogue->measures->pdata[i];
    g_autoptr (GPtrArray) tracks = list_tracks (measure);
    g_autofree char *names = kk_cli_text_join (tracks);

    kk_cli_table_add (
        table, (const char *[]){ measure->id, measure->name, measure->law, measure->body, names });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
print_catalogue (KkCli *cli, const KkMeasureCatalogue *catalogue, const GError *error)
{
  if (catalogue == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_catalogue_json (cli, catalogue);
  else
    print_catalogue_text (cli, catalogue);
  return TRUE;
}

static gboolean
show_catalogue (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkMeasureCatalogue) catalogue = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  catalogue = kk_app_measure_catalogue (app, &error);
  return print_catalogue (cli, catalogue, error);
}

static gboolean
lint_catalogue (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = kk_cli_read_file (cli, kk_cli_argument (cli, 0));
  g_autoptr (KkMeasureCatalogue) catalogue = NULL;

  if (file == NULL)
    return FALSE;
  catalogue = kk_app_measure_lint (file, &error);
  return print_catalogue (cli, catalogue, error);
}

static gboolean
import_catalogue (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = kk_cli_read_file (cli, kk_cli_argument (cli, 0));
  g_autoptr (KkMeasureCatalogue) catalogue = NULL;
  KkApp *app = file != NULL ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  if (!kk_app_measure_import (app, file, &error))
    return kk_cli_fail (cli, error);
  catalogue = kk_app_measure_catalogue (app, &error);
  return print_catalogue (cli, catalogue, error);
}

/* Measures in a case. */

static void
add_item (JsonBuilder *builder, gconstpointer data)
{
  const KkMeasureItem *item = data;

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "measure", item->measure);
  kk_cli_json_text (builder, "kind", item->kind);
  kk_cli_json_text (builder, "name", item->name);
  kk_cli_json_text (builder, "law", item->law);
  kk_cli_json_text (builder, "body", item->body);
  kk_cli_json_text (builder, "track", item->track);
  kk_cli_json_text (builder, "start", item->start);
  kk_cli_json_text (builder, "end", item->end);
  kk_cli_json_text (builder, "evidence", item->evidence);
  kk_cli_json_text (builder, "outcome", item->outcome);
  kk_cli_json_text (builder, "owner", item->owner);
  kk_cli_json_close_object (builder);
}

static void
print_items_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("Measure"), _ ("Legal base"), _ ("From"), _ ("Until"),
                                   _ ("What came of it") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, _ ("There are no measures in this case. “measure start” begins one."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkMeasureItem *item = items->pdata[i];
    const char *name = item->name;
    g_autofree char *start = kk_cli_text_value (item->start);
    g_autofree char *end = kk_cli_text_value (item->end);

    if (name == NULL && item->kind != NULL)
      name = kk_app_label_code ("nl_MeasureKind", item->kind);
    kk_cli_table_add (table,
                      (const char *[]){ name, item->law, start, end,
                                        item->outcome != NULL ? item->outcome : _ ("runs") });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
print_items (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_measure_list (app, kk_cli_argument (cli, 0), &error);

  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "measures", items, add_item);
  else
    print_items_text (cli, items);
  return TRUE;
}

static gboolean
list_measures (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_items (cli, app);
}

static gboolean
start_measure (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  KkMeasurePlan plan = { .case_ = kk_cli_argument (cli, 0), .measure = kk_cli_argument (cli, 1) };
  KkApp *app = kk_cli_open (cli);

  plan.person = kk_cli_text (cli, "person");
  plan.organisation = kk_cli_text (cli, "company");
  plan.track = kk_cli_text (cli, "track");
  plan.start = kk_cli_text (cli, "on");
  plan.until = kk_cli_text (cli, "until");
  plan.evidence = kk_cli_text (cli, "evidence");
  if (app == NULL)
    return FALSE;
  id = kk_app_measure_start (app, &plan, &error);
  return id != NULL ? print_items (cli, app) : kk_cli_fail (cli, error);
}

static gboolean
end_measure (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  return kk_app_measure_end (app, kk_cli_argument (cli, 0), kk_cli_argument (cli, 1),
                             kk_cli_text (cli, "outcome"), kk_cli_text (cli, "on"), &error)
             ? print_items (cli, app)
             : kk_cli_fail (cli, error);
}

#define CASE_ARGUMENT                                         \
  {                                                           \
    N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") \
  }
#define ON_OPTION                                                              \
  {                                                                            \
    "on", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day of it; today unless told") \
  }

static const KkCliOption start_options[] = {
  { "person", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("About whom, as “person list” names it") },
  { "company", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("About which company, as “case show” names it") },
  { "track", KK_CLI_TEXT, 0, N_ ("TRACK"),
    N_ ("The track that uses it: zorg, straf or ondermijning") },
  ON_OPTION,
  { "until", KK_CLI_TEXT, 0, N_ ("DATE"),
    N_ ("The last day; as long as the catalogue says unless told") },
  { "evidence", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What it rests on in this case") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliOption end_options[] = {
  { "outcome", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What came of it") },
  ON_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};
static const KkCliArgument case_arguments[] = { CASE_ARGUMENT, { NULL, KK_CLI_FLAG, 0, NULL } };
static const KkCliArgument start_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("MEASURE"), KK_CLI_TEXT, 0, N_ ("Its number in the catalogue, such as M10") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument end_arguments[] = {
  CASE_ARGUMENT,
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("The measure, as “measure list --json” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument file_arguments[] = {
  { N_ ("FILE.csv"), KK_CLI_FILE, 0, N_ ("The file with the measures") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_measure_commands[] = {
  { "measure catalogue", show_catalogue,
    N_ ("Show which measures there are, with their legal base and who decides"), NULL, NULL },
  { "measure lint", lint_catalogue, N_ ("Check a file of measures, without a vault"), NULL,
    file_arguments },
  { "measure import", import_catalogue, N_ ("Use the measures of the region from now on"), NULL,
    file_arguments },
  { "measure list", list_measures, N_ ("Show the measures in a case"), NULL, case_arguments },
  { "measure start", start_measure, N_ ("Begin a measure in a case"), start_options,
    start_arguments },
  { "measure end", end_measure, N_ ("End a measure, with what came of it"), end_options,
    end_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
