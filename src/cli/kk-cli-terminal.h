/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a terminal that does not show what is typed, and that shows it again whatever happens.
 * Owns:    the settings of the terminal between hide and show.
 * Threads: one.
 * Errors:  none: a terminal that cannot hide shows. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a person can be asked: input and talk are both on a terminal. */
gboolean kk_cli_terminal_is_there (void);
/* Prints @question without a line end. Signals that would end the program wait until kk_cli_terminal_show(). */
void kk_cli_terminal_hide (const char *question);
gboolean kk_cli_terminal_was_interrupted (void);
/* Also passes on the signal that came meanwhile. */
void kk_cli_terminal_show (void);

G_END_DECLS
