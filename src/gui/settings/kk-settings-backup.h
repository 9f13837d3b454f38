/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the backup page of the settings: the last backup, the last proof that it can be restored, where they go, and making,
 *          proving and stopping one.
 * Owns:    what it shows, for as long as the page lives.
 * Threads: main.
 * Errors:  as a sentence on the page. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* @page: an AdwPreferencesPage. */
void kk_settings_backup_fill (GtkWidget *page, KkSession *session);

G_END_DECLS
