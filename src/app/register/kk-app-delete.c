/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Deleting, and putting back (exchange §14, kind 4). */

#include "app/register/kk-app-removal.h"

#include "app/exchange/kk-record-notice-private.h"
#include "app/register/kk-removal-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static KkValue *
list_dots (const GPtrArray *ops, gboolean about_record)
{
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (KkDot));

  for (guint i = 0; i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;

    if (about_record ? op->kind == KK_OP_DELETE : op->field != 0)
      g_array_append_val (dots, op->dot);
  }
  return kk_value_new_dots ((const KkDot *) (gpointer) dots->data, dots->len);
}

gboolean
kk_removal_write (KkRecordWriter *writer,
                  const KkVaultRecord *record,
                  KkOpKind kind,
                  GError **error)
{
  g_autoptr (GPtrArray) live =
      kk_vault_op_list (writer->app->vault, record->idx, KK_OPS_LIVE, error);
  g_autoptr (KkValue) dots = live != NULL ? list_dots (live, kind == KK_OP_RECALL) : NULL;
  KkOwnOp own = { .kind = kind, .value = dots, .basis = KK_VAULT_NO_BASIS };
  g_autoptr (KkStoredOp) stored = NULL;
  KkRecordNotice notice = { .record = record };

  if (dots == NULL)
    return FALSE;
  stored = kk_record_writer_add_and_get (writer, record, &own, error);
  if (stored == NULL)
    return FALSE;
  notice.op = stored->op;
  return kk_record_notice_queue_all (writer->app, &notice, error);
}

gboolean
kk_app_case_delete (KkApp *app, const KkRemoval *removal, guint *count, GError **error)
{
  g_auto (KkRemoving) removing = { .app = app, .removal = removal };

  if (!kk_removing_start (&removing, error))
    return FALSE;
  if (removal->record == NULL && removing.case_.deletion == KK_DELETION_DELETED)
    return refuse (error, _ ("This was deleted before."));
  *count = 0;
  for (guint i = 0; i < removing.records->len; i++) {
    const KkVaultRecord *record = &g_array_index (removing.records, KkVaultRecord, i);

    if (record->deletion != KK_DELETION_DELETED) {
      if (!kk_removal_write (&removing.writer, record, KK_OP_DELETE, error))
        return FALSE;
      (*count)++;
    }
  }
  if (*count == 0)
    return refuse (error, _ ("This was deleted before."));
  return kk_removing_note_reason (&removing, error) && kk_removing_finish (&removing, error);
}

gboolean
kk_app_case_undelete (KkApp *app, const KkRemoval *removal, guint *count, GError **error)
{
  g_auto (KkRemoving) removing = { .app = app, .removal = removal };

  if (!kk_removing_start (&removing, error))
    return FALSE;
  *count = 0;
  for (guint i = 0; i < removing.records->len; i++) {
    const KkVaultRecord *record = &g_array_index (removing.records, KkVaultRecord, i);

    if (record->deletion != KK_DELETION_NONE) {
      if (!kk_removal_write (&removing.writer, record, KK_OP_RECALL, error))
        return FALSE;
      (*count)++;
    }
  }
  if (*count == 0)
    return refuse (error, _ ("This was not deleted."));
  return kk_removing_finish (&removing, error);
}
