/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hkdf-private.h"
#include "crypto/kk-hpke-private.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (KK_HPKE_TAG_SIZE == crypto_aead_chacha20poly1305_ietf_ABYTES);
G_STATIC_ASSERT (KK_HPKE_ENC_SIZE == KK_KX_KEY_SIZE);

enum { MODE_BASE = 0, MODE_PSK = 1 };

static const char version[] = "HPKE-v1";

/* RFC 9180 §4.1 and §5.1; the numbers are those of §7. */
static const KkHkdfPart kem_suite = { "KEM\x00\x20", 5 };
static const KkHkdfPart hpke_suite = { "HPKE\x00\x20\x00\x01\x00\x03", 10 };

/* RFC 9180 §4, LabeledExtract; @salt is NULL or of KK_HKDF_KEY_SIZE bytes. */
static void
extract_labelled (guint8 key[KK_HKDF_KEY_SIZE],
                  const KkHkdfPart *suite,
                  const guint8 *salt,
                  const char *label,
                  KkHkdfPart material)
{
  const KkHkdfPart parts[] = {
    { version, strlen (version) }, *suite, { label, strlen (label) }, material
  };

  kk_hkdf_extract (key, salt, salt == NULL ? 0 : KK_HKDF_KEY_SIZE, parts, G_N_ELEMENTS (parts));
}

/* RFC 9180 §4, LabeledExpand. */
static void
expand_labelled (guint8 *out,
                 gsize size,
                 const KkHkdfPart *suite,
                 const guint8 key[KK_HKDF_KEY_SIZE],
                 const char *label,
                 KkHkdfPart info)
{
  const guint8 big_endian_size[2] = { (guint8) (size >> 8), (guint8) size };
  const KkHkdfPart parts[] = {
    { big_endian_size, 2 }, { version, strlen (version) }, *suite, { label, strlen (label) }, info
  };

  kk_hkdf_expand (out, size, key, parts, G_N_ELEMENTS (parts));
}

/* RFC 9180 §4.1, the common part of Encap and Decap. */
static gboolean
agree (guint8 shared[KK_HKDF_KEY_SIZE],
       const KkKxSecretKey *mine,
       const KkHpkeEnc *enc,
       const KkKxPublicKey *addressee,
       gboolean is_sender,
       GError **error)
{
  guint8 context[KK_HPKE_ENC_SIZE + KK_KX_KEY_SIZE];
  guint8 dh[crypto_scalarmult_BYTES];
  guint8 key[KK_HKDF_KEY_SIZE];

  if (crypto_scalarmult (dh, mine->bytes, is_sender ? addressee->bytes : enc->bytes) != 0) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                         "the public key is of low order");
    return FALSE;
  }
  memcpy (context, enc->bytes, KK_HPKE_ENC_SIZE);
  memcpy (context + KK_HPKE_ENC_SIZE, addressee->bytes, KK_KX_KEY_SIZE);
  extract_labelled (key, &kem_suite, NULL, "eae_prk", (KkHkdfPart){ dh, sizeof dh });
  expand_labelled (shared, KK_HKDF_KEY_SIZE, &kem_suite, key, "shared_secret",
                   (KkHkdfPart){ context, sizeof context });
  kk_secret_wipe (dh, sizeof dh);
  kk_secret_wipe (key, sizeof key);
  return TRUE;
}

