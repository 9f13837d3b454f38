/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Tells differential-cbor.py what our reader and writer make of documents. A line of hexadecimal digits in, a line out:
 * "reject", or "accept", the digits of what the writer makes of it, and what the reader understood. */

#include "base/kk-bytes.h"
#include "documents.h"
#include "format/kk-cbor.h"

#include <stdio.h>
#include <string.h>

static void
append_string (GString *text, KkCborReader *reader, KkCborType type)
{
  const guint8 *bytes;
  const char *characters;
  gsize size;
  gboolean read;

  if (type == KK_CBOR_BYTES) {
    read = kk_cbor_read_bytes (reader, &bytes, &size);
  } else {
    read = kk_cbor_read_text (reader, &characters, &size);
    bytes = (const guint8 *) characters;
  }
  g_assert_true (read);
  g_string_append_c (text, type == KK_CBOR_BYTES ? 'h' : 't');
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
}

static void
append_plain (GString *text, KkCborReader *reader, KkCborType type)
{
  guint64 number;
  gint64 integer;
  gboolean boolean;

  if (type == KK_CBOR_UNSIGNED) {
    g_assert_true (kk_cbor_read_unsigned (reader, &number));
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, number);
  } else if (type == KK_CBOR_NEGATIVE) {
    g_assert_true (kk_cbor_read_integer (reader, &integer));
    g_string_append_printf (text, "%" G_GINT64_FORMAT, integer);
  } else if (type == KK_CBOR_BOOLEAN) {
    g_assert_true (kk_cbor_read_boolean (reader, &boolean));
    g_string_append (text, boolean ? "true" : "false");
  } else {
    g_assert_true (kk_cbor_read_null (reader));
    g_string_append (text, "null");
  }
}

/* Each item with a blank behind it; arrays and maps in brackets, a map as its keys and values in a row. */
static void
append_item (GString *text, KkCborReader *reader)
{
  KkCborType type;
  gsize n_items;

  g_assert_true (kk_cbor_reader_peek (reader, &type));
  if (type == KK_CBOR_BYTES || type == KK_CBOR_TEXT) {
    append_string (text, reader, type);
  } else if (type == KK_CBOR_ARRAY || type == KK_CBOR_MAP) {
    g_assert_true (type == KK_CBOR_MAP ? kk_cbor_read_map (reader)
                                       : kk_cbor_read_array (reader, &n_items));
    g_string_append (text, type == KK_CBOR_MAP ? "{ " : "[ ");
    while (kk_cbor_reader_peek (reader, &(KkCborType){ 0 }) &&
           reader->levels[reader->depth].left > 0)
      append_item (text, reader);
    g_string_append_c (text, type == KK_CBOR_MAP ? '}' : ']');
    g_assert_true (kk_cbor_read_close (reader));
  } else {
    append_plain (text, reader, type);
  }
  g_string_append_c (text, ' ');
}

static void
answer (const char *digits)
{
  gsize size = strlen (digits) / 2;
  guint8 *data = g_malloc (size + 1);
  gboolean even = kk_hex_decode (digits, data, size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
  g_autoptr (GBytes) again = even ? kk_documents_find ("cbor") (bytes, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *again_digits = NULL;
  KkCborReader reader;

  if (again == NULL) {
    puts ("reject");
    return;
  }
  kk_cbor_reader_init (&reader, data, size);
  append_item (text, &reader);
  again_digits = g_malloc (g_bytes_get_size (again) * 2 + 1);
  kk_hex_encode (g_bytes_get_data (again, NULL), g_bytes_get_size (again), again_digits);
  printf ("accept %s %s\n", again_digits, text->str);
}

int
main (void)
{
  char *line = NULL;
  size_t capacity = 0;

  while (getline (&line, &capacity, stdin) >= 0)
    answer (g_strchomp (line));
  free (line);
  return 0;
}
