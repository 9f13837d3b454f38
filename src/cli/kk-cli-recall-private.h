/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    showing requests to erase something, where other commands show them too.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* "recalls": [...] */
void kk_cli_recall_add (JsonBuilder *builder, const GPtrArray *items);
/* A table; nothing when there are none. */
void kk_cli_recall_print (KkCli *cli, const GPtrArray *items);

G_END_DECLS
