/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The same as recode-cbor.c, told by libcbor: "reject", or "accept", "-", and what libcbor understood. */

#include <cbor.h>
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void
print_bytes (char kind, const unsigned char *bytes, size_t size)
{
  putchar (kind);
  for (size_t i = 0; i < size; i++)
    printf ("%02x", bytes[i]);
}

static void print_item (const cbor_item_t *item);

static void
print_items (const cbor_item_t *item)
{
  if (cbor_isa_array (item)) {
    printf ("[ ");
    for (size_t i = 0; i < cbor_array_size (item); i++)
      print_item (cbor_array_handle (item)[i]);
    putchar (']');
    return;
  }
  printf ("{ ");
  for (size_t i = 0; i < cbor_map_size (item); i++) {
    print_item (cbor_map_handle (item)[i].key);
    print_item (cbor_map_handle (item)[i].value);
  }
  putchar ('}');
}

static void
print_plain (const cbor_item_t *item)
{
  if (cbor_isa_uint (item))
    printf ("%" PRIu64, cbor_get_int (item));
  else if (cbor_isa_negint (item))
    printf ("%" PRId64, -1 - (int64_t) cbor_get_int (item));
  else if (cbor_is_bool (item))
    printf (cbor_get_bool (item) ? "true" : "false");
  else
    printf (cbor_is_null (item) ? "null" : "other");
}

static void
print_item (const cbor_item_t *item)
{
  if (cbor_isa_array (item) || cbor_isa_map (item))
    print_items (item);
  else if (cbor_isa_bytestring (item) && cbor_bytestring_is_definite (item))
    print_bytes ('h', cbor_bytestring_handle (item), cbor_bytestring_length (item));
  else if (cbor_isa_string (item) && cbor_string_is_definite (item))
    print_bytes ('t', cbor_string_handle (item), cbor_string_length (item));
  else
    print_plain (item);
  putchar (' ');
}

static void
answer (const char *digits)
{
  size_t size = strlen (digits) / 2;
  g_autofree unsigned char *data = g_malloc (size + 1);
  struct cbor_load_result result;
  cbor_item_t *item;

  for (size_t i = 0; i < size; i++)
    data[i] = (unsigned char) (g_ascii_xdigit_value (digits[2 * i]) << 4 |
                               g_ascii_xdigit_value (digits[2 * i + 1]));
  item = cbor_load (data, size, &result);
  if (item != NULL && result.read == size) {
    printf ("accept - ");
    print_item (item);
    putchar ('\n');
  } else {
    puts ("reject");
  }
  if (item != NULL)
    cbor_decref (&item);
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
