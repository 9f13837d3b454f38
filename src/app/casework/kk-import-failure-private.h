/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    why a file of cases cannot be read at all, with the line and column where reading stopped.
 * Owns:    nothing.
 * Threads: pure functions, any.
 * Errors:  KK_APP_ERROR_USAGE: a sentence without anything that stands in a cell. */

#pragma once

#include "app/kk-app-error.h"

G_BEGIN_DECLS

/* @csv: what kk_htcds_import() refused with @failure. */
void kk_import_failure_set (GError **error, GBytes *csv, const GError *failure);

G_END_DECLS
