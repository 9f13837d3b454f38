/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a repository inside the vault folder for as long as one bundle is read or made, so that a file that is carried by hand
 *          is exchanged with as a server is.
 * Owns:    the folder `bundle.git`; kk_carrier_remove() deletes it, also what a crash left.
 * Threads: as KkApp.
 * Errors:  KK_SYNC_ERROR, those of files, those of the vault. */

#pragma once

#include "app/kk-app-private.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

/* (transfer full): a transport to what is in the bundle @path. */
KkTransport *kk_carrier_take (KkApp *app, const char *path, GError **error);
/* (transfer full): a transport to an empty repository. */
KkTransport *kk_carrier_new (KkApp *app, GError **error);
/* Puts the logs of others there as far as they were read here: whoever gets the file may never meet their server. */
gboolean kk_carrier_add_others (KkApp *app, KkTransport *transport, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Writes the bundle @path. */
gboolean kk_carrier_give (KkApp *app, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_carrier_remove (KkApp *app);

G_END_DECLS
