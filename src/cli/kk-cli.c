/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-private.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-slots-private.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static KkCli *
new_cli (const KkCliCommand *const *groups)
{
  KkCli *cli = g_new0 (KkCli, 1);

  cli->groups = groups;
  cli->options =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  cli->arguments = g_ptr_array_new_with_free_func (g_free);
  return cli;
}

void
kk_cli_free (KkCli *cli)
{
  if (cli == NULL)
    return;
  kk_app_close (cli->app);
  g_hash_table_unref (cli->options);
  g_ptr_array_unref (cli->arguments);
  g_free (cli->group);
  g_free (cli->vault_folder);
  g_free (cli);
}

gboolean
kk_cli_is_json (KkCli *cli)
{
  return kk_cli_is_set (cli, "json");
}

const char *
kk_cli_vault_folder (KkCli *cli)
{
  const char *given = kk_cli_text (cli, "vault");

  if (cli->vault_folder == NULL)
    cli->vault_folder =
        given != NULL ? g_strdup (given)
                      : g_build_filename (g_get_user_data_dir (), "ketenkluis", "vault", NULL);
  return cli->vault_folder;
}

void
kk_cli_take_app (KkCli *cli, KkApp *app)
{
  cli->app = app;
  kk_app_set_progress (app, kk_cli_get_progress (), NULL);
}

void
kk_cli_opened_clear (KkCliOpened *opened)
{
  g_clear_pointer (&opened->typed, kk_secret_free);
  g_clear_pointer (&opened->pin, kk_secret_free);
}

KkApp *
kk_cli_open_for_change (KkCli *cli, KkCliOpened *opened)
{
  const char *folder = kk_cli_vault_folder (cli);
  g_autoptr (GError) error = NULL;
  KkApp *app;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    kk_cli_complain (cli, KK_APP_ERROR_USAGE, _ ("There is no vault in this folder."),
                     _ ("Name the folder with --vault, or make a vault with “vault create”."));
    return NULL;
  }
  opened->typed = kk_cli_ask_passphrase (cli, FALSE);
  if (opened->typed == NULL)
    return NULL;
  opened->pin = kk_cli_ask_pin (cli);
  opened->unlock.typed = opened->typed;
  opened->unlock.pin = opened->pin;
  opened->unlock.has_security_key = kk_cli_is_set (cli, "use-key");
  app = kk_app_open_with (folder, &opened->unlock, &error);
  if (app == NULL)
    kk_cli_fail (cli, error);
  else
    kk_cli_take_app (cli, app);
  return app;
}

KkApp *
kk_cli_open (KkCli *cli)
{
  g_auto (KkCliOpened) opened = { 0 };
  KkApp *app = kk_cli_open_for_change (cli, &opened);

  if (app != NULL)
    kk_cli_tell_waiting_code (cli, app);
  return app;
}

/* Texts of a build folder go before those of an installed program. */
static void
start_texts (void)
{
  const char *folder = g_getenv ("KK_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : KK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static gboolean
answer (KkCli *cli, int argc, char **argv)
{
  if (!kk_cli_parse (cli, argc, argv))
    return FALSE;
  if (kk_cli_is_set (cli, "version")) {
    kk_cli_print (cli, "ketenkluis " KK_VERSION);
    return TRUE;
  }
  if (kk_cli_is_set (cli, "help")) {
    if (kk_cli_is_json (cli))
      kk_cli_print_table (cli);
    else
      kk_cli_print_help (cli);
    return TRUE;
  }
  return kk_cli_check (cli) && cli->command->run (cli);
}

int
kk_cli_main (const KkCliCommand *const *groups, int argc, char **argv)
{
  g_autoptr (KkCli) cli = new_cli (groups);
  gboolean done;

  start_texts ();
  done = answer (cli, argc, argv);
  kk_cli_end_progress ();
  if (fflush (stdout) != 0 && done)
    done = kk_cli_complain (cli, KK_APP_ERROR_FAILED,
                            _ ("The answer could not be written: the disk is full, or nobody reads "
                               "it."),
                            NULL);
  if (done)
    return 0;
  return cli->exit_code != 0 ? cli->exit_code : (int) KK_APP_ERROR_FAILED;
}
