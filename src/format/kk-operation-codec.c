/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-operation-codec.h"

#include "format/kk-operation-codec-private.h"

#include <string.h>

#define OP_ITEMS  10
#define MOST_LOGS 10000

static gboolean
code_dot (KkCodec *codec, KkDot *dot)
{
  return kk_codec_table_id (codec, &codec->tables->logs, &dot->log) &&
         kk_codec_count (codec, &dot->n, 1, KK_LIMIT_COUNTER);
}

static gboolean
code_listed_dot (KkCodec *codec, gpointer dot)
{
  return kk_codec_array (codec, 2) && code_dot (codec, dot) && kk_codec_array_end (codec);
}

static const KkCount dot_count = { 0, KK_LIMIT_OPERATIONS };

static gboolean
write_dots (KkCodec *codec, const KkValue *value)
{
  gsize n_dots;
  const KkDot *dots = kk_value_get_dots (value, &n_dots);
  g_autoptr (GArray) copy = g_array_sized_new (FALSE, FALSE, sizeof *dots, (guint) n_dots);

  if (n_dots > 0)
    g_array_append_vals (copy, dots, (guint) n_dots);
  return kk_codec_values (codec, copy, &dot_count, code_listed_dot);
}

static gboolean
read_dots (KkCodec *codec, KkValue **value)
{
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (KkDot));

  if (!kk_codec_values (codec, dots, &dot_count, code_listed_dot))
    return FALSE;
  *value = kk_value_new_dots ((const KkDot *) (gpointer) dots->data, dots->len);
  return TRUE;
}

static gboolean
require_text (KkCodec *codec, const char *text, gsize size)
{
  if (size > KK_LIMIT_TEXT)
    return kk_codec_exceed (codec);
  return kk_codec_require (codec, g_utf8_validate_len (text, size, NULL), "text is not UTF-8");
}

static gboolean
write_value (KkCodec *codec, const KkValue *value)
{
  const guint8 *bytes;
  const char *text;
  gsize size;

  switch (kk_value_get_kind (value)) {
  case KK_VALUE_TEXT:
    text = kk_value_get_text (value, &size);
    kk_cbor_write_text (codec->writer, text, size);
    return require_text (codec, text, size);
  case KK_VALUE_INTEGER:
    kk_cbor_write_integer (codec->writer, kk_value_get_integer (value));
    return TRUE;
  case KK_VALUE_BOOLEAN:
    kk_cbor_write_boolean (codec->writer, kk_value_get_integer (value) != 0);
    return TRUE;
  case KK_VALUE_BYTES:
    bytes = kk_value_get_bytes (value, &size);
    kk_cbor_write_bytes (codec->writer, bytes, size);
    return size <= KK_LIMIT_TEXT || kk_codec_exceed (codec);
  case KK_VALUE_DOTS:
    return write_dots (codec, value);
  default:
    return kk_codec_require (codec, FALSE, "a value of a kind that is not known");
  }
}

static gboolean
read_text_value (KkCodec *codec, KkValue **value)
{
  const char *text;
  gsize size;

  if (!kk_cbor_read_text (&codec->reader, &text, &size))
    return FALSE;
  if (size > KK_LIMIT_TEXT)
    return kk_codec_exceed (codec);
  *value = kk_value_new_text_length (text, size);
  return TRUE;
}

static gboolean
read_bytes_value (KkCodec *codec, KkValue **value)
{
  const guint8 *bytes;
  gsize size;

  if (!kk_cbor_read_bytes (&codec->reader, &bytes, &size))
    return FALSE;
  if (size > KK_LIMIT_TEXT)
    return kk_codec_exceed (codec);
  *value = kk_value_new_bytes (bytes, size);
  return TRUE;
}

static gboolean
read_number_value (KkCodec *codec, KkValue **value)
{
  gint64 number;

  if (!kk_cbor_read_integer (&codec->reader, &number))
    return FALSE;
  *value = kk_value_new_integer (number);
  return TRUE;
}

