/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what goes out: bodies that a person confirmed, sealed packets, pushes, and where each addressee is
 *          (exchange §15; docs/formats/vault.md, "Out").
 * Owns:    KkVaultBody, KkVaultPacket, KkVaultPush what they hold; the rest are plain values.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is NULL without an error. */

#pragma once

#include "domain/kk-content.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* A draft is not stored. */
typedef enum {
  KK_BODY_READY = 1,
  KK_BODY_SEALED = 2,
  KK_BODY_HELD = 3,
  KK_BODY_CANCELLED = 4, /* its bytes are gone */
} KkBodyState;

typedef struct {
  KkId id;
  gboolean has_share;
  KkId share;
  KkId giver;    /* own desk */
  KkId desk;     /* that receives */
  GBytes *bytes; /* (nullable): exactly what was previewed */
  KkHash hash;
  gint64 created;    /* ms */
  gint64 not_before; /* ms: until then it can be taken back */
  KkBodyState state;
  char *reason; /* (nullable): why HELD */
} KkVaultBody;

KkVaultBody *kk_vault_body_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_body_free (KkVaultBody *body);
gboolean kk_vault_body_add (KkVault *vault, const KkVaultBody *body, GError **error);
/* (transfer full) (nullable) */
KkVaultBody *kk_vault_body_get (KkVault *vault, const KkId *id, GError **error);
gboolean kk_vault_body_set_state (KkVault *vault,
                                  const KkId *id,
                                  KkBodyState state,
                                  const char *reason,
                                  GError **error);
/* The bytes of sealed bodies whose packets speak of the record are gone. */
gboolean kk_vault_body_forget_record (KkVault *vault, gint64 record, GError **error);
/* (transfer full) (element-type KkVaultBody): in this state, oldest first. */
GPtrArray *kk_vault_body_list (KkVault *vault, KkBodyState state, GError **error);
/* READY and not_before <= @instant; or confirmed after @instant, by a clock that was wrong: then there is nothing to wait for. */
GPtrArray *kk_vault_body_list_due (KkVault *vault, gint64 instant, GError **error);

/* SEALED, from @giver to @desk, with bytes, and no packet of it speaks of a record that is here. */
GPtrArray *kk_vault_body_list_without_record (KkVault *vault,
                                              const KkId *giver,
                                              const KkId *desk,
                                              GError **error);

/* All but DROPPED are in the tree of the log. */
typedef enum {
  KK_PACKET_LIVE = 1,
  KK_PACKET_ACKED = 2,
  KK_PACKET_EXPIRED = 3,
  KK_PACKET_REPLACED = 4,
  KK_PACKET_DROPPED = 5, /* its bytes are gone */
} KkPacketState;

typedef struct {
  gint64 idx; /* 0 = not stored yet */
  gint64 log; /* own */
  KkId tag;
  KkId seat; /* addressee */
  guint64 sequence;
  guint64 first_push;
  gboolean has_body;
  KkId body;
  KkStatementKind kind;
  KkControlKind control; /* 0 unless it is one */
  GBytes *bytes;         /* (nullable): NULL in lists and once DROPPED */
  KkHash hash;
  gint64 created; /* ms */
  KkPacketState state;
} KkVaultPacket;

KkVaultPacket *kk_vault_packet_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_packet_free (KkVaultPacket *packet);
/* Adds @packet and sets its idx. The same (log, addressee, seq) twice is KK_VAULT_ERROR_CONSTRAINT. */
gboolean kk_vault_packet_add (KkVault *vault, KkVaultPacket *packet, GError **error);
/* (transfer full) (nullable): with its bytes */
KkVaultPacket *kk_vault_packet_get (KkVault *vault, gint64 idx, GError **error);
/* (transfer full) (nullable): without its bytes. */
KkVaultPacket *kk_vault_packet_find (KkVault *vault, const KkHash *hash, GError **error);
gboolean
kk_vault_packet_set_state (KkVault *vault, gint64 idx, KkPacketState state, GError **error);
/* (transfer full) (element-type KkVaultPacket), without bytes, by seat and seq: all in the tree of @log. */
GPtrArray *kk_vault_packet_list_in_tree (KkVault *vault, gint64 log, GError **error);
/* As above: in state @state; @seat (nullable): to all. */
GPtrArray *kk_vault_packet_list (KkVault *vault,
                                 gint64 log,
                                 const KkId *seat,
                                 KkPacketState state,
                                 GError **error);
