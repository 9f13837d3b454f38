/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-escrow.h"
#include "app/vault/kk-app-sheet.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-slots-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define LINES 4

/* Asking for sheets. */

static KkSecret *
join_lines (const GPtrArray *lines)
{
  gsize size = 0;
  KkSecret *sheet;
  guint8 *to;

  for (guint i = 0; i < lines->len; i++)
    size += kk_secret_get_size (lines->pdata[i]) + 1;
  sheet = kk_secret_new (size);
  to = kk_secret_edit_data (sheet);
  for (guint i = 0; i < lines->len; i++) {
    gsize length = kk_secret_get_size (lines->pdata[i]);

    memcpy (to, kk_secret_get_data (lines->pdata[i]), length);
    to[length] = '\n';
    to += length + 1;
  }
  return sheet;
}

static KkSecret *
ask_sheet (KkCli *cli, guint number)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);
  g_autofree char *which = g_strdup_printf ("%u", number);

  for (guint i = 0; i < LINES; i++) {
    g_autofree char *line = g_strdup_printf ("%u", i + 1);
    /* Translators: number of a sheet and of a line on it. */
    g_autofree char *text = g_strdup_printf (_ ("Sheet %s, line %s: "), which, line);
    const KkCliSecretQuestion question = { .option = "sheets-fd", .question = text };
    KkSecret *typed = kk_cli_ask_secret (cli, &question);

    if (typed == NULL)
      return NULL;
    g_ptr_array_add (lines, typed);
  }
  return join_lines (lines);
}

/* (transfer full) (nullable): until there are enough; a wrong one ends it with its line. */
static GPtrArray *
ask_sheets (KkCli *cli)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);
  g_autoptr (GError) error = NULL;
  guint missing = 1;

  while (missing > 0) {
    KkSecret *sheet = ask_sheet (cli, sheets->len + 1);

    if (sheet == NULL)
      return NULL;
    g_ptr_array_add (sheets, sheet);
    if (!kk_escrow_count_missing (sheets, &missing, &error)) {
      kk_cli_fail (cli, error);
      return NULL;
    }
  }
  return g_steal_pointer (&sheets);
}

/* Showing. */

static void
print_key_json (KkCli *cli, const KkEscrowKey *key, const GPtrArray *files)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "public_key", key->recipient);
  kk_cli_json_text (builder, "fingerprint", key->fingerprint);
  kk_cli_json_number (builder, "needed", key->needed);
  kk_cli_json_open_array (builder, "files");
  for (guint i = 0; i < files->len; i++)
    json_builder_add_string_value (builder, files->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static gboolean
show_key (KkCli *cli, const KkEscrowKey *key, const GPtrArray *files)
{
  if (kk_cli_is_json (cli)) {
    print_key_json (cli, key, files);
    return TRUE;
  }
  kk_cli_printf (cli, _ ("Public key:  %s"), key->recipient);
  kk_cli_printf (cli, _ ("Fingerprint: %s"), key->fingerprint);
  for (guint i = 0; i < files->len; i++)
    kk_cli_printf (cli, _ ("Sheet:       %s"), (const char *) files->pdata[i]);
  return TRUE;
}

static gboolean
write_sheet (const KkEscrowKey *key, guint index, const char *path, GError **error)
{
  g_autoptr (KkSheet) sheet = kk_sheet_of_share (key, index);

  return kk_sheet_write (sheet, path, error);
}

/* (transfer full) */
static char *
dup_sheet_path (KkCli *cli, const KkEscrowKey *key, guint index)
{
  /* Translators: the name of a file: the first digits of a fingerprint, number of this sheet, how many there are. */
  g_autofree char *name = g_strdup_printf (_ ("recovery-key-%.4s-sheet-%u-of-%u.txt"),
                                           key->fingerprint, index + 1, key->shares->len);

  if (kk_cli_is_set (cli, "pdf") && g_str_has_suffix (name, ".txt"))
    memcpy (name + strlen (name) - 4, ".pdf", 4);
  return g_build_filename (kk_cli_argument (cli, 0), name, NULL);
}

static gboolean
write_sheets (KkCli *cli, const KkEscrowKey *key)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < key->shares->len; i++) {
    char *path = dup_sheet_path (cli, key, i);

    g_ptr_array_add (files, path);
    if (!write_sheet (key, i, path, &error))
      return kk_cli_fail (cli, error);
  }
  kk_cli_say (cli,
              _ ("Print each sheet, give it to another person, and delete the files. Members add "
                 "the public key with “slot add --organisation”."));
  return show_key (cli, key, files);
}

/* Commands. */