static gboolean
read_boolean_value (KkCodec *codec, KkValue **value)
{
  gboolean boolean;

  if (!kk_cbor_read_boolean (&codec->reader, &boolean))
    return FALSE;
  *value = kk_value_new_boolean (boolean);
  return TRUE;
}

static gboolean
read_value (KkCodec *codec, KkValue **value)
{
  KkCborType type;

  if (!kk_cbor_reader_peek (&codec->reader, &type))
    return FALSE;
  switch (type) {
  case KK_CBOR_UNSIGNED:
  case KK_CBOR_NEGATIVE:
    return read_number_value (codec, value);
  case KK_CBOR_BYTES:
    return read_bytes_value (codec, value);
  case KK_CBOR_TEXT:
    return read_text_value (codec, value);
  case KK_CBOR_ARRAY:
    return read_dots (codec, value);
  case KK_CBOR_BOOLEAN:
    return read_boolean_value (codec, value);
  case KK_CBOR_MAP:
  case KK_CBOR_NULL:
  case KK_CBOR_END:
  default:
    return kk_codec_require (codec, FALSE, "a value of a kind that is not known");
  }
}

/* Which kinds of operation carry which kinds of value. */
static gboolean
is_value_allowed (KkOpKind kind, const KkValue *value)
{
  gboolean is_dots = value != NULL && kk_value_get_kind (value) == KK_VALUE_DOTS;
  gsize n_dots = 0;

  if (is_dots)
    kk_value_get_dots (value, &n_dots);
  switch (kind) {
  case KK_OP_VALUE:
    return value != NULL && !is_dots;
  case KK_OP_DELETE:
    return is_dots;
  case KK_OP_RECALL:
    return is_dots && n_dots > 0;
  case KK_OP_ABSENT:
  case KK_OP_NOT_SHARED:
  case KK_OP_ERASE:
  default:
    return value == NULL;
  }
}

static gboolean
code_element (KkCodec *codec, KkOp *op)
{
  gboolean present = op->element != NULL;

  return kk_codec_nullable (codec, &present) && (!present || kk_codec_line (codec, &op->element));
}

static gboolean
code_value (KkCodec *codec, KkOp *op)
{
  gboolean present = op->value != NULL;

  if (!kk_codec_nullable (codec, &present))
    return FALSE;
  if (present && !(kk_codec_is_encoding (codec) ? write_value (codec, op->value)
                                                : read_value (codec, &op->value)))
    return FALSE;
  return kk_codec_require (codec, is_value_allowed (op->kind, op->value),
                           "a value that its kind of operation lacks");
}

static gboolean
code_context (KkCodec *codec, KkOp *op)
{
  static const KkCount count = { 0, KK_LIMIT_CONTEXT };
  g_autoptr (GArray) context =
      op->context != NULL ? g_array_ref (op->context) : g_array_new (FALSE, FALSE, sizeof (KkDot));

  if (!kk_codec_values (codec, context, &count, code_listed_dot) ||
      !kk_codec_ascending (codec, context, kk_id_compare))
    return FALSE;
  for (guint i = 0; i < context->len; i++) {
    const KkDot *dot = &g_array_index (context, KkDot, i);

    if (!kk_codec_require (codec, !kk_id_equal (&dot->log, &op->dot.log) || dot->n < op->dot.n,
                           "an operation replaces a later one of its own log"))
      return FALSE;
  }
  if (op->context == NULL && context->len > 0)
    op->context = g_steal_pointer (&context);
  return TRUE;
}

