/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    noticing that something between two seats was lost, and remembering to ask for it or to answer
 *          (exchange §15, "Resync"). The asking and answering itself is sealed by kk-seal-control.c and kk-seal-resync.c.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"
#include "vault/kk-vault-resync.h"

G_BEGIN_DECLS

/* Days since 1970 (UTC), and how long a content packet stays. */
gint64 kk_app_day_number (const KkApp *app);
gint64 kk_app_live_ms (const KkApp *app);

/* Own seat @own has to ask seat @other, or to answer it; more than was asked already stays. */
gboolean
kk_resync_want (KkApp *app, const KkId *own, const KkId *other, KkResyncWish wish, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_resync_owe (KkApp *app, const KkId *own, const KkId *other, KkResyncWish wish, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Something of seat @writer is lost for own seat @own: it asks @writer, and its own siblings. */
gboolean kk_resync_want_lost (KkApp *app, const KkId *own, const KkId *writer, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* @seat is new on this device. Its siblings give it everything by themselves; a desk that has no other seat any more asks
 * its partners, who alone have what was sent to it before. */
gboolean kk_resync_new_seat (KkApp *app, const KkSeatInfo *seat, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* @log, of seat @writer, was read whole: what is missing in its numbers for own seat @own will not come any more. */
gboolean
kk_resync_check_holes (KkApp *app, gint64 log, const KkId *writer, const KkId *own, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
