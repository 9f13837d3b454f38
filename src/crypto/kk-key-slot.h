/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    wrapping the vault master key under a passphrase or recovery code, the MAC over the slots
 *          file, and the keys derived from the master key (docs/formats/key-slots.md).
 * Owns:    nothing; format/ encodes what a KkKeyWrap holds.
 * Threads: any; wrapping and unwrapping take about a second, so never on the main thread.
 * Errors:  KK_CRYPTO_ERROR_PARAMETERS (costs), OPEN (wrong passphrase or damaged slot: one message). */

#pragma once

#include "base/kk-id.h"
#include "base/kk-secret.h"
#include "crypto/kk-argon.h"
#include "crypto/kk-code.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_KEY_WRAP_NONCE_SIZE 24
#define KK_KEY_WRAP_SIZE       48

typedef struct {
  KkArgonParameters costs;
  guint8 salt[KK_ARGON_SALT_SIZE];
  guint8 nonce[KK_KEY_WRAP_NONCE_SIZE];
  guint8 wrapped[KK_KEY_WRAP_SIZE];
} KkKeyWrap;

/* Permanent numbers. */
typedef enum {
  KK_VAULT_KEY_DATABASE = 1,
  KK_VAULT_KEY_ATTACHMENTS = 2,
  KK_VAULT_KEY_OUTBOX = 3,
  KK_VAULT_KEY_SEARCH = 4,
  KK_VAULT_KEY_REGISTER = 5,
  KK_VAULT_KEY_SLOTS = 6,
} KkVaultKeyUse;

/* (transfer full) (nullable): what goes into a slot for a typed passphrase; NULL if it is empty or
 * not UTF-8. Normal form C, so that another keyboard types the same passphrase. */
KkSecret *kk_key_slot_secret_from_passphrase (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_key_slot_secret_from_code (const KkCode *code) G_GNUC_WARN_UNUSED_RESULT;

/* @associated: the encoded header of the file and metadata of this slot. */
gboolean kk_key_slot_wrap (KkKeyWrap *wrap,
                           const KkSymmetricKey *master,
                           const KkSecret *secret,
                           const KkArgonParameters *costs,
                           GBytes *associated,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_key_slot_unwrap (const KkKeyWrap *wrap,
                             const KkSecret *secret,
                             GBytes *associated,
                             KkSymmetricKey *master,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Over all bytes of the slots file but the MAC itself. */
KkHash kk_key_slots_mac (const KkSymmetricKey *master, GBytes *file);
gboolean kk_key_slots_mac_verify (const KkSymmetricKey *master, GBytes *file, const KkHash *mac)
    G_GNUC_WARN_UNUSED_RESULT;

void kk_vault_key_derive (const KkSymmetricKey *master, KkVaultKeyUse use, KkSymmetricKey *key);

G_END_DECLS
