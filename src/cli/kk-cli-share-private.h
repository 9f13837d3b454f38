/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    showing a preview: what goes along, what is asked, what is withheld, and why.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "app/sharing/kk-app-share.h"
#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* The members of a preview in an object that is open. */
void kk_cli_share_add_preview (JsonBuilder *builder, const KkSharePreview *preview);
/* Why a field goes or stays that no row of the register speaks about. */
const char *kk_cli_share_explain (const KkSharedField *field);
void kk_cli_share_print_preview (KkCli *cli, const KkSharePreview *preview);
/* The same after a refusal: what another rule would let go is not said to go along. */
void kk_cli_share_print_refusal (KkCli *cli, const KkSharePreview *preview);

G_END_DECLS
