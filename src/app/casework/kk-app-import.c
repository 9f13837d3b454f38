/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Cases of a file in HTCDS columns become records of the own desk (docs/formats/htcds-import.md). */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-reference-private.h"
#include "app/casework/kk-field-input-private.h"
#include "app/casework/kk-import-failure-private.h"
#include "app/casework/kk-record-writer-private.h"
#include "app/exchange/kk-record-links-private.h"
#include "domain/kk-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REFERENCE    "nl_CaseReference"
#define MUNICIPALITY "nl_Municipality"

/* Rows in one transaction: a crash or a cancel loses no more than these. */
#define BATCH 200u

typedef struct {
  KkApp *app;
  KkRecordWriter writer;
  const KkOwnSeat *seat;
  const char *municipality; /* (nullable), as it is kept */
  KkImportReport *report;
} Import;

static void
free_rejected (gpointer data)
{
  KkRejectedLine *line = data;

  g_free (line->column);
  g_free (line->reason);
  g_free (line);
}

void
kk_import_report_free (KkImportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->rejected);
  g_free (report);
}

/* @reason: (transfer full) */
static void
reject (KkImportReport *report, guint line, const char *column, char *reason)
{
  KkRejectedLine *rejected = g_new0 (KkRejectedLine, 1);

  rejected->line = line;
  rejected->column = g_strdup (column);
  rejected->reason = reason;
  g_ptr_array_add (report->rejected, rejected);
}

/* Only the rows of one municipality. */

static guint
find_column (const KkCsv *csv, const char *name)
{
  for (guint i = 0; i < kk_csv_get_n_cells (csv, 0); i++) {
    g_autofree char *heading = g_strstrip (g_strdup (kk_csv_get_cell (csv, 0, i)));
    const KkField *field = kk_htcds_column (heading);

    if (field != NULL && strcmp (field->name, name) == 0)
      return i;
  }
  return G_MAXUINT;
}

static const char *
settle_municipality (const char *text)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_CASE, MUNICIPALITY);
  const KkCode *code = text != NULL ? kk_schema_code_by_alias (field->codes, text) : NULL;

  return code != NULL ? code->code : text;
}

/* (element-type guint): lines whose row says that it is of another municipality. */
static GHashTable *
list_other_lines (GBytes *bytes, const char *municipality)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (KkCsv) csv = kk_csv_parse (data, size, NULL, NULL);
  GHashTable *lines = g_hash_table_new (NULL, NULL);
  guint column = csv != NULL ? find_column (csv, MUNICIPALITY) : G_MAXUINT;

  for (guint row = 1; column != G_MAXUINT && row < kk_csv_get_n_rows (csv); row++) {
    g_autofree char *text = NULL;

    if (kk_csv_get_n_cells (csv, row) != kk_csv_get_n_cells (csv, 0))
      continue;
    text = g_strstrip (g_strdup (kk_csv_get_cell (csv, row, column)));
    if (strcmp (settle_municipality (text), municipality) != 0)
      g_hash_table_add (lines, GUINT_TO_POINTER (kk_csv_get_line (csv, row)));
  }
  return lines;
}

/* A faulty row of another municipality is not this one's to mend. */
static void
take_rejects (Import *import, const KkHtcdsImport *read, GBytes *csv)
{
  g_autoptr (GHashTable) others = NULL;

  if (import->municipality != NULL)
    others = list_other_lines (csv, import->municipality);
  for (guint i = 0; i < read->rejects->len; i++) {
    const KkHtcdsReject *faulty = read->rejects->pdata[i];

    if (others == NULL || !g_hash_table_contains (others, GUINT_TO_POINTER (faulty->line)))
      reject (import->report, faulty->line, faulty->column, kk_field_input_reason (faulty->reason));
  }
}

static const KkHtcdsValue *
find_value (const KkHtcdsRow *row, const char *name)
{
  guint number = kk_schema_field_by_name (0, name)->number;

  for (guint i = 0; i < row->values->len; i++) {
    const KkHtcdsValue *value = row->values->pdata[i];

    if (value->field == number)
      return value;
  }
  return NULL;
}

static gboolean
is_asked (const Import *import, const KkHtcdsRow *row)
{
  const KkHtcdsValue *value;

  if (import->municipality == NULL)
    return TRUE;
  value = find_value (row, MUNICIPALITY);
  return value != NULL && strcmp (value->text, import->municipality) == 0;
}

/* One row. */

typedef struct {
  KkId thread;
  KkVaultRecord case_;
  KkVaultRecord person;
  gboolean has_person;
} RowRecords;

