/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-cbor.h"

#include <string.h>

/* The first bytes of an item: its major type, and the number or length that follows. */
typedef struct {
  guint major;
  guint64 number;
  gsize end; /* offset behind them */
} Head;

#define MAJOR_SIMPLE 7
#define SIMPLE_FALSE 20
#define SIMPLE_TRUE  21
#define SIMPLE_NULL  22

/* Keys from here on are for additions that an older version may pass over (exchange §20). */
#define FIRST_IGNORED_KEY 64

void
kk_cbor_reader_init (KkCborReader *reader, const void *data, gsize size)
{
  memset (reader, 0, sizeof *reader);
  reader->data = data;
  reader->size = size;
  reader->items_left = KK_CBOR_ITEMS;
  reader->levels[0].left = 1;
}

gboolean
kk_cbor_reader_fail (KkCborReader *reader, KkFormatError code, const char *reason)
{
  if (reader->reason == NULL) {
    reader->reason = reason;
    reader->code = code;
  }
  return FALSE;
}

static gboolean
refuse (KkCborReader *reader, const char *reason)
{
  return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_INVALID, reason);
}

gboolean
kk_cbor_reader_finish (KkCborReader *reader, const char *section, GError **error)
{
  if (reader->reason == NULL && (reader->depth > 0 || reader->levels[0].left > 0))
    refuse (reader, "not everything was read");
  if (reader->reason == NULL && reader->offset != reader->size)
    refuse (reader, "bytes follow the document");
  if (reader->reason == NULL)
    return TRUE;
  g_set_error (error, KK_FORMAT_ERROR, (int) reader->code, "%s: %s", section, reader->reason);
  return FALSE;
}

/* The number in the @width bytes behind the first; FALSE when a shorter form would have held it. */
static gboolean
parse_number (const guint8 *bytes, guint width, guint64 *number)
{
  static const guint64 least[] = { 0, 24,       1u << 8,
                                   0, 1u << 16, 0,
                                   0, 0,        G_GUINT64_CONSTANT (1) << 32 };

  *number = 0;
  for (guint i = 0; i < width; i++)
    *number = *number << 8 | bytes[i];
  return *number >= least[width];
}

static gboolean
parse_head (KkCborReader *reader, Head *head)
{
  guint8 first;
  guint additional;
  guint width;

  if (reader->offset >= reader->size)
    return refuse (reader, "the bytes end too early");
  first = reader->data[reader->offset];
  additional = first & 0x1f;
  head->major = first >> 5;
  head->end = reader->offset + 1;
  if (additional < 24) {
    head->number = additional;
    return TRUE;
  }
  if (additional > 27 || head->major >= 6)
    return refuse (reader, "an item of a kind that is not used");
  width = 1u << (additional - 24);
  if (reader->size - head->end < width)
    return refuse (reader, "the bytes end too early");
  if (!parse_number (reader->data + head->end, width, &head->number))
    return refuse (reader, "a number is not in its shortest form");
  head->end += width;
  return TRUE;
}

static gboolean
is_simple_allowed (guint64 number)
{
  return number == SIMPLE_FALSE || number == SIMPLE_TRUE || number == SIMPLE_NULL;
}

static gboolean
check_kind (KkCborReader *reader, const Head *head)
{
  if (head->major == 6 || (head->major == MAJOR_SIMPLE && !is_simple_allowed (head->number)))
    return refuse (reader, "an item of a kind that is not used");
  if (head->major == KK_CBOR_NEGATIVE && head->number > G_MAXINT64)
    return refuse (reader, "a negative number is too low");
  return TRUE;
}

static gboolean
check_key (KkCborReader *reader, KkCborLevel *level, const Head *head)
{
  if (head->major != KK_CBOR_UNSIGNED)
    return refuse (reader, "a map key is not an unsigned number");
  if (level->has_key && head->number <= level->last_key)
    return refuse (reader, "map keys are not ascending");
  level->has_key = TRUE;
  level->last_key = head->number;
  return TRUE;
}

