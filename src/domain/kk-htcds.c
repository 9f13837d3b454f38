/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-htcds.h"

#include "domain/kk-csv.h"
#include "domain/kk-htcds-private.h"

#include <string.h>

G_DEFINE_QUARK (kk_htcds_error, kk_htcds_error)

typedef struct {
  const char *alias;
  const char *name;
} Alias;

static const Alias aliases[] = {
  { "prs_Surname", "prs_SecondName" },
  { "prs_LastName", "prs_SecondName" },
  { "prs_DateOfBirth", "prs_Birthdate" },
  { "prs_Sex", "prs_Gender" },
  { "prs_Nationality", "prs_Citizenship" },
  { "vic_MethodOfControl", "vic_MethodsOfControl" },
  { "vic_TypesOfExploitation", "vic_TypeOfExploitation" },
  { "nl_BurgerServiceNummer", "nl_BSN" },
};

/* The records that a row can make from its own columns. */
static const KkRecordType row_types[] = {
  KK_RECORD_CASE,     KK_RECORD_PERSON,        KK_RECORD_PERSON_IN_CASE, KK_RECORD_MEASURE,
  KK_RECORD_LOCATION, KK_RECORD_JOURNAL_ENTRY, KK_RECORD_ORGANISATION,
};

typedef struct {
  char *heading; /* as the file spells it, trimmed */
  const KkField *field;
} Column;

static void
column_free (Column *column)
{
  g_free (column->heading);
  g_free (column);
}

static void
row_free (KkHtcdsRow *row)
{
  g_free (row->reference);
  g_ptr_array_unref (row->values);
  g_free (row);
}

static void
reject_free (KkHtcdsReject *reject)
{
  g_free (reject->column);
  g_free (reject);
}

void
kk_htcds_import_free (KkHtcdsImport *import)
{
  g_ptr_array_unref (import->rows);
  g_ptr_array_unref (import->rejects);
  g_free (import);
}

static KkHtcdsImport *
make_import (void)
{
  KkHtcdsImport *import = g_new0 (KkHtcdsImport, 1);

  import->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  import->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) reject_free);
  return import;
}

const char *
kk_htcds_reason_text (KkHtcdsReason reason)
{
  static const char *const texts[] = {
    [KK_HTCDS_TOO_FEW_CELLS] = "too-few-cells",
    [KK_HTCDS_TOO_MANY_CELLS] = "too-many-cells",
    [KK_HTCDS_UNKNOWN_CODE] = "unknown-code",
    [KK_HTCDS_BAD_DATE] = "bad-date",
    [KK_HTCDS_BAD_NUMBER] = "bad-number",
    [KK_HTCDS_BAD_BOOLEAN] = "bad-boolean",
    [KK_HTCDS_BAD_BSN] = "bad-bsn",
    [KK_HTCDS_NO_REFERENCE] = "no-reference",
    [KK_HTCDS_DOUBLE_REFERENCE] = "double-reference",
  };
  guint index = (guint) reason;

  g_return_val_if_fail (index > 0 && index < G_N_ELEMENTS (texts), NULL);
  return texts[index];
}

/* The role is always the victim's, references are made by the caller, blobs do not fit in a cell. */
static gboolean
is_column (const KkField *field)
{
  return field->kind != KK_FIELD_REFERENCE && field->kind != KK_FIELD_BLOB &&
         strcmp (field->name, "nl_Role") != 0;
}

/* Equal but for underscores and case. */
static gboolean
is_spelled_alike (const char *a, const char *b)
{
  for (;;) {
    while (*a == '_')
      a++;
    while (*b == '_')
      b++;
    if (g_ascii_tolower (*a) != g_ascii_tolower (*b))
      return FALSE;
    if (*a == '\0')
      return TRUE;
    a++;
    b++;
  }
}

static const KkField *
find_field (const char *name, gboolean exact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (row_types); i++) {
    const KkRecordTypeInfo *type = kk_schema_type (row_types[i]);

    for (gsize j = 0; j < type->n_fields; j++) {
      const KkField *field = &type->fields[j];

      if (is_column (field) &&
          (exact ? strcmp (field->name, name) == 0 : is_spelled_alike (field->name, name)))
        return field;
    }
  }
  return NULL;
}

gboolean
kk_htcds_has_type (KkRecordType type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (row_types); i++) {
    if (row_types[i] == type)
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
kk_htcds_columns (void)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (row_types); i++) {
    const KkRecordTypeInfo *type = kk_schema_type (row_types[i]);

    for (gsize j = 0; j < type->n_fields; j++) {
      if (is_column (&type->fields[j]))
        g_ptr_array_add (columns, (gpointer) (guintptr) &type->fields[j]);
    }
  }
  return columns;
}

const KkField *
kk_htcds_column (const char *name)
{
  const KkField *field = find_field (name, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (aliases) && !field; i++)
    if (strcmp (aliases[i].alias, name) == 0)
      field = find_field (aliases[i].name, TRUE);
  return field ? field : find_field (name, FALSE);
}

