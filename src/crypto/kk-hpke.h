/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    HPKE (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, modes base
 *          and psk, one message per context (docs/formats/keys.md, "HPKE").
 * Owns:    a context holds keys; declare it with g_auto() and { 0 }.
 * Threads: any; a context has one owner.
 * Errors:  a public key of low order: KK_CRYPTO_ERROR_PARAMETERS; a wrong tag: KK_CRYPTO_ERROR_OPEN. */

#pragma once

#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_HPKE_ENC_SIZE      32
#define KK_HPKE_TAG_SIZE      16
#define KK_HPKE_EXPORTER_SIZE 32

typedef struct {
  guint8 bytes[KK_HPKE_ENC_SIZE];
} KkHpkeEnc;

/* Borrowed. @psk NULL means mode base, and @psk_id is then not looked at. */
typedef struct {
  const void *info;
  gsize info_size;
  const KkNetworkSecret *psk;
  const void *psk_id;
  gsize psk_id_size;
} KkHpkeBinding;

/* Private to kk-hpke.c; here only so that it can live on the stack. */
typedef struct {
  guint8 key[32];
  guint8 nonce[12];
  guint8 exporter[KK_HPKE_EXPORTER_SIZE];
  gboolean is_fresh; /* sequence number 0 has not been sealed */
} KkHpkeContext;

gboolean kk_hpke_send (KkHpkeContext *context,
                       KkHpkeEnc *enc,
                       const KkKxPublicKey *addressee,
                       const KkHpkeBinding *binding,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_hpke_receive (KkHpkeContext *context,
                          const KkHpkeEnc *enc,
                          const KkKxSecretKey *addressee,
                          const KkHpkeBinding *binding,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes @size + KK_HPKE_TAG_SIZE bytes to @out. Once per context. */
void kk_hpke_seal (KkHpkeContext *context,
                   const void *associated,
                   gsize associated_size,
                   const guint8 *plain,
                   gsize size,
                   guint8 *out);
/* Writes @size − KK_HPKE_TAG_SIZE bytes to @out; @size is at least KK_HPKE_TAG_SIZE. */
gboolean kk_hpke_open (const KkHpkeContext *context,
                       const void *associated,
                       gsize associated_size,
                       const guint8 *sealed,
                       gsize size,
                       guint8 *out,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_hpke_export (const KkHpkeContext *context,
                     const void *label,
                     gsize label_size,
                     guint8 *out,
                     gsize size);
void kk_hpke_context_clear (KkHpkeContext *context);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkHpkeContext, kk_hpke_context_clear)

G_END_DECLS
