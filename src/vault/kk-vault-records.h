/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    records and their operations: the one place where an operation is stored and where it follows which
 *          operations are live (exchange §14; docs/formats/vault.md, "Records").
 * Owns:    KkStoredOp a reference to its operation; KkVaultRecord is a plain value.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. What merging makes of an operation is a KkApplyResult, never an error. */

#pragma once

#include "domain/kk-operation.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

typedef enum {
  KK_DELETION_NONE = 0,
  KK_DELETION_DELETED = 1,
  KK_DELETION_CHANGED = 2, /* deleted, but changed elsewhere: a person decides */
} KkDeletion;

/* The vault keeps records per desk: two desks on one device that know one record have two rows. */
typedef struct {
  gint64 idx;
  KkId id;
  KkId desk; /* own: whose file this is */
  guint32 type;
  KkId owner; /* desk */
  gboolean has_thread;
  KkId thread;
  gboolean has_derived_from;
  KkId derived_from; /* record that this was taken over from */
  KkDeletion deletion;
  gint64
      conflicts; /* registers in conflict; up to date after kk_vault_search_flush() or the commit */
  gint64 updated; /* ms, display only: the latest time of its live operations */
} KkVaultRecord;

/* Inside a transaction. Adds the record of record->desk, or finds it; thread and derived_from are set when they
 * were not known. Another type, owner or thread than is stored is KK_VAULT_ERROR_CONSTRAINT. Of an erased record @idx
 * is negative: kk_vault_op_apply() takes that, drops and counts; everything else finds nothing there. */
gboolean
kk_vault_record_ensure (KkVault *vault, const KkVaultRecord *record, gint64 *idx, GError **error);
/* @found: FALSE leaves @record alone. */
gboolean kk_vault_record_get (KkVault *vault,
                              gint64 idx,
                              KkVaultRecord *record,
                              gboolean *found,
                              GError **error);
gboolean kk_vault_record_find (KkVault *vault,
                               const KkId *desk,
                               const KkId *id,
                               KkVaultRecord *record,
                               gboolean *found,
                               GError **error);
/* (transfer full) (element-type KkVaultRecord): taken over from record @id, by any own desk. */
GArray *kk_vault_record_list_derived (KkVault *vault, const KkId *id, GError **error);
/* Every record of a desk by idx, after @after, at most @limit; @desk (nullable): of all desks; @type 0: of all types. */
GArray *kk_vault_record_list (KkVault *vault,
                              const KkId *desk,
                              guint32 type,
                              gint64 after,
                              guint limit,
                              GError **error);

/* Adds the bytes, or finds them. */
gboolean kk_vault_basis_ensure (KkVault *vault, GBytes *bytes, gint64 *idx, GError **error);
/* (transfer full) (nullable) */
GBytes *kk_vault_basis_get (KkVault *vault, gint64 idx, GError **error);

typedef enum {
  KK_APPLY_NEW,
  KK_APPLY_UPGRADED,  /* what was "not shared" under this dot has its value now */
  KK_APPLY_DUPLICATE, /* known, or known better */
  KK_APPLY_EVIDENCE,  /* another operation has this dot: not stored */
  KK_APPLY_ERASED,    /* the record or this operation is erased: dropped and counted */
} KkApplyResult;

#define KK_VAULT_NO_BASIS 0

/* Inside a transaction. Stores @op of record @record and sets which operations of its register are live. The log of its
 * dot must be known. @basis: idx, or KK_VAULT_NO_BASIS; op->basis is not looked at. Search, lists and conflicts follow
 * when the transaction ends. */
gboolean kk_vault_op_apply (KkVault *vault,
                            gint64 record,
                            const KkOp *op,
                            gint64 basis,
                            KkApplyResult *result,
                            GError **error);
/* n for the next operation of own log @log on @record. */
gboolean kk_vault_op_next_n (KkVault *vault, gint64 record, gint64 log, guint32 *n, GError **error);

typedef enum {
  KK_OP_STATE_NOT_SHARED = 1,
  KK_OP_STATE_PRESENT = 2,
  KK_OP_STATE_ERASED = 3, /* the dot stays, the content is gone */
} KkOpState;

typedef enum {
  KK_OP_FLAG_RETURNED = 1 << 0, /* came back after a restore, and nobody has looked yet */
  KK_OP_FLAG_REVOKED = 1 << 1,  /* of a device that was revoked later */
  KK_OP_FLAG_UNKNOWN = 1 << 2,  /* of another desk, and its field was not known here when it came */
} KkOpFlags;

typedef struct {
  gint64 idx;
  gint64 record; /* idx */
  KkOp *op;      /* its basis is KK_NO_BASIS */
  gint64 log;
  KkId desk;    /* of the writer */
  gint64 basis; /* idx, or KK_VAULT_NO_BASIS */
  KkOpState state;
  guint flags; /* KkOpFlags */
  gboolean live;
} KkStoredOp;

void kk_stored_op_free (KkStoredOp *stored);

typedef enum {
  KK_OPS_ALL,
  KK_OPS_LIVE,
} KkOpsWhich;

