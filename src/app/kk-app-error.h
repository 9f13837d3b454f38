/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the error domain of the use cases. Its codes are the exit codes of the command line, and
 *          its messages are whole, translated sentences: what happened, what it means, what to do.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  errors of the layers below reach people through kk-problem.h, never as they are. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KK_APP_ERROR_FAILED = 1, /* could not be done */
  KK_APP_ERROR_USAGE =
      2, /* asked in a way that has no meaning, or about something that is not there */
  KK_APP_ERROR_NEEDS_ANSWER = 3, /* a person has to say something first; the message says what */
  KK_APP_ERROR_REFUSED = 4,      /* the law, as the register gives it, does not allow it */
  KK_APP_ERROR_LOCKED = 5,       /* wrong passphrase, or the vault is not open */
} KkAppError;

#define KK_APP_ERROR (kk_app_error_quark ())
GQuark kk_app_error_quark (void);

G_END_DECLS
