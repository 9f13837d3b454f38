/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a new log for an own seat, because the old one has messages that this vault did not write: it was restored from
 *          an older copy, or a copy of it is in use (exchange §15, steps 4 and 8).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors; then the seat goes on as before. */

#pragma once

#include "app/kk-app-private.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

/* @seat: in the list of the app, which is changed. @refs (nullable): what the server shows. */
gboolean kk_incarnation_start (KkApp *app, KkOwnSeat *seat, const KkRefList *refs, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether a member says that it read more of the seat's log than this vault wrote, or something else. One may lie about that, so that it
 * is no reason on a day on which a new log was started already: a lie costs a new log, and never stops anything. */
gboolean kk_incarnation_is_due (KkApp *app, const KkOwnSeat *seat, gboolean *due, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_incarnation_was_today (KkApp *app, const KkOwnSeat *seat, gboolean *was, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether the server shows a later log of the seat: another copy of this vault goes on with it. */
gboolean kk_incarnation_has_later (KkApp *app, const KkOwnSeat *seat, const KkRefList *refs);

/* Deletes what stands on the server under earlier numbers, once the days to live are over since this one began: it was sent
 * again, or has aged out (§15). A server that does not allow that is asked once. */
gboolean kk_incarnation_remove_old (KkApp *app,
                                    const KkOwnSeat *seat,
                                    const KkRefList *refs,
                                    KkTransport *transport,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: @before, whose operations that nobody has went over to another log: what waits under the old names is
 * looked at again by the standing shares. */
gboolean kk_incarnation_look_at_waiting (KkApp *app, const KkOwnSeat *before, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The last push of the log before that anybody can have; push number 0 = there is none. */
gboolean kk_incarnation_find_before (KkApp *app, const KkOwnSeat *seat, KkPin *pin, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
