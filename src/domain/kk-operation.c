/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-operation.h"

#include <string.h>

/* Value and bytes lie in one piece of memory; there are tens of thousands of them in a sync. */
struct _KkValue {
  gint ref_count; /* atomic */
  KkValueKind kind;
  union {
    gint64 integer;
    gsize size; /* of bytes; for dots their number */
  };
  guint8 bytes[];
};

static KkValue *
allocate_value (KkValueKind kind, gsize n_bytes)
{
  KkValue *value = g_malloc (sizeof *value + n_bytes);

  value->ref_count = 1;
  value->kind = kind;
  value->size = 0;
  return value;
}

KkValue *
kk_value_new_text (const char *text)
{
  return kk_value_new_text_length (text, strlen (text));
}

KkValue *
kk_value_new_text_length (const char *text, gsize length)
{
  KkValue *value = allocate_value (KK_VALUE_TEXT, length + 1);

  value->size = length;
  if (length > 0)
    memcpy (value->bytes, text, length);
  value->bytes[length] = '\0';
  return value;
}

KkValue *
kk_value_new_integer (gint64 integer)
{
  KkValue *value = allocate_value (KK_VALUE_INTEGER, 0);

  value->integer = integer;
  return value;
}

KkValue *
kk_value_new_boolean (gboolean boolean)
{
  KkValue *value = allocate_value (KK_VALUE_BOOLEAN, 0);

  value->integer = boolean ? 1 : 0;
  return value;
}

KkValue *
kk_value_new_bytes (const void *data, gsize size)
{
  KkValue *value = allocate_value (KK_VALUE_BYTES, size);

  value->size = size;
  if (size > 0)
    memcpy (value->bytes, data, size);
  return value;
}

KkValue *
kk_value_new_dots (const KkDot *dots, gsize n_dots)
{
  KkValue *value = allocate_value (KK_VALUE_DOTS, n_dots * sizeof *dots);

  value->size = n_dots;
  if (n_dots > 0)
    memcpy (value->bytes, dots, n_dots * sizeof *dots);
  return value;
}

KkValue *
kk_value_ref (KkValue *value)
{
  g_atomic_int_inc (&value->ref_count);
  return value;
}

void
kk_value_unref (KkValue *value)
{
  if (value != NULL && g_atomic_int_dec_and_test (&value->ref_count))
    g_free (value);
}

KkValueKind
kk_value_get_kind (const KkValue *value)
{
  return value->kind;
}

const char *
kk_value_get_text (const KkValue *value, gsize *size)
{
  g_return_val_if_fail (value->kind == KK_VALUE_TEXT, "");

  if (size != NULL)
    *size = value->size;
  return (const char *) value->bytes;
}

gint64
kk_value_get_integer (const KkValue *value)
{
  g_return_val_if_fail (value->kind == KK_VALUE_INTEGER || value->kind == KK_VALUE_BOOLEAN, 0);

  return value->integer;
}

const guint8 *
kk_value_get_bytes (const KkValue *value, gsize *size)
{
  g_return_val_if_fail (value->kind == KK_VALUE_BYTES, NULL);

  *size = value->size;
  return value->bytes;
}

const KkDot *
kk_value_get_dots (const KkValue *value, gsize *n_dots)
{
  g_return_val_if_fail (value->kind == KK_VALUE_DOTS, NULL);

  *n_dots = value->size;
  return (const KkDot *) (const void *) value->bytes;
}

static gsize
content_size (const KkValue *value)
{
  return value->kind == KK_VALUE_DOTS ? value->size * sizeof (KkDot) : value->size;
}

gboolean
kk_value_equal (const KkValue *a, const KkValue *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->kind != b->kind)
    return FALSE;
  if (a->kind == KK_VALUE_INTEGER || a->kind == KK_VALUE_BOOLEAN)
    return a->integer == b->integer;
  return a->size == b->size && memcmp (a->bytes, b->bytes, content_size (a)) == 0;
}

static char *
display_bytes (const KkValue *value)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < value->size; i++)
    g_string_append_printf (text, "%02x", value->bytes[i]);
  return g_string_free (text, FALSE);
}

char *
kk_value_dup_display (const KkValue *value)
{
  switch (value->kind) {
  case KK_VALUE_TEXT:
    return g_strdup ((const char *) value->bytes);
  case KK_VALUE_INTEGER:
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  case KK_VALUE_BOOLEAN:
    return g_strdup (value->integer != 0 ? "true" : "false");
  case KK_VALUE_BYTES:
    return display_bytes (value);
  case KK_VALUE_DOTS:
  default:
    return g_strdup_printf ("(%" G_GSIZE_FORMAT ")", value->size);
  }
}

/* g_atomic_rc_box would do, but for its clear function at each unref of half a million. */
typedef struct {
  KkOp op;
  gint ref_count;
} OpBox;

KkOp *
kk_op_new (KkDot dot, KkOpKind kind, guint32 field)
{
  OpBox *box = g_new0 (OpBox, 1);

  box->ref_count = 1;
  box->op.dot = dot;
  box->op.kind = kind;
  box->op.field = field;
  box->op.basis = KK_NO_BASIS;
  return &box->op;
}

KkOp *
kk_op_ref (KkOp *op)
{
  g_atomic_int_inc (&((OpBox *) op)->ref_count);
  return op;
}

void
kk_op_unref (KkOp *op)
{
  if (op == NULL || !g_atomic_int_dec_and_test (&((OpBox *) op)->ref_count))
    return;
  g_free (op->element);
  g_clear_pointer (&op->value, kk_value_unref);
  g_clear_pointer (&op->context, g_array_unref);
  g_free (op);
}

static gboolean
contexts_equal (const GArray *a, const GArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++) {
    const KkDot *left = &g_array_index (a, KkDot, i);
    const KkDot *right = &g_array_index (b, KkDot, i);

    if (left->n != right->n || !kk_id_equal (&left->log, &right->log))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_op_equal (const KkOp *a, const KkOp *b)
{
  return a->kind == b->kind && a->field == b->field && a->extra == b->extra &&
         a->dot.n == b->dot.n && kk_id_equal (&a->dot.log, &b->dot.log) &&
         g_strcmp0 (a->element, b->element) == 0 && kk_value_equal (a->value, b->value) &&
         contexts_equal (a->context, b->context);
}

void
kk_op_add_context (KkOp *op, KkDot dot)
{
  guint place = 0;

  if (op->context == NULL)
    op->context = g_array_new (FALSE, FALSE, sizeof (KkDot));
  for (; place < op->context->len; place++) {
    KkDot *entry = &g_array_index (op->context, KkDot, place);
    int order = kk_id_compare (&entry->log, &dot.log);

    if (order == 0) {
      entry->n = MAX (entry->n, dot.n);
      return;
    }
    if (order > 0)
      break;
  }
  g_array_insert_val (op->context, place, dot);
}
