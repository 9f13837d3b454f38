/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the second half of withdrawing a consent or a decision: a request to stop and erase to who was given something
 *          on it. Cancelling what waits is kk_outbox_cancel_consented() and kk_outbox_cancel_decided().
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault, format and policy errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

typedef struct {
  const KkId *desk; /* own */
  const KkId *thread;
  KkHat receiver;           /* of a consent */
  const char *organisation; /* (nullable): any */
  const char *role;         /* (nullable): any */
  const char *day;          /* YYYY-MM-DD: of the withdrawal */
  const KkObject *object;   /* (nullable): the decision that was withdrawn; NULL = a consent */
} KkWithdrawal;

/* Inside the transaction that records the withdrawal, after it: decides everything anew that went to these desks. What may not go
 * any more is asked back; what rests on something else stays. What was typed about it when sharing is withdrawn too.
 * @count: (out): requests, one for each record and desk. */
gboolean
kk_recall_withdrawn (KkApp *app, const KkWithdrawal *withdrawal, guint *count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
