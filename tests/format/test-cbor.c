/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "format/kk-cbor.h"

#include <string.h>

static void
assert_written (KkCborWriter *writer, const char *expected)
{
  g_autoptr (GBytes) bytes = kk_cbor_writer_finish (writer);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *digits = g_malloc (size * 2 + 1);

  kk_hex_encode (data, size, digits);
  g_assert_cmpstr (digits, ==, expected);
}

/* RFC 8949, Appendix A, as far as it lies inside the subset. */
static void
test_write_integers (void)
{
  static const struct {
    gint64 number;
    const char *expected;
  } rows[] = {
    { 0, "00" },
    { 10, "0a" },
    { 23, "17" },
    { 24, "1818" },
    { 100, "1864" },
    { 1000, "1903e8" },
    { 1000000, "1a000f4240" },
    { G_GINT64_CONSTANT (1000000000000), "1b000000e8d4a51000" },
    { G_MAXINT64, "1b7fffffffffffffff" },
    { -1, "20" },
    { -10, "29" },
    { -100, "3863" },
    { -1000, "3903e7" },
    { G_MININT64, "3b7fffffffffffffff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (KkCborWriter) writer = { 0 };

    kk_cbor_writer_init (&writer, 0);
    kk_cbor_write_integer (&writer, rows[i].number);
    assert_written (&writer, rows[i].expected);
  }
}

static void
test_write_rest (void)
{
  g_auto (KkCborWriter) writer = { 0 };

  kk_cbor_writer_init (&writer, 0);
  kk_cbor_write_array (&writer, 6);
  kk_cbor_write_unsigned (&writer, G_MAXUINT64);
  kk_cbor_write_bytes (&writer, "\x01\x02\x03\x04", 4);
  kk_cbor_write_text (&writer, "IETF", 4);
  kk_cbor_write_boolean (&writer, FALSE);
  kk_cbor_write_boolean (&writer, TRUE);
  kk_cbor_write_map (&writer, 1);
  kk_cbor_write_unsigned (&writer, 1);
  kk_cbor_write_null (&writer);
  assert_written (&writer, "861bffffffffffffffff44010203046449455446f4f5a101f6");
}

/* The buffer grows from any size to any other. */
static void
test_write_growing (void)
{
  g_autofree guint8 *block = g_malloc0 (70000);

  for (gsize size = 0; size < 70000; size += 4999) {
    g_auto (KkCborWriter) writer = { 0 };
    g_autoptr (GBytes) bytes = NULL;

    kk_cbor_writer_init (&writer, size);
    kk_cbor_write_bytes (&writer, block, size);
    kk_cbor_write_bytes (&writer, block, 70000);
    bytes = kk_cbor_writer_finish (&writer);
    g_assert_cmpuint (g_bytes_get_size (bytes), >, size + 70000);
  }
}

static void
open_reader (KkCborReader *reader, guint8 *room, const char *digits)
{
  gsize size = strlen (digits) / 2;

  g_assert_true (kk_hex_decode (digits, room, size));
  kk_cbor_reader_init (reader, room, size);
}

static void
test_read_slices (void)
{
  guint8 room[64];
  KkCborReader reader;
  const guint8 *data;
  const char *text;
  gsize n_items;
  gsize size;

  open_reader (&reader, room, "824401020304634f6e65");
  g_assert_true (kk_cbor_read_array (&reader, &n_items) && n_items == 2);
  g_assert_true (kk_cbor_read_bytes (&reader, &data, &size) && size == 4 && data == room + 2);
  g_assert_true (kk_cbor_read_text (&reader, &text, &size) && size == 3 &&
                 memcmp (text, "One", 3) == 0);
  g_assert_true (kk_cbor_read_close (&reader));
  g_assert_true (kk_cbor_reader_finish (&reader, "test", NULL));
}

/* What is asked of a reader that failed fails too, with the first reason. */
static void
test_failure_sticks (void)
{
  g_autoptr (GError) error = NULL;
  guint8 room[8];
  KkCborReader reader;
  KkCborType type;
  guint64 number;
  gsize n_items;
  gboolean found;

  open_reader (&reader, room, "820001");
  g_assert_true (kk_cbor_read_array (&reader, &n_items));
  g_assert_false (kk_cbor_read_null (&reader));
  g_assert_false (kk_cbor_read_unsigned (&reader, &number));
  g_assert_false (kk_cbor_read_any (&reader));
  g_assert_false (kk_cbor_reader_peek (&reader, &type));
  g_assert_false (kk_cbor_read_key (&reader, 1, &found));
  g_assert_false (kk_cbor_read_map_end (&reader));
  g_assert_false (kk_cbor_read_close (&reader));
  g_assert_false (kk_cbor_reader_fail (&reader, KK_FORMAT_ERROR_LIMIT, "later"));
  g_assert_false (kk_cbor_reader_finish (&reader, "part", &error));
  g_assert_error (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "part: an item is of another type than it should be");
}

static void
test_array_length (void)
{
  guint8 room[8];
  KkCborReader reader;
  guint64 number;
  gsize n_items;

  open_reader (&reader, room, "820001");
  g_assert_true (kk_cbor_read_array (&reader, &n_items));
  g_assert_true (kk_cbor_read_unsigned (&reader, &number));
  g_assert_false (kk_cbor_read_close (&reader));
  g_assert_cmpstr (reader.reason, ==, "there are more items than there should be");

  open_reader (&reader, room, "8100");
  g_assert_true (kk_cbor_read_array (&reader, &n_items));
  g_assert_true (kk_cbor_read_unsigned (&reader, &number));
  g_assert_false (kk_cbor_read_unsigned (&reader, &number));
  g_assert_cmpstr (reader.reason, ==, "an item is missing");
}

static void
test_other_types (void)
{
  guint8 room[8];
  KkCborReader reader;
  gboolean boolean;
  gint64 integer;

  open_reader (&reader, room, "40");
  g_assert_false (kk_cbor_read_integer (&reader, &integer));
  open_reader (&reader, room, "f6");
  g_assert_false (kk_cbor_read_boolean (&reader, &boolean));
  open_reader (&reader, room, "f4");
  g_assert_false (kk_cbor_read_null (&reader));
  open_reader (&reader, room, "00");
  g_assert_false (kk_cbor_read_map (&reader));
  g_assert_cmpstr (reader.reason, ==, "an item is of another type than it should be");
}

static void
test_unfinished (void)
{
  g_autoptr (GError) error = NULL;
  guint8 room[8];
  KkCborReader reader;
  gsize n_items;

  open_reader (&reader, room, "80");
  g_assert_true (kk_cbor_read_array (&reader, &n_items));
  g_assert_false (kk_cbor_reader_finish (&reader, "test", &error));
  g_assert_cmpstr (error->message, ==, "test: not everything was read");
}

/* Exchange §20. */
static void
test_map_keys (void)
{
  guint8 room[32];
  KkCborReader reader;
  guint64 number;
  gboolean found;

  open_reader (&reader, room, "a30107030818408100");
  g_assert_true (kk_cbor_read_map (&reader));
  g_assert_true (kk_cbor_read_key (&reader, 0, &found) && !found);
  g_assert_true (kk_cbor_read_key (&reader, 1, &found) && found);
  g_assert_true (kk_cbor_read_unsigned (&reader, &number) && number == 7);
  g_assert_true (kk_cbor_read_key (&reader, 2, &found) && !found);
  g_assert_true (kk_cbor_read_key (&reader, 3, &found) && found);
  g_assert_true (kk_cbor_read_unsigned (&reader, &number) && number == 8);
  g_assert_true (kk_cbor_read_key (&reader, 4, &found) && !found);
  g_assert_true (kk_cbor_read_map_end (&reader));
  g_assert_true (kk_cbor_reader_finish (&reader, "test", NULL));
}

static void
test_newer_key (void)
{
  g_autoptr (GError) error = NULL;
  guint8 room[32];
  KkCborReader reader;
  gboolean found;

  open_reader (&reader, room, "a201070308");
  g_assert_true (kk_cbor_read_map (&reader));
  g_assert_false (kk_cbor_read_key (&reader, 3, &found));
  g_assert_false (found);
  g_assert_false (kk_cbor_reader_finish (&reader, "test", &error));
  g_assert_error (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER);
}

/* One byte less than a million items is a document, one more is not. */
static void
test_item_budget (void)
{
  gsize size = KK_CBOR_ITEMS + 8;
  g_autofree guint8 *data = g_malloc0 (size);
  KkCborReader reader;

  data[0] = 0x9a;
  for (guint n = KK_CBOR_ITEMS - 1; n <= KK_CBOR_ITEMS; n++) {
    for (guint i = 0; i < 4; i++)
      data[1 + i] = (guint8) (n >> (24 - 8 * i));
    kk_cbor_reader_init (&reader, data, 5 + n);
    g_assert_cmpint (kk_cbor_read_any (&reader), ==, n < KK_CBOR_ITEMS);
  }
  g_assert_cmpint (reader.code, ==, KK_FORMAT_ERROR_LIMIT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cbor/write/integers", test_write_integers);
  g_test_add_func ("/cbor/write/rest", test_write_rest);
  g_test_add_func ("/cbor/write/growing", test_write_growing);
  g_test_add_func ("/cbor/read/slices", test_read_slices);
  g_test_add_func ("/cbor/read/failure-sticks", test_failure_sticks);
  g_test_add_func ("/cbor/read/array-length", test_array_length);
  g_test_add_func ("/cbor/read/other-types", test_other_types);
  g_test_add_func ("/cbor/read/unfinished", test_unfinished);
  g_test_add_func ("/cbor/read/map-keys", test_map_keys);
  g_test_add_func ("/cbor/read/newer-key", test_newer_key);
  g_test_add_func ("/cbor/read/item-budget", test_item_budget);
  return g_test_run ();
}
