/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Signal cards: what is on them, checking a file of them, and using it. */

#include "app/casework/kk-app-signal.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

static GPtrArray *
list_forms (guint forms)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < KK_N_FORMS; i++) {
    if (forms & (1u << i))
      g_ptr_array_add (list, g_strdup (kk_form_text ((KkForm) i)));
  }
  return list;
}

static void
add_card (JsonBuilder *builder, const KkSignalCard *card)
{
  g_autoptr (GPtrArray) forms = list_forms (card->forms);
  g_autoptr (GPtrArray) categories = kk_cli_list_categories (card->categories);

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", card->id);
  kk_cli_json_texts (builder, "forms", forms);
  kk_cli_json_text (builder, "dimension", card->dimension);
  kk_cli_json_text (builder, "strength", card->strength);
  kk_cli_json_text (builder, "text", card->text);
  kk_cli_json_texts (builder, "categories", categories);
  kk_cli_json_text (builder, "source", card->source);
  kk_cli_json_close_object (builder);
}

static void
print_cards_json (KkCli *cli, const KkSignalCards *cards)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "version", cards->version);
  kk_cli_json_open_array (builder, "forms");
  for (guint i = 0; i < KK_N_FORMS; i++) {
    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "form", kk_form_text ((KkForm) i));
    kk_cli_json_text (builder, "definition", kk_app_form_definition ((KkForm) i));
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "cards");
  for (guint i = 0; i < cards->cards->len; i++)
    add_card (builder, cards->cards->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_cards_text (KkCli *cli, const KkSignalCards *cards)
{
  const char *const headings[] = { _ ("Number"), _ ("Sign"), _ ("Forms") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  kk_cli_printf (cli, _ ("Signal cards, version %s"), cards->version);
  for (guint i = 0; i < KK_N_FORMS; i++) {
    g_autoptr (GPtrArray) lines =
        kk_cli_text_wrap (kk_app_form_definition ((KkForm) i), KK_CLI_WIDTH);

    for (guint line = 0; line < lines->len; line++)
      kk_cli_print (cli, lines->pdata[line]);
  }
  for (guint i = 0; i < cards->cards->len; i++) {
    const KkSignalCard *card = cards->cards->pdata[i];
    g_autoptr (GPtrArray) forms = list_forms (card->forms);
    g_autofree char *names = kk_cli_text_join (forms);

    kk_cli_table_add (table, (const char *[]){ card->id, card->text, names });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
print_cards (KkCli *cli, const KkSignalCards *cards, const GError *error)
{
  if (cards == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_cards_json (cli, cards);
  else
    print_cards_text (cli, cards);
  return TRUE;
}

static gboolean
list_cards (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSignalCards) cards = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  cards = kk_app_signal_cards (app, &error);
  return print_cards (cli, cards, error);
}

static gboolean
lint_cards (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = kk_cli_read_file (cli, kk_cli_argument (cli, 0));
  g_autoptr (KkSignalCards) cards = NULL;

  if (file == NULL)
    return FALSE;
  cards = kk_app_signal_cards_lint (file, &error);
  return print_cards (cli, cards, error);
}

static gboolean
import_cards (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = kk_cli_read_file (cli, kk_cli_argument (cli, 0));
  g_autoptr (KkSignalCards) cards = NULL;
  KkApp *app = file != NULL ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  if (!kk_app_signal_cards_import (app, file, &error))
    return kk_cli_fail (cli, error);
  cards = kk_app_signal_cards (app, &error);
  return print_cards (cli, cards, error);
}

static const KkCliArgument file_arguments[] = {
  { N_ ("FILE.csv"), KK_CLI_FILE, 0, N_ ("The file with the cards") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_card_commands[] = {
  { "card list", list_cards, N_ ("Show the signal cards and what the forms of exploitation are"),
    NULL, NULL },
  { "card lint", lint_cards, N_ ("Check a file of signal cards, without a vault"), NULL,
    file_arguments },
  { "card import", import_cards, N_ ("Use the signal cards of the region from now on"), NULL,
    file_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
