/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the foot of the navigation, always in sight: as whom a person works, and how the exchange stands; the button
 *          exchanges now, or stops.
 * Owns:    nothing.
 * Threads: main.
 * Errors:  a failed exchange is said here, with what is safe; offline is no error. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_FOOT (kk_foot_get_type ())
G_DECLARE_FINAL_TYPE (KkFoot, kk_foot, KK, FOOT, AdwBin)

void kk_foot_set_session (KkFoot *foot, KkSession *session);
/* Exchanges with the server of the region; while that runs, stops it. */
void kk_foot_exchange (KkFoot *foot);

G_END_DECLS
