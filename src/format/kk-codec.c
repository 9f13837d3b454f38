/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-codec-private.h"

#include <string.h>

#define MAP_HEAD   0xa0
#define MOST_PAIRS 23

static gboolean
refuse (KkCodec *codec, const char *reason)
{
  return kk_cbor_reader_fail (&codec->reader, KK_FORMAT_ERROR_INVALID, reason);
}

gboolean
kk_codec_require (KkCodec *codec, gboolean holds, const char *reason)
{
  return holds || refuse (codec, reason);
}

gboolean
kk_codec_exceed (KkCodec *codec)
{
  return kk_cbor_reader_fail (&codec->reader, KK_FORMAT_ERROR_LIMIT, "more than the limit");
}

static void
report_failure (const KkCodec *codec, const KkDocumentKind *kind, GError **error)
{
  const char *reason = codec->reader.reason;

  g_set_error (error, KK_FORMAT_ERROR, (int) codec->reader.code, "%s: %s: %s", kind->name,
               codec->part, reason != NULL ? reason : "cannot be coded");
}

static gboolean
encode_to (KkCborWriter *writer, const KkDocumentKind *kind, gconstpointer value, GError **error)
{
  KkCodec codec = { .writer = writer, .part = "whole" };
  /* Code functions fill when decoding and only read when encoding. */
  gpointer same_value = (gpointer) (guintptr) value;

  if (kind->code (&codec, same_value) && writer->size > kind->most) {
    codec.part = "whole";
    kk_codec_exceed (&codec);
  }
  if (codec.reader.reason == NULL)
    return TRUE;
  report_failure (&codec, kind, error);
  return FALSE;
}

GBytes *
kk_codec_encode (const KkDocumentKind *kind, gconstpointer value, GError **error)
{
  g_auto (KkCborWriter) writer = { 0 };

  kk_cbor_writer_init (&writer, 512);
  if (!encode_to (&writer, kind, value, error))
    return NULL;
  return kk_cbor_writer_finish (&writer);
}

gsize
kk_codec_encode_into (const KkDocumentKind *kind,
                      gconstpointer value,
                      guint8 *data,
                      gsize capacity,
                      GError **error)
{
  KkCborWriter writer = { .data = data, .capacity = capacity, .fixed = TRUE };

  return encode_to (&writer, kind, value, error) ? writer.size : 0;
}

gboolean
kk_codec_decode (const KkDocumentKind *kind,
                 const void *data,
                 gsize size,
                 gpointer value,
                 GError **error)
{
  KkCodec codec = { .part = "whole" };

  kk_cbor_reader_init (&codec.reader, data, size);
  if (size > kind->most)
    kk_codec_exceed (&codec);
  if (codec.reader.reason == NULL && kind->code (&codec, value))
    return kk_cbor_reader_finish (&codec.reader, kind->name, error);
  report_failure (&codec, kind, error);
  return FALSE;
}

gboolean
kk_codec_decode_bytes (const KkDocumentKind *kind, GBytes *bytes, gpointer value, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return kk_codec_decode (kind, data, size, value, error);
}

gboolean
kk_codec_array (KkCodec *codec, guint n_items)
{
  gsize n_found;

  if (kk_codec_is_encoding (codec)) {
    kk_cbor_write_array (codec->writer, n_items);
    return TRUE;
  }
  return kk_cbor_read_array (&codec->reader, &n_found) &&
         kk_codec_require (codec, n_found == n_items, "an array of another length");
}

gboolean
kk_codec_array_end (KkCodec *codec)
{
  return kk_codec_is_encoding (codec) || kk_cbor_read_close (&codec->reader);
}

/* The number of pairs is put into the head at the end. */
gboolean
kk_codec_map (KkCodec *codec, KkCodecMap *map)
{
  map->n_pairs = 0;
  map->offset = 0;
  if (!kk_codec_is_encoding (codec))
    return kk_cbor_read_map (&codec->reader);
  map->offset = codec->writer->size;
  kk_cbor_write_map (codec->writer, 0);
  return TRUE;
}

static void
write_key (KkCodec *codec, KkCodecMap *map, guint key)
{
  kk_cbor_write_unsigned (codec->writer, key);
  map->n_pairs++;
}

gboolean
kk_codec_key (KkCodec *codec, KkCodecMap *map, guint key, const char *part)
{
  gboolean found;

  codec->part = part;
  if (kk_codec_is_encoding (codec)) {
    write_key (codec, map, key);
    return TRUE;
  }
  return kk_cbor_read_key (&codec->reader, key, &found) &&
         kk_codec_require (codec, found, "a key is missing");
}

