/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one folder with one encrypted database: making, opening and closing it, its transactions, and the bytes of
 *          its key slots (docs/formats/vault.md). What the key slots mean, and where the key comes from, is not known here.
 * Owns:    KkVault the connection, its statements and the lock on the folder; KkVaultTransaction an open transaction.
 * Threads: one thread at a time; a vault may move to another thread while nobody uses it.
 * Errors:  KK_VAULT_ERROR; messages name tables and files, never content. */

#pragma once

#include "base/kk-secret.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_VAULT_ERROR (kk_vault_error_quark ())

typedef enum {
  KK_VAULT_ERROR_BUSY,       /* another process has this vault open */
  KK_VAULT_ERROR_KEY,        /* the key is not of this file, or the file is no vault */
  KK_VAULT_ERROR_DAMAGED,    /* the file is a vault, and not whole */
  KK_VAULT_ERROR_NEWER,      /* made by a newer version of the program */
  KK_VAULT_ERROR_IO,         /* disk: full, read-only, not there */
  KK_VAULT_ERROR_CIPHER,     /* the cipher library on this machine is not safe to use */
  KK_VAULT_ERROR_CONSTRAINT, /* the caller asked for something that the rules of the tables refuse */
  KK_VAULT_ERROR_NO_LOCKS,   /* the folder is on a disk that cannot keep a second program out */
  KK_VAULT_ERROR_UNREADABLE, /* a page could not be had: there was no memory for it, or it is not whole */
} KkVaultError;

GQuark kk_vault_error_quark (void);

#define KK_VAULT_VERSION        4 /* of the tables: PRAGMA user_version */
#define KK_VAULT_KEY_SIZE       32
#define KK_VAULT_DATABASE       "kluis.db"
#define KK_VAULT_KEY_SLOTS_FILE "kluis.keys"
#define KK_VAULT_LOCK           "kluis.lock"

typedef struct _KkVault KkVault;
typedef struct _KkVaultTransaction KkVaultTransaction;

/* Refuses with KK_VAULT_ERROR_CIPHER when SQLCipher is older than 4.5 or would write temporary data to disk in the clear.
 * kk_vault_create() and kk_vault_open() do this first. */
gboolean kk_vault_self_test (GError **error);
/* (transfer full) (nullable): version of the cipher library, as `vault status` shows it. */
char *kk_vault_dup_cipher_version (GError **error);

gboolean kk_vault_exists (const char *folder);
/* Makes @folder when it is not there; refuses a folder that has a vault (CONSTRAINT). @key: KK_VAULT_KEY_SIZE bytes. */
KkVault *kk_vault_create (const char *folder, const KkSecret *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkVault *kk_vault_open (const char *folder, const KkSecret *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same in two steps, so that tables of an earlier version can be copied before they change. Between the two only
 * settings, the own identity and copying are there. */
KkVault *kk_vault_open_as_it_is (const char *folder, const KkSecret *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_vault_is_current (const KkVault *vault);
gboolean kk_vault_bring_up_to_date (KkVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_close (KkVault *vault); /* (nullable); rolls back what is not committed */
const char *kk_vault_get_folder (const KkVault *vault);
/* Reads every page and every rule: KK_VAULT_ERROR_DAMAGED names the first that is wrong. Slow. */
gboolean kk_vault_check (KkVault *vault, GError **error);
/* The same in two parts, for two threads: whether every page is as it was encrypted, over a connection of its own, and whether
 * what is on them keeps the rules. */
gboolean kk_vault_check_pages (const char *folder, const KkSecret *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_vault_check_rules (KkVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The key slots file; written so that after a crash it is the old or the new one. Makes @folder when it is not there. */
GBytes *kk_vault_read_key_slots (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_vault_write_key_slots (const char *folder, GBytes *bytes, GError **error);

/* A transaction ends with its scope: rolled back unless committed. One inside another is a part that can be rolled back
 * by itself; it must end first. */
KkVaultTransaction *kk_vault_begin (KkVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) @transaction: give it with g_steal_pointer(); after an error it has been rolled back. */
gboolean kk_vault_commit (KkVaultTransaction *transaction, GError **error);
void kk_vault_rollback (KkVaultTransaction *transaction); /* (transfer full) (nullable) */
gboolean kk_vault_is_in_transaction (const KkVault *vault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVault, kk_vault_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultTransaction, kk_vault_rollback)

G_END_DECLS
