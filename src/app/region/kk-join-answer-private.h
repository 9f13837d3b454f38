/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the answer to a join request: everything a newcomer needs, sealed to its device, with the network secrets
 *          once more under a spoken code (exchange §11, "Join"; docs/formats/join.md).
 * Owns:    results belong to the caller.
 * Threads: as KkApp; writing and reading take about a second.
 * Errors:  KK_APP_ERROR. */

#pragma once

#include "app/kk-app-private.h"
#include "app/region/kk-app-member.h"
#include "crypto/kk-code.h"

G_BEGIN_DECLS

/* @spoken: (out) (transfer full) */
gboolean kk_join_answer_write (KkApp *app,
                               const KkJoinRequest *request,
                               const KkAdmitPlan *plan,
                               char **spoken,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): opened with this device's key and the nonce of its last request. */
KkJoinAnswer *kk_join_answer_read (KkApp *app, GBytes *nonce, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkGrantedSecret); wiped when freed. */
GArray *kk_join_answer_open_secrets (const KkJoinAnswer *answer,
                                     GBytes *nonce,
                                     const KkSecret *spoken,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
