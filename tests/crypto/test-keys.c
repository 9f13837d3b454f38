/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-code.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-keys.h"
#include "crypto/kk-tag.h"
#include "vector-file.h"

#include <sodium.h>
#include <string.h>

#define assert_wiped(key) g_assert_true (sodium_is_zero ((const guint8 *) &(key), sizeof (key)))

static void
test_load (void)
{
  g_auto (KkSignSecretKey) secret_key = { 0 };
  g_auto (KkSignSecretKey) loaded = { 0 };
  g_autoptr (GError) error = NULL;
  KkSignPublicKey public_key, derived;

  kk_sign_pair_generate (&public_key, &secret_key);
  g_assert_true (kk_sign_secret_key_load (&loaded, secret_key.bytes, 64, &error));
  kk_assert_cmpmem (loaded.bytes, 64, secret_key.bytes, 64);
  derived = kk_sign_secret_key_get_public (&loaded);
  g_assert_true (kk_sign_public_key_equal (&public_key, &derived));

  g_assert_false (kk_sign_secret_key_load (&loaded, secret_key.bytes, 63, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
  g_clear_error (&error);
  for (guint i = 0; i < 64; i++) {
    g_auto (KkSignSecretKey) changed = secret_key;

    changed.bytes[i] ^= 1;
    g_assert_false (kk_sign_secret_key_load (&loaded, changed.bytes, 64, &error));
    g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
    g_clear_error (&error);
  }
}

static void
test_wiped (void)
{
  KkSignPublicKey sign_public;
  KkSignSecretKey sign;
  KkKxPublicKey kx_public;
  KkKxSecretKey kx;
  KkNetworkKey network;
  KkSymmetricKey symmetric;
  KkTagKey tag;
  KkCode code;
  KkCodeText text;

  kk_sign_pair_generate (&sign_public, &sign);
  kk_kx_pair_generate (&kx_public, &kx);
  kk_network_secret_generate (&network.secret);
  kk_symmetric_key_generate (&symmetric);
  g_assert_true (kk_tag_key_init (&tag, &kx, &kx_public, NULL));
  kk_code_generate (KK_CODE_RECOVERY, &code);
  kk_code_format (&code, &text);
  g_assert_false (sodium_is_zero (symmetric.bytes, sizeof symmetric.bytes));

  kk_sign_secret_key_clear (&sign);
  kk_kx_secret_key_clear (&kx);
  kk_network_key_clear (&network);
  kk_symmetric_key_clear (&symmetric);
  kk_tag_key_clear (&tag);
  kk_code_clear (&code);
  kk_code_text_clear (&text);
  assert_wiped (sign);
  assert_wiped (kx);
  assert_wiped (network);
  assert_wiped (symmetric);
  assert_wiped (tag);
  assert_wiped (code);
  assert_wiped (text);
}

static void
check_code (KkCodeKind kind, gsize size)
{
  g_auto (KkCode) code = { 0 };
  g_auto (KkCode) other = { 0 };
  g_auto (KkCode) read = { 0 };
  g_auto (KkCodeText) text = { 0 };
  g_autofree char *lower = NULL;

  kk_code_generate (kind, &code);
  kk_code_generate (kind, &other);
  g_assert_cmpuint (strlen (code.characters), ==, size);
  g_assert_cmpstr (code.characters, !=, other.characters);
  kk_code_format (&code, &text);
  g_assert_cmpuint (strlen (text.text), ==, size + size / 4 - 1);
  g_assert_cmpuint (kk_code_count_groups (kind), ==, size / 4);
  g_assert_true (kk_code_parse (kind, text.text, &read));
  g_assert_cmpstr (read.characters, ==, code.characters);
  lower = g_ascii_strdown (code.characters, -1);
  g_assert_true (kk_code_parse (kind, lower, &read));
  for (guint i = 0; i < size / 4; i++) {
    char group[5] = { 0 };

    memcpy (group, text.text + 5 * i, 4);
    g_assert_true (kk_code_group_matches (&code, i, group));
    g_assert_false (kk_code_group_matches (&code, i, "0"));
    group[3] = group[3] == 'A' ? 'B' : 'A';
    g_assert_false (kk_code_group_matches (&code, i, group));
  }
}

static void
test_codes (void)
{
  check_code (KK_CODE_RECOVERY, 32);
  check_code (KK_CODE_SPOKEN, 24);
}

/* The code of tests/vectors/crypto/code-spoken.vector. */
static void
test_typed_codes (void)
{
  static const char *const right[] = {
    "6HDQ-7JY8-VJF7-VM5H-0GBW-94DH",    "6hdq 7jy8 vjf7 vm5h 0gbw 94dh",
    "6hdq7jy8vjf7vm5hogbw94dh",         "  6HDQ--7JY8-VJF7 VM5H\tOGBW-94DH\n",
    "6-H-D-Q-7JY8VJF7VM5H0GBW-94DH---",
  };
  static const char *const wrong[] = {
    "",
    "6HDQ-7JY8-VJF7-VM5H-0GBW-94D",
    "6HDQ-7JY8-VJF7-VM5H-0GBW-94DHA",
    "6HDQ-7JY8-VJF7-VM5H-0GBW-94DJ",
    "7HDQ-7JY8-VJF7-VM5H-0GBW-94DH",
    "H6DQ-7JY8-VJF7-VM5H-0GBW-94DH",
    "6HDQ-7JY8-VJF7-VM5H-0GBW-94DU",
    "6HDQ_7JY8_VJF7_VM5H_0GBW_94DH",
    "6HDQ-7JY8-VJF7-VM5H-0GBW-94D\xc3\xa9",
  };
  KkCode code;

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++) {
    g_assert_true (kk_code_parse (KK_CODE_SPOKEN, right[i], &code));
    g_assert_cmpstr (code.characters, ==, "6HDQ7JY8VJF7VM5H0GBW94DH");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (kk_code_parse (KK_CODE_SPOKEN, wrong[i], &code));
    assert_wiped (code);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crypto/keys/load", test_load);
  g_test_add_func ("/crypto/keys/wiped", test_wiped);
  g_test_add_func ("/crypto/codes/generated", test_codes);
  g_test_add_func ("/crypto/codes/typed", test_typed_codes);
  return g_test_run ();
}
