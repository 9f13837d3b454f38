/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the inside of one call, for the files that make up the frame of the program.
 * Owns:    see KkCli.
 * Threads: one.
 * Errors:  as kk-cli.h. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

struct _KkCli {
  const KkCliCommand *const *groups;
  const KkCliCommand *command; /* (nullable): while it is not known yet */
  char *group;                 /* (nullable): first word of a command of two words */
  GHashTable *options;         /* name → GPtrArray of texts; a flag has an empty one */
  GPtrArray *arguments;
  char *vault_folder;
  KkApp *app; /* (nullable) */
  int exit_code;
};

/* Options that go with every command. */
extern const KkCliOption kk_cli_common_options[];

/* Fills @cli from the words of the command line. FALSE after a complaint. */
gboolean kk_cli_parse (KkCli *cli, int argc, char **argv);
/* Whether everything that the command needs is there; apart, because --help needs nothing. */
gboolean kk_cli_check (KkCli *cli);

/* Help on stdout: of the command, of its group, or of the program. */
void kk_cli_print_help (KkCli *cli);
/* The table itself as JSON; the manual page is made from it. */
void kk_cli_print_table (KkCli *cli);

/* How a call of @command is written, without the program: "case import FILE [--municipality NAME]". (transfer full) */
char *kk_cli_dup_usage (const KkCliCommand *command);

/* Ends the line of a progress message, so that a sentence starts at the left. */
void kk_cli_end_progress (void);

G_END_DECLS
