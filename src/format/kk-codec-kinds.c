/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-codec-private.h"

#include <string.h>

#define MOST_CODE 64
#define MOST_NAME 256
#define MOST_LINE 1024
#define DAY_SIZE  10
#define LAST_TIME G_GINT64_CONSTANT (253402300799999) /* the year 9999 has ended */

G_STATIC_ASSERT (sizeof (KkHat) == sizeof (guint32));

gboolean
kk_codec_number (KkCodec *codec, guint64 *number, guint64 least, guint64 most)
{
  if (kk_codec_is_encoding (codec))
    kk_cbor_write_unsigned (codec->writer, *number);
  else if (!kk_cbor_read_unsigned (&codec->reader, number))
    return FALSE;
  if (*number > most)
    return kk_codec_exceed (codec);
  return kk_codec_require (codec, *number >= least, "a number is too low");
}

gboolean
kk_codec_count (KkCodec *codec, guint32 *number, guint32 least, guint32 most)
{
  guint64 wide = *number;

  if (!kk_codec_number (codec, &wide, least, most))
    return FALSE;
  *number = (guint32) wide;
  return TRUE;
}

static gboolean
code_choice (KkCodec *codec, guint32 *number, guint32 first, guint32 last)
{
  guint64 wide = *number;

  if (!kk_codec_number (codec, &wide, first, G_MAXUINT64))
    return FALSE;
  if (wide > last)
    return kk_cbor_reader_fail (&codec->reader, KK_FORMAT_ERROR_NEWER,
                                "a number that is not known");
  *number = (guint32) wide;
  return TRUE;
}

gboolean
kk_codec_choice (KkCodec *codec, guint32 *number, guint32 last)
{
  return code_choice (codec, number, 1, last);
}

gboolean
kk_codec_choice_or_none (KkCodec *codec, guint32 *number, guint32 last)
{
  return code_choice (codec, number, 0, last);
}

gboolean
kk_codec_level (KkCodec *codec, guint32 *level)
{
  return kk_codec_choice (codec, level, KK_LEVEL);
}

gboolean
kk_codec_sequence (KkCodec *codec, guint64 *number)
{
  return kk_codec_number (codec, number, 1, KK_LIMIT_SEQUENCE);
}

gboolean
kk_codec_boolean (KkCodec *codec, gboolean *boolean)
{
  if (!kk_codec_is_encoding (codec))
    return kk_cbor_read_boolean (&codec->reader, boolean);
  kk_cbor_write_boolean (codec->writer, *boolean);
  return TRUE;
}

gboolean
kk_codec_time (KkCodec *codec, gint64 *time)
{
  guint64 wide = (guint64) *time;

  if (!kk_codec_number (codec, &wide, 0, LAST_TIME))
    return FALSE;
  *time = (gint64) wide;
  return TRUE;
}

gboolean
kk_codec_fixed (KkCodec *codec, guint8 *bytes, gsize size)
{
  const guint8 *data;
  gsize n_found;

  if (kk_codec_is_encoding (codec)) {
    kk_cbor_write_bytes (codec->writer, bytes, size);
    return TRUE;
  }
  if (!kk_cbor_read_bytes (&codec->reader, &data, &n_found) ||
      !kk_codec_require (codec, n_found == size, "bytes of another length"))
    return FALSE;
  memcpy (bytes, data, size);
  return TRUE;
}

static gboolean
check_size (KkCodec *codec, gsize size, gsize least, gsize most)
{
  if (size > most)
    return kk_codec_exceed (codec);
  return kk_codec_require (codec, size >= least, "something is empty that may not be");
}

gboolean
kk_codec_blob (KkCodec *codec, GBytes **bytes, gsize least, gsize most)
{
  const guint8 *data;
  gsize size;

  if (kk_codec_is_encoding (codec)) {
    if (!kk_codec_require (codec, *bytes != NULL, "something is missing"))
      return FALSE;
    data = g_bytes_get_data (*bytes, &size);
    kk_cbor_write_bytes (codec->writer, data, size);
    return check_size (codec, size, least, most);
  }
  if (!kk_cbor_read_bytes (&codec->reader, &data, &size) || !check_size (codec, size, least, most))
    return FALSE;
  *bytes = g_bytes_new (data, size);
  return TRUE;
}

/* Takes the text, or gives the one to write, as a slice. */
static gboolean
find_text (KkCodec *codec, char *const *text, const char **data, gsize *size)
{
  if (!kk_codec_is_encoding (codec))
    return kk_cbor_read_text (&codec->reader, data, size);
  if (!kk_codec_require (codec, *text != NULL, "something is missing"))
    return FALSE;
  *data = *text;
  *size = strlen (*text);
  return kk_codec_require (codec, g_utf8_validate_len (*data, *size, NULL), "text is not UTF-8");
}

typedef gboolean (*CheckFunc) (const char *data, gsize size);

static gboolean
code_text (KkCodec *codec, char **text, const KkCount *length, CheckFunc check)
{
  const char *data;
  gsize size;

  if (!find_text (codec, text, &data, &size) ||
      !check_size (codec, size, length->least, length->most))
    return FALSE;
  if (!kk_codec_require (codec, check == NULL || check (data, size), "text of another form"))
    return FALSE;
  if (kk_codec_is_encoding (codec))
    kk_cbor_write_text (codec->writer, data, size);
  else
    *text = g_strndup (data, size);
  return TRUE;
}

