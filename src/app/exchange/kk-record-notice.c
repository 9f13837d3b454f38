/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-record-notice-private.h"

#include "crypto/kk-hash.h"
#include "domain/kk-entry.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-shares.h"

static KkBasis *
make_row_basis (const char *row)
{
  KkBasis *basis = kk_basis_new ();

  g_ptr_array_add (basis->rows, g_strdup (row));
  return basis;
}

gboolean
kk_notice_basis_ensure (KkApp *app, const char *row, gint64 *basis, GError **error)
{
  g_autoptr (KkBasis) made = row != NULL ? make_row_basis (row) : NULL;
  g_autoptr (GBytes) bytes = made != NULL ? kk_basis_encode (made, error) : NULL;

  *basis = KK_VAULT_NO_BASIS;
  return row == NULL || (bytes != NULL && kk_vault_basis_ensure (app->vault, bytes, basis, error));
}

char *
kk_notice_basis_dup_row (KkApp *app, gint64 basis, GError **error)
{
  g_autoptr (GBytes) bytes = kk_vault_basis_get (app->vault, basis, error);
  g_autoptr (KkBasis) read = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;

  return read != NULL && read->rows->len > 0 ? g_strdup (read->rows->pdata[0]) : NULL;
}

static KkOp *
copy_op (const KkOp *op, guint basis)
{
  KkOp *copy = kk_op_new (op->dot, op->kind, 0);

  copy->value = op->value != NULL ? kk_value_ref (op->value) : NULL;
  copy->context = op->context != NULL ? g_array_ref (op->context) : NULL;
  copy->basis = basis;
  copy->time = op->time;
  return copy;
}

/* A record stands once in a body: what is told of it one after the other goes together. */
static KkBodyRecord *
open_record (const KkVaultRecord *about, KkBody *body)
{
  KkBodyRecord *record =
      body->records->len > 0 ? body->records->pdata[body->records->len - 1] : NULL;

  if (record != NULL && kk_id_equal (&record->id, &about->id))
    return record;
  record = kk_body_record_new ();
  record->id = about->id;
  record->type = about->type;
  record->owner = about->owner;
  g_ptr_array_add (body->records, record);
  return record;
}

void
kk_record_notice_add (const KkRecordNotice *notice, KkBody *body)
{
  guint basis = notice->row != NULL ? body->bases->len : KK_NO_BASIS;

  if (notice->row != NULL)
    g_ptr_array_add (body->bases, make_row_basis (notice->row));
  g_ptr_array_add (open_record (notice->record, body)->ops, copy_op (notice->op, basis));
}

static KkBody *
make_body (const KkRecordNotice *notice)
{
  KkBody *body = kk_body_new (KK_SCOPE_PARTNER);

  body->purpose = KK_PURPOSE_REGISTRATIE;
  kk_record_notice_add (notice, body);
  return body;
}

/* Who was asked is known from now on, also before anything is sealed. */
static gboolean
note_asked (KkApp *app, const KkRecordNotice *notice, const KkId *desk, GError **error)
{
  KkVaultSent sent = { .desk = *desk, .record = notice->record->idx, .n = notice->op->dot.n };

  if (notice->op->kind != KK_OP_RECALL ||
      !kk_id_equal (&notice->record->owner, &notice->record->desk))
    return TRUE;
  sent.kind = notice->op->kind;
  return kk_vault_log_find (app->vault, &notice->op->dot.log, &sent.log) &&
         kk_vault_sent_put (app->vault, &sent, error);
}

static gboolean
add_row (KkApp *app, const KkBody *body, const KkId *giver, const KkId *desk, GError **error)
{
  g_autoptr (KkVaultBody) row = kk_vault_body_new ();

  row->bytes = kk_body_encode (body, error);
  if (row->bytes == NULL)
    return FALSE;
  row->id = kk_id_random ();
  row->giver = *giver;
  row->desk = *desk;
  row->hash = kk_hash_labelled_bytes ("body", row->bytes);
  row->created = kk_app_now (app);
  row->not_before = row->created;
  row->state = KK_BODY_READY;
  return kk_vault_body_add (app->vault, row, error);
}

