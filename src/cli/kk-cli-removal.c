/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Deleting, putting back, erasing. */

#include "app/register/kk-app-removal.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef gboolean (*RemovalUse) (KkApp *app, const KkRemoval *removal, guint *count, GError **error);

static gboolean
use (KkCli *cli, RemovalUse removal_use, const char *reason, guint *count)
{
  const KkRemoval removal = { kk_cli_argument (cli, 0), kk_cli_text (cli, "record"), reason };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!removal_use (app, &removal, count, &error))
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli))
    return TRUE;
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "case", removal.case_);
  kk_cli_json_number (builder, "records", *count);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static gboolean
delete_case (KkCli *cli)
{
  g_autofree char *sentence = NULL;
  guint count;

  if (!use (cli, kk_app_case_delete, kk_cli_text (cli, "reason"), &count))
    return FALSE;
  sentence =
      g_strdup_printf (ngettext ("%u record was deleted. “case undelete” puts it back.",
                                 "%u records were deleted. “case undelete” puts them back.", count),
                       count);
  kk_cli_say (cli, sentence);
  return TRUE;
}

static gboolean
undelete_case (KkCli *cli)
{
  guint count;

  if (!use (cli, kk_app_case_undelete, NULL, &count))
    return FALSE;
  kk_cli_say (cli, _ ("It was put back."));
  return TRUE;
}

static gboolean
erase_case (KkCli *cli)
{
  guint count;

  if (!kk_cli_is_set (cli, "for-ever"))
    return kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER,
                            _ ("Erasing cannot be undone: nothing of it stays but its number."),
                            _ ("Give --for-ever when that is what has to happen."));
  if (!use (cli, kk_app_case_erase, kk_cli_text (cli, "order"), &count))
    return FALSE;
  kk_cli_say (cli, _ ("It was erased here. The next sync asks everybody who was given something of "
                      "it to do the same; “case erased” shows their answers."));
  return TRUE;
}

static void
print_erased_json (KkCli *cli, const GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "erased");
  for (guint i = 0; i < items->len; i++) {
    const KkErasedItem *item = items->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "record", item->record);
    kk_cli_json_text (builder, "order", item->order);
    kk_cli_json_text (builder, "day", item->day);
    kk_cli_json_number (builder, "dropped", item->dropped);
    kk_cli_json_open_array (builder, "receipts");
    for (guint r = 0; r < item->receipts->len; r++) {
      const KkReceipt *receipt = item->receipts->pdata[r];

      kk_cli_json_open_object (builder, NULL);
      kk_cli_json_text (builder, "desk", receipt->desk);
      kk_cli_json_text (builder, "status", receipt->status);
      kk_cli_json_text (builder, "row", receipt->row);
      kk_cli_json_close_object (builder);
    }
    kk_cli_json_close_array (builder);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static char *
describe_receipts (const KkErasedItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->receipts->len; i++) {
    const KkReceipt *receipt = item->receipts->pdata[i];
    const char *state = strcmp (receipt->status, "open") == 0     ? _ ("no answer yet")
                        : strcmp (receipt->status, "erased") == 0 ? _ ("erased")
                                                                  : receipt->row;

    g_string_append_printf (text, "%s%s: %s", i > 0 ? ", " : "", receipt->desk, state);
  }
  return g_string_free (text, FALSE);
}

static void
print_erased_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("Record"), _ ("Day"), _ ("Decision"), _ ("Recipients") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, _ ("Nothing was erased."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkErasedItem *item = items->pdata[i];
    g_autofree char *receipts = describe_receipts (item);

    kk_cli_table_add (table, (const char *[]){ item->record, item->day, item->order, receipts });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
list_erased (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_erased_list (app, &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_erased_json (cli, items);
  else
    print_erased_text (cli, items);
  return TRUE;
}

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

#define RECORD_OPTION                                                                     \
  {                                                                                       \
    "record", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("Only this record, as “case show” names it") \
  }

static const KkCliOption delete_options[] = {
  { "reason", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("TEXT"),
    N_ ("Why; it stays in the journal of the case") },
  RECORD_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption undelete_options[] = {
  RECORD_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption erase_options[] = {
  { "order", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("TEXT"),
    N_ ("By which decision; it stays in the list of what was erased, so name no person") },
  { "for-ever", KK_CLI_FLAG, 0, NULL, N_ ("Yes, this cannot be undone") },
  RECORD_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_removal_commands[] = {
  { "case delete", delete_case, N_ ("Delete a case or one record of it; this can be undone"),
    delete_options, case_arguments },
  { "case undelete", undelete_case, N_ ("Put back what was deleted"), undelete_options,
    case_arguments },
  { "case erase", erase_case, N_ ("Erase a case or one record of it, for ever"), erase_options,
    case_arguments },
  { "case erased", list_erased, N_ ("List what was erased, and who else did"), NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
