/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Snel melden: a signal in three minutes, by keyboard alone, no name needed. A draft is kept in the vault from the
 *          first letter on; nothing else happens before a person says so.
 * Owns:    what was typed, until the vault has it.
 * Threads: main.
 * Errors:  in a bar at the top of the page. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SIGNAL_PAGE (kk_signal_page_get_type ())
G_DECLARE_FINAL_TYPE (KkSignalPage, kk_signal_page, KK, SIGNAL_PAGE, AdwBin)

/* @draft: (nullable): id of the one to go on with. Says "left" when it is closed, and "filed" with the reference of the
 * case that came of it. Its property "place" is the id of the draft. */
GtkWidget *kk_signal_page_new (KkSession *session, const char *draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
