/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-backup.h"
#include "cli/kk-cli-backup-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>

void
kk_cli_backup_add_info (JsonBuilder *builder, const char *name, const KkBackupInfo *info)
{
  kk_cli_json_open_object (builder, name);
  kk_cli_json_text (builder, "file", info->file);
  kk_cli_json_number (builder, "number", info->number);
  kk_cli_json_flag (builder, "full", info->full);
  kk_cli_json_number (builder, "needs", info->needs);
  kk_cli_json_number (builder, "bytes", info->size);
  kk_cli_json_time (builder, "made", info->made);
  kk_cli_json_flag (builder, "verified", info->verified);
  kk_cli_json_close_object (builder);
}

static void
print_info_json (KkCli *cli, const KkBackupInfo *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_backup_add_info (builder, "backup", info);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static char *
dup_kind (const KkBackupInfo *info)
{
  g_autofree char *needs = g_strdup_printf ("%" G_GUINT64_FORMAT, info->needs);

  if (info->full)
    return g_strdup (_ ("complete"));
  /* Translators: what changed since an earlier backup, which has this number. */
  return g_strdup_printf (_ ("changes, with number %s and on"), needs);
}

/* @sentence: what happened, when it succeeded. */
static gboolean
show_info (KkCli *cli, const KkBackupInfo *info, const GError *error, const char *sentence)
{
  g_autofree char *kind = NULL;
  g_autofree char *size = NULL;
  g_autofree char *number = NULL;

  if (info == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli)) {
    print_info_json (cli, info);
    return TRUE;
  }
  kind = dup_kind (info);
  size = g_format_size (info->size);
  number = g_strdup_printf ("%" G_GUINT64_FORMAT, info->number);
  kk_cli_printf (cli, _ ("File: %s"), info->file);
  kk_cli_printf (cli, _ ("Number: %s (%s, %s)"), number, kind, size);
  kk_cli_say (cli, sentence);
  return TRUE;
}

static gboolean
create (KkCli *cli)
{
  g_autoptr (KkBackupInfo) info = NULL;
  KkBackupPlan plan = { .folder = kk_cli_argument (cli, 0),
                        .full = kk_cli_is_set (cli, "full"),
                        .others = kk_cli_texts (cli, "recipient") };
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  info = kk_app_backup_create (app, &plan, &error);
  return show_info (
      cli, info, error,
      _ ("The backup was made, and restored for proof. Keep it away from this computer; the "
         "recovery code opens it."));
}

