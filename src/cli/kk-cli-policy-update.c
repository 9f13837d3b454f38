/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A new version of the register of legal bases: what changes in the law's words, and in what is shared. */

#include "app/kk-app-label.h"
#include "app/policy/kk-app-policy-update.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Difference. */

static const char *
get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static void
print_value (KkCli *cli, const char *mark, const char *value)
{
  g_autofree char *tame = kk_cli_text_tame (value != NULL ? value : _ ("(nothing)"));
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (tame, KK_CLI_WIDTH - 8);

  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "      %s %s", i == 0 ? mark : " ", (const char *) lines->pdata[i]);
}

static void
print_field (KkCli *cli, const char *name, const char *before, const char *after)
{
  kk_cli_printf (cli, "    %s", name);
  print_value (cli, "−", before);
  print_value (cli, "+", after);
}

static void
print_row_change (KkCli *cli, JsonObject *change)
{
  const char *kind = get_text (change, "change");
  JsonArray *fields = json_object_get_array_member (change, "fields");
  const char *label = _ ("Changed");
  g_autofree char *line = NULL;
  g_autofree char *tame = NULL;

  if (strcmp (kind, "added") == 0)
    label = _ ("New");
  else if (strcmp (kind, "removed") == 0)
    label = _ ("Gone");
  line =
      g_strdup_printf ("%s: %s  %s", label, get_text (change, "row"), get_text (change, "short"));
  tame = kk_cli_text_tame (line);
  kk_cli_print (cli, tame);
  for (guint i = 0; i < json_array_get_length (fields); i++) {
    JsonObject *field = json_array_get_object_element (fields, i);

    print_field (cli, get_text (field, "name"), get_text (field, "before"),
                 get_text (field, "after"));
  }
}

static void
print_changes (KkCli *cli, JsonNode *changes)
{
  JsonArray *rows = json_node_get_array (changes);

  if (json_array_get_length (rows) == 0)
    kk_cli_say (cli, _ ("No row is different."));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    print_row_change (cli, json_array_get_object_element (rows, i));
}

static gboolean
diff (KkCli *cli)
{
  const char *before = kk_cli_argument (cli, 0);
  const char *after = kk_cli_argument (cli, 1);
  gboolean needs_vault = kk_policy_is_version (before) || kk_policy_is_version (after);
  KkApp *app = needs_vault ? kk_cli_open (cli) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) changes = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (needs_vault && app == NULL)
    return FALSE;
  text = kk_app_policy_diff (app, before, after, &error);
  if (text == NULL)
    return kk_cli_fail (cli, error);
  changes = json_from_string (text, NULL);
  if (!kk_cli_is_json (cli)) {
    print_changes (cli, changes);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  json_builder_set_member_name (builder, "changes");
  json_builder_add_value (builder, g_steal_pointer (&changes));
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

/* Publishing. */

static gboolean
publish (KkCli *cli)
{
  const KkCliSecretQuestion question = {
    .option = "key-passphrase-fd",
    .question = _ ("Passphrase of the file with the register key: "),
  };
  KkRootPlace key = { .file = kk_cli_text (cli, "key-file") };
  g_autoptr (KkSecret) passphrase = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  guint64 version = 0;
  KkApp *app = kk_cli_open (cli);

  passphrase = app != NULL ? kk_cli_ask_secret (cli, &question) : NULL;
  if (passphrase == NULL)
    return FALSE;
  key.passphrase = passphrase;
  if (!kk_app_policy_publish (app, kk_cli_argument (cli, 0), &key, &version, &error))
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    kk_cli_printf (cli, _ ("Version: %lu"), (gulong) version);
    kk_cli_say (cli,
                _ ("The new register of legal bases is in force here. The next sync brings it "
                   "to the others. “policy review” shows what it changes for what you share."));
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_number (builder, "version", version);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

/* Review. */

static void
add_change (JsonBuilder *builder, const KkReviewChange *change)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "row", change->row);
  kk_cli_json_text (builder, "name", change->name);
  kk_cli_json_text (builder, "before", change->before);
  kk_cli_json_text (builder, "after", change->after);
  kk_cli_json_close_object (builder);
}

static void
add_item (JsonBuilder *builder, const KkReviewItem *item)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "share", item->share);
  kk_cli_json_text (builder, "case", item->case_);
  kk_cli_json_text (builder, "recipient", item->recipient);
  kk_cli_json_text (builder, "purpose", item->purpose);
  kk_cli_json_text (builder, "field", item->field);
  kk_cli_json_text (builder, "before", item->before);
  kk_cli_json_text (builder, "after", item->after);
  kk_cli_json_texts (builder, "rows", item->rows);
  kk_cli_json_open_array (builder, "changes");
  for (guint i = 0; i < item->changes->len; i++)
    add_change (builder, item->changes->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
}

