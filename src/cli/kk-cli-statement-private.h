/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    showing consents, notes and findings.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* (element-type KkConsentItem), (element-type KkNoteItem), (element-type KkFindingItem). */
void kk_cli_statement_print_consents (KkCli *cli, const GPtrArray *items);
void kk_cli_statement_print_notes (KkCli *cli, const GPtrArray *items);
void kk_cli_statement_print_findings (KkCli *cli, const GPtrArray *items);

G_END_DECLS
