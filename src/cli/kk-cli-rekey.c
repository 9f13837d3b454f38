/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A new key for a vault whose passphrase leaked, and the recovery code that comes with it. */

#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-slots-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* It stays in the vault until it has left the program: who is stopped before that finds it again. Where it cannot be taken away it is
 * only offered once more. */
static void
forget_shown_code (KkApp *app)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    (void) !kk_app_waiting_code_forget (app, NULL);
}

/* The new code is the only way back in for who forgets the new passphrase: it is shown whatever failed after it came to hold. */
static gboolean
fail_rekey (KkCli *cli, const KkRekeyResult *result, const GError *error)
{
  if (result->moved) {
    if (result->code != NULL) {
      kk_cli_say (cli,
                  _ ("New recovery code, write it on paper and keep it away from this computer:"));
      kk_cli_say (cli, result->code);
    }
    kk_cli_say (cli,
                _ ("The new passphrase holds from now on. Open the vault with it: that finishes "
                   "the work."));
  }
  return kk_cli_fail (cli, error);
}

static gboolean
rekey (KkCli *cli)
{
  const KkCliSecretQuestion code_question = { .option = "code-fd",
                                              .question = _ ("Recovery code: ") };
  g_auto (KkCliOpened) opened = { 0 };
  g_autoptr (KkSecret) fresh = NULL;
  g_autoptr (KkSecret) code = NULL;
  g_auto (KkRekeyResult) result = { 0 };
  KkRekeyPlan plan = { .quick = kk_cli_is_set (cli, "quick") };
  g_autoptr (GError) error = NULL;
  gboolean fine;
  KkApp *app = kk_cli_open_for_change (cli, &opened);

  if (app == NULL)
    return FALSE;
  fresh = kk_cli_slots_ask_new (cli);
  if (fresh == NULL)
    return FALSE;
  plan.passphrase = fresh;
  if (kk_cli_is_set (cli, "keep-code")) {
    code = kk_cli_ask_secret (cli, &code_question);
    if (code == NULL)
      return FALSE;
    plan.code = code;
  }
  if (!kk_app_rekey (app, &opened.unlock, &plan, &result, &error))
    return fail_rekey (cli, &result, error);
  fine = kk_cli_slots_show (cli, app, result.code, result.dropped);
  kk_cli_slots_show_code (cli, result.code);
  forget_shown_code (app);
  for (guint i = 0; i < result.dropped->len && !kk_cli_is_json (cli); i++)
    kk_cli_printf (cli, _ ("This way in has to be made again: %s"),
                   (const char *) result.dropped->pdata[i]);
  kk_cli_say (cli,
              _ ("The vault has a new key. Make a full backup now, and destroy old copies of the "
                 "vault folder: those still open with what leaked."));
  return fine;
}

/* The code of a new key that nobody saw. */

void
kk_cli_tell_waiting_code (KkCli *cli, KkApp *app)
{
  g_autoptr (KkSecret) code = kk_app_waiting_code (app, NULL);

  if (code != NULL)
    kk_cli_say (cli,
                _ ("This vault has a new key, and the program was stopped before you saw its new "
                   "recovery code. The old recovery code opens nothing any more. See the new "
                   "one with “slot code”, and write it on paper."));
}

static gboolean
forget_written (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;

  if (!kk_app_waiting_code_forget (app, &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("From now on the recovery code is only on your paper. Try it out with “slot "
                      "test”."));
  return kk_cli_slots_show (cli, app, NULL, NULL);
}

static gboolean
show_waiting (KkCli *cli)
{
  g_auto (KkCliOpened) opened = { 0 };
  g_autoptr (KkSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open_for_change (cli, &opened);
  const char *text;

  if (app == NULL)
    return FALSE;
  if (kk_cli_is_set (cli, "written"))
    return forget_written (cli, app);
  code = kk_app_waiting_code (app, &error);
  if (error != NULL)
    return kk_cli_fail (cli, error);
  text = code != NULL ? (const char *) kk_secret_get_data (code) : NULL;
  if (!kk_cli_slots_show (cli, app, text, NULL))
    return FALSE;
  kk_cli_slots_show_code (cli, text);
  kk_cli_say (cli,
              text != NULL
                  ? _ ("Is it on paper? Then say so with “slot code --written”.")
                  : _ ("No recovery code waits here: the one on your paper holds. If it is lost, "
                       "make another one with “slot add --code”."));
  return TRUE;
}

static const KkCliOption rekey_options[] = {
  { "keep-code", KK_CLI_FLAG, 0, NULL,
    N_ ("Keep the recovery code, which is asked for; otherwise a new one is made") },
  { "code-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the recovery code from this file descriptor") },
  KK_CLI_NEW_PASSPHRASE_OPTION,
  KK_CLI_QUICK_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption code_options[] = {
  { "written", KK_CLI_FLAG, 0, NULL, N_ ("It is on paper now, and need not be shown again") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_rekey_commands[] = {
  { "slot code", show_waiting,
    N_ ("Show the recovery code of a new key that you have not seen yet"), code_options, NULL },
  { "vault rekey", rekey,
    N_ ("The passphrase leaked: give the vault a new key, passphrase and recovery code"),
    rekey_options, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