static gboolean
code_basis_index (KkCodec *codec, KkOp *op)
{
  KkOpTables *tables = codec->tables;
  gboolean present = op->basis != KK_NO_BASIS;

  if (!kk_codec_nullable (codec, &present))
    return FALSE;
  if (!present) {
    op->basis = KK_NO_BASIS;
    return TRUE;
  }
  if (!kk_codec_count (codec, &op->basis, 0, G_MAXUINT32) ||
      !kk_codec_require (codec, op->basis < tables->n_bases, "an index out of range"))
    return FALSE;
  if (tables->basis_used != NULL)
    tables->basis_used[op->basis] = TRUE;
  return TRUE;
}

/* The last three kinds are about the whole record. */
static gboolean
require_place (KkCodec *codec, const KkOp *op)
{
  gboolean whole = op->kind >= KK_OP_DELETE;

  return kk_codec_require (codec, whole == (op->field == 0), "a field that its operation lacks") &&
         kk_codec_require (codec, !whole || op->element == NULL, "an element of a whole record");
}

gboolean
kk_codec_op (KkCodec *codec, gpointer slot)
{
  KkOp **place = slot;
  KkOp *op = *place != NULL ? *place : (*place = kk_op_new ((KkDot){ .n = 0 }, KK_OP_VALUE, 0));

  if (++codec->tables->n_ops > KK_LIMIT_OPERATIONS)
    return kk_codec_exceed (codec);
  return kk_codec_array (codec, OP_ITEMS) && code_dot (codec, &op->dot) &&
         kk_codec_choice (codec, (guint32 *) &op->kind, KK_OP_ERASE) &&
         kk_codec_count (codec, &op->field, 0, G_MAXUINT32) && code_element (codec, op) &&
         require_place (codec, op) && code_value (codec, op) && code_context (codec, op) &&
         code_basis_index (codec, op) && kk_codec_categories (codec, &op->extra) &&
         kk_codec_time (codec, &op->time) && kk_codec_array_end (codec);
}

static gboolean
code_ops (KkCodec *codec, gpointer ops)
{
  return kk_codec_objects (codec, ops, &(KkCount){ 0, KK_LIMIT_OPERATIONS }, kk_codec_op);
}

/* The table stands before the operations, and is complete after them. */
static gboolean
write_op_list (KkCodec *codec, GPtrArray *ops)
{
  g_auto (KkCborWriter) rest = { 0 };
  KkCborWriter *whole = codec->writer;

  kk_cbor_writer_init (&rest, 0);
  codec->writer = &rest;
  if (!code_ops (codec, ops))
    return FALSE;
  codec->writer = whole;
  if (!kk_codec_array (codec, 2) || !kk_codec_id_table (codec, &codec->tables->logs, MOST_LOGS))
    return FALSE;
  kk_cbor_write_encoded (whole, rest.data, rest.size);
  return TRUE;
}

static gboolean
read_op_list (KkCodec *codec, GPtrArray *ops)
{
  return kk_codec_array (codec, 2) && kk_codec_id_table (codec, &codec->tables->logs, MOST_LOGS) &&
         code_ops (codec, ops) && kk_codec_require_table_used (codec, &codec->tables->logs) &&
         kk_codec_array_end (codec);
}

static gboolean
code_op_list (KkCodec *codec, gpointer ops)
{
  KkOpTables tables = { .n_bases = KK_NO_BASIS };
  gboolean coded;

  kk_id_table_init (&tables.logs);
  codec->tables = &tables;
  codec->part = "operations";
  coded = kk_codec_is_encoding (codec) ? write_op_list (codec, ops) : read_op_list (codec, ops);
  codec->tables = NULL;
  kk_id_table_clear (&tables.logs);
  return coded;
}

static const KkDocumentKind op_list_kind = { "operations", KK_LIMIT_PACKET_PLAIN, code_op_list };

GBytes *
kk_op_list_encode (const GPtrArray *ops, GError **error)
{
  return kk_codec_encode (&op_list_kind, ops, error);
}

GPtrArray *
kk_op_list_decode (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_op_unref);

  if (!kk_codec_decode_bytes (&op_list_kind, bytes, ops, error))
    return NULL;
  return g_steal_pointer (&ops);
}
