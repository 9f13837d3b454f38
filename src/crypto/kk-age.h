/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the keys of an age v1 file: its file key, wrapped for a public key or under a passphrase,
 *          and the chunks of its payload (docs/formats/backup.md, "The age file").
 * Owns:    a file key and a payload key are secret: declare them with g_auto() and { 0 }.
 * Threads: any; a passphrase takes about a second, so never on the main thread.
 * Errors:  a share of low order or too much work asked for: KK_CRYPTO_ERROR_PARAMETERS; a wrap that is
 *          not for this key, or a chunk that is damaged: KK_CRYPTO_ERROR_OPEN. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_AGE_FILE_KEY_SIZE 16
#define KK_AGE_SALT_SIZE     16
#define KK_AGE_NONCE_SIZE    16
#define KK_AGE_WRAP_SIZE     32
#define KK_AGE_MAC_SIZE      32
#define KK_AGE_CHUNK_SIZE    (64 << 10)
#define KK_AGE_TAG_SIZE      16

/* The work that a new passphrase asks for, as its power of two, and the most that is done for a
 * stranger's file: 256 MiB and 1 GiB. */
#define KK_AGE_WORK      18
#define KK_AGE_WORK_MOST 20

typedef struct {
  guint8 bytes[KK_AGE_FILE_KEY_SIZE];
} KkAgeFileKey;

typedef struct {
  guint8 share[KK_KX_KEY_SIZE];
  guint8 body[KK_AGE_WRAP_SIZE];
} KkAgeKeyWrap;

typedef struct {
  guint8 salt[KK_AGE_SALT_SIZE];
  guint work;
  guint8 body[KK_AGE_WRAP_SIZE];
} KkAgePassphraseWrap;

/* Chunks are numbered from 0; the last one is marked as such, so that a file cut short is noticed. */
typedef struct {
  guint64 number;
  gboolean is_last;
} KkAgeChunk;

void kk_age_file_key_generate (KkAgeFileKey *key);
void kk_age_file_key_clear (KkAgeFileKey *key);

gboolean kk_age_wrap_for_key (KkAgeKeyWrap *wrap,
                              const KkAgeFileKey *key,
                              const KkKxPublicKey *recipient,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_age_unwrap_with_key (KkAgeFileKey *key,
                                 const KkAgeKeyWrap *wrap,
                                 const KkKxSecretKey *identity,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @wrap->work; makes the salt. */
gboolean kk_age_wrap_for_passphrase (KkAgePassphraseWrap *wrap,
                                     const KkAgeFileKey *key,
                                     const KkSecret *passphrase,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_age_unwrap_with_passphrase (KkAgeFileKey *key,
                                        const KkAgePassphraseWrap *wrap,
                                        const KkSecret *passphrase,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @header: its bytes up to and including the three dashes. */
void kk_age_header_mac (guint8 mac[KK_AGE_MAC_SIZE],
                        const KkAgeFileKey *key,
                        const void *header,
                        gsize size);
gboolean kk_age_mac_equal (const guint8 a[KK_AGE_MAC_SIZE], const guint8 b[KK_AGE_MAC_SIZE]);

void kk_age_nonce_generate (guint8 nonce[KK_AGE_NONCE_SIZE]);
void kk_age_payload_key (KkSymmetricKey *payload,
                         const KkAgeFileKey *key,
                         const guint8 nonce[KK_AGE_NONCE_SIZE]);
/* Writes @size + KK_AGE_TAG_SIZE bytes to @out. */
void kk_age_seal_chunk (const KkSymmetricKey *payload,
                        KkAgeChunk chunk,
                        const guint8 *plain,
                        gsize size,
                        guint8 *out);
/* Writes @size − KK_AGE_TAG_SIZE bytes to @out; nothing when it fails. */
gboolean kk_age_open_chunk (const KkSymmetricKey *payload,
                            KkAgeChunk chunk,
                            const guint8 *sealed,
                            gsize size,
                            guint8 *out);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkAgeFileKey, kk_age_file_key_clear)

G_END_DECLS
