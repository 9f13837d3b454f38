/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    letting go: the question that names organisation, person, fingerprint and consequence, and then the sending,
 *          which can be taken back for a while.
 * Owns:    nothing after the answer.
 * Threads: main.
 * Errors:  as kk_app_share_send(). What was sent before one failed stays sent, and is told. */

#pragma once

#include "gui/share/kk-share-answer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks; "send" activates the action share.send on @page. @columns: (element-type KkShareColumn). */
void kk_share_send_ask (GtkWidget *page, const GPtrArray *columns);
/* Result of @done: the ids of the shares, GPtrArray of utf8 (transfer full). Those to whom nothing goes are left out. */
void kk_share_send_start (KkSession *session,
                          GObject *owner,
                          const char *case_,
                          const GPtrArray *columns,
                          KkSessionDone done);

G_END_DECLS
