/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one packet on its way into the records: the pieces of kk-inbox.c.
 * Owns:    KkInboxTaking what kk_inbox_taking_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault errors; what is refused is counted in the taking. */

#pragma once

#include "app/exchange/kk-inbox-private.h"
#include "domain/kk-entry.h"
#include "policy/kk-register.h"
#include "vault/kk-vault-inbox.h"

G_BEGIN_DECLS

typedef struct {
  const KkInboxPlace *place;
  const KkExamined *examined;
  KkVaultInboxRow *row;
  GArray *pinned;     /* (nullable) KkOpVerdict by the register that the packet names */
  GArray *newest;     /* (nullable) KkOpVerdict by the register of this vault */
  gint64 *bases;      /* idx in the vault, 0 = not stored yet */
  GPtrArray *forward; /* (element-type KkSeatInfo): siblings that were not sent this packet */
  KkEntry *entry;     /* what was refused */
  GPtrArray *before;  /* (nullable) KkVaultQuarantine: what was refused when it was tried before */
  KkInboxCount counted;
  guint refused;
  gboolean waits; /* something of it may be about an earlier packet that is not here yet */
} KkInboxTaking;

void kk_inbox_taking_clear (KkInboxTaking *taking);

gboolean kk_inbox_is_from_sibling (const KkInboxTaking *taking);
/* What this desk wrote itself comes back. */
gboolean kk_inbox_is_return (const KkInboxTaking *taking);
/* Once all parts of a snapshot are in, it replaces every number up to the one that it names. */
gboolean kk_inbox_take_covers (KkInboxTaking *taking, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the law says of one operation that carries a value; OK when it may be held here. */
KkExamineCode kk_inbox_check_law (const KkInboxTaking *taking, guint op_no, const KkRow **row);

/* Everything of an examined body: its objects, records and operations, each decided. */
gboolean kk_inbox_take_body (KkInboxTaking *taking, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The operations of one record, the first of which is number @first of the packet. */
gboolean kk_inbox_take_record (KkInboxTaking *taking,
                               const KkBodyRecord *record,
                               guint first,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it speaks of what another log of this sync may bring still. */
gboolean kk_inbox_is_early (const KkInboxTaking *taking, gboolean *early, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Of a control packet: OK, or why it waits. */
KkExamineCode kk_inbox_check_control (const KkInboxTaking *taking);
/* What an examined control packet asks for. */
gboolean kk_inbox_take_control (KkInboxTaking *taking, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What an earlier packet may still bring, this one can be about: it stays until that is known. */
gboolean kk_inbox_wait_for_earlier (KkInboxTaking *taking, gboolean *waits, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* An operation about a whole record. */
typedef struct {
  const KkBodyRecord *record;
  const KkOp *op;
  gint64 idx; /* of the record in the vault; 0 = it never came, less = it was erased */
} KkInboxWhole;

/* What is asked or answered about a record that is not here, and what a colleague erased. @done: nothing is left to do. */
gboolean kk_inbox_take_whole (KkInboxTaking *taking,
                              const KkInboxWhole *whole,
                              gboolean *done,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 op_no; /* or KK_QUARANTINE_WHOLE_PACKET */
  guint32 field;
  const KkId *record; /* (nullable): of an operation, with @dot */
  const KkDot *dot;   /* (nullable) */
  KkExamineCode code;
  const KkRow *row; /* (nullable) */
  gboolean silent;  /* the sender is not told: nothing is ever sent about a notification (§13) */
} KkInboxRefusal;

gboolean kk_inbox_add_quarantine (KkInboxTaking *taking,
                                  const KkInboxRefusal *refusal,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkInboxTaking, kk_inbox_taking_clear)

G_END_DECLS
