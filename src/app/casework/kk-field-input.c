/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-field-input-private.h"

#include "base/kk-id.h"
#include "base/kk-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Counts are made, not kept; biometrics and informants have no place in the product (docs/formats/schema.md). */
#define NEVER_TICKED                                                            \
  (KK_CATEGORY_BIT (KK_CATEGORY_C0) | KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_BIOM) | \
   KK_CATEGORY_BIT (KK_CATEGORY_POL_12))

char *
kk_field_input_reason (KkHtcdsReason reason)
{
  switch (reason) {
  case KK_HTCDS_TOO_FEW_CELLS:
    return g_strdup (_ ("The row has fewer cells than the heading."));
  case KK_HTCDS_TOO_MANY_CELLS:
    return g_strdup (_ ("The row has more cells than the heading."));
  case KK_HTCDS_UNKNOWN_CODE:
    return g_strdup (_ ("The cell has a code that is not in the list of this column."));
  case KK_HTCDS_BAD_DATE:
    return g_strdup (_ ("The cell does not have a date that exists, written as YYYY-MM-DD."));
  case KK_HTCDS_BAD_NUMBER:
    return g_strdup (_ ("The cell does not have a whole number from 0 to 999999."));
  case KK_HTCDS_BAD_BOOLEAN:
    return g_strdup (_ ("The cell does not have yes or no."));
  case KK_HTCDS_BAD_BSN:
    return g_strdup (_ ("The cell does not have a citizen service number: nine digits that pass "
                        "its check."));
  case KK_HTCDS_NO_REFERENCE:
    return g_strdup (_ ("The row has no reference."));
  case KK_HTCDS_DOUBLE_REFERENCE:
    return g_strdup (_ ("An earlier row of this file has the same reference."));
  default:
    return g_strdup (_ ("The row cannot be read."));
  }
}

/* (transfer full): the sentence for a field that a person filled in. */
static char *
explain (const KkField *field, KkHtcdsReason reason)
{
  switch (reason) {
  case KK_HTCDS_UNKNOWN_CODE:
    /* Translators: in these sentences %s is the name of a field, such as prs_Gender. */
    return g_strdup_printf (_ ("%s takes codes of its list only, and this is none of them."),
                            field->name);
  case KK_HTCDS_BAD_DATE:
    return g_strdup_printf (
        field->kind == KK_FIELD_DATE
            ? _ ("%s takes a date that exists, written as YYYY-MM-DD.")
            : _ ("%s takes a date that exists, written as YYYY-MM-DD, YYYY-MM or YYYY."),
        field->name);
  case KK_HTCDS_BAD_NUMBER:
    return g_strdup_printf (_ ("%s takes a whole number from 0 to 999999."), field->name);
  case KK_HTCDS_BAD_BOOLEAN:
    return g_strdup_printf (_ ("%s takes yes or no."), field->name);
  case KK_HTCDS_BAD_BSN:
    return g_strdup_printf (
        _ ("%s takes a citizen service number: nine digits that pass its check."), field->name);
  case KK_HTCDS_TOO_FEW_CELLS:
  case KK_HTCDS_TOO_MANY_CELLS:
  case KK_HTCDS_NO_REFERENCE:
  case KK_HTCDS_DOUBLE_REFERENCE:
  default:
    return g_strdup_printf (_ ("%s does not take this."), field->name);
  }
}

static gboolean
refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  g_free (sentence);
  return FALSE;
}

/* Lines end and tabs stand only in long text. */
static gboolean
has_control (const KkField *field, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gboolean layout = *p == '\t' || *p == '\n' || *p == '\r';

    if (g_unichar_iscntrl (g_utf8_get_char (p)) && !(layout && field->kind == KK_FIELD_LONG_TEXT))
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_text (const KkField *field, const char *text, GError **error)
{
  if (field->kind == KK_FIELD_BLOB)
    return refuse (
        error, g_strdup_printf (_ ("%s is made by the program and cannot be typed."), field->name));
  if (strlen (text) > KK_LIMIT_TEXT)
    return refuse (error,
                   g_strdup_printf (_ ("%s takes at most 65,536 bytes of text."), field->name));
  if (!g_utf8_validate (text, -1, NULL) || has_control (field, text))
    return refuse (error, g_strdup_printf (_ ("%s takes text only, on one line unless it is a "
                                              "long text."),
                                           field->name));
  return TRUE;
}

static gboolean
is_fine (const KkField *field, KkHtcdsReason reason, const char *text, GError **error)
{
  KkId id;

  if (field->kind == KK_FIELD_REFERENCE && !kk_id_parse (text, &id))
    return refuse (error, g_strdup_printf (_ ("%s takes the id of a record of this case: 32 "
                                              "hexadecimal digits."),
                                           field->name));
  return reason == KK_HTCDS_FINE || refuse (error, explain (field, reason));
}

GPtrArray *
kk_field_input_read (const KkField *field, const char *text, GError **error)
{
  g_autoptr (GPtrArray) values =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_htcds_value_free);
  g_autofree char *trimmed = NULL;

  if (text == NULL)
    return g_steal_pointer (&values);
  if (!check_text (field, text, error))
    return NULL;
  trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    return g_steal_pointer (&values);
  if (!is_fine (field, kk_htcds_read_cell (field, trimmed, values), trimmed, error))
    return NULL;
  return g_steal_pointer (&values);
}

static KkValue *
read_reference (const char *text)
{
  KkId id = { 0 };

  if (!kk_id_parse (text, &id))
    g_return_val_if_reached (kk_value_new_bytes (id.bytes, sizeof id.bytes));
  return kk_value_new_bytes (id.bytes, sizeof id.bytes);
}

KkValue *
kk_field_input_value (const KkField *field, const char *text)
{
  switch (field->kind) {
  case KK_FIELD_NUMBER:
    return kk_value_new_integer (g_ascii_strtoll (text, NULL, 10));
  case KK_FIELD_BOOLEAN:
  case KK_FIELD_MULTI_CODE:
    return kk_value_new_boolean (strcmp (text, "true") == 0);
  case KK_FIELD_REFERENCE:
    return read_reference (text);
  case KK_FIELD_TEXT:
  case KK_FIELD_LONG_TEXT:
  case KK_FIELD_DATE:
  case KK_FIELD_PARTIAL_DATE:
  case KK_FIELD_CODE:
  case KK_FIELD_BLOB:
  default:
    return kk_value_new_text (text);
  }
}

gboolean
kk_field_input_check_ticks (KkCategories ticked, GError **error)
{
  if ((ticked & ~(KK_CATEGORIES_ALL & ~NEVER_TICKED)) == 0)
    return TRUE;
  return refuse (error, g_strdup (_ ("Counts, biometrics and informants cannot be ticked: they "
                                     "are never kept in a case.")));
}
