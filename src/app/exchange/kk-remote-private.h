/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the name and password that an HTTPS server asks for, kept in the vault for each address.
 * Owns:    KkRemoteLogin both.
 * Threads: those of the vault.
 * Errors:  those of the vault. */

#pragma once

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-private.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

typedef struct {
  char *user; /* NULL: none is kept */
  KkSecret *password;
} KkRemoteLogin;

void kk_remote_login_clear (KkRemoteLogin *login);
gboolean kk_remote_login_load (KkApp *app, const char *url, KkRemoteLogin *login, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_remote_login_keep (KkApp *app, const char *url, const KkRemoteLogin *login, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkRemoteLogin, kk_remote_login_clear)

/* (transfer full): to the server of @plan, or else of the region. @name: (out) (transfer full): its address, under which the
 * vault remembers what it showed. */
KkTransport *kk_remote_open (KkApp *app, const KkSyncPlan *plan, char **name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* NEEDS_ANSWER when a server holds branches of others and none of this region, unless @beside. What else is worth telling
 * goes to @notices. */
gboolean kk_remote_check (KkApp *app,
                          const KkRefList *refs,
                          gboolean beside,
                          GPtrArray *notices,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
