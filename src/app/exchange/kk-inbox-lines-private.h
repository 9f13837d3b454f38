/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    entries of the disclosure register that a sibling copies, so that a desk's register is the union
 *          of its logs (exchange §17).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. A line that does not continue the chain is left out: a later one shows the hole. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

gboolean kk_inbox_take_lines (KkApp *app, const KkBody *body, gint64 log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: own desk @desk gave @receiver something of @record, as a colleague says. Was the record deleted or erased
 * by this seat meanwhile, then it tells @receiver, too. */
gboolean kk_inbox_tell_late (KkApp *app,
                             const KkId *desk,
                             const KkId *record,
                             const KkId *receiver,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
