/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    signed objects as a person reads them.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  none: what does not decode is left out. */

#pragma once

#include "app/kk-app-private.h"
#include "app/sharing/kk-app-object.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkObjectItem): of @objects (element-type KkSignedObject), all about the case @reference. */
GPtrArray *kk_object_items_new (KkApp *app, const char *reference, const GPtrArray *objects);

G_END_DECLS
