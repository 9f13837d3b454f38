/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the two opaque names of the exchange: 16-byte ids and 32-byte hashes.
 * Owns:    nothing; both are plain values, copied by assignment.
 * Threads: any.
 * Errors:  parsing answers FALSE; the rest cannot fail. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_ID_SIZE   16
#define KK_HASH_SIZE 32

/* docs/formats/identity.md: network members, desks, devices, seats, logs, records, threads, shares. */
typedef struct {
  guint8 bytes[KK_ID_SIZE];
} KkId;

/* BLAKE2b-256 of something; also the type of Ed25519 and X25519 public keys' digests. */
typedef struct {
  guint8 bytes[KK_HASH_SIZE];
} KkHash;

/* Ed25519; here because documents carry signatures and crypto/ makes them. */
#define KK_SIGNATURE_SIZE 64

typedef struct {
  guint8 bytes[KK_SIGNATURE_SIZE];
} KkSignature;

/* A string of 32 (id) or 64 (hash) hexadecimal digits and its end. */
typedef struct {
  char text[KK_ID_SIZE * 2 + 1];
} KkIdText;
typedef struct {
  char text[KK_HASH_SIZE * 2 + 1];
} KkHashText;

KkId kk_id_random (void);
KkId kk_id_from_hash (const KkHash *hash); /* its first 16 bytes */
gboolean kk_id_parse (const char *text, KkId *id) G_GNUC_WARN_UNUSED_RESULT;
KkIdText kk_id_text (const KkId *id);
gboolean kk_id_is_zero (const KkId *id);
gboolean kk_id_equal (gconstpointer a, gconstpointer b);
guint kk_id_hash (gconstpointer id);
int kk_id_compare (gconstpointer a, gconstpointer b);
KkId *kk_id_copy (const KkId *id); /* (transfer full), for hash tables */

gboolean kk_hash_parse (const char *text, KkHash *hash) G_GNUC_WARN_UNUSED_RESULT;
KkHashText kk_hash_text (const KkHash *hash);
gboolean kk_hash_is_zero (const KkHash *hash);
gboolean kk_hash_equal (gconstpointer a, gconstpointer b);
guint kk_hash_hash (gconstpointer hash);

G_END_DECLS
