/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one sealing in progress: T1 of exchange §15 for one seat, inside one transaction.
 * Owns:    KkSealing what kk_sealing_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault, format and crypto errors; the transaction around it is then rolled back. */

#pragma once

#include "app/exchange/kk-outbox-private.h"
#include "domain/kk-content.h"
#include "vault/kk-vault-outbox.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app;
  const KkOwnSeat *seat;
  const KkSeatInfo *info;
  gint64 log; /* idx of the own log */
  KkNetworkKey network;
  guint64 push_no;
  char *day;
  GHashTable *tag_keys; /* KkId of a device → KkTagKey */
  GHashTable *tags;     /* set of KkId: in the live set, by their first half */
  GArray *add;          /* (element-type KkLivePacket) */
  GArray *drop;         /* (element-type KkId) */
  KkSealResult *result;
} KkSealing;

/* What of the own log's past is still in the history of its branch. */
typedef struct {
  gint64 dropped;   /* bytes of packets that are, or are about to be, in no tree any more */
  gint64 erasure;   /* ms: since when an erasure waits; 0 = none does */
  gboolean overdue; /* it has waited long enough to be a reason for a push */
  gboolean root;    /* the next push has no parent */
} KkSealHistory;

/* A statement on its way to one seat. */
typedef struct {
  const KkSeatInfo *addressee;
  KkStatementKind kind;
  GBytes *body;
  const GArray *seats;   /* (nullable) (element-type KkId): every seat that this body goes to */
  const KkId *body_id;   /* (nullable) */
  KkControlKind control; /* of a control packet */
  const KkNetworkKey *network; /* (nullable): NULL = the one that writers use now */
} KkSealOrder;

/* Numbers, signs, seals and stores one packet. @packet: (out): its row; @hash: (out): its hash. */
gboolean kk_seal_packet (KkSealing *sealing,
                         const KkSealOrder *order,
                         gint64 *packet,
                         KkHash *hash,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One control packet. */
gboolean kk_seal_control (KkSealing *sealing,
                          const KkSeatInfo *addressee,
                          const KkControl *control,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Marks what is past the days to live. */
gboolean kk_seal_expire (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Tells every seat that lost something for ever that it did. */
gboolean kk_seal_gaps (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks others for what was lost here. */
gboolean kk_seal_resync_asks (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every confirmed body that is due. */
/* @stands: (out): what in @body goes on a consent may go by what the file says now. */
gboolean kk_seal_check_consent (KkSealing *sealing,
                                const KkVaultBody *row,
                                const KkBody *body,
                                gboolean *stands,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_seal_bodies (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A body for one seat that its desk was told before, or wrote itself. */
gboolean
kk_seal_again (KkSealing *sealing, const KkSeatInfo *seat, const KkBody *body, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Everything that a sibling gets, from the beginning: (element-type KkBody), added to @bodies. */
gboolean kk_seal_collect_sibling (KkSealing *sealing,
                                  const KkSeatInfo *sibling,
                                  GPtrArray *bodies,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is said to that desk beside what is shared with it, and would be lost with the packets that a snapshot replaces:
 * (element-type KkBody), added to @bodies. */
gboolean kk_seal_collect_beside (KkSealing *sealing,
                                 const KkSeatInfo *seat,
                                 GPtrArray *bodies,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Decisions by themselves that the desk was given and that still say something, added to @bodies as above. */
gboolean kk_seal_collect_decisions (KkSealing *sealing,
                                    const KkSeatInfo *seat,
                                    GPtrArray *bodies,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is owed to seats that lost something. */
gboolean kk_seal_resync_answers (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the other seats of this desk lack. */
gboolean kk_seal_siblings (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Manifest and push row when the documents on the board changed, and for nothing else. */
gboolean kk_seal_board (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Drops what was acknowledged or is too old; makes manifest and push row when there is something to say. */
gboolean kk_seal_manifest (KkSealing *sealing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean kk_seal_read_history (KkSealing *sealing, KkSealHistory *history, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_seal_remember_history (KkSealing *sealing, const KkSealHistory *history, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The newest mailbox of own @seat, made when there is none; @fresh: (out): not announced before. */
gboolean kk_seal_own_mailbox (KkSealing *sealing,
                              gboolean checkpoint,
                              KkPublicKey *mailbox,
                              gboolean *fresh,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type KkMark): what was read of each log since it was last said, or @all of it. */
gboolean kk_seal_collect_marks (KkSealing *sealing, gboolean all, GArray *marks, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_seal_remember_marks (KkSealing *sealing, const GArray *marks, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkBoardEntry): what this device keeps on its board. */
GArray *kk_seal_collect_board (KkSealing *sealing, gboolean *changed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_seal_remember_board (KkSealing *sealing, const GArray *board, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the name of a setting of this log. */
char *kk_seal_setting (const KkSealing *sealing, const char *what);

G_END_DECLS
