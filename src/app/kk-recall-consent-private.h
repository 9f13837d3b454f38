/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the second half of withdrawing a consent: a request to stop and erase to who was given something on it.
 *          Cancelling what waits is kk_outbox_cancel_consented().
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault, format and policy errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef struct {
  const KkId *desk; /* own */
  const KkId *thread;
  KkHat receiver;
  const char *organisation; /* (nullable): any */
  const char *role;         /* (nullable): any */
  const char *day;          /* YYYY-MM-DD: of the withdrawal */
} KkWithdrawal;

/* Inside the transaction that records the withdrawal, after it: decides everything anew that went to these desks. What may not go
 * any more is asked back; what rests on something else stays. Consents that were typed when sharing are withdrawn too.
 * @count: (out): requests, one for each record and desk. */
gboolean
kk_recall_withdrawn (KkApp *app, const KkWithdrawal *withdrawal, guint *count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
