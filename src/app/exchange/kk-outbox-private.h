/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bodies on their way out: queueing what a person confirmed, what standing shares and siblings make
 *          due, and sealing all of it into packets and one manifest (exchange §15, steps 5 and 6).
 * Owns:    KkSealResult what it holds.
 * Threads: as KkApp.
 * Errors:  vault, format and crypto errors. A body that may not go any more is HELD, which is no error. */

#pragma once

#include "app/sharing/kk-share-draft-private.h"

G_BEGIN_DECLS

/* Inside a transaction: the body waits for the next sync, for at least @undo_ms. */
gboolean kk_outbox_queue (KkApp *app,
                          const KkShareAsk *ask,
                          const KkBody *body,
                          gint64 undo_ms,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: a body of nothing but @objects (element-type KkSignedObject) from own desk @giver to @desk. */
gboolean kk_outbox_queue_objects (KkApp *app,
                                  const KkId *giver,
                                  const KkId *desk,
                                  const GPtrArray *objects,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: what waits for desks with task @receiver about @thread and rests on a consent does not go; the
 * standing share sends the rest anew. */
gboolean kk_outbox_cancel_consented (KkApp *app,
                                     const KkId *giver,
                                     const KkId *thread,
                                     KkHat receiver,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: what waits and carries the decision @hash, which was withdrawn, does not go. Decisions by themselves
 * that wait beside others go, for their withdrawal follows them. */
gboolean
kk_outbox_cancel_decided (KkApp *app, const KkId *giver, const KkHash *hash, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: one entry of the disclosure register for what was not given, per case: withheld, or refused when
 * nothing of it may go. */
gboolean kk_outbox_note_withheld (KkApp *app,
                                  const KkShareAsk *ask,
                                  const KkShareDraft *draft,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: queues what changed inside the standing shares of a seat's desk. */
gboolean kk_outbox_queue_standing (KkApp *app, const KkOwnSeat *seat, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Inside a transaction: what the standing shares of a seat's desk gave to @receiver and still give, decided anew, is
 * added to @bodies (element-type KkBody). */
gboolean kk_outbox_draft_again (KkApp *app,
                                const KkOwnSeat *seat,
                                const KkId *receiver,
                                GPtrArray *bodies,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  guint packets;
  guint64 bytes;   /* sealed */
  guint held;      /* bodies that wait for a person */
  gboolean pushed; /* a push row was written */
} KkSealResult;

/* FALSE, and why, when two region documents stand under one number. */
gboolean kk_outbox_may_seal (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* T1: seals everything that is due for @seat and writes the push row, all in one transaction.
 * Without anything to say no push row is made. When kk_outbox_may_seal() says no, only documents go. */
gboolean kk_outbox_seal (KkApp *app, const KkOwnSeat *seat, KkSealResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Whether something of @thread goes on the consent of a person. */
gboolean kk_body_rests_on_consent (const KkBody *body, const KkId *thread);
/* Inside a transaction. What of a body that was taken back may go all the same is due at the next sync, under the standing
 * shares of its cases. */
gboolean kk_outbox_look_again (KkApp *app, const KkId *giver, const KkBody *body, GError **error);
/* Inside a transaction. Something of @thread may not go now: remembers the day on which that may be otherwise. */
gboolean kk_outbox_note_later (KkApp *app,
                               const KkShareAsk *ask,
                               const KkShareDraft *draft,
                               const KkId *thread,
                               GError **error);

G_END_DECLS
