/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the report of one sync while it is made.
 * Owns:    the caller owns the report.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-private.h"

G_BEGIN_DECLS

KkSyncReport *kk_sync_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* How every log of others stands. */
gboolean kk_sync_report_logs (KkApp *app, KkSyncReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Adds what a person should know although the sync went well. */
gboolean kk_sync_report_warn (KkApp *app, KkSyncReport *report, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
