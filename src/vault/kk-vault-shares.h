/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    standing shares, the fields that a person confirmed for each, and what was disclosed to which desk
 *          (exchange §14 and §15; docs/formats/vault.md, "Out").
 * Owns:    KkVaultShare what it holds; KkVaultSent its element.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is NULL without an error. */

#pragma once

#include "domain/kk-operation.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

typedef enum {
  KK_SHARE_ACTIVE = 1,
  KK_SHARE_PAUSED = 2,
  KK_SHARE_STOPPED = 3,
} KkShareState;

typedef struct {
  guint32 type;  /* KkRecordType */
  guint32 field; /* number in the schema */
  KkCategories categories;
} KkShareField;

typedef struct {
  KkId id;
  KkId desk; /* own: the giver */
  gboolean has_thread;
  KkId thread;
  gboolean has_record;
  KkId record;   /* when one record only is shared */
  KkId receiver; /* desk */
  guint32 purpose;
  char *stage; /* (nullable) */
  char *facts; /* (nullable): what the person stated, as JSON */
  KkShareState state;
  gint64 created; /* ms */
  GArray *fields; /* (element-type KkShareField): what a person confirmed */
} KkVaultShare;

KkVaultShare *kk_vault_share_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_share_free (KkVaultShare *share);
/* Adds the share, or replaces all of it. */
gboolean kk_vault_share_put (KkVault *vault, const KkVaultShare *share, GError **error);
/* (transfer full) (nullable) */
KkVaultShare *kk_vault_share_get (KkVault *vault, const KkId *id, GError **error);
/* (transfer full) (element-type KkVaultShare): oldest first; each of @desk and @thread (nullable): all. */
GPtrArray *
kk_vault_share_list (KkVault *vault, const KkId *desk, const KkId *thread, GError **error);
/* (transfer full) (element-type KkVaultShare): active shares of @desk whose case got an operation after @after and after the
 * share was confirmed; @last: the newest operation there is, to be remembered as the next @after. */
GPtrArray *kk_vault_share_list_changed (KkVault *vault,
                                        const KkId *desk,
                                        gint64 after,
                                        gint64 *last,
                                        GError **error);
/* Whether an active share with the desk, thread, receiver and purpose of @like is there. */
gboolean kk_vault_share_is_active (KkVault *vault,
                                   const KkVaultShare *like,
                                   gboolean *active,
                                   GError **error);
gboolean
kk_vault_share_set_state (KkVault *vault, const KkId *id, KkShareState state, GError **error);

/* What was stated for the shares of a case, and the signed objects about it, are gone; its shares are stopped. */
gboolean
kk_vault_thread_forget (KkVault *vault, const KkId *desk, const KkId *thread, GError **error);

/* One operation that a desk was given. Disclosure is per desk, delivery per seat. */
typedef struct {
  KkId desk;
  gint64 record;
  guint32 field;
  char *element; /* (nullable) */
  gint64 log;
  guint32 n; /* 0 = a colleague sent something of this field: which operation is not known here */
  KkOpKind kind; /* as it was sent: KK_OP_NOT_SHARED may be followed by the value */
  gint64 packet; /* 0 = without a packet: another desk on this device */
} KkVaultSent;

void kk_vault_sent_free (KkVaultSent *sent);
/* Adds it, or changes kind and packet of what is there. */
gboolean kk_vault_sent_put (KkVault *vault, const KkVaultSent *sent, GError **error);
/* (transfer full) (element-type KkVaultSent): all of the record that @desk was given; @desk (nullable): any desk. */
GPtrArray *kk_vault_sent_list (KkVault *vault, gint64 record, const KkId *desk, GError **error);
/* (transfer full) (element-type KkVaultSent): what @desk was told about whole records of own desk @own, by age. */
GPtrArray *
kk_vault_sent_list_whole (KkVault *vault, const KkId *own, const KkId *desk, GError **error);
gboolean kk_vault_sent_has_field (KkVault *vault,
                                  gint64 record,
                                  const KkId *desk,
                                  guint32 field,
                                  gboolean *has,
                                  GError **error);
/* (transfer full) (element-type KkId): the desks that were given anything of the record. */
GArray *kk_vault_sent_desks (KkVault *vault, gint64 record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultShare, kk_vault_share_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultSent, kk_vault_sent_free)

G_END_DECLS