gboolean
kk_codec_optional_key (KkCodec *codec,
                       KkCodecMap *map,
                       guint key,
                       const char *part,
                       gboolean *present)
{
  codec->part = part;
  if (!kk_codec_is_encoding (codec))
    return kk_cbor_read_key (&codec->reader, key, present);
  if (*present)
    write_key (codec, map, key);
  return TRUE;
}

gboolean
kk_codec_map_end (KkCodec *codec, KkCodecMap *map)
{
  if (!kk_codec_is_encoding (codec))
    return kk_cbor_read_map_end (&codec->reader);
  g_assert (map->n_pairs <= MOST_PAIRS);
  codec->writer->data[map->offset] = (guint8) (MAP_HEAD + map->n_pairs);
  return TRUE;
}

gboolean
kk_codec_nullable (KkCodec *codec, gboolean *present)
{
  KkCborType type;

  if (kk_codec_is_encoding (codec)) {
    if (!*present)
      kk_cbor_write_null (codec->writer);
    return TRUE;
  }
  if (!kk_cbor_reader_peek (&codec->reader, &type))
    return FALSE;
  *present = type != KK_CBOR_NULL;
  return *present || kk_cbor_read_null (&codec->reader);
}

/* Head of a list; @n_items goes in when encoding and comes out when decoding. */
static gboolean
code_list_head (KkCodec *codec, guint *n_items, const KkCount *count)
{
  gsize n_found = *n_items;

  if (kk_codec_is_encoding (codec))
    kk_cbor_write_array (codec->writer, *n_items);
  else if (!kk_cbor_read_array (&codec->reader, &n_found))
    return FALSE;
  if (n_found > count->most)
    return kk_codec_exceed (codec);
  *n_items = (guint) n_found;
  return kk_codec_require (codec, n_found >= count->least, "a list is too short");
}

gboolean
kk_codec_values (KkCodec *codec, GArray *array, const KkCount *count, KkCodeFunc code)
{
  gsize element_size = g_array_get_element_size (array);
  guint n_items = array->len;

  if (!code_list_head (codec, &n_items, count))
    return FALSE;
  if (!kk_codec_is_encoding (codec) && n_items > 0) {
    g_array_set_size (array, n_items);
    memset (array->data, 0, n_items * element_size);
  }
  for (guint i = 0; i < n_items; i++) {
    if (!code (codec, array->data + i * element_size))
      return FALSE;
  }
  return kk_codec_array_end (codec);
}

gboolean
kk_codec_objects (KkCodec *codec, GPtrArray *array, const KkCount *count, KkCodeFunc code)
{
  guint n_items = array->len;

  if (!code_list_head (codec, &n_items, count))
    return FALSE;
  if (!kk_codec_is_encoding (codec))
    g_ptr_array_set_size (array, (int) n_items);
  for (guint i = 0; i < n_items; i++) {
    if (!code (codec, &array->pdata[i]))
      return FALSE;
  }
  return kk_codec_array_end (codec);
}

static gboolean
require_unique (KkCodec *codec, GHashTable *seen, gpointer key)
{
  return kk_codec_require (codec, g_hash_table_add (seen, key), "an element stands twice");
}

gboolean
kk_codec_unique_values (KkCodec *codec, const GArray *array, GHashFunc hash, GEqualFunc equal)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash, equal);
  gsize element_size = array->len > 0 ? g_array_get_element_size ((GArray *) (guintptr) array) : 0;

  for (guint i = 0; i < array->len; i++) {
    if (!require_unique (codec, seen, array->data + i * element_size))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_codec_unique_members (KkCodec *codec, const GPtrArray *array, const KkMember *member)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (member->hash, member->equal);

  for (guint i = 0; i < array->len; i++) {
    guint8 *place = (guint8 *) array->pdata[i] + member->offset;

    if (!require_unique (codec, seen, member->is_text ? *(gpointer *) (gpointer) place : place))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_codec_unique_texts (KkCodec *codec, const GPtrArray *array)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < array->len; i++) {
    if (!require_unique (codec, seen, array->pdata[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_codec_ascending (KkCodec *codec, const GArray *array, GCompareFunc compare)
{
  gsize element_size = array->len > 0 ? g_array_get_element_size ((GArray *) (guintptr) array) : 0;

  for (guint i = 1; i < array->len; i++) {
    const char *element = array->data + i * element_size;

    if (compare (element - element_size, element) >= 0)
      return refuse (codec, "a list is not ascending");
  }
  return TRUE;
}
