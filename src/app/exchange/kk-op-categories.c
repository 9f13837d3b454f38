/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-body-verdict-private.h"
#include "domain/kk-schema.h"

/* The element is the code of a set only: beside a code that is the value it could say something harmless. */
const char *
kk_op_code (const KkOp *op)
{
  const KkField *field = kk_schema_field (op->field);

  if (field != NULL && field->kind == KK_FIELD_MULTI_CODE)
    return op->element;
  if (field == NULL || field->kind != KK_FIELD_CODE || op->element != NULL || op->value == NULL ||
      kk_value_get_kind (op->value) != KK_VALUE_TEXT)
    return NULL;
  return kk_value_get_text (op->value, NULL);
}

KkCategories
kk_op_categories (const KkOp *op)
{
  const KkField *field = kk_schema_field (op->field);

  return op->extra | (field != NULL ? kk_schema_categories (field, kk_op_code (op)) : 0);
}

KkSubject
kk_op_subject (const KkOp *op, guint32 type, KkSubject told)
{
  const KkField *field = kk_schema_field (op->field);
  const KkRecordTypeInfo *info = kk_schema_type ((KkRecordType) type);

  if (field != NULL && field->subject != KK_SUBJECT_NONE)
    return field->subject;
  return info != NULL && info->subject != KK_SUBJECT_NONE ? info->subject : told;
}
