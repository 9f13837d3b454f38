/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What came in and could not be taken, and what partners could not take of what went out. */

#include "app/exchange/kk-app-notice.h"
#include "app/exchange/kk-app-sync.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

static void
add_item (JsonBuilder *builder, gconstpointer data)
{
  const KkQuarantineItem *item = data;

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "reason", item->reason);
  kk_cli_json_text (builder, "organisation", item->organisation);
  kk_cli_json_text (builder, "code", item->code);
  kk_cli_json_text (builder, "row", item->row);
  kk_cli_json_text (builder, "law", item->law);
  kk_cli_json_text (builder, "field", item->field);
  kk_cli_json_flag (builder, "hold", item->hold);
  kk_cli_json_time (builder, "received", item->received);
  kk_cli_json_flag (builder, "told", item->told);
  kk_cli_json_close_object (builder);
}

static const char *
label_from (const char *organisation)
{
  return organisation != NULL ? organisation : _ ("unknown");
}

static void
print_items_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("From"), _ ("Rule"), _ ("State"), _ ("Reason") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, _ ("Nothing is in quarantine."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkQuarantineItem *item = items->pdata[i];

    kk_cli_table_add (table, (const char *[]){ label_from (item->organisation), item->row,
                                               item->hold ? _ ("waits") : _ ("quarantine"),
                                               item->reason });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
list_quarantine (KkCli *cli)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_quarantine_list (app, &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "items", items, add_item);
  else
    print_items_text (cli, items);
  return TRUE;
}

static void
print_item_json (KkCli *cli, const KkQuarantineItem *item)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "items");
  add_item (builder, item);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_item_text (KkCli *cli, const KkQuarantineItem *item)
{
  g_autofree char *received = kk_cli_text_time (item->received);

  kk_cli_print (cli, item->reason);
  kk_cli_printf (cli, _ ("From:     %s"), label_from (item->organisation));
  kk_cli_printf (cli, _ ("Received: %s"), received);
  if (item->field != NULL)
    kk_cli_printf (cli, _ ("Field:    %s (what stood in it was not read)"),
                   kk_cli_label_field (item->field));
  if (item->row != NULL)
    kk_cli_printf (cli, _ ("Rule:     %s (%s)"), item->law != NULL ? item->law : item->row,
                   item->row);
  kk_cli_printf (cli, _ ("Packet:   %s"), item->id);
  if (!item->hold)
    kk_cli_print (cli, item->told ? _ ("The sender was told.") : _ ("The sender was not told."));
}

static gboolean
show_quarantine (KkCli *cli)
{
  g_autoptr (KkQuarantineItem) item = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  item = kk_app_quarantine_get (app, kk_cli_argument (cli, 0), &error);
  if (item == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_item_json (cli, item);
  else
    print_item_text (cli, item);
  return TRUE;
}

/* Notices. */

static void
print_notices_json (KkCli *cli, const GPtrArray *notices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "notices");
  for (guint i = 0; i < notices->len; i++) {
    const KkNotice *notice = notices->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", notice->id);
    kk_cli_json_text (builder, "organisation", notice->organisation);
    kk_cli_json_time (builder, "at", notice->at);
    kk_cli_json_text (builder, "code", notice->code);
    kk_cli_json_text (builder, "reason", notice->reason);
    kk_cli_json_text (builder, "advice", notice->advice);
    kk_cli_json_text (builder, "row", notice->row);
    kk_cli_json_text (builder, "law", notice->law);
    kk_cli_json_text (builder, "case", notice->case_);
    kk_cli_json_text (builder, "field", notice->field);
    kk_cli_json_text (builder, "packet", notice->packet);
    kk_cli_json_time (builder, "due", notice->due);
    kk_cli_json_flag (builder, "known", notice->known);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_notice (KkCli *cli, const KkNotice *notice)
{
  g_autofree char *at = kk_cli_text_time (notice->at);
  g_autofree char *due = kk_cli_text_time (notice->due);
  g_autofree char *case_ = kk_cli_text_tame (notice->case_ != NULL ? notice->case_ : "");

  kk_cli_printf (cli, "%s, %s", at, notice->organisation);
  if (*case_ != '\0' && notice->field != NULL)
    kk_cli_printf (cli, "  %s, %s", case_, kk_cli_label_field (notice->field));
  else if (*case_ != '\0')
    kk_cli_printf (cli, "  %s", case_);
  kk_cli_printf (cli, "  %s", notice->reason);
  if (notice->law != NULL)
    kk_cli_printf (cli, "  %s (%s)", notice->law, notice->row);
  kk_cli_printf (cli, "  %s", notice->advice);
  if (notice->due != 0)
    kk_cli_printf (cli, _ ("  Report before: %s"), due);
  if (!notice->known)
    kk_cli_print (cli, _ ("  This device did not send this message to this partner. Perhaps a "
                          "colleague's device did."));
}

static gboolean
list_notices (KkCli *cli)
{
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  notices = kk_app_notice_list (app, &error);
  if (notices == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli)) {
    print_notices_json (cli, notices);
    return TRUE;
  }
  if (notices->len == 0)
    kk_cli_say (cli, _ ("Partners could take everything that you sent."));
  for (guint i = 0; i < notices->len; i++)
    print_notice (cli, notices->pdata[i]);
  return TRUE;
}

static const KkCliArgument show_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("As “quarantine list --json” shows it, or its beginning") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_quarantine_commands[] = {
  { "quarantine list", list_quarantine, N_ ("List what came in and could not be taken over"), NULL,
    NULL },
  { "quarantine show", show_quarantine, N_ ("Show why one thing could not be taken over"), NULL,
    show_arguments },
  { "notice list", list_notices, N_ ("List what partners could not take of what you sent"), NULL,
    NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
