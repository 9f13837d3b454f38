/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the route of a case and its parts, as JSON and as text.
 * Owns:    nothing, unless it says so.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "app/casework/kk-app-route.h"
#include "cli/kk-cli.h"

G_BEGIN_DECLS

void kk_cli_route_print_json (KkCli *cli, const KkRouteView *view);
void kk_cli_route_print_text (KkCli *cli, const KkRouteView *view);

void kk_cli_route_add_decision (JsonBuilder *builder, const KkDecisionItem *item);
void kk_cli_route_add_track (JsonBuilder *builder, const KkTrackItem *item);
void kk_cli_route_print_track (KkCli *cli, const KkTrackItem *item);
/* (transfer full): "S30 Put before the table". */
char *kk_cli_route_label_step (const char *step);

G_END_DECLS
