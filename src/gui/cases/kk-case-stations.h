/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the stations that the picture of a route shows for a case.
 * Owns:    nothing.
 * Threads: main.
 * Errors:  none: a step of a newer version stands at the first station. */

#pragma once

#include "app/casework/kk-app-route.h"
#include "gui/cases/kk-route-picture.h"

G_BEGIN_DECLS

void kk_case_stations_show (KkRoutePicture *picture, const KkRouteView *route);

G_END_DECLS
