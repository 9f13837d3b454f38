/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-operation-codec-private.h"

void
kk_id_table_init (KkIdTable *table)
{
  *table = (KkIdTable){ .entries = g_array_new (FALSE, FALSE, sizeof (KkId)) };
}

void
kk_id_table_clear (KkIdTable *table)
{
  g_clear_pointer (&table->entries, g_array_unref);
  g_clear_pointer (&table->indices, g_hash_table_unref);
}

gboolean
kk_codec_id_table (KkCodec *codec, KkIdTable *table, guint most)
{
  return kk_codec_values (codec, table->entries, &(KkCount){ 0, most }, kk_codec_id) &&
         kk_codec_unique_values (codec, table->entries, kk_id_hash, kk_id_equal);
}

static guint
find_or_add (KkIdTable *table, const KkId *id)
{
  guint index;

  if (table->indices == NULL)
    table->indices = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (table->indices, id));
  if (index > 0)
    return index - 1;
  g_array_append_vals (table->entries, id, 1);
  g_hash_table_insert (table->indices, kk_id_copy (id), GUINT_TO_POINTER (table->entries->len));
  return table->entries->len - 1;
}

gboolean
kk_codec_table_id (KkCodec *codec, KkIdTable *table, KkId *id)
{
  guint64 index;

  if (kk_codec_is_encoding (codec)) {
    kk_cbor_write_unsigned (codec->writer, find_or_add (table, id));
    return TRUE;
  }
  if (!kk_cbor_read_unsigned (&codec->reader, &index) ||
      !kk_codec_require (codec, index <= table->n_met && index < table->entries->len,
                         "an index out of order or range"))
    return FALSE;
  *id = g_array_index (table->entries, KkId, index);
  table->n_met = MAX (table->n_met, (guint) index + 1);
  return TRUE;
}

gboolean
kk_codec_require_table_used (KkCodec *codec, const KkIdTable *table)
{
  return kk_codec_is_encoding (codec) ||
         kk_codec_require (codec, table->n_met == table->entries->len,
                           "an entry of a table that nothing uses");
}
