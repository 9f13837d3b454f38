/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-app-sync.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-demo-private.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* Long lines go on under themselves. */
static void
print_wrapped (KkCli *cli, const char *line)
{
  gsize indent = strspn (line, " ");
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (line + indent, KK_CLI_WIDTH - indent - 2);

  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "%*s%s", (int) (indent + (i > 0 ? 2 : 0)), "",
                   (const char *) lines->pdata[i]);
}

void
kk_demo_tell (KkDemo *demo, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autofree char *tame = NULL;
  va_list arguments;

  if (kk_cli_is_json (demo->cli))
    return;
  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tame = kk_cli_text_tame (line);
  print_wrapped (demo->cli, tame);
}

void
kk_demo_title (KkDemo *demo, const char *title)
{
  kk_demo_tell (demo, "%s", "");
  kk_demo_tell (demo, "%s", title);
}

static gboolean
make_folder (KkDemo *demo, gboolean *is_temporary)
{
  const char *given = kk_cli_text (demo->cli, "dir");
  g_autoptr (GError) error = NULL;

  *is_temporary = given == NULL;
  if (given == NULL) {
    demo->region.folder = g_dir_make_tmp ("ketenkluis-demo-XXXXXX", &error);
    return demo->region.folder != NULL || kk_cli_fail (demo->cli, error);
  }
  demo->region.folder = g_canonicalize_filename (given, NULL);
  if (g_mkdir_with_parents (demo->region.folder, 0700) == 0)
    return TRUE;
  return kk_cli_complain (demo->cli, KK_APP_ERROR_FAILED,
                          _ ("The folder for the demonstration cannot be made."),
                          _ ("Name another one with --dir."));
}

static char *
find_cases (KkCli *cli)
{
  const char *given = kk_cli_text (cli, "cases");
  const char *data = g_getenv ("KK_DATADIR");

  if (given != NULL)
    return g_strdup (given);
  return g_build_filename (data != NULL ? data : KK_DATADIR, "samples", "cases-htcds.csv", NULL);
}

static gboolean
make_remote (KkDemo *demo, char **folder)
{
  g_autoptr (GError) error = NULL;

  demo->region.remote = kk_cli_text (demo->cli, "remote");
  if (demo->region.remote != NULL)
    return TRUE;
  *folder = g_build_filename (demo->region.folder, "server.git", NULL);
  demo->region.remote = *folder;
  return kk_app_sync_create_remote (*folder, &error) || kk_cli_fail (demo->cli, error);
}

static gboolean
run_steps (KkDemo *demo, GBytes *csv)
{
  if (!kk_demo_make_region (demo))
    return FALSE;
  kk_demo_title (demo, _ ("Everybody receives the newest list of members"));
  if (!kk_demo_exchange (demo) || !kk_demo_import (demo, csv) || !kk_demo_share_cases (demo) ||
      !kk_demo_share_result (demo))
    return FALSE;
  kk_demo_title (demo, _ ("Everybody exchanges through the git repository"));
  kk_demo_tell (demo, "  %s", demo->region.remote);
  if (!kk_demo_exchange (demo) || !kk_demo_edit_both (demo))
    return FALSE;
  kk_demo_title (demo, _ ("They are online again"));
  if (!kk_demo_exchange (demo) || !kk_demo_resolve (demo) || !kk_demo_exchange (demo) ||
      !kk_demo_show_chosen (demo))
    return FALSE;
  return kk_demo_report (demo);
}

static void
tell_where (KkDemo *demo)
{
  g_autofree char *example = g_strdup_printf ("%s --vault %s/%s case list", KK_CLI_PROGRAM,
                                              demo->region.folder, kk_demo_cast[2].slug);

  kk_demo_title (demo, _ ("Look around; the passphrase of every vault here is:"));
  kk_demo_tell (demo, "  %s", KK_DEMO_PASSPHRASE);
  kk_demo_tell (demo, "  %s", example);
}

static gboolean
run_in_folder (KkDemo *demo, GBytes *csv)
{
  g_autofree char *server = NULL;
  gboolean done = make_remote (demo, &server) && run_steps (demo, csv);

  kk_demo_region_close (&demo->region);
  if (done && kk_cli_is_set (demo->cli, "dir"))
    tell_where (demo);
  return done;
}

static gboolean
run (KkCli *cli)
{
  KkHash host_key = { 0 };
  gboolean has_key;
  gboolean is_temporary;
  g_autofree char *path = find_cases (cli);
  g_autoptr (GBytes) csv = NULL;
  KkDemo demo = { .cli = cli,
                  .region.private_key = kk_cli_text (cli, "ssh-key"),
                  .region.progress = kk_cli_get_progress () };
  gboolean done;

  if (!kk_cli_parse_host_key (cli, &host_key, &has_key))
    return FALSE;
  demo.region.host_key = has_key ? &host_key : NULL;
  csv = kk_cli_read_file (cli, path);
  if (csv == NULL || !make_folder (&demo, &is_temporary))
    return FALSE;
  demo.region.passphrase = kk_secret_new_copy (KK_DEMO_PASSPHRASE, strlen (KK_DEMO_PASSPHRASE));
  demo.shares = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_demo_share_free);
  done = run_in_folder (&demo, csv);
  if (is_temporary)
    kk_demo_folder_remove (demo.region.folder);
  kk_secret_free (demo.region.passphrase);
  g_ptr_array_unref (demo.shares);
  g_free (demo.shared_case);
  g_free (demo.chosen);
  g_free (demo.region.folder);
  return done;
}

static const KkCliOption options[] = {
  { "dir", KK_CLI_FOLDER, 0, N_ ("FOLDER"),
    N_ ("Keep the vaults here, to look around afterwards") },
  { "cases", KK_CLI_FILE, 0, N_ ("FILE.csv"), N_ ("Other cases than those of the sample") },
  { "remote", KK_CLI_TEXT, 0, N_ ("ADDRESS"), N_ ("A git server, instead of a folder") },
  { "ssh-key", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("File with your private SSH key") },
  { "host-key", KK_CLI_TEXT, 0, N_ ("SHA256:…"), N_ ("Fingerprint of the key of the git server") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_demo_commands[] = {
  { "demo", run, N_ ("Run the main job on sample data and tell what each recipient got"), options,
    NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
