/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Files of a case. */

#include "app/casework/kk-app-attachment.h"
#include "app/register/kk-app-removal.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

static void
print_json (KkCli *cli, const GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "attachments");
  for (guint i = 0; i < items->len; i++) {
    const KkAttachmentItem *item = items->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", item->id);
    kk_cli_json_text (builder, "name", item->name);
    kk_cli_json_text (builder, "media_type", item->media_type);
    kk_cli_json_number (builder, "size", item->size);
    kk_cli_json_text (builder, "date", item->day);
    kk_cli_json_text (builder, "person", item->person);
    kk_cli_json_text (builder, "owner", item->owner);
    kk_cli_json_flag (builder, "whole", item->whole);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_text (KkCli *cli, const GPtrArray *items)
{
  if (items->len == 0)
    kk_cli_say (cli, _ ("This case has no files."));
  for (guint i = 0; i < items->len; i++) {
    const KkAttachmentItem *item = items->pdata[i];
    g_autofree char *name = kk_cli_text_tame (item->name);
    g_autofree char *size =
        item->whole ? g_format_size (item->size) : g_strdup (_ ("not complete"));
    g_autofree char *day = kk_cli_text_value (item->day);

    kk_cli_printf (cli, "%s   %s", item->id, name);
    kk_cli_printf (cli, "  %s, %s, %s", size, day, item->owner);
  }
}

static gboolean
print_list (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_attachment_list (app, kk_cli_argument (cli, 0), &error);

  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, items);
  else
    print_text (cli, items);
  return TRUE;
}

static gboolean
list (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_list (cli, app);
}

static gboolean
add (KkCli *cli)
{
  const char *path = kk_cli_argument (cli, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) content = kk_cli_read_file (cli, path);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  KkAttachmentPlan plan = { .case_ = kk_cli_argument (cli, 0),
                            .content = content,
                            .person = kk_cli_text (cli, "person") };
  KkApp *app;

  plan.name = kk_cli_is_set (cli, "name") ? kk_cli_text (cli, "name") : name;
  if (content == NULL || !kk_cli_parse_categories (cli, "category", &plan.ticked))
    return FALSE;
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  id = kk_app_attachment_add (app, &plan, &error);
  return id != NULL ? print_list (cli, app) : kk_cli_fail (cli, error);
}

static gboolean export(KkCli *cli)
{
  const char *path = kk_cli_argument (cli, 2);
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_attachment_export (app, kk_cli_argument (cli, 0), kk_cli_argument (cli, 1), path,
                                 kk_cli_text (cli, "reason"), &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli,
              _ ("The file is outside the vault now, where nothing protects it. Remove it when "
                 "you no longer need it."));
  return print_list (cli, app);
}

static gboolean
remove_one (KkCli *cli)
{
  const KkRemoval removal = { kk_cli_argument (cli, 0), kk_cli_argument (cli, 1),
                              kk_cli_text (cli, "reason") };
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);
  guint count;

  if (app == NULL)
    return FALSE;
  if (!kk_app_case_delete (app, &removal, &count, &error))
    return kk_cli_fail (cli, error);
  return print_list (cli, app);
}

static const KkCliOption add_options[] = {
  { "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Category of data that the file holds") },
  { "person", KK_CLI_TEXT, 0, N_ ("ID"),
    N_ ("The person that it is about, as “person list” names it") },
  { "name", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("What to call it, instead of the name of the file") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption reason_options[] = {
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why; it stays in the file of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument add_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("FILE"), KK_CLI_FILE, 0, N_ ("The file, of at most 1 MiB") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument export_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("Id of the file, as “attachment list” names it") },
  { N_ ("FILE"), KK_CLI_FILE, 0, N_ ("A file that is not there yet") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument remove_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("Id of the file, as “attachment list” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_attachment_commands[] = {
  { "attachment list", list, N_ ("List the files of a case"), NULL, case_arguments },
  { "attachment add", add, N_ ("Put a file into a case, inside the vault"), add_options,
    add_arguments },
  { "attachment export", export, N_ ("Write a file of a case outside the vault, with a reason"),
    reason_options, export_arguments },
  { "attachment remove", remove_one, N_ ("Delete a file of a case, with a reason"), reason_options,
    remove_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