static gboolean
create (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkEscrowKey) key = kk_escrow_key_new (kk_cli_number (cli, "needed", 2),
                                                   kk_cli_number (cli, "sheets", 3), &error);

  return key != NULL ? write_sheets (cli, key) : kk_cli_fail (cli, error);
}

static gboolean
split_again (KkCli *cli)
{
  g_autoptr (GPtrArray) sheets = ask_sheets (cli);
  g_autoptr (KkEscrowKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (sheets == NULL)
    return FALSE;
  key = kk_escrow_key_split_again (sheets, kk_cli_number (cli, "needed", 2),
                                   kk_cli_number (cli, "sheets", 3), &error);
  return key != NULL ? write_sheets (cli, key) : kk_cli_fail (cli, error);
}

static gboolean
print_identity (KkCli *cli, const GPtrArray *sheets)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSecret) identity = kk_escrow_dup_identity (sheets, &error);

  if (identity == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_print (cli, (const char *) kk_secret_get_data (identity));
  kk_cli_say (cli,
              _ ("This is the whole key: it restores backups of members with “backup restore”. "
                 "Do not keep it."));
  return TRUE;
}

static gboolean
combine (KkCli *cli)
{
  g_autoptr (GPtrArray) sheets = ask_sheets (cli);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (KkEscrowKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (sheets == NULL)
    return FALSE;
  if (kk_cli_is_set (cli, "show-key"))
    return print_identity (cli, sheets);
  key = kk_escrow_key_from_shares (sheets, &error);
  if (key == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("These sheets give the key back."));
  return show_key (cli, key, none);
}

static gboolean
open_vault (KkCli *cli)
{
  g_autoptr (GPtrArray) sheets = ask_sheets (cli);
  g_autoptr (KkSecret) fresh = sheets == NULL ? NULL : kk_cli_slots_ask_new (cli);
  g_autoptr (KkVaultStatus) status = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  KkRecoverPlan plan = { .folder = kk_cli_vault_folder (cli),
                         .shares = sheets,
                         .passphrase = fresh,
                         .quick = kk_cli_is_set (cli, "quick") };
  g_autoptr (GError) error = NULL;
  KkApp *app;

  if (fresh == NULL)
    return FALSE;
  app = kk_app_recover (&plan, &error);
  if (app == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_take_app (cli, app);
  status = kk_app_get_status (app, &error);
  if (status == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_say (cli,
              _ ("The vault opens with the new passphrase now. It shows from now on that it was "
                 "opened with the recovery key of the organisation."));
  if (!kk_cli_is_json (cli)) {
    kk_cli_slots_print (cli, status);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_slots_add_json (builder, status);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

#define SHEETS_FD                                                     \
  {                                                                   \
    "sheets-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),                     \
        N_ ("Read the lines of the sheets from this file descriptor") \
  }
#define COUNTS                                                                     \
  { "needed", KK_CLI_NUMBER, 0, N_ ("NUMBER"),                                     \
    N_ ("How many sheets open the key; 2 when it is not given") },                 \
      { "sheets", KK_CLI_NUMBER, 0, N_ ("NUMBER"),                                 \
        N_ ("Over how many sheets it is divided; 3 when it is not given") },       \
  {                                                                                \
    "pdf", KK_CLI_FLAG, 0, NULL, N_ ("Write pages of A4 to print instead of text") \
  }

static const KkCliOption create_options[] = {
  COUNTS,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption split_options[] = {
  COUNTS,
  SHEETS_FD,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption combine_options[] = {
  { "show-key", KK_CLI_FLAG, 0, NULL,
    N_ ("Show the whole key as age writes it, to restore a backup of a member with") },
  SHEETS_FD,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption open_options[] = {
  SHEETS_FD,
  KK_CLI_NEW_PASSPHRASE_OPTION,
  KK_CLI_QUICK_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument folder_arguments[] = {
  { N_ ("FOLDER"), KK_CLI_FOLDER, 0, N_ ("Where the sheets are written, to print them from") },
  { NULL, KK_CLI_FOLDER, 0, NULL },
};

const KkCliCommand kk_cli_escrow_commands[] = {
  { "escrow create", create,
    N_ ("Make a recovery key for the organisation, divided over sheets of paper"), create_options,
    folder_arguments },
  { "escrow split", split_again, N_ ("Divide the same recovery key over new sheets"), split_options,
    folder_arguments },
  { "escrow combine", combine, N_ ("Try out whether sheets give the recovery key back"),
    combine_options, NULL },
  { "escrow open", open_vault,
    N_ ("Open the vault of a member with the sheets, and give it a new passphrase"), open_options,
    NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
