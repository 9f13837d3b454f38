/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    receiving: reads the logs that changed, takes documents first and then packets in order
 *          (exchange §15 steps 2 to 4, and §16).
 * Owns:    KkReceiving what kk_receiving_clear() frees.
 * Threads: as KkApp.
 * Errors:  transport errors that concern everything; what fails for one log is that log's status. */

#pragma once

#include "app/exchange/kk-app-sync.h"
#include "app/exchange/kk-inbox-private.h"
#include "app/exchange/kk-tip-view-private.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app;
  KkTransport *transport;
  const char *remote; /* name under which the vault remembers it */
  KkSyncReport *report;
  GPtrArray *logs;      /* (element-type KkReceivedLog) */
  GHashTable *tag_keys; /* KkId of a device → KkTagKey */
  GHashTable
      *documents; /* (nullable) set of KkHash: boards' documents that need not be looked at again */
  KkInboxCount count;
  guint64 budget;        /* bytes that may still be received */
  gboolean more_to_come; /* as in KkInboxPlace */
  gboolean again;
} KkReceiving;

void kk_receiving_init (KkReceiving *receiving,
                        KkApp *app,
                        KkTransport *transport,
                        const char *remote,
                        KkSyncReport *report);
void kk_receiving_clear (KkReceiving *receiving);

/* @refs: what the server shows. */
gboolean kk_receive (KkReceiving *receiving, const KkRefList *refs, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Logs of devices that were revoked: what was taken from after their pins is flagged for a person (§11). */
gboolean kk_receive_revocations (KkReceiving *receiving, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tries held packets again, because a document or secret may have come. */
gboolean kk_receive_held (KkReceiving *receiving, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* When all logs are read: tries again what spoke of something that was not here then. */
gboolean kk_receive_early (KkReceiving *receiving, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One log that changed. */
typedef struct {
  gint64 idx;
  KkId log;
  KkId seat; /* of its writer */
  KkOid tip;
  KkTipView *view; /* (nullable): not read yet, or unreadable */
  KkLogStatus status;
  gboolean is_pinned; /* its writer is revoked, and the log counts up to the pin */
  KkPin pin;
  gboolean board_only; /* an own log that somebody else wrote on: there is no row of it */
} KkReceivedLog;

/* The steps of one round, in their order. Reads what the branch shows into @log->view and @log->status. */
gboolean kk_receive_read_view (KkReceiving *receiving, KkReceivedLog *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Takes the documents of all boards; @news: (out): one was new, so that more logs may have names now. */
gboolean kk_receive_documents (KkReceiving *receiving, gboolean *news, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Takes grants out of logs whose manifests cannot be opened yet, by their tags (§15); @news: (out): there was one. */
gboolean kk_receive_grants (KkReceiving *receiving, gboolean *news, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Takes the packets of one log that are for a seat of this device. */
gboolean kk_receive_packets (KkReceiving *receiving, KkReceivedLog *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* What a packet says that was kept. @log: id and seat are enough. */
KkExamined *kk_receive_examine (KkApp *app,
                                const KkOwnSeat *seat,
                                const KkVaultLog *log,
                                GBytes *raw,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Two stories under one number: keeps the one that came second. */
gboolean kk_receive_keep_fork (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Remembers how far the log was read and what its writer acknowledged. */
gboolean kk_receive_settle (KkReceiving *receiving, KkReceivedLog *log, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkReceiving, kk_receiving_clear)

G_END_DECLS
