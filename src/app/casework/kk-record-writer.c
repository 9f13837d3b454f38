/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-record-writer-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/vault/kk-app-slots.h"
#include "domain/kk-merge.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

gboolean
kk_record_writer_start (KkRecordWriter *writer, KkApp *app, const KkId *desk, GError **error)
{
  const KkOwnSeat *seat =
      desk == NULL ? kk_app_first_seat (app, error) : kk_own_seat_at (app, desk, error);

  if (seat == NULL)
    return FALSE;
  *writer = (KkRecordWriter){ .app = app, .desk = seat->desk, .log = seat->log };
  writer->now = kk_app_now (app);
  return kk_vault_log_ensure (app->vault, &seat->log, &seat->seat, &seat->desk, seat->incarnation,
                              &writer->log_idx, error);
}

gboolean
kk_record_writer_make (KkRecordWriter *writer,
                       KkRecordType type,
                       const KkId *thread,
                       KkVaultRecord *record,
                       GError **error)
{
  *record = (KkVaultRecord){
    .id = kk_id_random (), .desk = writer->desk, .type = type, .owner = writer->desk
  };
  record->has_thread = thread != NULL;
  if (thread != NULL)
    record->thread = *thread;
  /* No case in a vault that one mishap closes for ever. */
  if ((type == KK_RECORD_CASE && !kk_app_slots_check (writer->app, error)) ||
      !kk_vault_record_ensure (writer->app->vault, record, &record->idx, error))
    return FALSE;
  writer->made = record->idx;
  writer->made_n = 0;
  return TRUE;
}

static KkOp *
make_op (const KkRecordWriter *writer, guint32 n, const KkOwnOp *own)
{
  KkOp *op = kk_op_new ((KkDot){ writer->log, n }, own->kind, own->field);

  op->element = g_strdup (own->element);
  op->value = own->value != NULL ? kk_value_ref (own->value) : NULL;
  op->extra = own->extra;
  op->time = writer->now;
  return op;
}

static gboolean
apply_op (KkRecordWriter *writer, gint64 record, const KkOp *op, gint64 basis, GError **error)
{
  KkApplyResult result = KK_APPLY_NEW;

  if (!kk_vault_op_apply (writer->app->vault, record, op, basis, &result, error))
    return FALSE;
  if (result == KK_APPLY_NEW)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The change could not be stored, because the record was erased or is "
                          "damaged. Nothing was changed."));
  return FALSE;
}

gboolean
kk_record_writer_add_first (KkRecordWriter *writer, const KkOwnOp *own, GError **error)
{
  g_autoptr (KkOp) op = make_op (writer, writer->made_n + 1, own);

  if (!apply_op (writer, writer->made, op, own->basis, error))
    return FALSE;
  writer->made_n++;
  return TRUE;
}

static void
see (KkOp *op, const KkRecordWriter *writer, const GPtrArray *live)
{
  g_autofree KkRegisterOp *seen = g_new (KkRegisterOp, MAX (live->len, 1));

  for (guint i = 0; i < live->len; i++) {
    const KkStoredOp *stored = live->pdata[i];

    seen[i] = (KkRegisterOp){ stored->op, stored->desk };
  }
  kk_merge_set_context (op, &writer->desk, seen, live->len);
}

gboolean
kk_record_writer_add (KkRecordWriter *writer,
                      const KkVaultRecord *record,
                      const KkOwnOp *own,
                      GError **error)
{
  KkVault *vault = writer->app->vault;
  g_autoptr (GPtrArray) live =
      kk_vault_op_list_register (vault, record->idx, own->field, own->element, KK_OPS_LIVE, error);
  g_autoptr (KkOp) op = NULL;
  guint32 n = 0;

  if (live == NULL || !kk_vault_op_next_n (vault, record->idx, writer->log_idx, &n, error))
    return FALSE;
  op = make_op (writer, n, own);
  see (op, writer, live);
  if (!apply_op (writer, record->idx, op, own->basis, error))
    return FALSE;
  if (record->idx == writer->made)
    writer->made_n = n;
  return TRUE;
}

KkStoredOp *
kk_record_writer_add_and_get (KkRecordWriter *writer,
                              const KkVaultRecord *record,
                              const KkOwnOp *own,
                              GError **error)
{
  KkDot dot = { .log = writer->log };

  if (!kk_vault_op_next_n (writer->app->vault, record->idx, writer->log_idx, &dot.n, error) ||
      !kk_record_writer_add (writer, record, own, error))
    return NULL;
  return kk_vault_op_get (writer->app->vault, record->idx, &dot, error);
}
