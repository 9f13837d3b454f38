/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Trying a file of the register of legal bases before a region signs it. */

#include "app/policy/kk-app-policy-lint.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

static void
print_lint_json (KkCli *cli, const char *name, const KkPolicyLint *lint)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "file", name);
  kk_cli_json_flag (builder, "ok", lint->reason == NULL);
  kk_cli_json_number (builder, "rows", lint->rows);
  kk_cli_json_number (builder, "drafts", lint->drafts);
  kk_cli_json_number (builder, "line", lint->line);
  kk_cli_json_text (builder, "reason", lint->reason);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_accepted (KkCli *cli, const KkPolicyLint *lint)
{
  kk_cli_printf (cli,
                 ngettext ("This file is accepted. It has %u rule.",
                           "This file is accepted. It has %u rules.", lint->rows),
                 lint->rows);
  if (lint->drafts > 0)
    kk_cli_printf (cli,
                   ngettext ("%u of them is a draft: no jurist has signed it yet.",
                             "%u of them are drafts: no jurist has signed them yet.", lint->drafts),
                   lint->drafts);
}

static gboolean
complain_refused (KkCli *cli, const char *name, const KkPolicyLint *lint)
{
  g_autofree char *sentence =
      lint->line > 0 ? g_strdup_printf (_ ("Line %u of “%s” is not accepted: %s."), lint->line,
                                        name, lint->reason)
                     : g_strdup_printf (_ ("“%s” is not accepted: %s."), name, lint->reason);

  return kk_cli_complain (cli, KK_APP_ERROR_FAILED, sentence,
                          _ ("What a file of the register may hold stands in "
                             "docs/formats/register-file.md."));
}

gboolean
kk_cli_policy_lint (KkCli *cli)
{
  const char *path = kk_cli_argument (cli, 0);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = kk_cli_read_file (cli, path);
  g_autoptr (KkPolicyLint) lint = NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL)
    return FALSE;
  lint = kk_app_policy_lint (name, bytes, kk_cli_text (cli, "register"), &error);
  if (lint == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_lint_json (cli, name, lint);
  else if (lint->reason == NULL)
    print_accepted (cli, lint);
  return lint->reason == NULL || complain_refused (cli, name, lint);
}
