/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-entry-codec.h"

#include "base/kk-limits.h"
#include "format/kk-cbor.h"

#include <string.h>

/* docs/formats/register-entry.md: 0 n; 1 time; 2 kind; 3 ? thread; 4 fields [[record, field, element | null] …];
 * 5 rows [text …]; 6 desk; 7 seats [id …]; 8 body; 9 packets [hash …]. */

static void
write_fields (KkCborWriter *writer, const KkEntry *entry)
{
  kk_cbor_write_array (writer, entry->fields->len);
  for (guint i = 0; i < entry->fields->len; i++) {
    const KkEntryField *field = entry->fields->pdata[i];

    kk_cbor_write_array (writer, 3);
    kk_cbor_write_bytes (writer, field->record.bytes, KK_ID_SIZE);
    kk_cbor_write_unsigned (writer, field->field);
    if (field->element != NULL)
      kk_cbor_write_text (writer, field->element, strlen (field->element));
    else
      kk_cbor_write_null (writer);
  }
}

static void
write_byte_items (KkCborWriter *writer, const GArray *items, gsize size)
{
  kk_cbor_write_array (writer, items->len);
  for (guint i = 0; i < items->len; i++)
    kk_cbor_write_bytes (writer, items->data + i * size, size);
}

static void
write_rows (KkCborWriter *writer, const GPtrArray *rows)
{
  kk_cbor_write_array (writer, rows->len);
  for (guint i = 0; i < rows->len; i++)
    kk_cbor_write_text (writer, rows->pdata[i], strlen (rows->pdata[i]));
}

GBytes *
kk_entry_encode (const KkEntry *entry)
{
  KkCborWriter writer;

  kk_cbor_writer_init (&writer, 256);
  kk_cbor_write_map (&writer, entry->has_thread ? 10 : 9);
  kk_cbor_write_unsigned (&writer, 0);
  kk_cbor_write_unsigned (&writer, entry->n);
  kk_cbor_write_unsigned (&writer, 1);
  kk_cbor_write_integer (&writer, entry->time);
  kk_cbor_write_unsigned (&writer, 2);
  kk_cbor_write_unsigned (&writer, entry->kind);
  if (entry->has_thread) {
    kk_cbor_write_unsigned (&writer, 3);
    kk_cbor_write_bytes (&writer, entry->thread.bytes, KK_ID_SIZE);
  }
  kk_cbor_write_unsigned (&writer, 4);
  write_fields (&writer, entry);
  kk_cbor_write_unsigned (&writer, 5);
  write_rows (&writer, entry->rows);
  kk_cbor_write_unsigned (&writer, 6);
  kk_cbor_write_bytes (&writer, entry->desk.bytes, KK_ID_SIZE);
  kk_cbor_write_unsigned (&writer, 7);
  write_byte_items (&writer, entry->seats, KK_ID_SIZE);
  kk_cbor_write_unsigned (&writer, 8);
  kk_cbor_write_bytes (&writer, entry->body.bytes, KK_HASH_SIZE);
  kk_cbor_write_unsigned (&writer, 9);
  write_byte_items (&writer, entry->packets, KK_HASH_SIZE);
  return kk_cbor_writer_finish (&writer);
}

static gboolean
read_fixed (KkCborReader *reader, guint8 *out, gsize size)
{
  const guint8 *data;
  gsize found;

  if (!kk_cbor_read_bytes (reader, &data, &found))
    return FALSE;
  if (found != size)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_INVALID, "an id or hash of another size");
  memcpy (out, data, size);
  return TRUE;
}

static gboolean
require (KkCborReader *reader, guint64 key)
{
  gboolean found;

  if (!kk_cbor_read_key (reader, key, &found))
    return FALSE;
  return found || kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_INVALID, "a part is missing");
}

static gboolean
read_element (KkCborReader *reader, char **element)
{
  KkCborType type;
  const char *text;
  gsize size;

  if (!kk_cbor_reader_peek (reader, &type))
    return FALSE;
  if (type == KK_CBOR_NULL)
    return kk_cbor_read_null (reader);
  if (!kk_cbor_read_text (reader, &text, &size))
    return FALSE;
  *element = g_strndup (text, size);
  return TRUE;
}

