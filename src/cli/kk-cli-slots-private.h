/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the commands about ways to open a vault share.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  FALSE after a complaint. */

#pragma once

#include "app/vault/kk-app-slots.h"
#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* The members "slots" and "recovered". */
void kk_cli_slots_add_json (JsonBuilder *builder, const KkVaultStatus *status);
void kk_cli_slots_print (KkCli *cli, const KkVaultStatus *status);
/* Both. @code: (nullable): a new recovery code. @renew: (nullable): names of ways in that have to be made again. */
gboolean kk_cli_slots_show (KkCli *cli, KkApp *app, const char *code, const GPtrArray *renew);
/* For a person, not in JSON; @code: (nullable). */
void kk_cli_slots_show_code (KkCli *cli, const char *code);
/* Says when there is a recovery code that nobody has seen yet. */
void kk_cli_tell_waiting_code (KkCli *cli, KkApp *app);
/* A new passphrase, from --new-passphrase-fd or the terminal. */
KkSecret *kk_cli_slots_ask_new (KkCli *cli);

#define KK_CLI_NEW_PASSPHRASE_OPTION                             \
  {                                                              \
    "new-passphrase-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),        \
        N_ ("Read the new passphrase from this file descriptor") \
  }
#define KK_CLI_QUICK_OPTION                                                         \
  {                                                                                 \
    "quick", KK_CLI_FLAG, 0, NULL,                                                  \
        N_ ("Weak protection of the passphrase, for demonstrations and tests only") \
  }

G_END_DECLS
