/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-crypto-selftest.h"

#include "base/kk-bytes.h"
#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hpke-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

/* All answers come from elsewhere: RFC 8032 §7.1 test 2, RFC 9180 A.2.2, and for BLAKE2b-256 and
 * Argon2id from other implementations. */
static const char blake2b_abc[] =
    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";

static const char ed25519_seed[] =
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
static const char ed25519_signature[] =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

static const char hpke_info[] = "4f6465206f6e2061204772656369616e2055726e";
static const char hpke_addressee[] =
    "77d114e0212be51cb1d76fa99dd41cfd4d0166b08caa09074430a6c59ef17879";
static const char hpke_ephemeral[] =
    "0c35fdf49df7aa01cd330049332c40411ebba36e0c718ebc3edf5845795f6321";
static const char hpke_enc[] = "2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04";
static const char hpke_psk[] = "0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82";
static const char hpke_psk_id[] = "456e6e796e20447572696e206172616e204d6f726961";
static const char hpke_plain[] = "4265617574792069732074727574682c20747275746820626561757479";
static const char hpke_associated[] = "436f756e742d30";
static const char hpke_sealed[] = "4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d"
                                  "28fb073214525276f4a89608ff";
static const char hpke_exported[] =
    "813c1bfc516c99076ae0f466671f0ba5ff244a41699f7b2417e4c59d46d39f40";

static const char argon2id_key[] =
    "5153e1a1a76cb22a1b44b78aa456d099da17c94bf256c4e59663da3a0b4f864a";

/* Into @out; the texts above are constants, so that they decode is the least of the tests. */
static gsize
decode (const char *text, guint8 *out, gsize room)
{
  gsize size = strlen (text) / 2;

  return size <= room && kk_hex_decode (text, out, size) ? size : 0;
}

static gboolean
is_expected (const guint8 *computed, gsize size, const char *expected)
{
  guint8 known[128];

  return decode (expected, known, sizeof known) == size && memcmp (computed, known, size) == 0;
}

static gboolean
test_blake2b (void)
{
  guint8 hash[32];

  crypto_generichash (hash, sizeof hash, (const guint8 *) "abc", 3, NULL, 0);
  return is_expected (hash, sizeof hash, blake2b_abc);
}

static gboolean
test_ed25519 (void)
{
  static const guint8 message[] = { 0x72 };
  g_auto (KkSymmetricKey) seed = { 0 };
  g_auto (KkSignSecretKey) secret_key = { 0 };
  KkSignPublicKey public_key;
  guint8 signature[crypto_sign_BYTES];

  decode (ed25519_seed, seed.bytes, sizeof seed.bytes);
  kk_sign_pair_from_seed (&seed, &public_key, &secret_key);
  crypto_sign_detached (signature, NULL, message, sizeof message, secret_key.bytes);
  if (!is_expected (signature, sizeof signature, ed25519_signature) ||
      crypto_sign_verify_detached (signature, message, sizeof message, public_key.bytes) != 0)
    return FALSE;
  signature[0] ^= 1;
  return crypto_sign_verify_detached (signature, message, sizeof message, public_key.bytes) != 0;
}

static gboolean
test_hpke (void)
{
  g_auto (KkNetworkSecret) psk = { 0 };
  g_auto (KkKxSecretKey) addressee = { 0 };
  g_auto (KkKxSecretKey) ephemeral = { 0 };
  g_auto (KkHpkeContext) sender = { 0 };
  g_auto (KkHpkeContext) receiver = { 0 };
  guint8 info[32], psk_id[32], plain[32], associated[8], sealed[64], opened[64], exported[32];
  gsize plain_size = decode (hpke_plain, plain, sizeof plain);
  gsize associated_size = decode (hpke_associated, associated, sizeof associated);
  gsize sealed_size = plain_size + KK_HPKE_TAG_SIZE;
  KkHpkeBinding binding = { info, decode (hpke_info, info, sizeof info), &psk, psk_id,
                            decode (hpke_psk_id, psk_id, sizeof psk_id) };
  KkKxPublicKey public_key;
  KkHpkeEnc enc;

  decode (hpke_psk, psk.bytes, sizeof psk.bytes);
  decode (hpke_addressee, addressee.bytes, sizeof addressee.bytes);
  decode (hpke_ephemeral, ephemeral.bytes, sizeof ephemeral.bytes);
  public_key = kk_kx_secret_key_get_public (&addressee);
  if (!kk_hpke_send_with (&sender, &enc, &public_key, &binding, &ephemeral, NULL) ||
      !kk_hpke_receive (&receiver, &enc, &addressee, &binding, NULL))
    return FALSE;
  kk_hpke_seal (&sender, associated, associated_size, plain, plain_size, sealed);
  kk_hpke_export (&receiver, NULL, 0, exported, sizeof exported);
  return is_expected (enc.bytes, sizeof enc.bytes, hpke_enc) &&
         is_expected (sealed, sealed_size, hpke_sealed) &&
         is_expected (exported, sizeof exported, hpke_exported) &&
         kk_hpke_open (&receiver, associated, associated_size, sealed, sealed_size, opened, NULL) &&
         is_expected (opened, plain_size, hpke_plain);
}

/* The least costs that the function takes: this tests the function, not the machine. */
static gboolean
test_argon2id (void)
{
  static const char password[] = "ketenkluis";
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint8 key[32];

  for (guint i = 0; i < sizeof salt; i++)
    salt[i] = (guint8) i;
  return crypto_pwhash (key, sizeof key, password, strlen (password), salt, 1,
                        crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_ARGON2ID13) == 0 &&
         is_expected (key, sizeof key, argon2id_key);
}

gboolean
kk_crypto_selftest (GError **error)
{
  static const struct {
    const char *name;
    gboolean (*test) (void);
  } tests[] = {
    { "BLAKE2b", test_blake2b },
    { "Ed25519", test_ed25519 },
    { "HPKE", test_hpke },
    { "Argon2id", test_argon2id },
  };

  kk_secret_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    errno = 0;
    if (tests[i].test ())
      continue;
    if (errno == ENOMEM) {
      g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                           "start-up test: no memory");
      return FALSE;
    }
    g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_BROKEN,
                 "start-up test: %s gave a wrong answer", tests[i].name);
    return FALSE;
  }
  return TRUE;
}
