/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a decision at a gate as a record of the case, so that its history names who took part (domain research §1.3.3).
 *          The decision itself is the signed object.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "app/sharing/kk-app-object.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* Inside a transaction. @object: a gate decision that was signed for @seat. Another kind of object does nothing. @words:
 * (nullable): what was said about it, which stays at this desk. */
gboolean kk_gate_record_write (KkApp *app,
                               const KkOwnSeat *seat,
                               const KkObject *object,
                               const KkGateWords *words,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: the history of the case tells that @object was taken back. */
gboolean
kk_withdrawal_note (KkApp *app, const KkOwnSeat *seat, const KkObject *object, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
