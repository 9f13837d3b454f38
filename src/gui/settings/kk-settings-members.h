/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the members page of the settings: who is in the region and when each was last heard, and letting somebody in.
 * Owns:    what it shows, for as long as the page lives.
 * Threads: main.
 * Errors:  as a sentence on the page. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* @page: an AdwPreferencesPage. */
void kk_settings_members_fill (GtkWidget *page, KkSession *session);

G_END_DECLS
