/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the inside of a book of rules.
 * Owns:    as kk-app-policy.h.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "app/policy/kk-app-policy.h"
#include "policy/kk-register.h"

G_BEGIN_DECLS

/* Borrowed. */
const KkRegister *kk_policy_book_get_register (const KkPolicyBook *book);

G_END_DECLS