/* As above: ACKED, EXPIRED or REPLACED, so that the next manifest leaves them out. */
GPtrArray *kk_vault_packet_list_gone (KkVault *vault, gint64 log, GError **error);
GPtrArray *kk_vault_packet_list_of_body (KkVault *vault, const KkId *body, GError **error);
/* (transfer full) (element-type KkVaultPacket), without bytes: not dropped, and they speak of the record. */
GPtrArray *kk_vault_packet_list_of_record (KkVault *vault, gint64 record, GError **error);
/* Whether a packet ever spoke of the record, dropped or not. */
gboolean kk_vault_packet_has_record (KkVault *vault, gint64 record, gboolean *has, GError **error);
/* Bytes of the packets in the states @from to @to. */
gboolean kk_vault_packet_weigh (KkVault *vault,
                                gint64 log,
                                KkPacketState from,
                                KkPacketState to,
                                gint64 *bytes,
                                GError **error);
/* LIVE packets to @seat that were first published in a push up to @push_no become ACKED; @changed (nullable). */
gboolean kk_vault_packet_acknowledge (KkVault *vault,
                                      gint64 log,
                                      const KkId *seat,
                                      guint64 push_no,
                                      gint64 *changed,
                                      GError **error);
/* Whether a control packet of that kind to @seat is LIVE. */
gboolean kk_vault_packet_has_control (KkVault *vault,
                                      gint64 log,
                                      const KkId *seat,
                                      KkControlKind kind,
                                      gboolean *live,
                                      GError **error);
/* LIVE content packets of @log made before the instant @before become EXPIRED; control packets do not age. */
gboolean kk_vault_packet_expire (KkVault *vault, gint64 log, gint64 before, GError **error);
/* Content packets to @seat that it did not acknowledge become REPLACED: a snapshot says it all again. */
gboolean kk_vault_packet_replace (KkVault *vault, gint64 log, const KkId *seat, GError **error);
/* The packet speaks of the record. */
gboolean kk_vault_packet_add_record (KkVault *vault, gint64 packet, gint64 record, GError **error);

typedef enum {
  KK_PUSH_PENDING = 1,
  KK_PUSH_CONFIRMED = 2,
} KkPushState;

typedef struct {
  gint64 log;
  guint64 push_no;
  KkManifestKind kind;
  GBytes *manifest; /* sealed, as it goes into the tree */
  KkHash hash;      /* of the manifest's plain bytes */
  char *parent;     /* (nullable): commit id in hex; NULL = a root */
  char *commit;     /* (nullable): NULL until the commit is made */
  gint64 made;      /* ms */
  KkPushState state;
} KkVaultPush;

KkVaultPush *kk_vault_push_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_push_free (KkVaultPush *push);
/* A number is never used twice: a second push with one number, or a second one PENDING, is KK_VAULT_ERROR_CONSTRAINT. */
gboolean kk_vault_push_add (KkVault *vault, const KkVaultPush *push, GError **error);
/* Writes parent, commit and state. */
gboolean kk_vault_push_update (KkVault *vault, const KkVaultPush *push, GError **error);
/* (transfer full) (nullable) */
KkVaultPush *kk_vault_push_pending (KkVault *vault, gint64 log, GError **error);
KkVaultPush *kk_vault_push_last (KkVault *vault, gint64 log, GError **error); /* highest number */
KkVaultPush *kk_vault_push_last_confirmed (KkVault *vault, gint64 log, GError **error);
/* (transfer full) (element-type KkVaultPush): ascending, from number @from on. */
GPtrArray *kk_vault_push_list (KkVault *vault, gint64 log, guint64 from, GError **error);
/* Deletes the confirmed ones below @push_no; the checkpoints' numbers and hashes stay with the caller. */
gboolean kk_vault_push_forget (KkVault *vault, gint64 log, guint64 push_no, GError **error);

typedef struct {
  guint64 next_sequence; /* from 1 */
  guint64 dropped_max;   /* push number; 0 = nothing was dropped */
} KkVaultAddressee;

gboolean kk_vault_addressee_get (KkVault *vault,
                                 gint64 log,
                                 const KkId *seat,
                                 KkVaultAddressee *addressee,
                                 GError **error);
gboolean kk_vault_addressee_set (KkVault *vault,
                                 gint64 log,
                                 const KkId *seat,
                                 const KkVaultAddressee *addressee,
                                 GError **error);
/* (transfer full) (element-type KkId): the seats that did not read all that was dropped, or is EXPIRED and will be, and that no
 * LIVE gap notice tells of it: one that is older than what was dropped last tells of less. */
GArray *kk_vault_addressee_list_lost (KkVault *vault, gint64 log, GError **error);
/* The number of the next packet, which this call takes. */
gboolean kk_vault_addressee_take_sequence (KkVault *vault,
                                           gint64 log,
                                           const KkId *seat,
                                           guint64 *sequence,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultBody, kk_vault_body_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultPacket, kk_vault_packet_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultPush, kk_vault_push_free)

G_END_DECLS
