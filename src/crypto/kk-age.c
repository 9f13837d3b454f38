/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-age.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hkdf-private.h"

#include <sodium.h>
#include <string.h>

#define KEY_LABEL        "age-encryption.org/v1/X25519"
#define PASSPHRASE_LABEL "age-encryption.org/v1/scrypt"

G_STATIC_ASSERT (KK_AGE_WRAP_SIZE ==
                 KK_AGE_FILE_KEY_SIZE + crypto_aead_chacha20poly1305_IETF_ABYTES);
G_STATIC_ASSERT (KK_AGE_TAG_SIZE == crypto_aead_chacha20poly1305_IETF_ABYTES);

/* Every wrapping key is used once, so age gives it a nonce of zeros. */
static const guint8 no_nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES];

void
kk_age_file_key_generate (KkAgeFileKey *key)
{
  kk_secret_init ();
  randombytes_buf (key->bytes, sizeof key->bytes);
}

void
kk_age_file_key_clear (KkAgeFileKey *key)
{
  kk_secret_wipe (key, sizeof *key);
}

static void
wrap_file_key (guint8 body[KK_AGE_WRAP_SIZE], const KkAgeFileKey *key, const KkSymmetricKey *with)
{
  (void) crypto_aead_chacha20poly1305_ietf_encrypt (body, NULL, key->bytes, sizeof key->bytes, NULL,
                                                    0, NULL, no_nonce, with->bytes);
}

static gboolean
unwrap_file_key (KkAgeFileKey *key,
                 const guint8 body[KK_AGE_WRAP_SIZE],
                 const KkSymmetricKey *with,
                 GError **error)
{
  if (crypto_aead_chacha20poly1305_ietf_decrypt (key->bytes, NULL, NULL, body, KK_AGE_WRAP_SIZE,
                                                 NULL, 0, no_nonce, with->bytes) == 0)
    return TRUE;
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
                       "the file is not sealed to this key");
  return FALSE;
}

/* HKDF with one label, as every key of an age file is made. */
static void
derive (KkSymmetricKey *out, KkHkdfPart material, KkHkdfPart salt, const char *label)
{
  KkHkdfPart info = { label, strlen (label) };
  guint8 extracted[KK_HKDF_KEY_SIZE];

  kk_hkdf_extract (extracted, salt.data, salt.size, &material, 1);
  kk_hkdf_expand (out->bytes, sizeof out->bytes, extracted, &info, 1);
  kk_secret_wipe (extracted, sizeof extracted);
}

static gboolean
derive_shared (KkSymmetricKey *out,
               const KkKxSecretKey *mine,
               const guint8 *theirs,
               const guint8 salt[2 * KK_KX_KEY_SIZE],
               GError **error)
{
  guint8 shared[crypto_scalarmult_BYTES];

  if (crypto_scalarmult (shared, mine->bytes, theirs) != 0) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                         "a public key of low order");
    return FALSE;
  }
  derive (out, (KkHkdfPart){ shared, sizeof shared }, (KkHkdfPart){ salt, 2 * KK_KX_KEY_SIZE },
          KEY_LABEL);
  kk_secret_wipe (shared, sizeof shared);
  return TRUE;
}

static void
join_salt (guint8 salt[2 * KK_KX_KEY_SIZE], const guint8 *share, const KkKxPublicKey *recipient)
{
  memcpy (salt, share, KK_KX_KEY_SIZE);
  memcpy (salt + KK_KX_KEY_SIZE, recipient->bytes, KK_KX_KEY_SIZE);
}

gboolean
kk_age_wrap_for_key (KkAgeKeyWrap *wrap,
                     const KkAgeFileKey *key,
                     const KkKxPublicKey *recipient,
                     GError **error)
{
  g_auto (KkKxSecretKey) ephemeral = { 0 };
  g_auto (KkSymmetricKey) wrapping = { 0 };
  KkKxPublicKey share;
  guint8 salt[2 * KK_KX_KEY_SIZE];

  kk_kx_pair_generate (&share, &ephemeral);
  memcpy (wrap->share, share.bytes, sizeof wrap->share);
  join_salt (salt, wrap->share, recipient);
  if (!derive_shared (&wrapping, &ephemeral, recipient->bytes, salt, error))
    return FALSE;
  wrap_file_key (wrap->body, key, &wrapping);
  return TRUE;
}

gboolean
kk_age_unwrap_with_key (KkAgeFileKey *key,
                        const KkAgeKeyWrap *wrap,
                        const KkKxSecretKey *identity,
                        GError **error)
{
  g_auto (KkSymmetricKey) wrapping = { 0 };
  KkKxPublicKey recipient;
  guint8 salt[2 * KK_KX_KEY_SIZE];

  kk_secret_init ();
  recipient = kk_kx_secret_key_get_public (identity);
  join_salt (salt, wrap->share, &recipient);
  return derive_shared (&wrapping, identity, wrap->share, salt, error) &&
         unwrap_file_key (key, wrap->body, &wrapping, error);
}

