/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what follows when a desk takes a signed decision back: at its own desk and at those that were given it to share
 *          with, what waits is cancelled and what went is asked back (docs/formats/body.md, "A withdrawal").
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  vault, format and policy errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

typedef struct {
  const KkId *desk; /* own */
  gboolean sibling; /* a colleague's seat told it, and asks back what went */
} KkWithdrawalPlace;

/* Inside a transaction, after @withdrawal was stored. Another kind of object does nothing. */
gboolean kk_withdrawal_take (KkApp *app,
                             const KkWithdrawalPlace *place,
                             const KkSignedObject *withdrawal,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type KkId): desks that this one gave decisions about @thread, as the disclosure register tells. */
GArray *kk_withdrawal_addressees (KkApp *app, const KkId *desk, const KkId *thread, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