/* Takes the head of the next item, as whatever it stands for in the open array or map. */
static gboolean
take_head (KkCborReader *reader, Head *head)
{
  KkCborLevel *level = &reader->levels[reader->depth];

  if (reader->reason != NULL)
    return FALSE;
  if (level->left == 0)
    return refuse (reader, "an item is missing");
  if (reader->items_left == 0)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_LIMIT, "too many items");
  if (!parse_head (reader, head) || !check_kind (reader, head))
    return FALSE;
  if (level->is_map && level->left % 2 == 0 && !check_key (reader, level, head))
    return FALSE;
  level->left--;
  reader->items_left--;
  reader->offset = head->end;
  return TRUE;
}

static gboolean
take_head_of (KkCborReader *reader, KkCborType type, Head *head)
{
  if (!take_head (reader, head))
    return FALSE;
  return head->major == (guint) type ||
         refuse (reader, "an item is of another type than it should be");
}

static gboolean
take_string (KkCborReader *reader, const Head *head, const guint8 **data)
{
  if (head->number > reader->size - reader->offset)
    return refuse (reader, "the bytes end too early");
  *data = reader->data + reader->offset;
  reader->offset += (gsize) head->number;
  return TRUE;
}

static gboolean
check_text (KkCborReader *reader, const guint8 *data, gsize size)
{
  return g_utf8_validate_len ((const char *) data, size, NULL) ||
         refuse (reader, "text is not UTF-8");
}

/* Every item takes at least one byte, so that a count cannot promise more than is there. */
static gboolean
open_level (KkCborReader *reader, const Head *head, gboolean is_map)
{
  gsize rest = reader->size - reader->offset;
  KkCborLevel *level;

  if (reader->depth == KK_LIMIT_CBOR_DEPTH)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_LIMIT, "arrays and maps lie too deep");
  if (head->number > (is_map ? rest / 2 : rest))
    return refuse (reader, "the bytes end too early");
  level = &reader->levels[++reader->depth];
  *level = (KkCborLevel){ .left = is_map ? head->number * 2 : head->number, .is_map = is_map };
  return TRUE;
}

gboolean
kk_cbor_reader_peek (KkCborReader *reader, KkCborType *type)
{
  Head head = { 0 };

  if (reader->reason != NULL)
    return FALSE;
  if (reader->levels[reader->depth].left == 0) {
    *type = KK_CBOR_END;
    return TRUE;
  }
  if (!parse_head (reader, &head) || !check_kind (reader, &head))
    return FALSE;
  if (head.major != MAJOR_SIMPLE)
    *type = (KkCborType) head.major;
  else
    *type = head.number == SIMPLE_NULL ? KK_CBOR_NULL : KK_CBOR_BOOLEAN;
  return TRUE;
}

gboolean
kk_cbor_read_unsigned (KkCborReader *reader, guint64 *number)
{
  Head head = { 0 };

  if (!take_head_of (reader, KK_CBOR_UNSIGNED, &head))
    return FALSE;
  *number = head.number;
  return TRUE;
}

gboolean
kk_cbor_read_integer (KkCborReader *reader, gint64 *number)
{
  Head head = { 0 };

  if (!take_head (reader, &head))
    return FALSE;
  if (head.major > KK_CBOR_NEGATIVE)
    return refuse (reader, "an item is of another type than it should be");
  if (head.number > G_MAXINT64)
    return refuse (reader, "a number is too high");
  *number = head.major == KK_CBOR_NEGATIVE ? -1 - (gint64) head.number : (gint64) head.number;
  return TRUE;
}

gboolean
kk_cbor_read_bytes (KkCborReader *reader, const guint8 **data, gsize *size)
{
  Head head = { 0 };

  if (!take_head_of (reader, KK_CBOR_BYTES, &head) || !take_string (reader, &head, data))
    return FALSE;
  *size = (gsize) head.number;
  return TRUE;
}

