/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    asking a person for a secret: from a file descriptor, or from the terminal without showing it.
 *          Never from an argument or the environment, which other programs can read.
 * Owns:    the answer belongs to the caller.
 * Threads: one.
 * Errors:  NULL after a complaint; without terminal and descriptor that is "needs an answer" and names the option. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

typedef struct {
  const char *option;   /* the one with the number of the descriptor, without dashes */
  const char *question; /* on the terminal */
  const char *again;    /* (nullable): asks a second time, both must be the same */
} KkCliSecretQuestion;

/* Reads one line; a descriptor may hold several lines for several questions. */
KkSecret *kk_cli_ask_secret (KkCli *cli, const KkCliSecretQuestion *question)
    G_GNUC_WARN_UNUSED_RESULT;

/* The passphrase of the vault. @is_new: asks twice. */
KkSecret *kk_cli_ask_passphrase (KkCli *cli, gboolean is_new) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): of the security key, from --pin-fd: text that ends with a zero. NULL when it was not given, and after a
 * complaint; without it a key that wants one says so. */
KkSecret *kk_cli_ask_pin (KkCli *cli) G_GNUC_WARN_UNUSED_RESULT;

/* The vault of --vault, opened, and what it was opened with, which a change of its ways in asks for again. */
typedef struct {
  KkSecret *typed;
  KkSecret *pin;
  KkUnlock unlock; /* with the two above */
} KkCliOpened;

/* (nullable), borrowed: NULL after a complaint. */
KkApp *kk_cli_open_for_change (KkCli *cli, KkCliOpened *opened);
void kk_cli_opened_clear (KkCliOpened *opened);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkCliOpened, kk_cli_opened_clear)

G_END_DECLS
