/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the vault of a test region, open in a session, for tests of a page.
 * Owns:    nothing.
 * Threads: main.
 * Errors:  whatever fails aborts the test. */

#pragma once

#include "gui/kk-session.h"

G_BEGIN_DECLS

/* Waits until @vault, a folder with the passphrase of the test regions, is open. */
void kk_test_session_open (KkSession *session, const char *vault);
/* Locks and ends it; it is finalised by that. @session (transfer full). */
void kk_test_session_end (KkSession *session);

G_END_DECLS
