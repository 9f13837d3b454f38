/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the way by which a value came here: one step longer in a file of one's own, and another one once who gave it in
 *          acute danger gives it again on an ordinary ground (domain research §1.3.2; exchange §14).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault and format errors. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* Inside a transaction. @extended: (out): the basis on which a file of one's own holds what @giver gave on @basis. */
gboolean
kk_basis_extend (KkApp *app, const KkId *giver, gint64 basis, gint64 *extended, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: the operation @dot of @record came again, lawfully, on @basis. Where it was here for an acute danger only
 * and the new basis has no such end, it rests on that from now on, and so does what was taken over from it. */
gboolean kk_rebase (KkApp *app, gint64 record, const KkDot *dot, gint64 basis, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
