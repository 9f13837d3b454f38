/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-key-slot.h"
#include "vector-file.h"

#include <string.h>

static GBytes *
new_text (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
test_round_trip (void)
{
  g_autoptr (KkSecret) secret = kk_key_slot_secret_from_passphrase ("paard batterij nietje");
  g_autoptr (KkSecret) wrong = kk_key_slot_secret_from_passphrase ("paard batterij nietjes");
  g_autoptr (GBytes) associated = new_text ("header and slot");
  g_autoptr (GBytes) other = new_text ("header and other slot");
  g_auto (KkSymmetricKey) master = { 0 };
  g_auto (KkSymmetricKey) opened = { 0 };
  g_autoptr (GError) error = NULL;
  KkKeyWrap wrap;

  kk_symmetric_key_generate (&master);
  g_assert_true (kk_key_slot_wrap (&wrap, &master, secret, &KK_ARGON_FLOOR, associated, &error));
  g_assert_true (kk_key_slot_unwrap (&wrap, secret, associated, &opened, &error));
  kk_assert_cmpmem (opened.bytes, 32, master.bytes, 32);

  g_assert_false (kk_key_slot_unwrap (&wrap, wrong, associated, &opened, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_false (kk_key_slot_unwrap (&wrap, secret, other, &opened, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
  g_clear_error (&error);
  wrap.wrapped[0] ^= 1;
  g_assert_false (kk_key_slot_unwrap (&wrap, secret, associated, &opened, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
  g_clear_error (&error);
  wrap.wrapped[0] ^= 1;
  wrap.costs.passes++;
  g_assert_false (kk_key_slot_unwrap (&wrap, secret, associated, &opened, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
}

static void
test_recovery_code (void)
{
  g_auto (KkCode) code = { 0 };
  g_auto (KkCodeText) text = { 0 };
  g_auto (KkCode) typed = { 0 };
  g_auto (KkSymmetricKey) master = { 0 };
  g_auto (KkSymmetricKey) opened = { 0 };
  g_autoptr (GBytes) associated = new_text ("slot");
  g_autoptr (KkSecret) written = NULL;
  g_autoptr (KkSecret) read = NULL;
  KkKeyWrap wrap;

  kk_code_generate (KK_CODE_RECOVERY, &code);
  kk_code_format (&code, &text);
  kk_symmetric_key_generate (&master);
  written = kk_key_slot_secret_from_code (&code);
  g_assert_true (kk_key_slot_wrap (&wrap, &master, written, &KK_ARGON_FLOOR, associated, NULL));
  g_assert_true (kk_code_parse (KK_CODE_RECOVERY, text.text, &typed));
  read = kk_key_slot_secret_from_code (&typed);
  g_assert_true (kk_key_slot_unwrap (&wrap, read, associated, &opened, NULL));
  kk_assert_cmpmem (opened.bytes, 32, master.bytes, 32);
}

static void
test_bounds (void)
{
  static const KkArgonParameters allowed[] = { { 3, 64 << 10 }, { 16, 4 << 20 }, { 3, 256 << 10 } };
  static const KkArgonParameters refused[] = {
    { 2, 64 << 10 },       { 3, (64 << 10) - 1 },       { 0, 0 },
    { 17, 64 << 10 },      { 3, (4 << 20) + 1 },        { 3, G_MAXUINT32 },
    { G_MAXUINT32, 1024 }, { G_MAXUINT32, G_MAXUINT32 }
  };
  g_autoptr (KkSecret) secret = kk_key_slot_secret_from_passphrase ("x");
  g_autoptr (GBytes) associated = new_text ("slot");
  g_auto (KkSymmetricKey) opened = { 0 };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    g_assert_true (kk_argon_check (&allowed[i], &error));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    KkKeyWrap wrap = { .costs = refused[i] };

    g_assert_false (kk_key_slot_unwrap (&wrap, secret, associated, &opened, &error));
    g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
    g_clear_error (&error);
    g_assert_false (kk_key_slot_wrap (&wrap, &opened, secret, &refused[i], associated, &error));
    g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
    g_clear_error (&error);
  }
}

static void
test_calibration (void)
{
  KkArgonParameters costs = kk_argon_calibrate ();

  g_test_message ("%u passes over %u MiB", costs.passes, costs.memory_kib >> 10);
  g_assert_true (kk_argon_check (&costs, NULL));
  g_assert_cmpuint (costs.memory_kib, <=, 1 << 20);
}

static void
assert_secret (const KkSecret *secret, const char *expected)
{
  g_assert_nonnull (secret);
  kk_assert_cmpmem (kk_secret_get_data (secret), kk_secret_get_size (secret), expected,
                    strlen (expected));
}

static void
test_passphrase (void)
{
  g_autoptr (KkSecret) plain = kk_key_slot_secret_from_passphrase ("cafe met koffie");
  g_autoptr (KkSecret) composed = kk_key_slot_secret_from_passphrase ("caf\xc3\xa9");
  g_autoptr (KkSecret) decomposed = kk_key_slot_secret_from_passphrase ("cafe\xcc\x81");

  assert_secret (plain, "cafe met koffie");
  assert_secret (composed, "caf\xc3\xa9");
  assert_secret (decomposed, "caf\xc3\xa9");
  g_assert_null (kk_key_slot_secret_from_passphrase (""));
  g_assert_null (kk_key_slot_secret_from_passphrase ("caf\xe9"));
}

static void
test_mac (void)
{
  g_auto (KkSymmetricKey) master = { 0 };
  g_autoptr (GBytes) file = new_text ("slots");
  g_autoptr (GBytes) other = new_text ("slotz");
  KkHash mac;

  kk_symmetric_key_generate (&master);
  mac = kk_key_slots_mac (&master, file);
  g_assert_true (kk_key_slots_mac_verify (&master, file, &mac));
  g_assert_false (kk_key_slots_mac_verify (&master, other, &mac));
  mac.bytes[31] ^= 1;
  g_assert_false (kk_key_slots_mac_verify (&master, file, &mac));
  mac.bytes[31] ^= 1;
  master.bytes[0] ^= 1;
  g_assert_false (kk_key_slots_mac_verify (&master, file, &mac));
}

/* crypto_kdf is BLAKE2b with the subkey id as salt and the context as personalisation; the value was
 * computed with another implementation of BLAKE2b. */
static void
test_derived_keys (void)
{
  static const guint8 database[] = { 0x4d, 0xe5, 0xe4, 0xaf, 0xcb, 0x9e, 0xdc, 0x51,
                                     0x73, 0xc7, 0x3c, 0x5b, 0x68, 0x67, 0xd8, 0xcc,
                                     0x2c, 0x4f, 0xc0, 0xe7, 0x86, 0x9e, 0x22, 0x32,
                                     0x02, 0x82, 0x3d, 0xbe, 0x4c, 0x2c, 0xf3, 0xfa };
  g_auto (KkSymmetricKey) master = { 0 };
  KkSymmetricKey keys[KK_VAULT_KEY_SLOTS + 1] = { 0 };

  for (guint8 i = 0; i < 32; i++)
    master.bytes[i] = i;
  for (guint use = KK_VAULT_KEY_DATABASE; use <= KK_VAULT_KEY_SLOTS; use++) {
    kk_vault_key_derive (&master, use, &keys[use]);
    for (guint other = 0; other < use; other++)
      g_assert_cmpint (memcmp (&keys[use], &keys[other], sizeof keys[use]), !=, 0);
  }
  kk_assert_cmpmem (keys[KK_VAULT_KEY_DATABASE].bytes, 32, database, sizeof database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  g_test_add_func ("/crypto/key-slot/round-trip", test_round_trip);
  g_test_add_func ("/crypto/key-slot/recovery-code", test_recovery_code);
  g_test_add_func ("/crypto/key-slot/bounds", test_bounds);
  g_test_add_func ("/crypto/key-slot/calibration", test_calibration);
  g_test_add_func ("/crypto/key-slot/passphrase", test_passphrase);
  g_test_add_func ("/crypto/key-slot/mac", test_mac);
  g_test_add_func ("/crypto/key-slot/derived-keys", test_derived_keys);
  return g_test_run ();
}