/* RFC 9180 §5.1, KeySchedule. Wipes @shared. */
static void
schedule_keys (KkHpkeContext *context,
               guint8 shared[KK_HKDF_KEY_SIZE],
               const KkHpkeBinding *binding)
{
  gboolean has_psk = binding->psk != NULL;
  KkHkdfPart psk = { has_psk ? binding->psk->bytes : NULL, has_psk ? KK_SECRET_KEY_SIZE : 0 };
  KkHkdfPart psk_id = { binding->psk_id, has_psk ? binding->psk_id_size : 0 };
  guint8 hashes[1 + 2 * KK_HKDF_KEY_SIZE] = { has_psk ? MODE_PSK : MODE_BASE };
  const KkHkdfPart all = { hashes, sizeof hashes };
  guint8 secret[KK_HKDF_KEY_SIZE];

  extract_labelled (hashes + 1, &hpke_suite, NULL, "psk_id_hash", psk_id);
  extract_labelled (hashes + 1 + KK_HKDF_KEY_SIZE, &hpke_suite, NULL, "info_hash",
                    (KkHkdfPart){ binding->info, binding->info_size });
  extract_labelled (secret, &hpke_suite, shared, "secret", psk);
  expand_labelled (context->key, sizeof context->key, &hpke_suite, secret, "key", all);
  expand_labelled (context->nonce, sizeof context->nonce, &hpke_suite, secret, "base_nonce", all);
  expand_labelled (context->exporter, sizeof context->exporter, &hpke_suite, secret, "exp", all);
  context->is_fresh = TRUE;
  kk_secret_wipe (secret, sizeof secret);
  kk_secret_wipe (shared, KK_HKDF_KEY_SIZE);
}

gboolean
kk_hpke_send_with (KkHpkeContext *context,
                   KkHpkeEnc *enc,
                   const KkKxPublicKey *addressee,
                   const KkHpkeBinding *binding,
                   const KkKxSecretKey *ephemeral,
                   GError **error)
{
  guint8 shared[KK_HKDF_KEY_SIZE];

  crypto_scalarmult_base (enc->bytes, ephemeral->bytes);
  if (!agree (shared, ephemeral, enc, addressee, TRUE, error))
    return FALSE;
  schedule_keys (context, shared, binding);
  return TRUE;
}

gboolean
kk_hpke_send (KkHpkeContext *context,
              KkHpkeEnc *enc,
              const KkKxPublicKey *addressee,
              const KkHpkeBinding *binding,
              GError **error)
{
  g_auto (KkKxSecretKey) ephemeral = { 0 };

  kk_secret_init ();
  randombytes_buf (ephemeral.bytes, sizeof ephemeral.bytes);
  return kk_hpke_send_with (context, enc, addressee, binding, &ephemeral, error);
}

gboolean
kk_hpke_receive (KkHpkeContext *context,
                 const KkHpkeEnc *enc,
                 const KkKxSecretKey *addressee,
                 const KkHpkeBinding *binding,
                 GError **error)
{
  KkKxPublicKey public_key;
  guint8 shared[KK_HKDF_KEY_SIZE];

  kk_secret_init ();
  public_key = kk_kx_secret_key_get_public (addressee);
  if (!agree (shared, addressee, enc, &public_key, FALSE, error))
    return FALSE;
  schedule_keys (context, shared, binding);
  return TRUE;
}

void
kk_hpke_seal (KkHpkeContext *context,
              const void *associated,
              gsize associated_size,
              const guint8 *plain,
              gsize size,
              guint8 *out)
{
  g_assert (context->is_fresh);

  context->is_fresh = FALSE;
  crypto_aead_chacha20poly1305_ietf_encrypt (out, NULL, plain, size, associated, associated_size,
                                             NULL, context->nonce, context->key);
}

gboolean
kk_hpke_open (const KkHpkeContext *context,
              const void *associated,
              gsize associated_size,
              const guint8 *sealed,
              gsize size,
              guint8 *out,
              GError **error)
{
  if (crypto_aead_chacha20poly1305_ietf_decrypt (out, NULL, NULL, sealed, size, associated,
                                                 associated_size, context->nonce,
                                                 context->key) == 0)
    return TRUE;
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
                       "the ciphertext is damaged or was sealed to another key");
  return FALSE;
}

void
kk_hpke_export (const KkHpkeContext *context,
                const void *label,
                gsize label_size,
                guint8 *out,
                gsize size)
{
  expand_labelled (out, size, &hpke_suite, context->exporter, "sec",
                   (KkHkdfPart){ label, label_size });
}

void
kk_hpke_context_clear (KkHpkeContext *context)
{
  kk_secret_wipe (context, sizeof *context);
}
