/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the facts of a question, put together from --facts FILE, --fact CODE=VALUE and --note KIND=TEXT.
 * Owns:    the text belongs to the caller.
 * Threads: one.
 * Errors:  FALSE after a complaint. Whether the facts mean something is for the use case to say. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* @facts: (out) (transfer full) (nullable): a JSON object; NULL when nothing was given. */
gboolean kk_cli_collect_facts (KkCli *cli, char **facts);

G_END_DECLS
