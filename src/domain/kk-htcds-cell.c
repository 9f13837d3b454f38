/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-htcds-private.h"

#include "base/kk-secret.h"
#include "domain/kk-schema-shape.h"

#include <string.h>

#define LIST_SEPARATORS ";|"
#define MAX_DIGITS      6

KkHtcdsValue *
kk_htcds_value_new (guint field, const char *element, const char *text)
{
  KkHtcdsValue *value = g_new0 (KkHtcdsValue, 1);

  value->field = field;
  value->type = (KkRecordType) (field / 100);
  value->role = value->type == KK_RECORD_PERSON_IN_CASE ? KK_SUBJECT_VICTIM : KK_SUBJECT_NONE;
  value->element = g_strdup (element);
  value->text = g_strdup (text);
  return value;
}

static void
wipe_text (char *text)
{
  if (text)
    kk_secret_wipe (text, strlen (text));
  g_free (text);
}

void
kk_htcds_value_free (KkHtcdsValue *value)
{
  wipe_text (value->element);
  wipe_text (value->text);
  g_free (value);
}

static void
add_value (GPtrArray *values, const KkField *field, const char *element, const char *text)
{
  g_ptr_array_add (values, kk_htcds_value_new (field->number, element, text));
}

static KkHtcdsReason
read_code (const KkField *field, const char *text, GPtrArray *values)
{
  const KkCode *code = kk_schema_code_by_alias (field->codes, text);

  if (!code && !field->codes->open)
    return KK_HTCDS_UNKNOWN_CODE;
  add_value (values, field, NULL, code ? code->code : text);
  return KK_HTCDS_FINE;
}

static gboolean
has_element (const GPtrArray *values, const KkField *field, const char *element)
{
  for (guint i = 0; i < values->len; i++) {
    const KkHtcdsValue *value = g_ptr_array_index (values, i);

    if (value->field == field->number && g_strcmp0 (value->element, element) == 0)
      return TRUE;
  }
  return FALSE;
}

static KkHtcdsReason
read_codes (const KkField *field, const char *text, GPtrArray *values)
{
  g_auto (GStrv) parts = g_strsplit_set (text, LIST_SEPARATORS, -1);

  for (char **part = parts; *part; part++) {
    const KkCode *code;

    if (*g_strstrip (*part) == '\0')
      continue;
    code = kk_schema_code_by_alias (field->codes, *part);
    if (!code && !field->codes->open)
      return KK_HTCDS_UNKNOWN_CODE;
    if (!has_element (values, field, code ? code->code : *part))
      add_value (values, field, code ? code->code : *part, "true");
  }
  return KK_HTCDS_FINE;
}

static KkHtcdsReason
read_date (const KkField *field, const char *text, GPtrArray *values)
{
  gboolean partial = field->kind == KK_FIELD_PARTIAL_DATE;

  if (partial ? !kk_schema_is_partial_day (text) : !kk_day_is_valid (text))
    return KK_HTCDS_BAD_DATE;
  add_value (values, field, NULL, text);
  return KK_HTCDS_FINE;
}

static KkHtcdsReason
read_number (const KkField *field, const char *text, GPtrArray *values)
{
  gsize size = strlen (text);

  if (size > MAX_DIGITS || strspn (text, "0123456789") != size)
    return KK_HTCDS_BAD_NUMBER;
  while (text[0] == '0' && text[1] != '\0')
    text++;
  add_value (values, field, NULL, text);
  return KK_HTCDS_FINE;
}

static KkHtcdsReason
read_boolean (const KkField *field, const char *text, GPtrArray *values)
{
  static const char *const yes[] = { "true", "yes", "ja", "1", NULL };
  static const char *const no[] = { "false", "no", "nee", "0", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (g_strv_contains (yes, lower))
    add_value (values, field, NULL, "true");
  else if (g_strv_contains (no, lower))
    add_value (values, field, NULL, "false");
  else
    return KK_HTCDS_BAD_BOOLEAN;
  return KK_HTCDS_FINE;
}

gboolean
kk_htcds_bsn_is_valid (const char *digits)
{
  int sum = 0;

  if (strlen (digits) != 9 || strspn (digits, "0123456789") != 9 || strspn (digits, "0") == 9)
    return FALSE;
  for (int i = 0; i < 8; i++)
    sum += (digits[i] - '0') * (9 - i);
  sum -= digits[8] - '0';
  return sum % 11 == 0;
}

static KkHtcdsReason
read_bsn (const KkField *field, const char *text, GPtrArray *values)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean valid;

  for (; *text; text++)
    if (*text != ' ' && *text != '.')
      g_string_append_c (digits, *text);
  valid = kk_htcds_bsn_is_valid (digits->str);
  if (valid)
    add_value (values, field, NULL, digits->str);
  kk_secret_wipe (digits->str, digits->len);
  return valid ? KK_HTCDS_FINE : KK_HTCDS_BAD_BSN;
}

KkHtcdsReason
kk_htcds_read_cell (const KkField *field, const char *text, GPtrArray *values)
{
  if (strcmp (field->name, "nl_BSN") == 0)
    return read_bsn (field, text, values);
  switch (field->kind) {
  case KK_FIELD_CODE:
    return read_code (field, text, values);
  case KK_FIELD_MULTI_CODE:
    return read_codes (field, text, values);
  case KK_FIELD_DATE:
  case KK_FIELD_PARTIAL_DATE:
    return read_date (field, text, values);
  case KK_FIELD_NUMBER:
    return read_number (field, text, values);
  case KK_FIELD_BOOLEAN:
    return read_boolean (field, text, values);
  case KK_FIELD_TEXT:
  case KK_FIELD_LONG_TEXT:
  case KK_FIELD_REFERENCE: /* no column fills these two */
  case KK_FIELD_BLOB:
  default:
    add_value (values, field, NULL, text);
    return KK_HTCDS_FINE;
  }
}