static gboolean
write_values (Import *import, const KkHtcdsRow *row, KkRecordType type, GError **error)
{
  for (guint i = 0; i < row->values->len; i++) {
    const KkHtcdsValue *value = row->values->pdata[i];
    g_autoptr (KkValue) carried = NULL;
    KkOwnOp own = { .kind = KK_OP_VALUE, .field = value->field, .basis = KK_VAULT_NO_BASIS };

    if (value->type != type)
      continue;
    carried = kk_field_input_value (kk_schema_field (value->field), value->text);
    own.element = value->element;
    own.value = carried;
    if (!kk_record_writer_add_first (&import->writer, &own, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_record (Import *import,
              const KkHtcdsRow *row,
              const RowRecords *records,
              KkRecordType type,
              KkVaultRecord *made,
              GError **error)
{
  const KkId *case_ = type != KK_RECORD_CASE ? &records->case_.id : NULL;
  const KkId *person = records->has_person ? &records->person.id : NULL;

  return kk_record_writer_make (&import->writer, type, &records->thread, made, error) &&
         write_values (import, row, type, error) &&
         kk_record_links_add (&import->writer, type, case_, person, error);
}

static gboolean
has_type (const KkHtcdsRow *row, KkRecordType type)
{
  for (guint i = 0; i < row->values->len; i++) {
    if (((const KkHtcdsValue *) row->values->pdata[i])->type == type)
      return TRUE;
  }
  return FALSE;
}

/* A file without references gets own ones; they stand outside the row's values. */
static gboolean
write_reference (Import *import, const KkHtcdsRow *row, GError **error)
{
  g_autofree char *reference = NULL;
  g_autoptr (KkValue) value = NULL;
  KkOwnOp own = { .kind = KK_OP_VALUE, .basis = KK_VAULT_NO_BASIS };

  if (row->reference != NULL)
    return TRUE;
  reference = kk_case_reference_next (import->app, import->seat, error);
  if (reference == NULL)
    return FALSE;
  value = kk_value_new_text (reference);
  own.field = kk_schema_field_by_name (KK_RECORD_CASE, REFERENCE)->number;
  own.value = value;
  return kk_record_writer_add_first (&import->writer, &own, error);
}

static gboolean
write_row (Import *import, const KkHtcdsRow *row, GError **error)
{
  RowRecords records = { .thread = kk_id_random () };

  records.has_person = FALSE;
  if (!write_record (import, row, &records, KK_RECORD_CASE, &records.case_, error) ||
      !write_reference (import, row, error))
    return FALSE;
  /* A role is somebody's, also when the row says nothing of that person but the role. */
  if (has_type (row, KK_RECORD_PERSON) || has_type (row, KK_RECORD_PERSON_IN_CASE)) {
    if (!write_record (import, row, &records, KK_RECORD_PERSON, &records.person, error))
      return FALSE;
    records.has_person = TRUE;
  }
  for (guint type = 1; type <= KK_RECORD_TYPE_LAST; type++) {
    KkVaultRecord made;

    if (type == KK_RECORD_CASE || type == KK_RECORD_PERSON || !has_type (row, (KkRecordType) type))
      continue;
    if (!write_record (import, row, &records, (KkRecordType) type, &made, error))
      return FALSE;
  }
  return TRUE;
}

/* The same file again does no harm: what is there is left alone and named. */
static gboolean
import_row (Import *import, const KkHtcdsRow *row, GError **error)
{
  gboolean exists = FALSE;

  if (!is_asked (import, row))
    return TRUE;
  if (row->reference != NULL &&
      !kk_case_reference_exists (import->app, &import->seat->desk, row->reference, &exists, error))
    return FALSE;
  if (exists) {
    reject (import->report, row->line, REFERENCE,
            g_strdup (_ ("A case with this reference exists already.")));
    return TRUE;
  }
  if (!write_row (import, row, error))
    return FALSE;
  import->report->imported++;
  return TRUE;
}

static gboolean
import_batch (Import *import, const GPtrArray *rows, guint from, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (import->app->vault, error);
  guint to = MIN (from + BATCH, rows->len);

  if (transaction == NULL)
    return FALSE;
  for (guint i = from; i < to; i++) {
    if (!kk_app_check_cancelled (import->app, error) || !import_row (import, rows->pdata[i], error))
      return FALSE;
  }
  if (!kk_vault_commit (g_steal_pointer (&transaction), error))
    return FALSE;
  kk_app_report_progress (import->app, _ ("Importing cases"), to, rows->len);
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const KkRejectedLine *left = *(KkRejectedLine *const *) a;
  const KkRejectedLine *right = *(KkRejectedLine *const *) b;

  return (left->line > right->line) - (left->line < right->line);
}

static KkHtcdsImport *
read_file (GBytes *csv, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (csv, &size);
  g_autoptr (GError) failure = NULL;
  KkHtcdsImport *read = kk_htcds_import (data, size, &failure);

  if (read == NULL)
    kk_import_failure_set (error, csv, failure);
  return read;
}

KkImportReport *
kk_app_case_import (KkApp *app, GBytes *csv, const char *municipality, GError **error)
{
  g_autoptr (KkImportReport) report = g_new0 (KkImportReport, 1);
  g_autoptr (KkHtcdsImport) read = NULL;
  Import import = { .app = app, .report = report };

  report->rejected = g_ptr_array_new_with_free_func (free_rejected);
  import.seat = kk_app_first_seat (app, error);
  if (import.seat == NULL || !kk_record_writer_start (&import.writer, app, NULL, error))
    return NULL;
  read = read_file (csv, error);
  if (read == NULL)
    return NULL;
  import.municipality = settle_municipality (municipality);
  take_rejects (&import, read, csv);
  for (guint from = 0; from < read->rows->len; from += BATCH) {
    if (!import_batch (&import, read->rows, from, error))
      return NULL;
  }
  g_ptr_array_sort (report->rejected, compare_lines);
  return g_steal_pointer (&report);
}
