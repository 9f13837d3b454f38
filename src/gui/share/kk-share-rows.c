/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-rows.h"

#include "app/kk-app-label.h"
#include "gui/cases/kk-case-words.h"

#include <string.h>

static void
free_row (gpointer data)
{
  KkShareRow *row = data;

  g_free (row->heading);
  g_free (row->record);
  g_free (row->name);
  g_free (row->element);
  g_free (row->title);
  g_free (row->value);
  g_ptr_array_unref (row->fields);
  g_free (row);
}

typedef struct {
  const KkCaseView *view;
  guint n_columns;
  GPtrArray *rows;
  GHashTable *known; /* "record/field/element" → KkShareRow */
} Collecting;

static char *
dup_heading (const KkCaseView *view, const KkSharedField *field)
{
  const KkRecordView *record = kk_case_words_find_record (view, field->record);

  return record != NULL ? kk_case_words_dup_heading (view, record)
                        : g_strdup (kk_app_label_type (field->type));
}

static KkShareRow *
make_row (const Collecting *collecting, const KkSharedField *field)
{
  KkShareRow *row = g_new0 (KkShareRow, 1);

  row->heading = dup_heading (collecting->view, field);
  row->record = g_strdup (field->record);
  row->name = g_strdup (field->name);
  row->element = g_strdup (field->element);
  row->title = g_strdup (kk_app_label_field (field->name));
  row->value = kk_case_words_dup_value (field->name, field->element, field->value);
  row->unticked = field->unticked;
  row->fields = g_ptr_array_new ();
  g_ptr_array_set_size (row->fields, (gint) collecting->n_columns);
  return row;
}

static void
collect_field (Collecting *collecting, guint column, KkSharedField *field)
{
  g_autofree char *key = g_strjoin ("/", field->record, field->name,
                                    field->element != NULL ? field->element : "", NULL);
  KkShareRow *row = g_hash_table_lookup (collecting->known, key);

  if (!kk_case_words_is_shown (field->name))
    return;
  if (row == NULL) {
    row = make_row (collecting, field);
    g_ptr_array_add (collecting->rows, row);
    g_hash_table_insert (collecting->known, g_steal_pointer (&key), row);
  }
  row->fields->pdata[column] = field;
}

/* Persons before things, and what has one heading together. */
static gboolean
is_about_person (const KkCaseView *view, const KkShareRow *row)
{
  const KkRecordView *record = kk_case_words_find_record (view, row->record);

  return record != NULL && kk_case_words_find_person (view, record) != NULL;
}

static void
take_group (GPtrArray *sorted, GPtrArray *rows, guint from)
{
  const char *heading = ((const KkShareRow *) rows->pdata[from])->heading;

  for (guint i = from; i < rows->len; i++) {
    KkShareRow *row = rows->pdata[i];

    if (row != NULL && strcmp (row->heading, heading) == 0) {
      g_ptr_array_add (sorted, row);
      rows->pdata[i] = NULL;
    }
  }
}

static GPtrArray *
sort_rows (const KkCaseView *view, GPtrArray *rows)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (free_row);

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < rows->len; i++) {
      if (rows->pdata[i] != NULL && (pass == 1 || is_about_person (view, rows->pdata[i])))
        take_group (sorted, rows, i);
    }
  }
  return sorted;
}

GPtrArray *
kk_share_rows_collect (const KkCaseView *view, const GPtrArray *columns)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collecting collecting = { view, columns->len, rows, known };

  for (guint c = 0; c < columns->len; c++) {
    const KkShareColumn *column = columns->pdata[c];

    for (guint i = 0; column->preview != NULL && i < column->preview->fields->len; i++)
      collect_field (&collecting, c, column->preview->fields->pdata[i]);
  }
  return sort_rows (view, rows);
}
