/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    whom to call in a municipality, beside a form.
 * Owns:    what it shows.
 * Threads: main.
 * Errors:  none: what cannot be read leaves what always holds. */

#pragma once

#include "gui/kk-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_CONTACT_PANE (kk_contact_pane_get_type ())
G_DECLARE_FINAL_TYPE (KkContactPane, kk_contact_pane, KK, CONTACT_PANE, GtkBox)

/* @session, @municipality: (nullable): without either, what always holds. */
void kk_contact_pane_show (KkContactPane *pane, KkSession *session, const char *municipality);

G_END_DECLS
