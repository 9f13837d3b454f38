/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a file that a region may have of its own (signal cards, measures): what was imported into this vault, else what came
 *          with the program.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors; NULL without an error when there is neither. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

#define KK_SETTING_MEASURES "measures" /* bytes: the catalogue of measures that was imported */

/* (nullable) (transfer full): @name is below the folder of data. */
GBytes *kk_region_file_read (KkApp *app, const char *setting, const char *name, GError **error);
gboolean kk_region_file_import (KkApp *app, const char *setting, GBytes *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
