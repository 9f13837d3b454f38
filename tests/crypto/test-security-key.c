/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The calls of libfido2, with tests/support/fake-fido2.c in its place. */

#include "crypto/kk-crypto-error.h"
#include "crypto/kk-security-key.h"

#include <string.h>

static const guint8 challenge[KK_SECURITY_KEY_CHALLENGE_SIZE] = { 1, 2, 3 };

static void
plug (const char *keys)
{
  g_setenv ("KK_FAKE_KEY", keys, TRUE);
}

static KkSecret *
make_pin (const char *text)
{
  return kk_secret_new_copy (text, strlen (text) + 1);
}

static void
assert_answer (GBytes *credential, const KkSecret *pin, KkSymmetricKey *answer)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_security_key_answer (credential, challenge, pin, answer, &error));
  g_assert_no_error (error);
}

static void
assert_silent (GBytes *credential, const KkSecret *pin, KkCryptoError code)
{
  g_auto (KkSymmetricKey) answer = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (kk_security_key_answer (credential, challenge, pin, &answer, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, (int) code);
}

static void
test_answers (void)
{
  g_auto (KkSymmetricKey) first = { 0 };
  g_auto (KkSymmetricKey) second = { 0 };
  g_auto (KkSymmetricKey) other = { 0 };
  g_autoptr (GBytes) credential = NULL;
  g_autoptr (GBytes) another = NULL;

  plug ("a");
  credential = kk_security_key_enrol (NULL, NULL);
  another = kk_security_key_enrol (NULL, NULL);
  g_assert_nonnull (credential);
  assert_answer (credential, NULL, &first);
  /* Found again among others. */
  plug ("bca");
  assert_answer (credential, NULL, &second);
  g_assert_cmpmem (first.bytes, 32, second.bytes, 32);
  assert_answer (another, NULL, &other);
  g_assert_cmpint (memcmp (first.bytes, other.bytes, 32), !=, 0);
}

static void
test_absent (void)
{
  g_autoptr (GBytes) credential = NULL;
  g_autoptr (GError) error = NULL;

  plug ("");
  g_assert_null (kk_security_key_enrol (NULL, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_NO_SECURITY_KEY);
  plug ("a");
  credential = kk_security_key_enrol (NULL, NULL);
  plug ("");
  assert_silent (credential, NULL, KK_CRYPTO_ERROR_NO_SECURITY_KEY);
  plug ("b");
  assert_silent (credential, NULL, KK_CRYPTO_ERROR_NO_SECURITY_KEY);
}

static void
test_pin (void)
{
  g_autoptr (KkSecret) right = make_pin ("1234");
  g_autoptr (KkSecret) wrong = make_pin ("4321");
  g_auto (KkSymmetricKey) answer = { 0 };
  g_autoptr (GBytes) credential = NULL;
  g_autoptr (GError) error = NULL;

  plug ("p");
  g_assert_null (kk_security_key_enrol (NULL, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PIN);
  credential = kk_security_key_enrol (right, NULL);
  assert_silent (credential, NULL, KK_CRYPTO_ERROR_PIN);
  assert_silent (credential, wrong, KK_CRYPTO_ERROR_PIN);
  assert_answer (credential, right, &answer);
}

static void
test_cannot (void)
{
  g_autoptr (GError) error = NULL;

  plug ("o");
  g_assert_null (kk_security_key_enrol (NULL, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SECURITY_KEY);
  g_clear_error (&error);
  plug ("u");
  g_assert_null (kk_security_key_enrol (NULL, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SECURITY_KEY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/security-key/answers", test_answers);
  g_test_add_func ("/security-key/absent", test_absent);
  g_test_add_func ("/security-key/pin", test_pin);
  g_test_add_func ("/security-key/cannot", test_cannot);
  return g_test_run ();
}
