/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of secrets: the network secrets as a join answer wraps them, and the file of root and register keys
 *          (docs/formats/key-slots-file.md).
 * Owns:    results belong to the caller; secret ones are KkSecret or wiped when freed.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "base/kk-secret.h"
#include "domain/kk-content.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

/* @secrets: (element-type KkGrantedSecret), ascending by epoch. The decoded array is wiped when freed. */
KkSecret *kk_network_secrets_encode (const GArray *secrets, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GArray *kk_network_secrets_decode (const void *data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

#define KK_ROOT_KEY_SIZE     64 /* seed and public key, as crypto/ loads them */
#define KK_ROOT_SALT_SIZE    16
#define KK_ROOT_NONCE_SIZE   24
#define KK_ROOT_FILE_VERSION 1

/* What the passphrase protects. */
typedef struct {
  GPtrArray *roots;         /* (element-type KkSecret): KK_ROOT_KEY_SIZE bytes each */
  GPtrArray *register_keys; /* (element-type KkSecret) */
} KkRootKeys;

KkRootKeys *kk_root_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_root_keys_free (KkRootKeys *keys);
KkSecret *kk_root_keys_encode (const KkRootKeys *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkRootKeys *kk_root_keys_decode (const void *data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The file around them. */
typedef struct {
  guint32 version;
  guint32 passes;
  guint32 memory_kib;
  guint8 salt[KK_ROOT_SALT_SIZE];
  guint8 nonce[KK_ROOT_NONCE_SIZE];
  GBytes *ciphertext;
} KkRootFile;

KkRootFile *kk_root_file_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_root_file_free (KkRootFile *file);
GBytes *kk_root_file_encode (const KkRootFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkRootFile *kk_root_file_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRootKeys, kk_root_keys_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRootFile, kk_root_file_free)

G_END_DECLS
