/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the chain of the disclosure register: adding an entry, and proving what stands there
 *          (exchange §17; docs/formats/register-entry.md).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault and format errors. A broken chain is an answer, not an error. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-entry.h"
#include "vault/kk-vault-register.h"

G_BEGIN_DECLS

/* Inside the transaction that does what the entry tells. Sets number and time of @entry. */
gboolean kk_entry_chain_append (KkApp *app, gint64 log, KkEntry *entry, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* In the chain of the log that @seat writes now, also before anything was ever sealed there. */
gboolean
kk_entry_chain_append_own (KkApp *app, const KkOwnSeat *seat, KkEntry *entry, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The newest chain value of a log: what its manifests show. */
gboolean kk_entry_chain_head (KkApp *app, gint64 log, KkHash *head, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

KkHash kk_entry_chain_start (const KkId *log);
KkHash kk_entry_chain_next (const KkHash *before, const KkHash *leaf);
KkHash kk_entry_leaf (const guint8 salt[16], GBytes *entry);

/* The first number at which the chain of @log does not hold; 0 = it holds. @head: (out): the value computed. */
gboolean kk_entry_chain_prove (KkApp *app,
                               gint64 log,
                               guint64 *entries,
                               guint64 *broken_at,
                               KkHash *head,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
