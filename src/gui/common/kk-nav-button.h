/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the button that slides the navigation in, for the header of every page: visible only where the window is too
 *          narrow to show the navigation beside it.
 * Owns:    nothing.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_NAV_BUTTON (kk_nav_button_get_type ())
G_DECLARE_FINAL_TYPE (KkNavButton, kk_nav_button, KK, NAV_BUTTON, AdwBin)

G_END_DECLS
