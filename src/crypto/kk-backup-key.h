/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the age key that follows from a recovery code, so that one sheet of paper opens the vault and
 *          its backups (docs/formats/backup.md, "Who can open it").
 * Owns:    nothing; the identity is secret: declare it with g_auto() and { 0 }.
 * Threads: any.
 * Errors:  none: any code has one. */

#pragma once

#include "crypto/kk-code.h"
#include "crypto/kk-keys.h"

G_BEGIN_DECLS

void
kk_backup_pair_from_code (const KkCode *code, KkKxPublicKey *recipient, KkKxSecretKey *identity);

G_END_DECLS