static gboolean
derive_from_passphrase (KkSymmetricKey *out,
                        const KkAgePassphraseWrap *wrap,
                        const KkSecret *passphrase,
                        GError **error)
{
  guint8 salt[sizeof PASSPHRASE_LABEL - 1 + KK_AGE_SALT_SIZE];

  kk_secret_init ();
  memcpy (salt, PASSPHRASE_LABEL, strlen (PASSPHRASE_LABEL));
  memcpy (salt + strlen (PASSPHRASE_LABEL), wrap->salt, sizeof wrap->salt);
  if (wrap->work >= 1 && wrap->work <= KK_AGE_WORK_MOST &&
      crypto_pwhash_scryptsalsa208sha256_ll (
          kk_secret_get_data (passphrase), kk_secret_get_size (passphrase), salt, sizeof salt,
          G_GUINT64_CONSTANT (1) << wrap->work, 8, 1, out->bytes, sizeof out->bytes) == 0)
    return TRUE;
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                       "the file asks for more work or memory than there is");
  return FALSE;
}

gboolean
kk_age_wrap_for_passphrase (KkAgePassphraseWrap *wrap,
                            const KkAgeFileKey *key,
                            const KkSecret *passphrase,
                            GError **error)
{
  g_auto (KkSymmetricKey) wrapping = { 0 };

  kk_secret_init ();
  randombytes_buf (wrap->salt, sizeof wrap->salt);
  if (!derive_from_passphrase (&wrapping, wrap, passphrase, error))
    return FALSE;
  wrap_file_key (wrap->body, key, &wrapping);
  return TRUE;
}

gboolean
kk_age_unwrap_with_passphrase (KkAgeFileKey *key,
                               const KkAgePassphraseWrap *wrap,
                               const KkSecret *passphrase,
                               GError **error)
{
  g_auto (KkSymmetricKey) wrapping = { 0 };

  return derive_from_passphrase (&wrapping, wrap, passphrase, error) &&
         unwrap_file_key (key, wrap->body, &wrapping, error);
}

void
kk_age_header_mac (guint8 mac[KK_AGE_MAC_SIZE],
                   const KkAgeFileKey *key,
                   const void *header,
                   gsize size)
{
  g_auto (KkSymmetricKey) mac_key = { 0 };

  derive (&mac_key, (KkHkdfPart){ key->bytes, sizeof key->bytes }, (KkHkdfPart){ NULL, 0 },
          "header");
  crypto_auth_hmacsha256 (mac, header, size, mac_key.bytes);
}

gboolean
kk_age_mac_equal (const guint8 a[KK_AGE_MAC_SIZE], const guint8 b[KK_AGE_MAC_SIZE])
{
  return sodium_memcmp (a, b, KK_AGE_MAC_SIZE) == 0;
}

void
kk_age_nonce_generate (guint8 nonce[KK_AGE_NONCE_SIZE])
{
  kk_secret_init ();
  randombytes_buf (nonce, KK_AGE_NONCE_SIZE);
}

void
kk_age_payload_key (KkSymmetricKey *payload,
                    const KkAgeFileKey *key,
                    const guint8 nonce[KK_AGE_NONCE_SIZE])
{
  derive (payload, (KkHkdfPart){ key->bytes, sizeof key->bytes },
          (KkHkdfPart){ nonce, KK_AGE_NONCE_SIZE }, "payload");
}

/* Eleven bytes of number, the highest first, and one that says whether it is the last. */
static void
write_chunk_nonce (guint8 nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES], KkAgeChunk chunk)
{
  guint64 number = GUINT64_TO_BE (chunk.number);

  memset (nonce, 0, 3);
  memcpy (nonce + 3, &number, sizeof number);
  nonce[11] = chunk.is_last ? 1 : 0;
}

void
kk_age_seal_chunk (const KkSymmetricKey *payload,
                   KkAgeChunk chunk,
                   const guint8 *plain,
                   gsize size,
                   guint8 *out)
{
  guint8 nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES];

  write_chunk_nonce (nonce, chunk);
  (void) crypto_aead_chacha20poly1305_ietf_encrypt (out, NULL, plain, size, NULL, 0, NULL, nonce,
                                                    payload->bytes);
}

gboolean
kk_age_open_chunk (const KkSymmetricKey *payload,
                   KkAgeChunk chunk,
                   const guint8 *sealed,
                   gsize size,
                   guint8 *out)
{
  guint8 nonce[crypto_aead_chacha20poly1305_IETF_NPUBBYTES];

  write_chunk_nonce (nonce, chunk);
  return crypto_aead_chacha20poly1305_ietf_decrypt (out, NULL, NULL, sealed, size, NULL, 0, nonce,
                                                    payload->bytes) == 0;
}
