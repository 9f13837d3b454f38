/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-schema-shape.h"

#include "base/kk-id.h"
#include "domain/kk-vocabulary.h"

#include <string.h>

#define LONGEST_CODE 64
#define LONGEST_OPEN 100 /* bytes: the name of a municipality or a language */

gboolean
kk_schema_is_partial_day (const char *text)
{
  g_autofree char *day = NULL;

  switch (strlen (text)) {
  case 4:
    day = g_strconcat (text, "-01-01", NULL);
    break;
  case 7:
    day = g_strconcat (text, "-01", NULL);
    break;
  default:
    day = g_strdup (text);
    break;
  }
  return kk_day_is_valid (day);
}

static gboolean
is_on_one_line (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
looks_like_code (const char *text)
{
  gsize size = strlen (text);

  for (gsize i = 0; i < size; i++) {
    if (!g_ascii_isalnum (text[i]) && strchr ("_-.", text[i]) == NULL)
      return FALSE;
  }
  return size > 0 && size <= LONGEST_CODE;
}

static gboolean
is_code (const KkField *field, const char *text)
{
  if (field->codes == NULL || kk_schema_code (field->codes, text) != NULL)
    return TRUE;
  if (field->codes->open)
    return strlen (text) <= LONGEST_OPEN && is_on_one_line (text);
  return looks_like_code (text);
}

static gboolean
is_text_of (const KkField *field, const char *text)
{
  switch (field->kind) {
  case KK_FIELD_DATE:
    return kk_day_is_valid (text);
  case KK_FIELD_PARTIAL_DATE:
    return kk_schema_is_partial_day (text);
  case KK_FIELD_CODE:
    return is_code (field, text);
  case KK_FIELD_TEXT:
  case KK_FIELD_LONG_TEXT:
  case KK_FIELD_MULTI_CODE:
  case KK_FIELD_NUMBER:
  case KK_FIELD_BOOLEAN:
  case KK_FIELD_REFERENCE:
  case KK_FIELD_BLOB:
  default:
    return TRUE;
  }
}

static gboolean
is_bytes_of (const KkField *field, const KkValue *value)
{
  gsize size = 0;

  kk_value_get_bytes (value, &size);
  return field->kind == KK_FIELD_BLOB || (field->kind == KK_FIELD_REFERENCE && size == KK_ID_SIZE);
}

static gboolean
is_value_of (const KkField *field, const KkValue *value)
{
  KkValueKind kind = kk_value_get_kind (value);

  switch (field->kind) {
  case KK_FIELD_MULTI_CODE:
  case KK_FIELD_BOOLEAN:
    return kind == KK_VALUE_BOOLEAN;
  case KK_FIELD_NUMBER:
    return kind == KK_VALUE_INTEGER;
  case KK_FIELD_REFERENCE:
  case KK_FIELD_BLOB:
    return kind == KK_VALUE_BYTES && is_bytes_of (field, value);
  case KK_FIELD_TEXT:
  case KK_FIELD_LONG_TEXT:
  case KK_FIELD_DATE:
  case KK_FIELD_PARTIAL_DATE:
  case KK_FIELD_CODE:
  default:
    return kind == KK_VALUE_TEXT && is_text_of (field, kk_value_get_text (value, NULL));
  }
}

gboolean
kk_schema_fits (const KkField *field, const char *element, const KkValue *value)
{
  if ((element != NULL) != (field->kind == KK_FIELD_MULTI_CODE) ||
      (element != NULL && !is_code (field, element)))
    return FALSE;
  return value == NULL || is_value_of (field, value);
}
