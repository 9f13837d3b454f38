/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a share as it is decided and as a person reads it: for previewing, sending and refusing alike.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp. */

#pragma once

#include "app/sharing/kk-app-share.h"
#include "app/sharing/kk-share-ask-private.h"

G_BEGIN_DECLS

/* Inside a transaction: decides every field, twice. */
KkShareDraft *kk_share_make_draft (KkApp *app, const KkShareQuery *query, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkSharePreview *kk_share_show_draft (KkApp *app,
                                     const KkSharePlan *plan,
                                     const KkShareQuery *query,
                                     const KkShareDraft *draft);

G_END_DECLS
