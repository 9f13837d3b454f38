/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a push from its stored rows to a branch on the server, and the proof that it is there (exchange
 *          §15, steps 7 to 9).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  KK_SYNC_ERROR; the push stays PENDING and the next sync finishes it with the same bytes. */

#pragma once

#include "app/kk-app-private.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app;
  const KkOwnSeat *seat;
  KkTransport *transport;
  const char *remote; /* name under which the vault remembers it */
  GPtrArray *notices; /* (element-type utf8) translated sentences for the person */
  gboolean
      is_doubt_used; /* what cannot be read under our name was a reason for a new log today already */
  gboolean copied;   /* (out): the server has pushes of this log that this vault did not write */
} KkPushing;

/* When @pushing->copied is set nothing was sent: the seat needs a new incarnation (§15 step 8).
 * Finishes the PENDING push of the seat, if there is one; else sees to it that the server has the last one still. @refs:
 * what the server showed last. */
gboolean kk_push_finish (KkPushing *pushing, const KkRefList *refs, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
