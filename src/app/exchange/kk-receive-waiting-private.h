/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a packet for this device that waits for its turn: found by its tag, opened, examined, taken (exchange §16).
 * Owns:    KkWaiting what kk_waiting_free() frees; what it names as borrowed stays the caller's.
 * Threads: as KkApp.
 * Errors:  vault errors; what is wrong with the packet is the code of its examination. */

#pragma once

#include "app/exchange/kk-receive-private.h"

G_BEGIN_DECLS

typedef struct {
  const KkOwnSeat *seat;
  KkTipPacket packet; /* as the manifest lists it; of a held one there is nothing here */
  guint64 push_no;    /* that lists it */
  guint64 sequence;   /* 0 = it could not be read */
  KkHash name;        /* of its row */
  gint64 row;         /* inbox row when it was held before */
  GBytes *raw;        /* (nullable): read again when needed */
  KkExamined *examined;
} KkWaiting;

void kk_waiting_free (gpointer waiting);
/* Lets go of bytes and examination; both can be had again. */
void kk_waiting_close (KkWaiting *waiting);

/* (nullable): the own seat to which a packet of @writer in @log is addressed. */
const KkOwnSeat *kk_receive_recognise (KkReceiving *receiving,
                                       const KkSeatInfo *writer,
                                       const KkId *log,
                                       const KkId *tag);
/* (nullable): a blob that is not what the manifest lists is the server's doing, and the packet counts as missing. */
GBytes *kk_receive_read_packet (KkReceiving *receiving, const KkTipPacket *packet)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether a packet of that name was taken before. */
gboolean
kk_receive_has_row (const KkReceiving *receiving, const KkHash *name, gboolean *has, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Without an error nothing is examined when the packet is not there. */
gboolean kk_waiting_open (KkReceiving *receiving,
                          const KkReceivedLog *log,
                          KkWaiting *waiting,
                          GError **error);
/* One transaction. */
gboolean kk_waiting_take (KkReceiving *receiving,
                          const KkReceivedLog *log,
                          KkWaiting *waiting,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkWaiting, kk_waiting_free)

G_END_DECLS
