/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the commands about the region share.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "app/region/kk-app-region-change.h"
#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* Says so when there are few root keys beyond those that have to sign. */
void kk_cli_region_advise (KkCli *cli, guint roots, guint threshold);
/* @file: where it was written, or read from. Answers TRUE. */
gboolean kk_cli_region_show_proposal (KkCli *cli, const char *file, const KkProposal *proposal);

G_END_DECLS
