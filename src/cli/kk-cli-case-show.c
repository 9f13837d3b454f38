/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-app-recall.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-recall-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_item (JsonBuilder *builder, gconstpointer data)
{
  const KkCaseItem *item = data;

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "reference", item->reference);
  kk_cli_json_text (builder, "stage", item->stage);
  kk_cli_json_text (builder, "municipality", item->municipality);
  kk_cli_json_text (builder, "owner", item->owner);
  kk_cli_json_number (builder, "conflicts", item->conflicts);
  kk_cli_json_flag (builder, "deleted", item->deleted);
  kk_cli_json_close_object (builder);
}

/* One case. */

void
kk_cli_case_add_versions (JsonBuilder *builder, const GPtrArray *versions)
{
  kk_cli_json_open_array (builder, "versions");
  for (guint i = 0; versions != NULL && i < versions->len; i++) {
    const KkFieldVersion *version = versions->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "value", version->value);
    kk_cli_json_text (builder, "organisation", version->organisation);
    kk_cli_json_text (builder, "person", version->person);
    kk_cli_json_time (builder, "time", version->time);
    kk_cli_json_flag (builder, "proposal", version->proposal);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
add_field (JsonBuilder *builder, const KkFieldView *field)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "name", field->name);
  kk_cli_json_text (builder, "element", field->element);
  kk_cli_json_text (builder, "value", field->value);
  kk_cli_json_texts (builder, "categories", field->categories);
  kk_cli_json_text (builder, "origin", field->origin);
  kk_cli_json_texts (builder, "rows", field->rows);
  kk_cli_json_text (builder, "returned", field->returned);
  kk_cli_json_flag (builder, "not_shared", field->not_shared);
  kk_cli_json_flag (builder, "conflict", field->conflict);
  kk_cli_case_add_versions (builder, field->versions);
  kk_cli_json_close_object (builder);
}

static void
print_case_json (KkCli *cli, const KkCaseView *view, const GPtrArray *recalls)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "cases");
  add_item (builder, view->item);
  kk_cli_json_close_array (builder);
  kk_cli_json_text (builder, "thread", view->thread);
  kk_cli_json_open_array (builder, "records");
  for (guint i = 0; i < view->records->len; i++) {
    const KkRecordView *record = view->records->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", record->id);
    kk_cli_json_text (builder, "type", record->type);
    kk_cli_json_text (builder, "role", record->role);
    kk_cli_json_text (builder, "owner", record->owner);
    kk_cli_json_open_array (builder, "fields");
    for (guint f = 0; f < record->fields->len; f++)
      add_field (builder, record->fields->pdata[f]);
    kk_cli_json_close_array (builder);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_recall_add (builder, recalls);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

void
kk_cli_case_print_versions (KkCli *cli, const char *field, const GPtrArray *versions)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++) {
    const KkFieldVersion *version = versions->pdata[i];
    g_autofree char *value = kk_cli_label_value (field, NULL, version->value);
    g_autofree char *time = kk_cli_text_time (version->time);
    g_autofree char *person = kk_cli_text_tame (version->person != NULL ? version->person : "");
    g_autofree char *mark = version->proposal ? g_strdup (_ (" (proposal)")) : g_strdup ("");

    kk_cli_printf (cli, "      %u. %s   [%s%s%s, %s]%s", i, value, version->organisation,
                   *person != '\0' ? ", " : "", person, time, mark);
  }
}

/* Where a field came from, as "organisation, rows"; "" for what was made here. */
static char *
dup_source (const KkFieldView *field)
{
  g_autofree char *rows = NULL;

  if (field->origin == NULL || field->rows->len == 0)
    return g_strdup ("");
  rows = kk_cli_text_join (field->rows);
  return g_strdup_printf ("%s, %s", field->origin, rows);
}

/* (nullable) (transfer full): the source of every field, when they have one in common. */
static char *
dup_common_source (const KkRecordView *record)
{
  g_autofree char *common = NULL;

  for (guint i = 0; i < record->fields->len; i++) {
    g_autofree char *source = dup_source (record->fields->pdata[i]);

    if (common != NULL && strcmp (common, source) != 0)
      return NULL;
    if (common == NULL)
      common = g_steal_pointer (&source);
  }
  return common != NULL ? g_steal_pointer (&common) : g_strdup ("");
}

