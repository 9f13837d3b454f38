/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    signed documents, network secrets, mailbox keys and signed objects (docs/formats/vault.md, "Documents and keys").
 *          Their bytes are not read here; who gives them has checked them.
 * Owns:    what the _new functions of lists hand out; secrets are KkSecret.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is TRUE or NULL without an error. */

#pragma once

#include "domain/kk-content.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

typedef enum {
  KK_DOCUMENT_CURRENT = 1,
  KK_DOCUMENT_REPLACED = 2,
  KK_DOCUMENT_FORKED = 3, /* one of two documents with one version: evidence, in force nowhere */
} KkDocumentState;

typedef struct {
  KkBoardKind kind;
  char *slug; /* of the organisation; "" for the region and the register */
  KkVersion version;
  KkDocumentState state;
  GBytes *bytes; /* the signed document */
} KkVaultDocument;

void kk_vault_document_free (KkVaultDocument *document);

/* Adds a document, or sets the state of one that is there. Nothing else follows from it: making the one before
 * KK_DOCUMENT_REPLACED is a second call. */
gboolean kk_vault_document_put (KkVault *vault, const KkVaultDocument *document, GError **error);
/* (transfer full) (nullable): the highest version that is KK_DOCUMENT_CURRENT. */
KkVaultDocument *
kk_vault_document_current (KkVault *vault, KkBoardKind kind, const char *slug, GError **error);
/* (transfer full) (nullable) */
KkVaultDocument *kk_vault_document_by_hash (KkVault *vault, const KkHash *hash, GError **error);
/* (transfer full) (element-type KkVaultDocument): ascending by slug, version and hash; @slug (nullable): all. */
GPtrArray *
kk_vault_document_list (KkVault *vault, KkBoardKind kind, const char *slug, GError **error);

gboolean
kk_vault_secret_put (KkVault *vault, guint32 epoch, const KkSecret *secret, GError **error);
/* (transfer full) (nullable) */
KkSecret *kk_vault_secret_get (KkVault *vault, guint32 epoch, GError **error);
/* The same into memory of the caller, who wipes it: guarded memory costs more than all the rest of reading a key that is
 * used and forgotten. FALSE when it is not there, or of another size. */
gboolean kk_vault_secret_read (KkVault *vault, guint32 epoch, guint8 *bytes, gsize size);
/* (transfer full) (element-type guint32): ascending */
GArray *kk_vault_secret_epochs (KkVault *vault, GError **error);
gboolean kk_vault_secret_delete (KkVault *vault, guint32 epoch, GError **error);

typedef struct {
  KkId seat;
  KkPublicKey public_key;
  KkSecret *secret;
  gint64 since;   /* ms */
  gint64 retired; /* ms; 0 = the one announced now */
} KkVaultMailboxKey;

void kk_vault_mailbox_key_free (KkVaultMailboxKey *key);
gboolean kk_vault_mailbox_key_put (KkVault *vault, const KkVaultMailboxKey *key, GError **error);
/* (transfer full) (element-type KkVaultMailboxKey): of own seat @seat, newest first. */
GPtrArray *kk_vault_mailbox_key_list (KkVault *vault, const KkId *seat, GError **error);
/* Deletes the keys that were retired before @instant. */
gboolean kk_vault_mailbox_key_delete_retired (KkVault *vault, gint64 instant, GError **error);

typedef struct {
  KkHash hash;
  KkId thread;
  KkId issuer; /* desk */
  char *until; /* YYYY-MM-DD */
  gboolean is_void;
  GBytes *bytes; /* the signed object */
} KkVaultObject;

void kk_vault_object_free (KkVaultObject *object);
/* One that is there already stays as it is. */
gboolean kk_vault_object_put (KkVault *vault, const KkVaultObject *object, GError **error);
/* (transfer full) (nullable) */
KkVaultObject *kk_vault_object_get (KkVault *vault, const KkHash *hash, GError **error);
/* In the order in which they came here, which is that of two decisions of one day: (transfer full)
 * (element-type KkVaultObject) */
GPtrArray *kk_vault_object_list (KkVault *vault, const KkId *thread, GError **error);
/* As above: of all threads. */
GPtrArray *kk_vault_object_list_all (KkVault *vault, GError **error);
/* What the other seat @seat of a desk lacks: (transfer full) (element-type KkVaultObject), at most @limit. */
GPtrArray *kk_vault_object_list_due (KkVault *vault, const KkId *seat, guint limit, GError **error);
gboolean
kk_vault_object_add_due (KkVault *vault, const KkId *seat, const KkHash *hash, GError **error);
gboolean
kk_vault_object_clear_due (KkVault *vault, const KkId *seat, const KkHash *hash, GError **error);
gboolean kk_vault_object_set_void (KkVault *vault, const KkHash *hash, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultDocument, kk_vault_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultMailboxKey, kk_vault_mailbox_key_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultObject, kk_vault_object_free)

G_END_DECLS