gboolean
kk_record_notice_queue (KkApp *app, const KkRecordNotice *notice, const KkId *desk, GError **error)
{
  g_autoptr (KkBody) body = make_body (notice);

  return add_row (app, body, &notice->record->desk, desk, error) &&
         note_asked (app, notice, desk, error);
}

gboolean
kk_record_notice_queue_all (KkApp *app, const KkRecordNotice *notice, GError **error)
{
  g_autoptr (GArray) desks = kk_vault_sent_desks (app->vault, notice->record->idx, error);

  for (guint i = 0; desks != NULL && i < desks->len; i++) {
    const KkId *desk = &g_array_index (desks, KkId, i);
    gboolean heard = TRUE;

    /* Who did not hear of a deletion need not hear that it was undone. */
    if (notice->op->kind == KK_OP_RECALL &&
        !kk_vault_sent_has_field (app->vault, notice->record->idx, desk, 0, &heard, error))
      return FALSE;
    if (heard && !kk_record_notice_queue (app, notice, desk, error))
      return FALSE;
  }
  return desks != NULL;
}

gboolean
kk_body_is_notice (const KkBody *body)
{
  for (guint r = 0; r < body->records->len; r++) {
    const KkBodyRecord *record = body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      if (((const KkOp *) record->ops->pdata[i])->field != 0)
        return FALSE;
    }
  }
  return body->records->len > 0;
}

static gboolean
move_op (KkApp *app, gint64 record, KkOp *op, const KkId *after, gboolean *moved, GError **error)
{
  const KkDot dot = { *after, op->dot.n };
  g_autoptr (GError) local = NULL;
  g_autoptr (KkStoredOp) there = kk_vault_op_get (app->vault, record, &dot, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (there != NULL && there->op->kind == op->kind) {
    op->dot = dot;
    *moved = TRUE;
  }
  return TRUE;
}

static gboolean
move_record (KkApp *app,
             const KkVaultBody *row,
             const KkBodyRecord *record,
             const KkId logs[2],
             gboolean *moved,
             GError **error)
{
  KkVaultRecord stored;
  gboolean found;

  if (!kk_vault_record_find (app->vault, &row->giver, &record->id, &stored, &found, error))
    return FALSE;
  for (guint i = 0; found && i < record->ops->len; i++) {
    KkOp *op = record->ops->pdata[i];

    if (kk_id_equal (&op->dot.log, &logs[0]) &&
        !move_op (app, stored.idx, op, &logs[1], moved, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
move_body (KkApp *app, const KkVaultBody *row, const KkId logs[2], GError **error)
{
  g_autoptr (KkBody) body = kk_body_decode (row->bytes, error);
  gboolean moved = FALSE;

  if (body == NULL)
    return FALSE;
  if (!kk_body_is_notice (body))
    return TRUE;
  for (guint r = 0; r < body->records->len; r++) {
    if (!move_record (app, row, body->records->pdata[r], logs, &moved, error))
      return FALSE;
  }
  return !moved ||
         (kk_vault_body_set_state (app->vault, &row->id, KK_BODY_CANCELLED, NULL, error) &&
          add_row (app, body, &row->giver, &row->desk, error));
}

gboolean
kk_record_notice_move (KkApp *app, const KkId *before, const KkId *after, GError **error)
{
  const KkId logs[2] = { *before, *after };
  g_autoptr (GPtrArray) rows = kk_vault_body_list (app->vault, KK_BODY_READY, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    if (!move_body (app, rows->pdata[i], logs, error))
      return FALSE;
  }
  return rows != NULL;
}

guint
kk_body_notice_entry_kind (const KkBody *body)
{
  const KkBodyRecord *record = body->records->pdata[0];
  const KkOp *op = record->ops->pdata[0];

  return op->kind == KK_OP_ERASE ? KK_ENTRY_ERASED : KK_ENTRY_RECALLED;
}
