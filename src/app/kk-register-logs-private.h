/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the logs whose entries together are the disclosure register of the own desks (exchange §17).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE in no region. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-logs.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkVaultLog): of this device, of its siblings, and of incarnations before. */
GArray *kk_register_logs (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
