/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    how a recovery code that nobody has read yet stands in the vault.
 * Owns:    what is packed belongs to the caller.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "base/kk-secret.h"

G_BEGIN_DECLS

/* The value of KK_SETTING_WAITING_CODE. @slot: the one that @code opens. */
KkSecret *kk_waiting_code_pack (guint32 slot, const char *code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
