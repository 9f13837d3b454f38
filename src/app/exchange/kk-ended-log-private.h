/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    logs that nobody writes any more: an earlier incarnation, or one of a seat that was ended or revoked.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-logs.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkVaultLog): of all seats of @desk. */
GArray *kk_ended_logs (KkApp *app, const KkId *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_ended_log_is (KkApp *app, gint64 log, gboolean *ended, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
