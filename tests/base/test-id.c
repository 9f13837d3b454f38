/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-id.h"

#include <string.h>

#define SAMPLE_ID   "00112233445566778899aabbccddeeff"
#define SAMPLE_HASH "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static KkId
parse_id (const char *text)
{
  KkId id = { { 0 } };

  g_assert_true (kk_id_parse (text, &id));
  return id;
}

static KkHash
parse_hash (const char *text)
{
  KkHash hash = { { 0 } };

  g_assert_true (kk_hash_parse (text, &hash));
  return hash;
}

static void
test_id_text_round_trip (void)
{
  KkId id = parse_id (SAMPLE_ID);

  g_assert_cmphex (id.bytes[0], ==, 0x00);
  g_assert_cmphex (id.bytes[15], ==, 0xff);
  g_assert_cmpstr (kk_id_text (&id).text, ==, SAMPLE_ID);
}

static void
test_id_parse_refuses (void)
{
  static const char *const wrong[] = {
    "",
    "00112233445566778899aabbccddeef",   /* a digit short */
    "00112233445566778899aabbccddeeff0", /* a digit long */
    "00112233445566778899aabbccddeefg",
    "0x112233445566778899aabbccddeeff",
    "00112233-4455-6677-8899-aabbccddeeff",
    SAMPLE_HASH,
  };
  KkId id;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_test_message ("\"%s\"", wrong[i]);
    g_assert_false (kk_id_parse (wrong[i], &id));
  }
}

static void
test_id_random (void)
{
  enum { ROUNDS = 1000 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);

  for (guint i = 0; i < ROUNDS; i++) {
    KkId id = kk_id_random ();

    g_assert_false (kk_id_is_zero (&id));
    g_assert_true (g_hash_table_add (seen, kk_id_copy (&id)));
    g_assert_true (g_hash_table_contains (seen, &id));
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, ROUNDS);
}

static void
test_id_zero (void)
{
  KkId zero = { { 0 } };
  KkId last = { { 0 } };

  last.bytes[KK_ID_SIZE - 1] = 1;
  g_assert_true (kk_id_is_zero (&zero));
  g_assert_false (kk_id_is_zero (&last));
}

/* Every byte counts, in equality as well as in order. */
static void
test_id_equal_and_compare (void)
{
  KkId id = parse_id (SAMPLE_ID);

  g_assert_true (kk_id_equal (&id, &id));
  g_assert_cmpint (kk_id_compare (&id, &id), ==, 0);
  for (gsize i = 0; i < KK_ID_SIZE; i++) {
    KkId other = id;

    other.bytes[i] ^= 0x80;
    g_assert_false (kk_id_equal (&id, &other));
    g_assert_true ((kk_id_compare (&id, &other) < 0) == (id.bytes[i] < other.bytes[i]));
    g_assert_true ((kk_id_compare (&other, &id) < 0) == (other.bytes[i] < id.bytes[i]));
  }
}

static void
test_id_from_hash (void)
{
  KkHash hash = parse_hash (SAMPLE_HASH);
  KkId id = kk_id_from_hash (&hash);

  g_assert_cmpstr (kk_id_text (&id).text, ==, "000102030405060708090a0b0c0d0e0f");
}

static void
test_id_copy (void)
{
  KkId id = parse_id (SAMPLE_ID);
  g_autofree KkId *copy = kk_id_copy (&id);

  g_assert_true (copy != &id);
  g_assert_true (kk_id_equal (copy, &id));
  g_assert_cmpuint (kk_id_hash (copy), ==, kk_id_hash (&id));
}

static void
test_hash_text_round_trip (void)
{
  KkHash hash = parse_hash (SAMPLE_HASH);

  g_assert_cmphex (hash.bytes[0], ==, 0x00);
  g_assert_cmphex (hash.bytes[31], ==, 0x1f);
  g_assert_cmpstr (kk_hash_text (&hash).text, ==, SAMPLE_HASH);
}

static void
test_hash_parse_refuses (void)
{
  KkHash hash;

  g_assert_false (kk_hash_parse ("", &hash));
  g_assert_false (kk_hash_parse (SAMPLE_ID, &hash));
  g_assert_false (kk_hash_parse (SAMPLE_HASH "0", &hash));
  g_assert_false (kk_hash_parse (SAMPLE_HASH "00", &hash));
}

static void
test_hash_equal_and_zero (void)
{
  KkHash hash = parse_hash (SAMPLE_HASH);
  KkHash zero = { { 0 } };

  g_assert_true (kk_hash_is_zero (&zero));
  for (gsize i = 0; i < KK_HASH_SIZE; i++) {
    KkHash other = hash;
    KkHash single = { { 0 } };

    other.bytes[i] ^= 1;
    single.bytes[i] = 1;
    g_assert_false (kk_hash_equal (&hash, &other));
    g_assert_false (kk_hash_is_zero (&single));
  }
  g_assert_true (kk_hash_equal (&hash, &hash));
  g_assert_cmpuint (kk_hash_hash (&hash), ==, kk_hash_hash (&hash));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/text-round-trip", test_id_text_round_trip);
  g_test_add_func ("/base/id/parse-refuses", test_id_parse_refuses);
  g_test_add_func ("/base/id/random", test_id_random);
  g_test_add_func ("/base/id/zero", test_id_zero);
  g_test_add_func ("/base/id/equal-and-compare", test_id_equal_and_compare);
  g_test_add_func ("/base/id/from-hash", test_id_from_hash);
  g_test_add_func ("/base/id/copy", test_id_copy);
  g_test_add_func ("/base/hash/text-round-trip", test_hash_text_round_trip);
  g_test_add_func ("/base/hash/parse-refuses", test_hash_parse_refuses);
  g_test_add_func ("/base/hash/equal-and-zero", test_hash_equal_and_zero);
  return g_test_run ();
}