gboolean
kk_codec_text (KkCodec *codec, char **text, gsize most)
{
  return code_text (codec, text, &(KkCount){ 0, (guint) most }, NULL);
}

static gboolean
is_code (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    if (!g_ascii_isgraph (data[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_codec_code (KkCodec *codec, gpointer text)
{
  return code_text (codec, text, &(KkCount){ 1, MOST_CODE }, is_code);
}

static gboolean
is_slug (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    if (!g_ascii_islower (data[i]) && !g_ascii_isdigit (data[i]) && data[i] != '-')
      return FALSE;
  }
  return data[0] != '-' && data[size - 1] != '-';
}

gboolean
kk_codec_slug (KkCodec *codec, char **text)
{
  return code_text (codec, text, &(KkCount){ 1, MOST_CODE }, is_slug);
}

/* No control characters: C0, DEL, and C1, which in UTF-8 is c2 80 to c2 9f. */
static gboolean
is_line (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    guint8 byte = (guint8) data[i];

    if (byte < 0x20 || byte == 0x7f)
      return FALSE;
    if (byte == 0xc2 && (guint8) data[i + 1] < 0xa0)
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_codec_name (KkCodec *codec, gpointer text)
{
  return code_text (codec, text, &(KkCount){ 1, MOST_NAME }, is_line);
}

gboolean
kk_codec_name_or_empty (KkCodec *codec, char **text)
{
  return code_text (codec, text, &(KkCount){ 0, MOST_NAME }, is_line);
}

gboolean
kk_codec_line (KkCodec *codec, char **text)
{
  return code_text (codec, text, &(KkCount){ 1, MOST_LINE }, is_line);
}

static gboolean
is_day (const char *data, gsize size)
{
  char day[DAY_SIZE + 1] = { 0 };

  if (size != DAY_SIZE)
    return FALSE;
  memcpy (day, data, size);
  return kk_day_is_valid (day);
}

gboolean
kk_codec_day (KkCodec *codec, char **text)
{
  return code_text (codec, text, &(KkCount){ 0, MOST_NAME }, is_day);
}

gboolean
kk_codec_id (KkCodec *codec, gpointer id)
{
  return kk_codec_fixed (codec, ((KkId *) id)->bytes, sizeof (KkId));
}

gboolean
kk_codec_hash (KkCodec *codec, gpointer hash)
{
  return kk_codec_fixed (codec, ((KkHash *) hash)->bytes, sizeof (KkHash));
}

gboolean
kk_codec_signature (KkCodec *codec, gpointer signature)
{
  return kk_codec_fixed (codec, ((KkSignature *) signature)->bytes, sizeof (KkSignature));
}

gboolean
kk_codec_hat (KkCodec *codec, gpointer hat)
{
  return kk_codec_choice (codec, hat, KK_N_HATS - 1);
}

static gboolean
write_set (KkCodec *codec, guint32 set)
{
  int number = -1;

  kk_cbor_write_array (codec->writer, (gsize) __builtin_popcount (set));
  while ((number = g_bit_nth_lsf (set, number)) >= 0)
    kk_cbor_write_unsigned (codec->writer, (guint64) number);
  return TRUE;
}

/* A list of ascending numbers stands for the set. */
static gboolean
read_set (KkCodec *codec, guint32 *set, guint first, guint end)
{
  guint64 number;
  guint64 least = first;
  gsize n_items;

  *set = 0;
  if (!kk_cbor_read_array (&codec->reader, &n_items))
    return FALSE;
  for (gsize i = 0; i < n_items; i++) {
    if (!kk_cbor_read_unsigned (&codec->reader, &number) ||
        !kk_codec_require (codec, number >= least, "a list is not ascending"))
      return FALSE;
    if (number >= end)
      return kk_cbor_reader_fail (&codec->reader, KK_FORMAT_ERROR_NEWER,
                                  "a number that is not known");
    *set |= (guint32) 1 << number;
    least = number + 1;
  }
  return kk_codec_array_end (codec);
}

gboolean
kk_codec_categories (KkCodec *codec, KkCategories *categories)
{
  if (!kk_codec_is_encoding (codec))
    return read_set (codec, categories, 0, KK_N_CATEGORIES);
  return kk_codec_require (codec, (*categories & ~KK_CATEGORIES_ALL) == 0,
                           "a category out of range") &&
         write_set (codec, *categories);
}

gboolean
kk_codec_set (KkCodec *codec, guint32 *set, guint end)
{
  guint32 known = (guint32) (((guint64) 1 << end) - 2);

  if (!kk_codec_is_encoding (codec))
    return read_set (codec, set, 1, end) && kk_codec_require (codec, *set != 0, "an empty set");
  return kk_codec_require (codec, *set != 0 && (*set & ~known) == 0, "a set out of range") &&
         write_set (codec, *set);
}

gboolean
kk_codec_document (KkCodec *codec, gpointer slot)
{
  return kk_codec_blob (codec, slot, 1, KK_LIMIT_BOARD);
}