static void
print_items_json (KkCli *cli, const GPtrArray *items, guint64 from, guint64 to)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_number (builder, "from", from);
  kk_cli_json_number (builder, "to", to);
  kk_cli_json_open_array (builder, "items");
  for (guint i = 0; i < items->len; i++)
    add_item (builder, items->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* One row is behind many fields; its words are said once. @said: rows. */
static void
print_changed_rows (KkCli *cli,
                    const KkReviewItem *item,
                    guint64 from,
                    guint64 to,
                    GHashTable *said)
{
  const char *last = NULL;

  for (guint i = 0; i < item->changes->len; i++) {
    const KkReviewChange *change = item->changes->pdata[i];
    gboolean is_first = g_strcmp0 (last, change->row) != 0;
    g_autofree char *line = NULL;

    if (is_first && !g_hash_table_add (said, change->row))
      continue;
    if (is_first) {
      /* Translators: %s is the name of a row; the numbers are those of versions of the register. */
      line = g_strdup_printf (_ ("Row %s was changed between version %lu and version %lu:"),
                              change->row, (gulong) from, (gulong) to);
      kk_cli_print (cli, "");
      kk_cli_print (cli, line);
    }
    last = change->row;
    print_field (cli, change->name, change->before, change->after);
  }
}

/* What came from others on rows that are otherwise now. */
static void
print_held (KkCli *cli, const GPtrArray *items, guint64 from, guint64 to)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    print_changed_rows (cli, items->pdata[i], from, to, said);
  kk_cli_print (cli, "");
  if (g_hash_table_size (said) > 0)
    kk_cli_say (cli, _ ("These open cases hold data that came on a row which has changed. Check "
                        "whether you may still keep these data. Ask the person in your "
                        "organisation who answers for privacy when in doubt."));
  kk_cli_say (cli, _ ("When you have looked at everything: “ketenkluis-cli policy review --done”. "
                      "Then this list is not shown again."));
}

static void
print_items_text (KkCli *cli, const GPtrArray *items, guint64 from, guint64 to)
{
  const char *const headings[] = { _ ("Case"), _ ("Recipient"), _ ("Field"), _ ("Before"),
                                   _ ("Now") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, from == 0 ? _ ("There is no new register of legal bases to review.")
                               : _ ("The new register of legal bases changes nothing in what you "
                                    "share, and nothing in your open cases."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkReviewItem *item = items->pdata[i];

    kk_cli_table_add (
        table, (const char *[]){ item->case_, item->recipient,
                                 item->field != NULL ? kk_app_label_field (item->field) : NULL,
                                 kk_cli_text_mark (item->before), kk_cli_text_mark (item->after) });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
  print_held (cli, items, from, to);
}

static gboolean
review (KkCli *cli)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  guint64 from = 0;
  guint64 to = 0;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_policy_review (app, &from, &to, &error);
  if (items == NULL || (kk_cli_is_set (cli, "done") && !kk_app_policy_set_reviewed (app, &error)))
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_items_json (cli, items, from, to);
  else
    print_items_text (cli, items, from, to);
  return TRUE;
}

static const KkCliArgument diff_arguments[] = {
  { N_ ("OLD"), KK_CLI_FOLDER, 0, N_ ("Folder with register files, or the number of a version") },
  { N_ ("NEW"), KK_CLI_FOLDER, 0, N_ ("Folder with register files, or the number of a version") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption publish_options[] = {
  { "key-file", KK_CLI_FILE, KK_CLI_REQUIRED, N_ ("FILE"),
    N_ ("File with a register key, or the root file that has it") },
  { "key-passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the passphrase of that file from this file descriptor") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument publish_arguments[] = {
  { N_ ("FOLDER"), KK_CLI_FOLDER, 0, N_ ("The register files of the new version") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption review_options[] = {
  { "done", KK_CLI_FLAG, 0, NULL, N_ ("You have looked at this; do not show it again") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_policy_update_commands[] = {
  { "policy diff", diff, N_ ("Show what changes between two registers of legal bases, row by row"),
    NULL, diff_arguments },
  { "policy publish", publish, N_ ("Put a new register of legal bases in force in the region"),
    publish_options, publish_arguments },
  { "policy review", review, N_ ("Show what a new register decides otherwise in what you share"),
    review_options, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
