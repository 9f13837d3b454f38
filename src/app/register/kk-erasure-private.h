/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what an erasure leaves to be done outside the records: refused packets that are kept, the mirror, the
 *          history on the server (exchange §12 "When", §14).
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* Settings of the vault. */
#define KK_SETTING_FORGET_MIRROR "mirror/forget"
/* (transfer full): since when an erasure waits for a new root of the own log; ms, 0 = none does. */
char *kk_setting_erasure_waits (const KkId *log) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): bytes of dropped packets in the history of the own log. */
char *kk_setting_dropped_bytes (const KkId *log) G_GNUC_WARN_UNUSED_RESULT;

gboolean kk_body_has_record (const KkBody *body, const KkId *id);

/* Inside a transaction: packets that were kept because something in them was refused or has to wait, and that hold operations of
 * the record, are kept no longer. */
gboolean kk_erasure_forget_refused (KkApp *app, const KkId *desk, const KkId *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
