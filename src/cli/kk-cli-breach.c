/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Breach notes: drafted by the program, completed by a person. */

#include "app/register/kk-app-breach.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_note (JsonBuilder *builder, const KkBreachNote *note)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", note->id);
  kk_cli_json_text (builder, "state", note->state);
  kk_cli_json_text (builder, "sender", note->sender);
  kk_cli_json_time (builder, "discovered", note->discovered);
  kk_cli_json_time (builder, "due", note->due);
  kk_cli_json_number (builder, "count", note->count);
  kk_cli_json_texts (builder, "fields", note->fields);
  kk_cli_json_texts (builder, "rows", note->rows);
  kk_cli_json_texts (builder, "reasons", note->reasons);
  kk_cli_json_text (builder, "packet", note->packet);
  kk_cli_json_text (builder, "contact", note->contact);
  kk_cli_json_text (builder, "consequences", note->consequences);
  kk_cli_json_text (builder, "measures", note->measures);
  kk_cli_json_text (builder, "reported", note->reported);
  kk_cli_json_text (builder, "not_reported", note->not_reported);
  kk_cli_json_close_object (builder);
}

static void
print_json (KkCli *cli, KkBreachNote *const *notes, guint n_notes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "breaches");
  for (guint i = 0; i < n_notes; i++)
    add_note (builder, notes[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static const char *
label_state (const char *state)
{
  if (strcmp (state, "reported") == 0)
    return _ ("reported");
  return strcmp (state, "not-reported") == 0 ? _ ("not reported, with a reason") : _ ("draft");
}

static void
print_list (KkCli *cli, const GPtrArray *notes)
{
  const char *const headings[] = { _ ("Id"), _ ("State"), _ ("Report before"), _ ("Sender") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (notes->len == 0) {
    kk_cli_say (cli, _ ("There is no breach note."));
    return;
  }
  for (guint i = 0; i < notes->len; i++) {
    const KkBreachNote *note = notes->pdata[i];
    g_autofree char *due = kk_cli_text_time (note->due);
    g_autofree char *id = g_strndup (note->id, 8);

    kk_cli_table_add (table, (const char *[]){ id, label_state (note->state), due, note->sender });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static void
print_answer (KkCli *cli, const char *question, const char *answer)
{
  g_autofree char *value = kk_cli_text_value (answer);

  kk_cli_printf (cli, "%s %s", question, answer != NULL ? value : _ ("(not filled in yet)"));
}

static void
print_note (KkCli *cli, const KkBreachNote *note)
{
  g_autofree char *discovered = kk_cli_text_time (note->discovered);
  g_autofree char *due = kk_cli_text_time (note->due);

  kk_cli_printf (cli, _ ("Breach note, %s"), label_state (note->state));
  kk_cli_printf (cli, _ ("Sender:     %s"), note->sender != NULL ? note->sender : "");
  kk_cli_printf (cli, _ ("Discovered: %s"), discovered);
  kk_cli_printf (cli, _ ("Report before: %s (72 hours)"), due);
  kk_cli_printf (cli, _ ("Data: %u, not stored and not read"), note->count);
  for (guint i = 0; i < note->fields->len; i++)
    kk_cli_printf (cli, "  %s", kk_cli_label_field (note->fields->pdata[i]));
  for (guint i = 0; i < note->reasons->len; i++)
    kk_cli_printf (cli, _ ("Rule: %s"), (const char *) note->reasons->pdata[i]);
  kk_cli_printf (cli, _ ("Packet: %s"), note->packet != NULL ? note->packet : "");
  print_answer (cli, _ ("Contact:"), note->contact);
  print_answer (cli, _ ("Likely consequences:"), note->consequences);
  print_answer (cli, _ ("Measures:"), note->measures);
  print_answer (cli, _ ("Reported on:"), note->reported);
  print_answer (cli, _ ("Why not reported:"), note->not_reported);
}

static gboolean
list (KkCli *cli)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  notes = kk_app_breach_list (app, &error);
  if (notes == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, (KkBreachNote *const *) notes->pdata, notes->len);
  else
    print_list (cli, notes);
  return TRUE;
}

static gboolean
show_note (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkBreachNote) note = kk_app_breach_get (app, kk_cli_argument (cli, 0), &error);

  if (note == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_json (cli, &note, 1);
  else
    print_note (cli, note);
  return TRUE;
}

static gboolean
show (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_note (cli, app);
}

static gboolean
set (KkCli *cli)
{
  KkBreachEdit edit = {
    .contact = kk_cli_text (cli, "contact"),
    .consequences = kk_cli_text (cli, "consequences"),
    .measures = kk_cli_text (cli, "measures"),
    .reported = kk_cli_text (cli, "reported"),
    .not_reported = kk_cli_text (cli, "not-reported"),
  };
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_breach_set (app, kk_cli_argument (cli, 0), &edit, &error))
    return kk_cli_fail (cli, error);
  return show_note (cli, app);
}

static gboolean
write_note (KkCli *cli, KkExportFormat format, const char *path)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_breach_write (app, kk_cli_argument (cli, 0), format, path, &error))
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    return show_note (cli, app);
  kk_cli_say (cli, _ ("The form is written. It is outside of the vault now: give it to your data "
                      "protection officer, and destroy it when it is not needed any more. The "
                      "register says that it was made."));
  return TRUE;
}

static gboolean
export_note (KkCli *cli)
{
  const char *pdf = kk_cli_text (cli, "pdf");
  const char *csv = kk_cli_text (cli, "csv");

  if ((pdf == NULL) == (csv == NULL))
    return kk_cli_complain_usage (cli, _ ("Say which file to write: either --pdf or --csv."));
  return write_note (cli, pdf != NULL ? KK_EXPORT_PDF : KK_EXPORT_CSV, pdf != NULL ? pdf : csv);
}

static const KkCliOption export_options[] = {
  { "pdf", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("Write a form on A4 to hand over") },
  { "csv", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("Write a file for a spreadsheet") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption set_options[] = {
  { "contact", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Who answers questions about it") },
  { "consequences", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What it may mean for the people concerned") },
  { "measures", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What was done about it") },
  { "reported", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("The day it was reported, YYYY-MM-DD") },
  { "not-reported", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("Why it need not be reported") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument note_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("As “breach list” shows it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_breach_commands[] = {
  { "breach list", list, N_ ("List notes of what was sent to you against the law"), NULL, NULL },
  { "breach show", show, N_ ("Show a breach note"), NULL, note_arguments },
  { "breach set", set, N_ ("Complete a breach note"), set_options, note_arguments },
  { "breach export", export_note,
    N_ ("Write a breach note as a form for your data protection officer"), export_options,
    note_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
