/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    network secrets on their way to members: granted by who published the region version, one packet for each seat,
 *          and proved by the commitment in the region document (exchange §13 and §15, "Grants").
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault, format and crypto errors. */

#pragma once

#include "app/exchange/kk-seal-private.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkGrantedSecret), wiped when freed: every secret of this vault that is not withdrawn,
 * ascending by epoch. */
GArray *kk_grants_collect_secrets (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From now on this device hands out @epoch. */
gboolean kk_grants_begin (KkApp *app, guint32 epoch, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Inside a transaction: that device has the secret of @epoch, and none that is newer. */
gboolean kk_grants_note_known (KkApp *app, const KkId *device, guint32 epoch, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* One grant for each active seat of another device that has none for the newest epoch handed out here. */
gboolean kk_grants_seal (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes what proves itself; the seats of this device are not read again. */
gboolean kk_grants_take (KkApp *app, const KkControl *grant, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