/* A file without heading begins with a case: only what looks like a column's name goes into a message. */
static gboolean
is_name_like (const char *heading)
{
  return strchr (heading, '_') && strlen (heading) <= 64 &&
         strspn (heading, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (heading);
}

static void
set_unknown_column (GError **error, const char *heading, guint position)
{
  if (is_name_like (heading))
    g_set_error (error, KK_HTCDS_ERROR, KK_HTCDS_ERROR_UNKNOWN_COLUMN, "unknown column \"%s\"",
                 heading);
  else
    g_set_error (error, KK_HTCDS_ERROR, KK_HTCDS_ERROR_UNKNOWN_COLUMN,
                 "the heading of column %u is not a column name", position);
}

static gboolean
add_column (GPtrArray *columns, const char *cell, GError **error)
{
  Column *column = g_new0 (Column, 1);

  column->heading = g_strstrip (g_strdup (cell));
  column->field = kk_htcds_column (column->heading);
  g_ptr_array_add (columns, column);
  if (!column->field) {
    set_unknown_column (error, column->heading, columns->len);
    return FALSE;
  }
  for (guint i = 0; i + 1 < columns->len; i++) {
    const Column *other = g_ptr_array_index (columns, i);

    if (other->field == column->field) {
      g_set_error (error, KK_HTCDS_ERROR, KK_HTCDS_ERROR_DOUBLE_COLUMN,
                   "column \"%s\" occurs twice", column->heading);
      return FALSE;
    }
  }
  return TRUE;
}

static GPtrArray *
read_heading (const KkCsv *csv, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);

  if (kk_csv_get_n_rows (csv) == 0) {
    g_set_error_literal (error, KK_HTCDS_ERROR, KK_HTCDS_ERROR_NO_HEADING,
                         "the file has no heading");
    return NULL;
  }
  for (guint i = 0; i < kk_csv_get_n_cells (csv, 0); i++)
    if (!add_column (columns, kk_csv_get_cell (csv, 0, i), error))
      return NULL;
  return g_steal_pointer (&columns);
}

static void
add_reject (KkHtcdsImport *import, guint line, const char *column, KkHtcdsReason reason)
{
  KkHtcdsReject *reject = g_new0 (KkHtcdsReject, 1);

  reject->line = line;
  reject->column = g_strdup (column);
  reject->reason = reason;
  g_ptr_array_add (import->rejects, reject);
}

static gboolean
is_empty_row (const KkCsv *csv, guint row)
{
  for (guint i = 0; i < kk_csv_get_n_cells (csv, row); i++)
    if (strspn (kk_csv_get_cell (csv, row, i), " \t\r\n") != strlen (kk_csv_get_cell (csv, row, i)))
      return FALSE;
  return TRUE;
}

/* What the cells of a row say; every fault becomes a reject. */
static void
read_cells (KkHtcdsImport *import,
            const GPtrArray *columns,
            const KkCsv *csv,
            guint row,
            GPtrArray *values)
{
  guint line = kk_csv_get_line (csv, row);

  for (guint i = 0; i < columns->len; i++) {
    const Column *column = g_ptr_array_index (columns, i);
    g_autofree char *text = g_strstrip (g_strdup (kk_csv_get_cell (csv, row, i)));
    KkHtcdsReason reason = KK_HTCDS_FINE;

    if (*text != '\0')
      reason = kk_htcds_read_cell (column->field, text, values);
    if (reason != KK_HTCDS_FINE)
      add_reject (import, line, column->heading, reason);
  }
}

/* References tell the rows of a file apart; a file without that column has none. */
static void
check_reference (KkHtcdsImport *import,
                 const GPtrArray *columns,
                 const char *reference,
                 guint line,
                 GHashTable *seen)
{
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = g_ptr_array_index (columns, i);

    if (strcmp (column->field->name, "nl_CaseReference") != 0)
      continue;
    if (!reference)
      add_reject (import, line, column->heading, KK_HTCDS_NO_REFERENCE);
    else if (!g_hash_table_add (seen, g_strdup (reference)))
      add_reject (import, line, column->heading, KK_HTCDS_DOUBLE_REFERENCE);
  }
}

static void
import_row (KkHtcdsImport *import,
            const GPtrArray *columns,
            const KkCsv *csv,
            guint row,
            GHashTable *seen)
{
  g_autoptr (GPtrArray) values =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_htcds_value_free);
  guint n_cells = kk_csv_get_n_cells (csv, row);
  guint line = kk_csv_get_line (csv, row);
  guint n_rejects = import->rejects->len;
  const char *reference;
  KkHtcdsRow *made;

  if (is_empty_row (csv, row))
    return;
  if (n_cells != columns->len) {
    add_reject (import, line, "",
                n_cells < columns->len ? KK_HTCDS_TOO_FEW_CELLS : KK_HTCDS_TOO_MANY_CELLS);
    import->n_rejected++;
    return;
  }
  read_cells (import, columns, csv, row, values);
  reference = kk_htcds_find_text (values, "nl_CaseReference");
  check_reference (import, columns, reference, line, seen);
  if (import->rejects->len > n_rejects) {
    import->n_rejected++;
    return;
  }
  made = g_new0 (KkHtcdsRow, 1);
  made->line = line;
  made->reference = g_strdup (reference);
  made->values = kk_htcds_make_records (values);
  g_ptr_array_add (import->rows, made);
}

KkHtcdsImport *
kk_htcds_import (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (KkCsv) csv = kk_csv_parse (data, size, NULL, error);
  g_autoptr (GPtrArray) columns = csv ? read_heading (csv, error) : NULL;
  g_autoptr (GHashTable) seen = NULL;
  KkHtcdsImport *import;

  if (!columns)
    return NULL;
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import = make_import ();
  for (guint row = 1; row < kk_csv_get_n_rows (csv); row++)
    import_row (import, columns, csv, row, seen);
  return import;
}
