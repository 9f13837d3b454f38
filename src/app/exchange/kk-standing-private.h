/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    standing shares that have to be looked at again though their case did not change: something becomes lawful by the day
 *          alone, or what was confirmed was taken back (exchange §14, "Lawful later").
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

/* At the next sync. */
#define KK_STANDING_NOW "0000-00-00"

/* Inside a transaction. @day: YYYY-MM-DD, from which on the shares of @thread are looked at once more. */
gboolean kk_standing_look_again (KkApp *app,
                                 const KkId *desk,
                                 const KkId *thread,
                                 const char *day,
                                 GError **error);

/* Inside a transaction. Adds to @shares (element-type KkVaultShare) what is due and not among them. */
gboolean kk_standing_add_due (KkApp *app, const KkId *desk, GPtrArray *shares, GError **error);

G_END_DECLS
