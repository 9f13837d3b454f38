/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-work-record-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-field-input-private.h"

static void
free_work (gpointer data)
{
  KkWorkRecord *work = data;

  g_clear_pointer (&work->ops, g_ptr_array_unref);
  g_free (work);
}

GPtrArray *
kk_work_list (KkApp *app, const KkVaultCase *case_, KkRecordType type, GError **error)
{
  g_autoptr (GArray) records = kk_case_records (app, case_, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_work);

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    KkWorkRecord *work;

    if (record->type != (guint32) type)
      continue;
    work = g_new0 (KkWorkRecord, 1);
    work->record = *record;
    work->ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
    g_ptr_array_add (list, work);
    if (work->ops == NULL)
      return NULL;
  }
  return g_steal_pointer (&list);
}

const char *
kk_work_text (const KkWorkRecord *work, const char *field)
{
  return kk_statement_text (work->ops, field);
}

static gboolean
put_value (KkRecordWriter *writer,
           const KkVaultRecord *record,
           const KkField *field,
           const KkHtcdsValue *value,
           KkCategories ticked,
           GError **error)
{
  g_autoptr (KkValue) carried = value != NULL ? kk_field_input_value (field, value->text) : NULL;
  KkOwnOp own = { .kind = value != NULL ? KK_OP_VALUE : KK_OP_ABSENT,
                  .field = field->number,
                  .value = carried,
                  .basis = KK_VAULT_NO_BASIS };

  own.element = value != NULL ? value->element : NULL;
  own.extra = (field->flags & KK_FIELD_TICKS) != 0 && value != NULL ? ticked : 0;
  return kk_record_writer_add (writer, record, &own, error);
}

gboolean
kk_work_put (KkRecordWriter *writer,
             const KkVaultRecord *record,
             const char *field,
             const char *text,
             KkCategories ticked,
             GError **error)
{
  const KkField *known = kk_schema_field_by_name ((KkRecordType) record->type, field);
  g_autoptr (GPtrArray) values = NULL;

  if (text == NULL)
    return TRUE;
  values = kk_field_input_read (known, text, error);
  if (values == NULL)
    return FALSE;
  if (values->len == 0)
    return put_value (writer, record, known, NULL, 0, error);
  for (guint i = 0; i < values->len; i++) {
    if (!put_value (writer, record, known, values->pdata[i], ticked, error))
      return FALSE;
  }
  return TRUE;
}

KkHat
kk_work_hat (KkApp *app, const KkId *desk)
{
  const KkDesk *found = kk_directory_find_desk (app->directory, desk, NULL);

  return found != NULL ? found->hat : KK_HAT_NONE;
}
