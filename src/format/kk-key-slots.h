/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the key slots file of a vault (docs/formats/key-slots-file.md): how it was encrypted and which slots open it.
 * Owns:    its members; nothing in it is secret without a passphrase or code.
 * Threads: plain data; share only when nobody writes any more.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "base/kk-id.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

#define KK_KEY_SLOTS_MOST        16
#define KK_KEY_SLOT_SALT_SIZE    16
#define KK_KEY_SLOT_NONCE_SIZE   24
#define KK_KEY_SLOT_WRAPPED_SIZE 48
#define KK_KEY_SLOT_KEY_SIZE     32

/* Permanent numbers. The first two are of version 1 of the file. */
typedef enum {
  KK_KEY_SLOT_PASSPHRASE = 1,
  KK_KEY_SLOT_RECOVERY_CODE = 2,
  KK_KEY_SLOT_ESCROW = 3,       /* the recovery key of the organisation */
  KK_KEY_SLOT_SECURITY_KEY = 4, /* a passphrase and a FIDO2 security key together */
} KkKeySlotType;

typedef struct {
  guint32 id; /* from 1, never used again in this vault */
  char *name;
  KkKeySlotType type;
  char *made_on;  /* YYYY-MM-DD */
  guint32 passes; /* Argon2id; crypto/ checks the costs. These four: not of an escrow */
  guint32 memory_kib;
  guint8 salt[KK_KEY_SLOT_SALT_SIZE];
  guint8 nonce[KK_KEY_SLOT_NONCE_SIZE];
  guint8 wrapped[KK_KEY_SLOT_WRAPPED_SIZE];
  guint8 recipient[KK_KEY_SLOT_KEY_SIZE]; /* of an escrow: its public key */
  guint8 enc[KK_KEY_SLOT_KEY_SIZE];       /* of an escrow: of HPKE */
  GBytes *credential;                     /* (nullable): these three of a security key */
  guint8 challenge[KK_KEY_SLOT_KEY_SIZE]; /* what it answers */
  gboolean asks_pin;
} KkKeySlot;

/* Settings of SQLCipher, kept so that another default of a later version does not shut out the file. */
typedef struct {
  guint32 page_size;
  char *hmac; /* as cipher_hmac_algorithm spells it */
  char *kdf;  /* as cipher_kdf_algorithm spells it */
} KkCipherSettings;

typedef struct {
  KkId vault;
  KkCipherSettings cipher;
  GPtrArray *slots; /* (element-type KkKeySlot), ascending by id, at least one */
  guint32 last_id;  /* highest that was ever given: at least that of the last slot */
} KkKeySlots;

KkKeySlot *kk_key_slot_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_key_slot_free (KkKeySlot *slot);
KkKeySlots *kk_key_slots_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_key_slots_free (KkKeySlots *slots);

/* The body of the file: the bytes that the MAC covers. */
GBytes *kk_key_slots_encode (const KkKeySlots *slots, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkKeySlots *kk_key_slots_decode (GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The file: body and MAC. */
GBytes *kk_key_slots_file_encode (GBytes *body, const KkHash *mac, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_key_slots_file_decode (GBytes *bytes, GBytes **body, KkHash *mac, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* What a slot is bound to when it is wrapped: the vault id, and the slot's id, name, type and day. */
GBytes *kk_key_slots_encode_associated (const KkKeySlots *slots,
                                        const KkKeySlot *slot,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkKeySlot, kk_key_slot_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkKeySlots, kk_key_slots_free)

G_END_DECLS
