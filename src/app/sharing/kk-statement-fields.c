/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-statement-fields-private.h"

#include <string.h>

static guint32
number_of (const char *field)
{
  return kk_schema_field_by_name (0, field)->number;
}

/* (nullable), borrowed. */
static const KkValue *
find_value (const GPtrArray *ops, const char *field, KkValueKind kind)
{
  guint32 number = number_of (field);

  for (guint i = 0; i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;

    if (op->field == number && op->kind == KK_OP_VALUE && op->value != NULL &&
        kk_value_get_kind (op->value) == kind)
      return op->value;
  }
  return NULL;
}

const char *
kk_statement_text (const GPtrArray *ops, const char *field)
{
  const KkValue *value = find_value (ops, field, KK_VALUE_TEXT);

  return value != NULL ? kk_value_get_text (value, NULL) : NULL;
}

KkTri
kk_statement_tri (const GPtrArray *ops, const char *field)
{
  const KkValue *value = find_value (ops, field, KK_VALUE_BOOLEAN);

  if (value == NULL)
    return KK_TRI_UNKNOWN;
  return kk_value_get_integer (value) != 0 ? KK_TRI_TRUE : KK_TRI_FALSE;
}

gboolean
kk_statement_id (const GPtrArray *ops, const char *field, KkId *id)
{
  const KkValue *value = find_value (ops, field, KK_VALUE_BYTES);
  gsize size = 0;
  const guint8 *bytes = value != NULL ? kk_value_get_bytes (value, &size) : NULL;

  if (size != KK_ID_SIZE)
    return FALSE;
  memcpy (id->bytes, bytes, size);
  return TRUE;
}

KkCategories
kk_statement_categories (const GPtrArray *ops, const char *field)
{
  guint32 number = number_of (field);
  KkCategories categories = 0;

  for (guint i = 0; i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;
    KkCategory category;

    if (op->field == number && op->kind == KK_OP_VALUE && op->element != NULL &&
        kk_category_parse (op->element, &category))
      categories |= KK_CATEGORY_BIT (category);
  }
  return categories;
}

static gboolean
put_value (KkRecordWriter *writer,
           const char *field,
           const char *element,
           KkValue *value,
           GError **error)
{
  KkOwnOp own = { .kind = KK_OP_VALUE, .element = element, .basis = KK_VAULT_NO_BASIS };
  gboolean put;

  own.field = number_of (field);
  own.value = value;
  put = kk_record_writer_add_first (writer, &own, error);
  kk_value_unref (value);
  return put;
}

gboolean
kk_statement_put_text (KkRecordWriter *writer, const char *field, const char *text, GError **error)
{
  return text == NULL || put_value (writer, field, NULL, kk_value_new_text (text), error);
}

gboolean
kk_statement_put_tri (KkRecordWriter *writer, const char *field, KkTri tri, GError **error)
{
  return tri == KK_TRI_UNKNOWN ||
         put_value (writer, field, NULL, kk_value_new_boolean (tri == KK_TRI_TRUE), error);
}

gboolean
kk_statement_put_id (KkRecordWriter *writer, const char *field, const KkId *id, GError **error)
{
  return id == NULL ||
         put_value (writer, field, NULL, kk_value_new_bytes (id->bytes, sizeof id->bytes), error);
}

gboolean
kk_statement_put_categories (KkRecordWriter *writer,
                             const char *field,
                             KkCategories categories,
                             GError **error)
{
  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if ((categories & KK_CATEGORY_BIT (i)) != 0 &&
        !put_value (writer, field, kk_category_text ((KkCategory) i), kk_value_new_boolean (TRUE),
                    error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_statement_put_hats (KkRecordWriter *writer,
                       const char *field,
                       const GArray *hats,
                       GError **error)
{
  for (guint i = 0; i < hats->len; i++) {
    if (!put_value (writer, field, kk_hat_text (g_array_index (hats, KkHat, i)),
                    kk_value_new_boolean (TRUE), error))
      return FALSE;
  }
  return TRUE;
}
