/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the reference by which people name a case: that it is fit and free, and the next free one.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR_USAGE when it is taken or no reference; vault errors. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

gboolean kk_case_reference_exists (KkApp *app,
                                   const KkId *desk,
                                   const char *reference,
                                   gboolean *exists,
                                   GError **error);
/* @reference: without white space around it. */
gboolean
kk_case_reference_check (KkApp *app, const KkId *desk, const char *reference, GError **error);
/* (transfer full): inside the transaction that uses it. */
char *kk_case_reference_next (KkApp *app, const KkOwnSeat *seat, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