static void
print_list_json (KkCli *cli, const GPtrArray *list)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "backups");
  for (guint i = 0; i < list->len; i++)
    kk_cli_backup_add_info (builder, NULL, list->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_list_text (KkCli *cli, const GPtrArray *list)
{
  const char *const headings[] = { _ ("Number"), _ ("Made"), _ ("Kind"), _ ("Size") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (list->len == 0) {
    kk_cli_say (cli, _ ("There is no backup of this vault in that folder."));
    return;
  }
  for (guint i = 0; i < list->len; i++) {
    const KkBackupInfo *info = list->pdata[i];
    g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, info->number);
    g_autofree char *made = kk_cli_text_time (info->made);
    g_autofree char *kind = dup_kind (info);
    g_autofree char *size = g_format_size (info->size);

    kk_cli_table_add (table, (const char *[]){ number, made, kind, size });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
list_backups (KkCli *cli)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  list = kk_app_backup_list (app, kk_cli_argument (cli, 0), &error);
  if (list == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_list_json (cli, list);
  else
    print_list_text (cli, list);
  return TRUE;
}

static gboolean
verify (KkCli *cli)
{
  g_autoptr (KkBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  info = kk_app_backup_verify (app, kk_cli_argument (cli, 0), &error);
  return show_info (cli, info, error, _ ("The backup was restored for proof: it is whole."));
}

static void
print_restored_json (KkCli *cli, const KkBackupInfo *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_backup_add_info (builder, "backup", info);
  kk_cli_json_number (builder, "newest", info->newest);
  kk_cli_json_flag (builder, "erased_list", info->has_list);
  kk_cli_json_number (builder, "erased_again", info->erased);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_restored (KkCli *cli, const KkBackupInfo *info)
{
  g_autofree char *made = kk_cli_text_time (info->made);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, info->number);

  kk_cli_printf (cli, _ ("This backup is of %s, number %s."), made, number);
  kk_cli_say (
      cli,
      _ ("The vault was restored. It opens with the passphrase and the recovery code that it had "
         "when the backup was made. What your partners sent after that comes back by itself with "
         "“sync”; what was only here does not."));
  if (info->erased > 0)
    kk_cli_say (cli, _ ("What was erased since that backup is erased again when the vault is "
                        "opened."));
  if (!info->has_list)
    kk_cli_say (cli, _ ("The list of what was erased does not lie beside this backup. What was "
                        "erased after the backup was made may be back: erase it again."));
}

static gboolean
restore (KkCli *cli)
{
  g_autoptr (KkSecret) typed = kk_cli_ask_passphrase (cli, FALSE);
  g_autoptr (KkBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  KkRestorePlan plan = { .file = kk_cli_argument (cli, 0),
                         .typed = typed,
                         .folder = kk_cli_vault_folder (cli),
                         .older = kk_cli_is_set (cli, "older"),
                         .newer = kk_cli_text (cli, "newer-vault") };

  if (typed == NULL)
    return FALSE;
  info = kk_backup_restore (&plan, &error);
  if (info == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_restored_json (cli, info);
  else
    print_restored (cli, info);
  return TRUE;
}

static void
print_key (KkCli *cli, const char *key)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!kk_cli_is_json (cli)) {
    kk_cli_print (cli, key);
    return;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "key", key);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static gboolean
show_key (KkCli *cli)
{
  g_autoptr (KkSecret) typed = kk_cli_ask_passphrase (cli, FALSE);
  g_autoptr (KkSecret) key = NULL;
  g_autoptr (GError) error = NULL;

  if (typed == NULL)
    return FALSE;
  key = kk_backup_key_from_code (typed, &error);
  if (key == NULL)
    return kk_cli_fail (cli, error);
  print_key (cli, (const char *) kk_secret_get_data (key));
  kk_cli_say (
      cli, _ ("Write this on the sheet with the recovery code. With it the program “age” opens the "
              "backups, even without Ketenkluis."));
  return TRUE;
}

static const KkCliArgument folder_arguments[] = {
  { N_ ("FOLDER"), KK_CLI_FOLDER, 0,
    N_ ("Folder with backups: on a disk, a stick or a mounted server") },
  { NULL, KK_CLI_FOLDER, 0, NULL },
};

static const KkCliArgument file_arguments[] = {
  { N_ ("FILE"), KK_CLI_FILE, 0,
    N_ ("Backup, such as kluis-000001.kkb.age; those that it needs lie beside it") },
  { NULL, KK_CLI_FILE, 0, NULL },
};

static const KkCliOption create_options[] = {
  { "full", KK_CLI_FLAG, 0, NULL, N_ ("A complete one, even when the changes would do") },
  { "recipient", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("age1…"),
    N_ ("Another key of age that can open it, such as that of your organisation") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption restore_options[] = {
  { "older", KK_CLI_FLAG, 0, NULL, N_ ("This one, although there is a newer one") },
  { "newer-vault", KK_CLI_FOLDER, 0, N_ ("FOLDER"),
    N_ ("The vault as it is now, when it still opens with that code: what was erased in it is erased in "
        "what comes out too") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_backup_commands[] = {
  { "backup create", create, N_ ("Make a backup of the vault and restore it for proof"),
    create_options, folder_arguments },
  { "backup list", list_backups, N_ ("Show the backups of this vault in a folder"), NULL,
    folder_arguments },
  { "backup verify", verify, N_ ("Restore a backup for proof"), NULL, file_arguments },
  { "backup key", show_key,
    N_ ("Show the key of age that follows from the recovery code, which it asks for"), NULL, NULL },
  { "backup restore", restore,
    N_ ("Put a vault back from a backup, into the folder of --vault; asks for the recovery code"),
    restore_options, file_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
