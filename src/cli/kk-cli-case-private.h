/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    showing cases, for the commands that end by showing one.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  as kk-cli.h. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "cli/kk-cli.h"

G_BEGIN_DECLS

gboolean kk_cli_case_print (KkCli *cli, KkApp *app, const char *reference);
gboolean kk_cli_case_list (KkCli *cli);
gboolean kk_cli_case_show (KkCli *cli);

/* (element-type KkFieldEdit): the arguments from @first on, as FIELD=VALUE, with the ticks of --category. @type: (nullable): of
 * record. @texts: what the edits point into. NULL after a complaint. */
GArray *kk_cli_case_parse_edits (KkCli *cli, const char *type, guint first, GPtrArray *texts);

/* "versions": in a conflict, or with proposals. */
void kk_cli_case_add_versions (JsonBuilder *builder, const GPtrArray *versions);
/* One line each: "  1. value  organisation, person, time". */
void kk_cli_case_print_versions (KkCli *cli, const char *field, const GPtrArray *versions);

G_END_DECLS
