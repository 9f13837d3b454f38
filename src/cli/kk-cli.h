/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one call of the program: the table of commands, what was asked, and how the answer is given.
 *          Help, the manual page, completion and the parser all come from the table.
 * Owns:    the parsed options and arguments and, once opened, the vault; kk_cli_free() closes it.
 * Threads: one.
 * Errors:  a command answers FALSE after it complained: that printed the sentence and chose the exit code. */

#pragma once

#include "app/kk-app.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define KK_CLI_PROGRAM "ketenkluis-cli"

typedef struct _KkCli KkCli;

typedef enum {
  KK_CLI_FLAG, /* takes no value */
  KK_CLI_TEXT,
  KK_CLI_NUMBER, /* 0 to 2147483647 */
  KK_CLI_FILE,
  KK_CLI_FOLDER,
} KkCliKind;

typedef enum {
  KK_CLI_REQUIRED = 1 << 0,
  KK_CLI_REPEATED = 1 << 1,
} KkCliOptionFlags;

typedef enum {
  KK_CLI_OPTIONAL = 1 << 0,
  KK_CLI_MANY = 1 << 1,
} KkCliArgumentFlags;

typedef struct {
  const char *name; /* without its dashes; NULL ends a list */
  KkCliKind kind;
  guint flags;       /* KkCliOptionFlags */
  const char *label; /* (nullable): of the value, as help shows it */
  const char *help;
} KkCliOption;

typedef struct {
  const char *label; /* NULL ends a list */
  KkCliKind kind;
  guint flags; /* KkCliArgumentFlags; only the last one may have any */
  const char *help;
} KkCliArgument;

typedef struct {
  const char *name; /* one or two words; NULL ends a list */
  gboolean (*run) (KkCli *cli);
  const char *summary;
  const KkCliOption *options;     /* (nullable) */
  const KkCliArgument *arguments; /* (nullable) */
} KkCliCommand;

/* The whole program: parses, runs, prints. Answers the exit code. */
int kk_cli_main (const KkCliCommand *const *groups, int argc, char **argv);

/* What was asked. */
const char *kk_cli_argument (KkCli *cli, guint index); /* (nullable): when it was not given */
guint kk_cli_count_arguments (KkCli *cli);
gboolean kk_cli_is_set (KkCli *cli, const char *option);
const char *kk_cli_text (KkCli *cli, const char *option); /* (nullable) */
/* (nullable) (element-type utf8): every value of an option that may be repeated, in order. */
GPtrArray *kk_cli_texts (KkCli *cli, const char *option);
guint kk_cli_number (KkCli *cli, const char *option, guint otherwise);
gboolean kk_cli_is_json (KkCli *cli);

/* The vault of --vault, opened with the passphrase that was asked for; NULL after a complaint. Borrowed. */
KkApp *kk_cli_open (KkCli *cli);
/* Where the vault is or will be. */
const char *kk_cli_vault_folder (KkCli *cli);
/* The same progress and the same end as kk_cli_open() gives; takes @app. */
void kk_cli_take_app (KkCli *cli, KkApp *app);
/* (nullable): what shows progress on a terminal, for commands that keep several vaults themselves; its data is NULL. */
KkAppProgress kk_cli_get_progress (void);

/* Complaints, on stderr. All answer FALSE. @hint: (nullable): what to do. */
gboolean kk_cli_fail (KkCli *cli, const GError *error);
gboolean kk_cli_complain (KkCli *cli, KkAppError code, const char *sentence, const char *hint);
gboolean kk_cli_complain_usage (KkCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Talk on stderr that is no complaint. */
void kk_cli_say (KkCli *cli, const char *sentence);

/* Data on stdout. */
void kk_cli_print (KkCli *cli, const char *line);
void kk_cli_print_block (KkCli *cli, const char *lines); /* with their line ends */
void kk_cli_printf (KkCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* One line of JSON when @pretty is FALSE. Takes the builder's root. */
void kk_cli_print_json (KkCli *cli, JsonBuilder *builder, gboolean pretty);

void kk_cli_free (KkCli *cli);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkCli, kk_cli_free)

G_END_DECLS
