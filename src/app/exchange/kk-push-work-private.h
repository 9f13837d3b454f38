/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one push on its way into git objects: the pieces of kk-push.c.
 * Owns:    KkPushWork what kk_push_work_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault, crypto and KK_SYNC_ERROR. */

#pragma once

#include "app/exchange/kk-push-private.h"
#include "vault/kk-vault-outbox.h"

G_BEGIN_DECLS

typedef struct {
  KkPushing *pushing;
  gint64 log;
  KkVaultPush *push;
  KkNetworkKey network;
  KkManifest *manifest;
  guint64 seen; /* the number of the push of ours that the server shows; 0 = none */
  KkOid base;   /* commit whose tree is changed; zeros = the whole tree is written */
} KkPushWork;

void kk_push_work_clear (KkPushWork *work);

/* Opens the stored manifest: what the tree has to become follows from it. */
gboolean kk_push_open (KkPushWork *work, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the objects of an opened push on @work->base. */
gboolean kk_push_write (KkPushWork *work, KkOid *commit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkPushWork, kk_push_work_clear)

G_END_DECLS
