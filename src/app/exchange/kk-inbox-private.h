/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    takes one examined packet into the vault: one packet is one transaction, with its row, its
 *          operations and its entry in the register (exchange §16).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors: then nothing of the packet was taken. What is refused is counted, not an error. */

#pragma once

#include "app/exchange/kk-examine-private.h"
#include "app/kk-app-private.h"

G_BEGIN_DECLS

typedef struct {
  guint applied; /* operations that are new here */
  guint quarantined;
  guint held;
} KkInboxCount;

typedef struct {
  KkApp *app;
  const KkOwnSeat *seat;
  gint64 log; /* idx of the log in which the packet stands */
  const KkSeatInfo *writer;
  gint64 row;            /* inbox row of a packet that was held; 0 = it is new */
  guint64 push_no;       /* that lists it */
  gboolean more_to_come; /* other logs of this sync are not read yet */
  gboolean again;        /* was refused in part: stays so while nothing new is here */
} KkInboxPlace;

gboolean kk_inbox_take (const KkInboxPlace *place,
                        const KkExamined *examined,
                        GBytes *raw,
                        KkInboxCount *count,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The idx of a log that an operation names, if the documents know whose it is; 0 = they do not. */
gboolean kk_inbox_resolve_log (KkApp *app, const KkId *log, gint64 *idx, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
