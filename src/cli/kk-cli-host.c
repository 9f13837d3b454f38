/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-host.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"

#include <glib/gi18n.h>

static void
print_json (KkCli *cli, const GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "findings");
  for (guint i = 0; i < findings->len; i++) {
    const KkHostFinding *finding = findings->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "code", finding->code);
    kk_cli_json_text (builder, "sentence", finding->sentence);
    kk_cli_json_text (builder, "advice", finding->advice);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static gboolean
check (KkCli *cli)
{
  g_autoptr (GPtrArray) findings = kk_host_check ("/");

  if (kk_cli_is_json (cli)) {
    print_json (cli, findings);
    return TRUE;
  }
  if (findings->len == 0)
    kk_cli_print (cli, _ ("This computer writes no memory to a disk that is not encrypted."));
  for (guint i = 0; i < findings->len; i++) {
    const KkHostFinding *finding = findings->pdata[i];

    kk_cli_print (cli, finding->sentence);
    kk_cli_print (cli, finding->advice);
  }
  return TRUE;
}

const KkCliCommand kk_cli_host_commands[] = {
  { "vault check", check, N_ ("Look whether this computer writes its memory to a plain disk"), NULL,
    NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
