/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    after receiving: tells each sender what of its packets could not be taken, as notification records that go
 *          through the ordinary exchange, and drafts a breach note where the law was broken (exchange §13). A
 *          notification says packet, operation, reason and row; no case data. Nothing is ever sent about one.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors: then nobody was told, and the next sync tries again. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

/* Of one packet so many refused operations are named; beyond that the notification is about the packet. */
#define KK_NOTICES_OF_PACKET 64

/* Everything in quarantine of which the sender does not know yet. @breaches: (out): notes drafted. */
gboolean kk_notices_tell (KkApp *app, guint *breaches, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many notifications this vault received. */
gboolean kk_notices_count (KkApp *app, guint *count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
