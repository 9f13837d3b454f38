/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    keys that were replaced, and go for good some time later: mailbox keys and withdrawn network secrets (exchange §11).
 *          What was sealed to them and hoarded by somebody then stays closed, also for who gets this vault.
 *          Their time is steady: it follows the clock, but a clock that jumps adds a month at most and never goes back.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

/* Inside a transaction. @now: (out): steady time in ms. */
gboolean kk_old_keys_now (KkApp *app, gint64 *now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside a transaction: deletes what was replaced or withdrawn 120 days ago. */
gboolean kk_old_keys_delete (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
