/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-crypto-error.h"
#include "crypto/kk-key-slot.h"
#include "crypto/kk-root-seal.h"

static int
find_stage (const KkRootSeal *seal, GBytes *ciphertext, const KkSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  KkSecret *keys = kk_root_open (seal, ciphertext, passphrase, &error);

  g_assert_null (keys);
  g_assert_nonnull (error);
  return error->code;
}

static GBytes *
change_byte (GBytes *bytes, gsize offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[offset] ^= 1;
  return g_bytes_new_take (copy, size);
}

static void
test_round_trip (void)
{
  g_autoptr (KkSecret) keys = kk_secret_new_random (96);
  g_autoptr (KkSecret) passphrase = kk_key_slot_secret_from_passphrase ("vier losse woorden hier");
  g_autoptr (KkSecret) wrong = kk_key_slot_secret_from_passphrase ("vier losse woorden daar");
  KkRootSeal seal;
  g_autoptr (GBytes) sealed = kk_root_seal (&seal, keys, passphrase, &KK_ARGON_FLOOR, NULL);
  g_autoptr (KkSecret) opened = kk_root_open (&seal, sealed, passphrase, NULL);
  g_autoptr (GBytes) first = change_byte (sealed, 0);
  g_autoptr (GBytes) last = change_byte (sealed, 111);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, 111);

  g_assert_cmpuint (g_bytes_get_size (sealed), ==, 96 + 16);
  g_assert_true (kk_secret_equal (opened, keys));
  g_assert_cmpint (find_stage (&seal, sealed, wrong), ==, KK_CRYPTO_ERROR_OPEN);
  g_assert_cmpint (find_stage (&seal, first, passphrase), ==, KK_CRYPTO_ERROR_OPEN);
  g_assert_cmpint (find_stage (&seal, last, passphrase), ==, KK_CRYPTO_ERROR_OPEN);
  g_assert_cmpint (find_stage (&seal, cut, passphrase), ==, KK_CRYPTO_ERROR_OPEN);
  seal.salt[0] ^= 1;
  g_assert_cmpint (find_stage (&seal, sealed, passphrase), ==, KK_CRYPTO_ERROR_OPEN);
  seal.salt[0] ^= 1;
  seal.nonce[23] ^= 1;
  g_assert_cmpint (find_stage (&seal, sealed, passphrase), ==, KK_CRYPTO_ERROR_OPEN);
}

static void
test_refused (void)
{
  static const guint8 bytes[17];
  g_autoptr (KkSecret) passphrase = kk_key_slot_secret_from_passphrase ("x");
  g_autoptr (GBytes) tag_only = g_bytes_new_static (bytes, 16);
  g_autoptr (GBytes) one = g_bytes_new_static (bytes, 17);
  KkRootSeal seal = { .costs = { 3, (64 << 10) - 1 } };
  g_autoptr (GError) error = NULL;
  GBytes *sealed = kk_root_seal (&seal, passphrase, passphrase, &seal.costs, &error);

  g_assert_null (sealed);
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
  g_assert_cmpint (find_stage (&seal, tag_only, passphrase), ==, KK_CRYPTO_ERROR_SIZE);
  g_assert_cmpint (find_stage (&seal, one, passphrase), ==, KK_CRYPTO_ERROR_PARAMETERS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/root-seal/round-trip", test_round_trip);
  g_test_add_func ("/crypto/root-seal/refused", test_refused);
  return g_test_run ();
}
