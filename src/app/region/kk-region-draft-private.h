/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the next version of the region document with the changes that a person asked for.
 * Owns:    the result belongs to the caller.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR_USAGE with what does not fit. */

#pragma once

#include "app/kk-app-private.h"
#include "app/region/kk-app-region-change.h"

G_BEGIN_DECLS

KkRegion *kk_region_draft (KkApp *app, const KkRegionChangePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The next step of replacing the network secret; a new one is kept in the vault. */
gboolean kk_region_rekey (KkApp *app, KkRegion *region, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
