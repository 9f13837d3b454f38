/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the logs whose entries together are the disclosure register of the own desks (exchange §17).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE in no region. */

#pragma once

#include "app/kk-app-private.h"
#include "app/register/kk-app-register.h"
#include "vault/kk-vault-logs.h"

G_BEGIN_DECLS

/* (transfer full) (element-type KkVaultLog): of this device, of its siblings, and of incarnations before. */
GArray *kk_register_logs (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @head is a value of the chain of the log as it is here: what was said once must still be one. */
gboolean kk_register_chain_has (KkApp *app,
                                const KkVaultLog *log,
                                const KkHash *head,
                                gboolean *has,
                                guint64 *entries,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_register_log_is_written_now (KkApp *app, const KkVaultLog *log);
void kk_register_proof_note_break (KkRegisterProof *proof, guint64 at);

G_END_DECLS
