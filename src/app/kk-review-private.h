/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    remembering that a new register of legal bases has to be looked at by a person.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* The version @before was replaced: a review that is open already stays where it began. */
gboolean kk_review_begin (KkVault *vault, guint64 before, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