static void
print_wrapped (KkCli *cli, const char *line)
{
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (line, KK_CLI_WIDTH - 4);

  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "%s%s", i == 0 ? "  " : "    ", (const char *) lines->pdata[i]);
}

static void
print_field (KkCli *cli, const KkFieldView *field, gboolean with_source)
{
  g_autofree char *value = kk_cli_label_value (field->name, field->element, field->value);
  g_autofree char *source = with_source ? dup_source (field) : g_strdup ("");
  g_autofree char *line =
      g_strdup_printf ("%s: %s%s%s%s", kk_cli_label_field (field->name), value,
                       *source != '\0' ? "   [" : "", source, *source != '\0' ? "]" : "");

  print_wrapped (cli, line);
  if (field->returned != NULL) {
    /* Translators: %s is an organisation. After a backup was put back, others give back what was lost. */
    g_autofree char *back =
        g_strdup_printf (_ ("given back by %s; “case seen” once you looked"), field->returned);

    print_wrapped (cli, back);
  }
  if (field->not_shared)
    kk_cli_print (cli, _ ("    There is a newer value that may not come here."));
  if (field->conflict)
    kk_cli_print (cli, _ ("    Two values; choose one with “conflict resolve”:"));
  kk_cli_case_print_versions (cli, field->name, field->versions);
}

static void
print_record (KkCli *cli, const KkRecordView *record)
{
  g_autofree char *common = dup_common_source (record);
  const char *role = record->role;

  kk_cli_print (cli, "");
  kk_cli_printf (cli, "%s%s%s%s   %s", kk_cli_label_type (record->type), role != NULL ? " (" : "",
                 role != NULL ? role : "", role != NULL ? ")" : "", record->id);
  if (common != NULL && *common != '\0') {
    /* Translators: %s is an organisation and the rules under which it gave this. */
    g_autofree char *line = g_strdup_printf (_ ("received from %s"), common);

    print_wrapped (cli, line);
  }
  for (guint i = 0; i < record->fields->len; i++)
    print_field (cli, record->fields->pdata[i], common == NULL);
}

static void
print_case_text (KkCli *cli, const KkCaseView *view, const GPtrArray *recalls)
{
  g_autofree char *reference = kk_cli_text_tame (view->item->reference);

  kk_cli_printf (cli, _ ("Case %s, of %s"), reference, view->item->owner);
  if (view->item->deleted)
    kk_cli_print (cli, _ ("This case was deleted. “case undelete” puts it back."));
  for (guint i = 0; i < view->records->len; i++)
    print_record (cli, view->records->pdata[i]);
  if (recalls->len > 0)
    kk_cli_print (cli, "");
  kk_cli_recall_print (cli, recalls);
}

gboolean
kk_cli_case_print (KkCli *cli, KkApp *app, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = kk_app_case_show (app, reference, &error);
  g_autoptr (GPtrArray) recalls =
      view != NULL ? kk_app_recall_list (app, view->item->id, &error) : NULL;

  if (recalls == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_case_json (cli, view, recalls);
  else
    print_case_text (cli, view, recalls);
  return TRUE;
}

gboolean
kk_cli_case_show (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && kk_cli_case_print (cli, app, kk_cli_argument (cli, 0));
}

/* List. */

static void
print_list_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("Reference"), _ ("Stage"), _ ("Municipality"), _ ("Owner"),
                                   _ ("Two values") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, _ ("No cases found."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkCaseItem *item = items->pdata[i];
    g_autofree char *conflicts =
        item->conflicts > 0 ? g_strdup_printf ("%u", item->conflicts) : g_strdup ("");

    kk_cli_table_add (table, (const char *[]){ item->reference, item->stage, item->municipality,
                                               item->owner, conflicts });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

gboolean
kk_cli_case_list (KkCli *cli)
{
  const KkCaseFilter filter = {
    .search = kk_cli_text (cli, "search"),
    .stage = kk_cli_text (cli, "stage"),
    .municipality = kk_cli_text (cli, "municipality"),
    .after = kk_cli_text (cli, "after"),
    .limit = kk_cli_number (cli, "limit", 0),
    .deleted = kk_cli_is_set (cli, "deleted"),
  };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_case_list (app, &filter, &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "cases", items, add_item);
  else
    print_list_text (cli, items);
  return TRUE;
}
