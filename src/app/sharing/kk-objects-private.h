/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the word of another desk: signed objects, made by their issuer and used as facts by whoever
 *          holds them (exchange §13, "Objects").
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  an object that does not prove itself, or is not about this, is simply not a fact. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"
#include "policy/kk-question.h"

G_BEGIN_DECLS

/* For whom and about what a question is asked. */
typedef struct {
  const KkId *giver;    /* desk */
  const KkId *receiver; /* desk */
  const KkId *thread;   /* (nullable) */
  const char *day;
  const GPtrArray *records; /* (nullable) (element-type KkBodyRecord): what it would be about */
} KkObjectScope;

/* Whether a desk with @hat may issue an object of this kind (a gate: up to which). */
gboolean kk_object_may_issue (KkHat hat, KkObjectKind kind, KkGate gate);

/* (transfer full): about the whole case @thread, for @receiver, from today for a year. */
KkObject *
kk_object_prepare (KkApp *app, KkObjectKind kind, const KkId *receiver, const KkId *thread)
    G_GNUC_WARN_UNUSED_RESULT;

/* Signs as the first seat of this device and stores it; @object names everything but issuer, organisation and nonce.
 * Whether that desk may say so is for who reads it, and for who calls this, kk_object_may_issue(). */
KkSignedObject *kk_object_issue (KkApp *app, KkObject *object, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The gate that a decision opens: NONE when it opens none, REJECTED when it turned the case down. */
KkGate kk_object_gate (const KkObject *object);
/* What it can prove, so what a decision that rests on it relies on. */
KkFactSet kk_object_proves (KkObjectKind kind);

/* Adds what @objects (element-type KkSignedObject) prove to the facts of @question. @used: (nullable): gets, borrowed,
 * those that proved something. */
void kk_objects_use (const KkDirectory *directory,
                     const GPtrArray *objects,
                     const KkObjectScope *scope,
                     KkQuestion *question,
                     GPtrArray *used);

KkHash kk_object_hash (const KkSignedObject *signed_);

/* Whether a device of the desk that @object names as its issuer signed it; also one that was revoked or ended since. */
gboolean kk_object_is_genuine (const KkDirectory *directory,
                               const KkSignedObject *signed_,
                               const KkObject *object);

/* The same, and no device that was revoked since: what it signed is void (exchange §11). */
gboolean kk_object_is_valid (const KkDirectory *directory,
                             const KkSignedObject *signed_,
                             const KkObject *object);

/* Verifies and stores an object that came along with a packet; one that does not prove itself is left out. @kept: (out):
 * FALSE when it was left out. */
gboolean kk_object_keep (KkApp *app, const KkSignedObject *signed_, gboolean *kept, GError **error);

/* (transfer full) (element-type KkSignedObject): what the vault holds for a thread, not void and not withdrawn. */
GPtrArray *kk_object_list (KkApp *app, const KkId *thread, GError **error);
/* Also what was withdrawn, and the withdrawals. */
GPtrArray *kk_object_list_all (KkApp *app, const KkId *thread, GError **error);
/* Whether one of @objects (element-type KkSignedObject) takes @signed_ back. */
gboolean kk_object_is_withdrawn (const GPtrArray *objects, const KkSignedObject *signed_);

G_END_DECLS
