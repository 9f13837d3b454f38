/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    members of the JSON that a command prints; docs/formats/cli-json.md says which.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* @name: (nullable): NULL inside an array. A NULL text becomes null. */
void kk_cli_json_text (JsonBuilder *builder, const char *name, const char *text);
void kk_cli_json_number (JsonBuilder *builder, const char *name, guint64 number);
void kk_cli_json_flag (JsonBuilder *builder, const char *name, gboolean flag);
/* RFC 3339 in UTC; 0 becomes null. */
void kk_cli_json_time (JsonBuilder *builder, const char *name, gint64 ms);
/* @texts: (nullable) (element-type utf8). */
void kk_cli_json_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts);
void kk_cli_json_open_object (JsonBuilder *builder, const char *name);
void kk_cli_json_close_object (JsonBuilder *builder);
void kk_cli_json_open_array (JsonBuilder *builder, const char *name);
void kk_cli_json_close_array (JsonBuilder *builder);

/* Adds one of a list, as an object of its own. */
typedef void (*KkCliJsonAdd) (JsonBuilder *builder, gconstpointer item);
/* Prints an object with nothing but the array @name of what @add says of each of @items. */
void
kk_cli_json_print_list (KkCli *cli, const char *name, const GPtrArray *items, KkCliJsonAdd add);

G_END_DECLS