static gboolean
read_field (KkCborReader *reader, KkEntry *entry)
{
  g_autofree char *element = NULL;
  KkId record;
  guint64 field;
  gsize n_items;

  if (!kk_cbor_read_array (reader, &n_items))
    return FALSE;
  if (n_items != 3)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_INVALID, "a field is not three items");
  if (!read_fixed (reader, record.bytes, KK_ID_SIZE) || !kk_cbor_read_unsigned (reader, &field) ||
      !read_element (reader, &element) || !kk_cbor_read_close (reader))
    return FALSE;
  if (field > G_MAXUINT32)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_LIMIT, "a field number is too large");
  kk_entry_add_field (entry, &record, (guint32) field, element);
  return TRUE;
}

static gboolean
read_fields (KkCborReader *reader, KkEntry *entry)
{
  gsize n_items;

  if (!kk_cbor_read_array (reader, &n_items))
    return FALSE;
  for (gsize i = 0; i < n_items; i++) {
    if (!read_field (reader, entry))
      return FALSE;
  }
  return kk_cbor_read_close (reader);
}

static gboolean
read_rows (KkCborReader *reader, KkEntry *entry)
{
  gsize n_items;

  if (!kk_cbor_read_array (reader, &n_items))
    return FALSE;
  for (gsize i = 0; i < n_items; i++) {
    const char *text;
    gsize size;

    if (!kk_cbor_read_text (reader, &text, &size))
      return FALSE;
    g_ptr_array_add (entry->rows, g_strndup (text, size));
  }
  return kk_cbor_read_close (reader);
}

static gboolean
read_byte_items (KkCborReader *reader, GArray *items, gsize size)
{
  guint8 item[KK_HASH_SIZE];
  gsize n_items;

  if (!kk_cbor_read_array (reader, &n_items))
    return FALSE;
  for (gsize i = 0; i < n_items; i++) {
    if (!read_fixed (reader, item, size))
      return FALSE;
    g_array_append_vals (items, item, 1);
  }
  return kk_cbor_read_close (reader);
}

static gboolean
read_head (KkCborReader *reader, KkEntry *entry)
{
  guint64 kind;
  gboolean found;

  if (!kk_cbor_read_map (reader) || !require (reader, 0) ||
      !kk_cbor_read_unsigned (reader, &entry->n) || !require (reader, 1) ||
      !kk_cbor_read_integer (reader, &entry->time) || !require (reader, 2) ||
      !kk_cbor_read_unsigned (reader, &kind) || !kk_cbor_read_key (reader, 3, &found))
    return FALSE;
  if (kind == 0 || kind > KK_ENTRY_KIND_LAST)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_NEWER, "an unknown kind of entry");
  entry->kind = (KkEntryKind) kind;
  entry->has_thread = found;
  return !found || read_fixed (reader, entry->thread.bytes, KK_ID_SIZE);
}

KkEntry *
kk_entry_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkEntry) entry = kk_entry_new (KK_ENTRY_DISCLOSED);
  KkCborReader reader;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean read;

  kk_cbor_reader_init (&reader, data, size);
  read = read_head (&reader, entry) && require (&reader, 4) && read_fields (&reader, entry) &&
         require (&reader, 5) && read_rows (&reader, entry) && require (&reader, 6) &&
         read_fixed (&reader, entry->desk.bytes, KK_ID_SIZE) && require (&reader, 7) &&
         read_byte_items (&reader, entry->seats, KK_ID_SIZE) && require (&reader, 8) &&
         read_fixed (&reader, entry->body.bytes, KK_HASH_SIZE) && require (&reader, 9) &&
         read_byte_items (&reader, entry->packets, KK_HASH_SIZE) && kk_cbor_read_map_end (&reader);
  if (!kk_cbor_reader_finish (&reader, "register entry", error) || !read)
    return NULL;
  return g_steal_pointer (&entry);
}
