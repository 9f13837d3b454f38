/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-app-register.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

static void
add_entry (JsonBuilder *builder, const KkRegisterEntryView *entry)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_number (builder, "n", entry->n);
  kk_cli_json_time (builder, "at", entry->at);
  kk_cli_json_text (builder, "kind", entry->kind);
  kk_cli_json_text (builder, "log", entry->log);
  kk_cli_json_text (builder, "case", entry->case_);
  kk_cli_json_text (builder, "thread", entry->thread);
  kk_cli_json_text (builder, "recipient", entry->recipient);
  kk_cli_json_text (builder, "recipient_name", entry->recipient_name);
  kk_cli_json_texts (builder, "fields", entry->fields);
  kk_cli_json_texts (builder, "labels", entry->labels);
  kk_cli_json_number (builder, "masked", entry->masked);
  kk_cli_json_texts (builder, "rows", entry->rows);
  kk_cli_json_texts (builder, "laws", entry->laws);
  kk_cli_json_text (builder, "packet", entry->packet);
  kk_cli_json_close_object (builder);
}

static void
print_entries_json (KkCli *cli, const GPtrArray *entries, const char *file)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "file", file);
  kk_cli_json_open_array (builder, "entries");
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, entries->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_entries_text (KkCli *cli, const GPtrArray *entries)
{
  const char *const headings[] = { _ ("When"),      _ ("What"),  _ ("Case"),
                                   _ ("Recipient"), _ ("Rules"), _ ("Fields") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (entries->len == 0) {
    kk_cli_say (cli, _ ("Nothing was disclosed yet."));
    return;
  }
  for (guint i = 0; i < entries->len; i++) {
    const KkRegisterEntryView *entry = entries->pdata[i];
    g_autofree char *time = kk_cli_text_time (entry->at);
    g_autofree char *rows = kk_cli_text_join (entry->rows);
    g_autofree char *fields = g_strdup_printf ("%u", entry->fields->len);

    kk_cli_table_add (table, (const char *[]){ time, entry->kind_label, entry->case_,
                                               entry->recipient, rows, fields });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
print_entries (KkCli *cli, KkApp *app, const KkRegisterQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kk_app_register_select (app, query, &error);

  if (entries == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_entries_json (cli, entries, NULL);
  else
    print_entries_text (cli, entries);
  return TRUE;
}

static gboolean
write_entries (KkCli *cli, KkApp *app, const KkRegisterQuery *query, KkExportFormat format)
{
  const char *path = kk_cli_text (cli, format == KK_EXPORT_PDF ? "pdf" : "csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kk_app_register_select (app, query, &error);
  guint count = 0;

  if (entries == NULL || !kk_app_register_write (app, query, format, path, &count, &error))
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_entries_json (cli, entries, path);
  kk_cli_say (cli, _ ("The file is written. It is outside of the vault now: keep it safe, and "
                      "destroy it when it is not needed any more. The register says that it was "
                      "made."));
  return TRUE;
}

static gboolean
export_entries (KkCli *cli)
{
  KkRegisterQuery query = {
    .case_ = kk_cli_text (cli, "case"),
    .recipient = kk_cli_text (cli, "recipient"),
    .person = kk_cli_text (cli, "person"),
    .born = kk_cli_text (cli, "born"),
    .period = kk_cli_text (cli, "period"),
  };
  gboolean pdf = kk_cli_is_set (cli, "pdf");
  gboolean csv = kk_cli_is_set (cli, "csv");
  KkApp *app;

  if (pdf && csv)
    return kk_cli_complain_usage (cli, _ ("Give either --pdf or --csv, not both."));
  app = kk_cli_open (cli);
  if (app == NULL)
    return FALSE;
  if (!pdf && !csv)
    return print_entries (cli, app, &query);
  return write_entries (cli, app, &query, pdf ? KK_EXPORT_PDF : KK_EXPORT_CSV);
}

static void
print_proof_json (KkCli *cli, const KkRegisterProof *proof)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_flag (builder, "ok", proof->ok);
  kk_cli_json_text (builder, "head", proof->head);
  kk_cli_json_number (builder, "count", proof->entries);
  kk_cli_json_number (builder, "broken_at", proof->broken_at);
  kk_cli_json_flag (builder, "checked_published", proof->checked_published);
  kk_cli_json_flag (builder, "checked_remote", proof->checked_remote);
  kk_cli_json_open_array (builder, "lost");
  for (guint i = 0; i < proof->lost->len; i++) {
    const KkLostEntries *lost = proof->lost->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "log", lost->log);
    kk_cli_json_text (builder, "device", lost->device);
    kk_cli_json_number (builder, "after", lost->after);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static gboolean
complain_broken (KkCli *cli, const KkRegisterProof *proof)
{
  g_autofree char *sentence =
      g_strdup_printf (_ ("Line %lu of the disclosure register does not fit the line before it. "
                          "Nothing was erased."),
                       (gulong) proof->broken_at);

  return kk_cli_complain (cli, KK_APP_ERROR_FAILED, sentence, _ ("Call your administrator."));
}

static void
print_lost (KkCli *cli, const KkRegisterProof *proof)
{
  for (guint i = 0; i < proof->lost->len; i++) {
    const KkLostEntries *lost = proof->lost->pdata[i];
    g_autofree char *device = kk_cli_text_tame (lost->device != NULL ? lost->device : "");

    /* Translators: %s is the name of a person, %lu a number of a line. */
    kk_cli_printf (cli, _ ("Lost with the device of %s: what it entered after line %lu."), device,
                   (gulong) lost->after);
  }
}

static void
print_proof_text (KkCli *cli, const KkRegisterProof *proof)
{
  kk_cli_printf (cli,
                 ngettext ("The disclosure register is whole: %lu line.",
                           "The disclosure register is whole: %lu lines.", (gulong) proof->entries),
                 (gulong) proof->entries);
  kk_cli_printf (cli, _ ("Head: %s"), proof->head);
  if (proof->checked_remote)
    kk_cli_print (cli, _ ("It agrees with what the server has."));
  else if (proof->checked_published)
    kk_cli_print (cli, _ ("It agrees with what was published at the last sync."));
  print_lost (cli, proof);
}

/* Without the server there is still the proof of the chain. */
static KkRegisterProof *
prove (KkCli *cli, KkApp *app, GError **error)
{
  KkSyncPlan plan = { .remote = kk_cli_text (cli, "remote"),
                      .private_key = kk_cli_text (cli, "ssh-key") };
  g_autoptr (GError) local = NULL;
  KkRegisterProof *proof = NULL;

  if (!kk_cli_is_set (cli, "offline"))
    proof = kk_app_register_verify_remote (app, &plan, &local);
  if (proof != NULL)
    return proof;
  if (local != NULL)
    kk_cli_say (cli,
                _ ("The server could not be asked; this is about what is in this vault only."));
  return kk_app_register_verify (app, error);
}

static gboolean
verify (KkCli *cli)
{
  g_autoptr (KkRegisterProof) proof = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  proof = prove (cli, app, &error);
  if (proof == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_proof_json (cli, proof);
  if (!proof->ok)
    return complain_broken (cli, proof);
  if (!kk_cli_is_json (cli))
    print_proof_text (cli, proof);
  return TRUE;
}

static const KkCliOption verify_options[] = {
  { "offline", KK_CLI_FLAG, 0, NULL, N_ ("Do not ask the server") },
  { "remote", KK_CLI_TEXT, 0, N_ ("ADDRESS"), N_ ("Another git server than that of the region") },
  { "ssh-key", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("File with your private SSH key") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption export_options[] = {
  { "case", KK_CLI_TEXT, 0, N_ ("REFERENCE"), N_ ("Only this case") },
  { "recipient", KK_CLI_TEXT, 0, N_ ("RECIPIENT"), N_ ("Only this recipient") },
  { "person", KK_CLI_TEXT, 0, N_ ("NAME"),
    N_ ("Only what is about this person: a name, or the id of the record; others and sources are "
        "not shown") },
  { "born", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("Date of birth of that person, YYYY-MM-DD") },
  { "period", KK_CLI_TEXT, 0, N_ ("PERIOD"),
    N_ ("Only this year, month or day, or from one to another: 2026-01..2026-03") },
  { "pdf", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("Write an overview on A4 to hand over") },
  { "csv", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("Write a file for a spreadsheet") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_register_commands[] = {
  { "register export", export_entries, N_ ("Show what was disclosed to whom, and by which rule"),
    export_options, NULL },
  { "register verify", verify, N_ ("Prove that no line of the disclosure register was changed"),
    verify_options, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
