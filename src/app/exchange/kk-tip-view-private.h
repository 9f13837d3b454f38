/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one log as the repository shows it now: its manifests opened and checked, and which packets and
 *          documents are new in it (exchange §12, "Checking a tip").
 * Owns:    KkTipView what it holds.
 * Threads: as KkApp.
 * Errors:  KK_SYNC_ERROR when the mirror cannot be read. What is wrong with the log is in the status. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-log-chain.h"
#include "sync/kk-transport.h"
#include "vault/kk-vault-logs.h"

G_BEGIN_DECLS

typedef struct {
  KkId tag;
  KkHash hash; /* as the manifest says */
  KkOid oid;
  guint64 first_push;     /* of the manifest that was read and lists it */
  guint64 least_register; /* highest version that a manifest before the one that adds it names */
} KkTipPacket;

typedef struct {
  KkLogStatus status; /* OK: everything below may be used */
  KkChainVerdict verdict;
  KkPin newest;
  gboolean root;         /* its commit has no parent */
  guint64 checkpoint_no; /* 0 = no checkpoint among what was read */
  KkHash checkpoint_hash;
  guint32 epoch;        /* of the secret under which the newest manifest is sealed */
  GPtrArray *manifests; /* (element-type KkManifest): those read, oldest first */
  KkPin evidence;    /* for a fork: the manifest under the number that is known, else the newest */
  GBytes *held_blob; /* (nullable): the manifest under a secret that is not here */
  GBytes *evidence_blob;  /* (nullable): that one as it was sealed */
  GArray *packets;        /* (element-type KkTipPacket): new, alive and there */
  guint64 register_named; /* highest version of the register that the manifests name */
  guint missing;          /* packets that the manifests list and the tree does not have */
} KkTipView;

typedef struct {
  const KkId *log;
  const KkSeatInfo *writer;
  const KkOid *tip;
  const KkOid *known_tip; /* (nullable): read before */
  const KkPin *known;     /* (nullable): accepted before */
  const KkPin *pin;       /* (nullable): of a revoked writer: up to where this log counts */
  guint64 register_named; /* highest version of the register named up to there */
} KkTipQuestion;

KkTipView *
kk_tip_view_read (KkApp *app, KkTransport *transport, const KkTipQuestion *question, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_tip_view_free (KkTipView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTipView, kk_tip_view_free)

G_END_DECLS
