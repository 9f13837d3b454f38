/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a confirmed body at the moment of sealing, and what the disclosure register says of it (exchange §15 and §17).
 * Owns:    KkDueBody what kk-seal-body.c clears.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/exchange/kk-seal-private.h"

G_BEGIN_DECLS

/* One confirmed body, looked at again at the moment of sealing: sealing is late (§15). */
typedef struct {
  KkSealing *sealing;
  const KkVaultBody *row;
  KkBody *body;
  GPtrArray *seats;   /* (element-type KkSeatInfo) borrowed: active seats of the receiving desk */
  GArray *records;    /* (element-type gint64): idx of each record of the body */
  const char *reason; /* (nullable): why it has to wait for a person */
  gboolean again;     /* its desk was told before, or wrote it itself */
  gboolean notice;    /* about whole records: no values */
  gboolean moot;      /* a notice that was taken back */
} KkDueBody;

/* Inside a transaction: one entry for each case, so that an export per case shows that case only. @seats: (element-type KkId);
 * @packets: (element-type KkHash). */
gboolean
kk_seal_append_entries (KkDueBody *due, const GArray *seats, const GArray *packets, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
