/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the contacts of one municipality as cards with a telephone number that can be copied.
 * Owns:    nothing.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "app/casework/kk-app-meldroute.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Also when nobody tells whom to call: then what always holds. */
void kk_contact_cards_fill (GtkBox *box, const KkMeldroute *meldroute);
/* What holds everywhere: Veilig Thuis, and 112. */
void kk_contact_cards_add_always (GtkBox *box);

G_END_DECLS
