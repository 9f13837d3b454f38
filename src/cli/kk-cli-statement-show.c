/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-app-statement.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-statement-private.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

typedef void (*AddItem) (JsonBuilder *builder, gconstpointer item);

static void
print_json (KkCli *cli, const char *name, const GPtrArray *items, AddItem add)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, name);
  for (guint i = 0; i < items->len; i++) {
    kk_cli_json_open_object (builder, NULL);
    add (builder, items->pdata[i]);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
add_consent (JsonBuilder *builder, gconstpointer data)
{
  const KkConsentItem *item = data;
  g_autoptr (GPtrArray) categories = kk_cli_list_categories (item->categories);

  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "person", item->person);
  kk_cli_json_text (builder, "receiver", kk_hat_text (item->receiver));
  kk_cli_json_text (builder, "organisation", item->organisation);
  kk_cli_json_text (builder, "role", item->role);
  kk_cli_json_text (builder, "purpose", kk_purpose_text (item->purpose));
  kk_cli_json_texts (builder, "categories", categories);
  kk_cli_json_flag (builder, "explicit", item->is_explicit == KK_TRI_TRUE);
  kk_cli_json_flag (builder, "written", item->is_written == KK_TRI_TRUE);
  kk_cli_json_flag (builder, "freely_given", item->freely_given == KK_TRI_TRUE);
  kk_cli_json_text (builder, "by", kk_signer_text (item->by));
  kk_cli_json_text (builder, "form", item->form);
  kk_cli_json_text (builder, "given", item->given);
  kk_cli_json_text (builder, "expires", item->expires);
  kk_cli_json_text (builder, "withdrawn", item->withdrawn);
  kk_cli_json_text (builder, "refused", item->refused);
  kk_cli_json_text (builder, "text_version", item->text_version);
  kk_cli_json_text (builder, "language", item->language);
  kk_cli_json_text (builder, "interpreter", item->interpreter);
  kk_cli_json_text (builder, "status", item->status);
}

static const char *
label_status (const char *status)
{
  static const struct {
    const char *status;
    const char *label;
  } labels[] = {
    { "valid", N_ ("valid") },         { "later", N_ ("not yet") },   { "expired", N_ ("over") },
    { "withdrawn", N_ ("withdrawn") }, { "refused", N_ ("refused") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (g_str_equal (labels[i].status, status))
      return _ (labels[i].label);
  }
  return status;
}

static void
print_consents_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("Id"),   _ ("For"),   _ ("Purpose"),
                                   _ ("Data"), _ ("Until"), _ ("Status") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < items->len; i++) {
    const KkConsentItem *item = items->pdata[i];
    g_autoptr (GPtrArray) categories = kk_cli_list_categories (item->categories);
    g_autofree char *data = kk_cli_text_join (categories);
    const char *receiver = kk_hat_text (item->receiver);

    kk_cli_table_add (table,
                      (const char *[]){ item->id, receiver != NULL ? receiver : _ ("everybody"),
                                        kk_purpose_text (item->purpose), data, item->expires,
                                        label_status (item->status) });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

void
kk_cli_statement_print_consents (KkCli *cli, const GPtrArray *items)
{
  if (kk_cli_is_json (cli))
    print_json (cli, "consents", items, add_consent);
  else if (items->len == 0)
    kk_cli_say (cli, _ ("No consent is recorded in this case."));
  else
    print_consents_text (cli, items);
}

static void
add_note (JsonBuilder *builder, gconstpointer data)
{
  const KkNoteItem *item = data;

  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "kind", kk_note_text (item->kind));
  kk_cli_json_text (builder, "text", item->text);
  kk_cli_json_text (builder, "recipient", item->recipient);
  kk_cli_json_text (builder, "purpose", kk_purpose_text (item->purpose));
  kk_cli_json_text (builder, "function", item->function);
  kk_cli_json_text (builder, "date", item->date);
}

void
kk_cli_statement_print_notes (KkCli *cli, const GPtrArray *items)
{
  if (kk_cli_is_json (cli)) {
    print_json (cli, "notes", items, add_note);
    return;
  }
  if (items->len == 0)
    kk_cli_say (cli, _ ("No note is written in this case."));
  for (guint i = 0; i < items->len; i++) {
    const KkNoteItem *item = items->pdata[i];
    g_autofree char *kind = kk_cli_label_value ("nl_NoteKind", NULL, kk_note_text (item->kind));
    g_autofree char *text = kk_cli_text_tame (item->text);
    g_autoptr (GPtrArray) lines = kk_cli_text_wrap (text, KK_CLI_WIDTH - 4);

    kk_cli_printf (cli, "%s (%s)", kind, kk_note_text (item->kind));
    kk_cli_printf (cli, "  %s, %s, %s, %s", item->recipient, kk_purpose_text (item->purpose),
                   item->function, item->date);
    for (guint line = 0; line < lines->len; line++)
      kk_cli_printf (cli, "    %s", (const char *) lines->pdata[line]);
  }
}

static void
add_finding (JsonBuilder *builder, gconstpointer data)
{
  const KkFindingItem *item = data;

  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "kind", item->kind);
  kk_cli_json_text (builder, "result", item->result);
  kk_cli_json_text (builder, "date", item->date);
  kk_cli_json_text (builder, "until", item->until);
  kk_cli_json_text (builder, "person", item->person);
  kk_cli_json_text (builder, "answers", item->answers);
}

void
kk_cli_statement_print_findings (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("What"), _ ("Result"), _ ("On"), _ ("Until"), _ ("Answers") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (kk_cli_is_json (cli)) {
    print_json (cli, "findings", items, add_finding);
    return;
  }
  if (items->len == 0) {
    kk_cli_say (cli, _ ("No finding is recorded in this case."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkFindingItem *item = items->pdata[i];
    g_autofree char *kind = kk_cli_label_value ("nl_AssessmentKind", NULL, item->kind);
    g_autofree char *result = kk_cli_label_value ("nl_AssessmentResult", NULL, item->result);

    kk_cli_table_add (table,
                      (const char *[]){ kind, result, item->date, item->until, item->answers });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}
