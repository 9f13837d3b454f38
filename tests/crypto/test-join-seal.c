/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-join-seal.h"

#include <string.h>

static GBytes *
change_byte (GBytes *bytes, gsize offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *copy = g_memdup2 (data, size);

  copy[offset] ^= 1;
  return g_bytes_new_take (copy, size);
}

static int
find_answer_stage (GBytes *sealed, GBytes *nonce, const KkKxSecretKey *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = kk_join_open (sealed, nonce, key, &error);

  g_assert_null (answer);
  g_assert_nonnull (error);
  return error->code;
}

static void
test_answer (void)
{
  g_autoptr (GBytes) answer = g_bytes_new_static ("documents", 9);
  g_autoptr (GBytes) nonce = kk_join_nonce_generate ();
  g_autoptr (GBytes) other_nonce = kk_join_nonce_generate ();
  g_autoptr (GBytes) short_nonce = g_bytes_new_static ("123456789012345", 15);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (KkKxSecretKey) key = { 0 };
  g_auto (KkKxSecretKey) other_key = { 0 };
  KkKxPublicKey public_key, other_public;

  kk_kx_pair_generate (&public_key, &key);
  kk_kx_pair_generate (&other_public, &other_key);
  sealed = kk_join_seal (answer, nonce, &public_key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (sealed), ==, 36 + 9 + 16);
  opened = kk_join_open (sealed, nonce, &key, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, answer));

  g_assert_cmpint (find_answer_stage (sealed, other_nonce, &key), ==, KK_CRYPTO_ERROR_OPEN);
  g_assert_cmpint (find_answer_stage (sealed, nonce, &other_key), ==, KK_CRYPTO_ERROR_OPEN);
  g_assert_cmpint (find_answer_stage (sealed, short_nonce, &key), ==, KK_CRYPTO_ERROR_SIZE);
  g_assert_null (kk_join_seal (answer, short_nonce, &public_key, NULL));
  for (gsize i = 0; i < g_bytes_get_size (sealed); i++) {
    g_autoptr (GBytes) changed = change_byte (sealed, i);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);

    g_assert_cmpint (find_answer_stage (changed, nonce, &key), ==,
                     i < 4 ? KK_CRYPTO_ERROR_OUTER : KK_CRYPTO_ERROR_OPEN);
    g_assert_cmpint (find_answer_stage (cut, nonce, &key), ==,
                     i <= 52 ? KK_CRYPTO_ERROR_SIZE : KK_CRYPTO_ERROR_OPEN);
  }
}

/* An ephemeral key of low order is a bad file, not a mistake of the caller. */
static void
test_low_order (void)
{
  static const guint8 sealed_bytes[64] = { 'K', 'K', 'J', 1 };
  g_autoptr (GBytes) sealed = g_bytes_new_static (sealed_bytes, sizeof sealed_bytes);
  g_autoptr (GBytes) nonce = kk_join_nonce_generate ();
  g_auto (KkKxSecretKey) key = { 0 };
  KkKxPublicKey public_key;

  kk_kx_pair_generate (&public_key, &key);
  g_assert_cmpint (find_answer_stage (sealed, nonce, &key), ==, KK_CRYPTO_ERROR_OPEN);
}

static int
find_secrets_stage (GBytes *wrapped, GBytes *nonce, const KkCode *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secrets = kk_join_unwrap_secrets (wrapped, nonce, code, &error);

  g_assert_null (secrets);
  g_assert_nonnull (error);
  return error->code;
}

/* The costs are refused before they are paid. */
static void
check_changes (GBytes *wrapped, GBytes *nonce, const KkCode *code)
{
  static const struct {
    gsize offset;
    int stage;
  } changes[] = {
    { 0, KK_CRYPTO_ERROR_OUTER },      { 3, KK_CRYPTO_ERROR_OUTER },
    { 4, KK_CRYPTO_ERROR_PARAMETERS }, { 7, KK_CRYPTO_ERROR_PARAMETERS },
    { 8, KK_CRYPTO_ERROR_OPEN },       { 11, KK_CRYPTO_ERROR_PARAMETERS },
    { 12, KK_CRYPTO_ERROR_OPEN },      { 28, KK_CRYPTO_ERROR_OPEN },
    { 52, KK_CRYPTO_ERROR_OPEN },      { 83, KK_CRYPTO_ERROR_OPEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GBytes) changed = change_byte (wrapped, changes[i].offset);

    g_assert_cmpint (find_secrets_stage (changed, nonce, code), ==, changes[i].stage);
  }
}

static void
test_secrets (void)
{
  g_autoptr (GBytes) secrets = g_bytes_new_static ("epoch and secret", 16);
  g_autoptr (GBytes) nonce = kk_join_nonce_generate ();
  g_autoptr (GBytes) other_nonce = kk_join_nonce_generate ();
  g_autoptr (GBytes) wrapped = NULL;
  g_autoptr (GBytes) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (KkCode) code = { 0 };
  g_auto (KkCode) other_code = { 0 };

  kk_code_generate (KK_CODE_SPOKEN, &code);
  kk_code_generate (KK_CODE_SPOKEN, &other_code);
  wrapped = kk_join_wrap_secrets (secrets, nonce, &code, &KK_ARGON_FLOOR, &error);
  g_assert_no_error (error);
  opened = kk_join_unwrap_secrets (wrapped, nonce, &code, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, secrets));

  g_assert_cmpint (find_secrets_stage (wrapped, nonce, &other_code), ==, KK_CRYPTO_ERROR_OPEN);
  g_assert_cmpint (find_secrets_stage (wrapped, other_nonce, &code), ==, KK_CRYPTO_ERROR_OPEN);
  check_changes (wrapped, nonce, &code);
  for (gsize size = 0; size <= 68; size++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (wrapped, 0, size);

    g_assert_cmpint (find_secrets_stage (cut, nonce, &code), ==, KK_CRYPTO_ERROR_SIZE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  g_test_add_func ("/crypto/join/answer", test_answer);
  g_test_add_func ("/crypto/join/low-order", test_low_order);
  g_test_add_func ("/crypto/join/secrets", test_secrets);
  return g_test_run ();
}
