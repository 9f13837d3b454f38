/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what came in: one row for every packet that was for a seat of this device, and what of it was refused
 *          (exchange §16; docs/formats/vault.md, "In").
 * Owns:    KkVaultInboxRow and KkVaultQuarantine what they hold.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is NULL without an error. */

#pragma once

#include "domain/kk-operation.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

typedef enum {
  KK_INBOX_NEW = 1,
  KK_INBOX_HOLD = 2,
  KK_INBOX_APPLIED = 3,
  KK_INBOX_PARTLY = 4, /* some operations are in quarantine, or wait for an earlier packet */
  KK_INBOX_QUARANTINED = 5,
  KK_INBOX_DUPLICATE = 6,
} KkInboxState;

typedef struct {
  gint64 idx; /* 0 = not stored yet */
  KkId seat;  /* own seat that it was for */
  gint64 log;
  guint64 push_no;  /* of the manifest that listed it */
  guint64 sequence; /* 0 = not read yet */
  KkHash packet;
  KkInboxState state;
  char *code;  /* (nullable): why it is held or refused */
  GBytes *raw; /* (nullable): the sealed packet; kept only for NEW, HOLD, PARTLY and QUARANTINED */
  gint64 received; /* ms */
} KkVaultInboxRow;

KkVaultInboxRow *kk_vault_inbox_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_inbox_row_free (KkVaultInboxRow *row);

/* Adds @row and sets its idx. A packet hash that is there already is KK_VAULT_ERROR_CONSTRAINT. The bytes of states that do
 * not keep them are left out. */
gboolean kk_vault_inbox_add (KkVault *vault, KkVaultInboxRow *row, GError **error);
/* Writes seq, state, code and raw of the row @row->idx. */
gboolean kk_vault_inbox_update (KkVault *vault, const KkVaultInboxRow *row, GError **error);
/* (transfer full) (nullable) */
KkVaultInboxRow *kk_vault_inbox_get (KkVault *vault, gint64 idx, GError **error);
KkVaultInboxRow *kk_vault_inbox_by_packet (KkVault *vault, const KkHash *packet, GError **error);
/* The first row with that number; a second packet under one number has its own row, QUARANTINED. */
KkVaultInboxRow *kk_vault_inbox_by_sequence (KkVault *vault,
                                             gint64 log,
                                             const KkId *seat,
                                             guint64 sequence,
                                             GError **error);
gboolean
kk_vault_inbox_has_packet (KkVault *vault, const KkHash *packet, gboolean *has, GError **error);
/* The highest number up to which every one has a row that is not NEW, or was replaced by a snapshot
 * (kk_vault_stream_set()); 0 = not even the first. */
gboolean kk_vault_inbox_contiguous (KkVault *vault,
                                    gint64 log,
                                    const KkId *seat,
                                    guint64 *sequence,
                                    GError **error);
/* Whether a number before @sequence has no row, or one that is held, so that what it says may still come. */
gboolean kk_vault_inbox_is_missing_before (KkVault *vault,
                                           gint64 log,
                                           const KkId *seat,
                                           guint64 sequence,
                                           gboolean *missing,
                                           GError **error);
/* The highest number that has a row. */
gboolean kk_vault_inbox_highest (KkVault *vault,
                                 gint64 log,
                                 const KkId *seat,
                                 guint64 *sequence,
                                 GError **error);
/* Whether a packet is held whose number nobody could read yet. */
gboolean kk_vault_inbox_has_unread (KkVault *vault,
                                    gint64 log,
                                    const KkId *seat,
                                    gboolean *unread,
                                    GError **error);
/* (transfer full) (element-type KkVaultInboxRow): in this state, oldest first; @log 0 = of all logs. */
GPtrArray *kk_vault_inbox_list (KkVault *vault, KkInboxState state, gint64 log, GError **error);

/* Rows of @log that were applied, from pushes after @push_no, get @code unless they have one; @count: (out): how many. */
gboolean kk_vault_inbox_flag_after (KkVault *vault,
                                    gint64 log,
                                    guint64 push_no,
                                    const char *code,
                                    gint64 *count,
                                    GError **error);
/* (transfer full) (element-type KkVaultInboxRow): with this code, oldest first. */
GPtrArray *kk_vault_inbox_list_coded (KkVault *vault, const char *code, GError **error);

#define KK_QUARANTINE_WHOLE_PACKET (-1)
#define KK_QUARANTINE_NEVER_TOLD   (-1)

typedef struct {
  gint64 idx;
  gint64 inbox;
  gint64 op_no;     /* counted over the packet from 0, or KK_QUARANTINE_WHOLE_PACKET */
  guint32 field;    /* number in the schema; 0 = of the whole packet */
  char *code;       /* why */
  char *row;        /* (nullable): legal row that refused */
  gint64 notified;  /* ms when the sender was told; 0 = not yet; or KK_QUARANTINE_NEVER_TOLD */
  gboolean has_dot; /* FALSE of a whole packet, and of what was refused before version 3 */
  KkId record;      /* which operation it was, without its value */
  KkDot dot;
} KkVaultQuarantine;

void kk_vault_quarantine_free (KkVaultQuarantine *item);
/* Adding the same (inbox, op_no) again changes code and row. */
gboolean kk_vault_quarantine_add (KkVault *vault, const KkVaultQuarantine *item, GError **error);
/* (transfer full) (element-type KkVaultQuarantine): oldest first; @inbox 0 = of all packets. */
GPtrArray *kk_vault_quarantine_list (KkVault *vault, gint64 inbox, GError **error);
/* Those of which the sender was not told yet, packet by packet. */
GPtrArray *kk_vault_quarantine_list_untold (KkVault *vault, GError **error);
gboolean
kk_vault_quarantine_set_notified (KkVault *vault, gint64 idx, gint64 instant, GError **error);
/* Takes all rows of a packet away, because it is tried again. */
gboolean kk_vault_quarantine_clear (KkVault *vault, gint64 inbox, GError **error);
gboolean kk_vault_quarantine_count (KkVault *vault, gint64 *count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultInboxRow, kk_vault_inbox_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultQuarantine, kk_vault_quarantine_free)

G_END_DECLS
