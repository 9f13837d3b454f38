/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    an exchange over a transport that is open already; kk_app_sync() opens the region's own.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as kk_app_sync(). */

#pragma once

#include "app/exchange/kk-app-sync.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

/* @remote: the name under which the vault remembers what this transport showed. */
KkSyncReport *
kk_app_sync_over (KkApp *app, KkTransport *transport, const char *remote, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
