/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"

#include <string.h>

static void
test_little_endian_32 (void)
{
  static const guint8 expected[] = { 0x04, 0x03, 0x02, 0x01 };
  guint8 bytes[4];

  kk_le32_put (bytes, 0x01020304);
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof expected);
  g_assert_cmphex (kk_le32_get (expected), ==, 0x01020304);

  kk_le32_put (bytes, G_MAXUINT32);
  g_assert_cmphex (kk_le32_get (bytes), ==, G_MAXUINT32);
}

static void
test_little_endian_64 (void)
{
  static const guint8 expected[] = { 0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01 };
  guint8 bytes[8];

  kk_le64_put (bytes, G_GUINT64_CONSTANT (0x0102030405060708));
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof expected);
  g_assert_cmphex (kk_le64_get (expected), ==, G_GUINT64_CONSTANT (0x0102030405060708));

  kk_le64_put (bytes, G_MAXUINT64);
  g_assert_cmphex (kk_le64_get (bytes), ==, G_MAXUINT64);
}

/* Fields of a packet start anywhere; a cast instead of a copy would trap on strict machines. */
static void
test_little_endian_unaligned (void)
{
  guint8 room[13] = { 0 };

  kk_le32_put (room + 1, 0xa1b2c3d4);
  kk_le64_put (room + 5, G_GUINT64_CONSTANT (0x1122334455667788));
  g_assert_cmphex (kk_le32_get (room + 1), ==, 0xa1b2c3d4);
  g_assert_cmphex (kk_le64_get (room + 5), ==, G_GUINT64_CONSTANT (0x1122334455667788));
  g_assert_cmphex (room[0], ==, 0);
}

static void
test_hex_encode (void)
{
  static const guint8 data[] = { 0x00, 0x0f, 0xa5, 0xff };
  char text[sizeof data * 2 + 1];

  kk_hex_encode (data, sizeof data, text);
  g_assert_cmpstr (text, ==, "000fa5ff");

  kk_hex_encode (data, 0, text);
  g_assert_cmpstr (text, ==, "");
}

static void
test_hex_round_trip (void)
{
  guint8 data[256];
  guint8 back[256];
  char text[sizeof data * 2 + 1];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) i;
  kk_hex_encode (data, sizeof data, text);
  g_assert_true (kk_hex_decode (text, back, sizeof back));
  g_assert_cmpmem (back, sizeof back, data, sizeof data);
}

static void
test_hex_decode_either_case (void)
{
  static const guint8 expected[] = { 0xab, 0xcd, 0xef };
  guint8 data[3];

  g_assert_true (kk_hex_decode ("abcdef", data, sizeof data));
  g_assert_cmpmem (data, sizeof data, expected, sizeof expected);
  g_assert_true (kk_hex_decode ("ABCDEF", data, sizeof data));
  g_assert_cmpmem (data, sizeof data, expected, sizeof expected);
}

static void
test_hex_decode_refuses (void)
{
  static const char *const wrong[] = {
    "",      "a",         "ab",     "abc",  /* too short, odd */
    "abcde", "abcd0",     "abcd00",         /* too long */
    "abcg",  "gbcd",      "ab d",   "0xab", /* not a digit */
    " abc",  "abc ",      "+abc",   "-abc", /* what strtol() would take */
    "ab\n1", "\303\240b",                   /* not a digit in any script */
  };
  guint8 data[2];

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_test_message ("\"%s\"", wrong[i]);
    g_assert_false (kk_hex_decode (wrong[i], data, sizeof data));
  }
}

static void
test_join (void)
{
  g_autoptr (GBytes) both = kk_bytes_join ("head", 4, "tail!", 5);
  g_autoptr (GBytes) head = kk_bytes_join ("head", 4, NULL, 0);
  g_autoptr (GBytes) tail = kk_bytes_join (NULL, 0, "tail!", 5);
  g_autoptr (GBytes) none = kk_bytes_join (NULL, 0, NULL, 0);

  g_assert_cmpmem (g_bytes_get_data (both, NULL), g_bytes_get_size (both), "headtail!", 9);
  g_assert_cmpmem (g_bytes_get_data (head, NULL), g_bytes_get_size (head), "head", 4);
  g_assert_cmpmem (g_bytes_get_data (tail, NULL), g_bytes_get_size (tail), "tail!", 5);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/bytes/little-endian-32", test_little_endian_32);
  g_test_add_func ("/base/bytes/little-endian-64", test_little_endian_64);
  g_test_add_func ("/base/bytes/little-endian-unaligned", test_little_endian_unaligned);
  g_test_add_func ("/base/bytes/hex-encode", test_hex_encode);
  g_test_add_func ("/base/bytes/hex-round-trip", test_hex_round_trip);
  g_test_add_func ("/base/bytes/hex-decode-either-case", test_hex_decode_either_case);
  g_test_add_func ("/base/bytes/hex-decode-refuses", test_hex_decode_refuses);
  g_test_add_func ("/base/bytes/join", test_join);
  return g_test_run ();
}