/* (transfer full) (element-type KkStoredOp): by field, element and idx. */
GPtrArray *kk_vault_op_list (KkVault *vault, gint64 record, KkOpsWhich which, GError **error);
/* Of one register; @element (nullable). */
GPtrArray *kk_vault_op_list_register (KkVault *vault,
                                      gint64 record,
                                      guint32 field,
                                      const char *element,
                                      KkOpsWhich which,
                                      GError **error);
/* Of one field, all elements. */
GPtrArray *kk_vault_op_list_field (KkVault *vault,
                                   gint64 record,
                                   guint32 field,
                                   KkOpsWhich which,
                                   GError **error);
/* (transfer full) (nullable): NULL without an error when the record has no such dot. */
KkStoredOp *kk_vault_op_get (KkVault *vault, gint64 record, const KkDot *dot, GError **error);
/* FALSE also when the record has no such dot. */
gboolean kk_vault_op_is_live (KkVault *vault,
                              gint64 record,
                              const KkDot *dot,
                              gboolean *live,
                              GError **error);
/* (transfer full) (element-type KkStoredOp): with any of @flags set, in all records. */
GPtrArray *kk_vault_op_list_flagged (KkVault *vault, guint flags, GError **error);
gboolean kk_vault_op_set_flag (KkVault *vault, gint64 op, guint flag, GError **error);
/* Inside a transaction. As if it had never come. */
gboolean kk_vault_op_forget (KkVault *vault, const KkStoredOp *op, GError **error);
/* Flags it as come back from @desk after a restore. */
gboolean kk_vault_op_set_returned (KkVault *vault, gint64 op, const KkId *desk, GError **error);
/* FALSE when it did not come back, or a person looked at it. */
gboolean kk_vault_op_get_returned (KkVault *vault,
                                   gint64 op,
                                   KkId *desk,
                                   gboolean *returned,
                                   GError **error);
/* A person looked at everything of the record that came back; @seen: how many operations. */
gboolean kk_vault_op_clear_returned (KkVault *vault, gint64 record, gint64 *seen, GError **error);
/* By idx after @after, of records of @desk, at most @limit: what @log wrote. */
GPtrArray *kk_vault_op_list_of_log (KkVault *vault,
                                    const KkId *desk,
                                    gint64 log,
                                    gint64 after,
                                    guint limit,
                                    GError **error);
/* The idx of the newest operation there is; 0 = none. */
gboolean kk_vault_op_newest (KkVault *vault, gint64 *idx, GError **error);
/* (transfer full) (element-type KkStoredOp): recalls, answers to them and erasures; @record 0: of all records. */
GPtrArray *kk_vault_op_list_recalls (KkVault *vault, gint64 record, GError **error);
/* The same value rests on another basis from now on. */
gboolean kk_vault_op_set_basis (KkVault *vault, gint64 op, gint64 basis, GError **error);
gboolean kk_vault_op_set_flags (KkVault *vault, gint64 op, guint flags, GError **error);

/* Inside a transaction. Takes the content of one operation away for ever; its dot and context stay, so that what
 * it replaced does not come back. One that is not there leaves nothing to do. */
gboolean kk_vault_op_erase (KkVault *vault, gint64 record, const KkDot *dot, GError **error);

typedef struct {
  gint64 idx;
  KkId desk;
  KkId id; /* of the record */
  char *order_ref;
  char *day;        /* YYYY-MM-DD */
  GBytes *receipts; /* (nullable): who was asked to erase it too, and what they answered */
  gint64 dropped;   /* operations that came later */
  KkId owner;       /* desk */
  guint32 type;
  KkDot dot; /* of the operation that erased it here */
} KkVaultErased;

void kk_vault_erased_free (KkVaultErased *erased);
/* Inside a transaction. Takes the record of erased->desk away for ever, with its operations, bases that nothing else
 * rests on, its words in the search index and what was noted as sent of it; the id stays. A record that was never
 * there is listed too. Bodies and packets that speak of it are the caller's: list them first. */
gboolean kk_vault_record_erase (KkVault *vault, const KkVaultErased *erased, GError **error);
/* (nullable) @desk: all. (transfer full) (element-type KkVaultErased) */
GPtrArray *kk_vault_erased_list (KkVault *vault, const KkId *desk, GError **error);
/* (transfer full) (element-type KkVaultErased): of @desk, listed after @idx. */
GPtrArray *
kk_vault_erased_list_after (KkVault *vault, const KkId *desk, gint64 idx, GError **error);
/* (transfer full) (nullable) */
KkVaultErased *
kk_vault_erased_get (KkVault *vault, const KkId *desk, const KkId *id, GError **error);
/* From memory. */
gboolean kk_vault_erased_has (KkVault *vault, const KkId *desk, const KkId *id);
guint kk_vault_erased_count (KkVault *vault);
gboolean kk_vault_erased_set_receipts (KkVault *vault,
                                       const KkId *desk,
                                       const KkId *id,
                                       GBytes *receipts,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkStoredOp, kk_stored_op_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultErased, kk_vault_erased_free)

G_END_DECLS
