/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    revoking a device: up to where its logs still count (exchange §11, "revocation").
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR_USAGE for a device that cannot be revoked. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

/* @device: hex; the pins are what this vault has processed of its logs. */
KkRevocation *
kk_revocation_draft (KkApp *app, const char *device, const char *reason, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
