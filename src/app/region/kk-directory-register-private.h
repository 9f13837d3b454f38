/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the register of legal bases inside a register document.
 * Owns:    results belong to the caller.
 * Threads: any.
 * Errors:  KK_POLICY_ERROR. */

#pragma once

#include "domain/kk-network.h"
#include "policy/kk-register.h"

G_BEGIN_DECLS

/* (transfer full): without a version. */
KkRegister *kk_register_parse_document (const KkRegisterDocument *document, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
