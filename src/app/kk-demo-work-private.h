/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    work on the desk of a municipality in the example region.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  as KkApp. */

#pragma once

#include "app/kk-app-demo.h"

G_BEGIN_DECLS

gboolean kk_demo_give_work (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two cases before the table, one of them decided; the region exchanges meanwhile. */
gboolean kk_demo_meet (KkDemoRegion *region, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