gboolean
kk_cbor_read_text (KkCborReader *reader, const char **text, gsize *size)
{
  const guint8 *data = NULL;
  Head head = { 0 };

  if (!take_head_of (reader, KK_CBOR_TEXT, &head) || !take_string (reader, &head, &data))
    return FALSE;
  if (!check_text (reader, data, (gsize) head.number))
    return FALSE;
  *text = (const char *) data;
  *size = (gsize) head.number;
  return TRUE;
}

gboolean
kk_cbor_read_boolean (KkCborReader *reader, gboolean *boolean)
{
  Head head = { 0 };

  if (!take_head (reader, &head))
    return FALSE;
  if (head.major != MAJOR_SIMPLE || head.number == SIMPLE_NULL)
    return refuse (reader, "an item is of another type than it should be");
  *boolean = head.number == SIMPLE_TRUE;
  return TRUE;
}

gboolean
kk_cbor_read_null (KkCborReader *reader)
{
  Head head = { 0 };

  if (!take_head (reader, &head))
    return FALSE;
  if (head.major != MAJOR_SIMPLE || head.number != SIMPLE_NULL)
    return refuse (reader, "an item is of another type than it should be");
  return TRUE;
}

gboolean
kk_cbor_read_array (KkCborReader *reader, gsize *n_items)
{
  Head head = { 0 };

  if (!take_head_of (reader, KK_CBOR_ARRAY, &head) || !open_level (reader, &head, FALSE))
    return FALSE;
  *n_items = (gsize) head.number;
  return TRUE;
}

gboolean
kk_cbor_read_map (KkCborReader *reader)
{
  Head head = { 0 };

  return take_head_of (reader, KK_CBOR_MAP, &head) && open_level (reader, &head, TRUE);
}

gboolean
kk_cbor_read_close (KkCborReader *reader)
{
  if (reader->reason != NULL)
    return FALSE;
  g_return_val_if_fail (reader->depth > 0, FALSE);
  if (reader->levels[reader->depth].left > 0)
    return refuse (reader, "there are more items than there should be");
  reader->depth--;
  return TRUE;
}

static gboolean
pass_item (KkCborReader *reader)
{
  const guint8 *data = NULL;
  Head head = { 0 };

  if (!take_head (reader, &head))
    return FALSE;
  switch (head.major) {
  case KK_CBOR_BYTES:
    return take_string (reader, &head, &data);
  case KK_CBOR_TEXT:
    return take_string (reader, &head, &data) && check_text (reader, data, (gsize) head.number);
  case KK_CBOR_ARRAY:
  case KK_CBOR_MAP:
    return open_level (reader, &head, head.major == KK_CBOR_MAP);
  default:
    return TRUE;
  }
}

gboolean
kk_cbor_read_any (KkCborReader *reader)
{
  guint outer = reader->depth;

  do {
    if (!pass_item (reader))
      return FALSE;
    while (reader->depth > outer && reader->levels[reader->depth].left == 0)
      reader->depth--;
  } while (reader->depth > outer);
  return TRUE;
}

gboolean
kk_cbor_read_key (KkCborReader *reader, guint64 key, gboolean *found)
{
  KkCborLevel *level = &reader->levels[reader->depth];
  Head head = { 0 };

  *found = FALSE;
  if (reader->reason != NULL)
    return FALSE;
  if (level->left == 0)
    return TRUE;
  if (!parse_head (reader, &head))
    return FALSE;
  if (head.major == KK_CBOR_UNSIGNED && head.number > key)
    return TRUE;
  if (!take_head (reader, &head))
    return FALSE;
  if (head.number < key)
    return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_NEWER, "a key that is not known");
  *found = TRUE;
  return TRUE;
}

gboolean
kk_cbor_read_map_end (KkCborReader *reader)
{
  guint64 key;

  while (reader->reason == NULL && reader->levels[reader->depth].left > 0) {
    if (!kk_cbor_read_unsigned (reader, &key))
      return FALSE;
    if (key < FIRST_IGNORED_KEY)
      return kk_cbor_reader_fail (reader, KK_FORMAT_ERROR_NEWER, "a key that is not known");
    if (!kk_cbor_read_any (reader))
      return FALSE;
  }
  return kk_cbor_read_close (reader);
}
