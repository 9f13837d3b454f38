/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-cbor.h"

#include <string.h>

#define LEAST_CAPACITY 64

void
kk_cbor_writer_init (KkCborWriter *writer, gsize capacity)
{
  writer->capacity = MAX (capacity, LEAST_CAPACITY);
  writer->data = g_malloc (writer->capacity);
  writer->size = 0;
  writer->fixed = FALSE;
}

void
kk_cbor_writer_clear (KkCborWriter *writer)
{
  g_clear_pointer (&writer->data, g_free);
  writer->size = 0;
  writer->capacity = 0;
}

GBytes *
kk_cbor_writer_finish (KkCborWriter *writer)
{
  gsize size = writer->size;
  guint8 *data = g_realloc (g_steal_pointer (&writer->data), MAX (size, 1));

  kk_cbor_writer_clear (writer);
  return g_bytes_new_take (data, size);
}

static guint8 *
reserve_bytes (KkCborWriter *writer, gsize size)
{
  if (writer->capacity - writer->size < size) {
    g_assert (!writer->fixed);
    writer->capacity = MAX (writer->capacity * 2, writer->size + size);
    writer->data = g_realloc (writer->data, writer->capacity);
  }
  return writer->data + writer->size;
}

static void
append_bytes (KkCborWriter *writer, const void *data, gsize size)
{
  if (size == 0)
    return;
  memcpy (reserve_bytes (writer, size), data, size);
  writer->size += size;
}

/* The width of the number that follows the first byte, and how that byte tells it. */
static guint
choose_width (guint64 number, guint8 *additional)
{
  if (number <= G_MAXUINT8) {
    *additional = 24;
    return 1;
  }
  if (number <= G_MAXUINT16) {
    *additional = 25;
    return 2;
  }
  if (number <= G_MAXUINT32) {
    *additional = 26;
    return 4;
  }
  *additional = 27;
  return 8;
}

static void
write_head (KkCborWriter *writer, KkCborType type, guint64 number)
{
  guint8 *head = reserve_bytes (writer, 9);
  guint8 major = (guint8) (type << 5);
  guint8 additional;
  guint width;

  if (number < 24) {
    head[0] = (guint8) (major | number);
    writer->size += 1;
    return;
  }
  width = choose_width (number, &additional);
  head[0] = major | additional;
  for (guint i = 0; i < width; i++)
    head[1 + i] = (guint8) (number >> (8 * (width - 1 - i)));
  writer->size += 1 + width;
}

void
kk_cbor_write_unsigned (KkCborWriter *writer, guint64 number)
{
  write_head (writer, KK_CBOR_UNSIGNED, number);
}

void
kk_cbor_write_integer (KkCborWriter *writer, gint64 number)
{
  if (number < 0)
    write_head (writer, KK_CBOR_NEGATIVE, (guint64) (-1 - number));
  else
    write_head (writer, KK_CBOR_UNSIGNED, (guint64) number);
}

void
kk_cbor_write_bytes (KkCborWriter *writer, const void *data, gsize size)
{
  write_head (writer, KK_CBOR_BYTES, size);
  append_bytes (writer, data, size);
}

void
kk_cbor_write_text (KkCborWriter *writer, const char *text, gsize size)
{
  write_head (writer, KK_CBOR_TEXT, size);
  append_bytes (writer, text, size);
}

void
kk_cbor_write_array (KkCborWriter *writer, gsize n_items)
{
  write_head (writer, KK_CBOR_ARRAY, n_items);
}

void
kk_cbor_write_map (KkCborWriter *writer, gsize n_pairs)
{
  write_head (writer, KK_CBOR_MAP, n_pairs);
}

void
kk_cbor_write_boolean (KkCborWriter *writer, gboolean boolean)
{
  guint8 byte = boolean ? 0xf5 : 0xf4;

  append_bytes (writer, &byte, 1);
}

void
kk_cbor_write_null (KkCborWriter *writer)
{
  guint8 byte = 0xf6;

  append_bytes (writer, &byte, 1);
}

void
kk_cbor_write_encoded (KkCborWriter *writer, const void *data, gsize size)
{
  append_bytes (writer, data, size);
}
