/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a vault of an earlier version, with the tables and content of its fixture (tests/fixtures/vaults) and the keys,
 *          targets and ways in of a vault that was just made.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "kk-test-region.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* Puts it in the place of the vault of @app, which is closed. */
void old_vault_put (KkApp *app, guint version);
/* The tables are of the newest version, and the case of the fixture is in them. */
void old_vault_assert_kept (KkVault *vault);

G_END_DECLS
