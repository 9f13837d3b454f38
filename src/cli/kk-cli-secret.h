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

G_END_DECLS
